/* What the lines mean by which the kernel and the tools tell that a message was refused
 * (platform 4). */
#ifndef NKC_NK_REFUSALS_H
#define NKC_NK_REFUSALS_H

#include "base/session.h"

/* Prints what a line, or the words of its reason, means. Returns false when it tells no refusal. */
bool nk_refusal_print(const char *line, FILE *f);

/* Prints the words of all reasons, each with one line of what it means. */
void nk_refusal_list(FILE *f);

#endif
