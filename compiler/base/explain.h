/* The long texts of the catalogue: what a diagnostic means, why, how to mend it, with samples.
 * Written in compiler/base/explain/ and embedded by explain/embed.sh; one entry per slug. */
#ifndef NKC_BASE_EXPLAIN_H
#define NKC_BASE_EXPLAIN_H

#include "base/session.h"

struct nkc_explain {
    const char *slug;
    const char *title; /* one line */
    const char *text;  /* paragraphs */
    const char *bad;   /* sample that is reported, ready to print; "" when it is a unit test */
    const char *good;  /* its neighbour that is not */
};

/* All entries, sorted by slug; made by embed.sh. */
extern const struct nkc_explain nkc_explain_all[];
extern const size_t nkc_explain_count;

/* NULL when there is no entry. */
const struct nkc_explain *nkc_explain_find(const char *slug);
/* "error", "warning" or "warning, off by default". */
const char *nkc_explain_severity(const char *slug);
/* Prints one entry, or every slug with severity and title for "list". Reports `usage` and returns
 * false for a slug that is not known. */
bool nkc_explain_print(struct nkc_session *s, const char *slug, FILE *f);
/* The whole catalogue as a Markdown page: docs/diagnostics.md. */
void nkc_explain_markdown(FILE *f);

#endif
