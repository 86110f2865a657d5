/* The preprocessor of policies, for whoever asks for it by --enable-preprocessor.
 *
 * Conditional lines only, nothing is replaced in the text: `#if CONDITION`, `#ifdef NAME`, `#ifndef
 * NAME`, `#elif CONDITION`, `#else`, `#endif`, where a condition is made of numbers, names (their
 * number, 0 when not defined), `defined(NAME)`, comparisons, `!`, `&&`, `||` and parentheses. Lines
 * left out become blank, so that all places stay what they are. Directives inside comments and
 * fenced texts are none; comments on the lines of directives may go on behind them. Rules:
 * nk-psl-gen-c 1. */
#ifndef NKC_FRONT_PSL_PREP_H
#define NKC_FRONT_PSL_PREP_H

#include "base/session.h"

struct psl_definition {
    const char *name, *value;
};

struct psl_prep {
    NKC_VEC(struct psl_definition) definitions;
    const char *dump_dir; /* where processed files are written, or NULL */
};

/* Adds NAME or NAME=VALUE; false after reporting that it is neither. */
bool psl_prep_define(struct nkc_session *s, struct psl_prep *prep, const char *definition);

/* The text of `src` with the lines that are left out made blank: as long as it, with two NULs
 * behind; owned by the arena. Reports mistakes in directives. */
const char *psl_prep_text(struct nkc_session *s, const struct psl_prep *prep,
                          const struct nkc_source *src);

#endif
