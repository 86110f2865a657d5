/* Texts quoted for the languages that generated files are written in.
 *
 * Results live in the arena. Untrusted input: every text; no text can end its literal, comment or
 * word. */
#ifndef NKC_BASE_QUOTE_H
#define NKC_BASE_QUOTE_H

#include "base/arena.h"

/* A C string literal with its quotation marks, in plain ASCII. */
const char *nkc_quote_c(struct nkc_arena *arena, const char *text);
/* `text` without anything that ends or opens a C comment. */
const char *nkc_quote_comment(struct nkc_arena *arena, const char *text);
/* A path as a word of a make rule. */
const char *nkc_quote_make(struct nkc_arena *arena, const char *path);

#endif
