/* Einit: the C source of the program that starts a solution (einit-and-build 3.1, observed 3).
 *
 * Input: an ordered topology without errors, read-only. Output: text appended to a buffer. */
#ifndef NKC_INIT_EINIT_H
#define NKC_INIT_EINIT_H

#include "init/topology.h"

/* `source` is the name of the description for the first line, without folders: the text must not
 * depend on where the tool runs. False after an error was reported. */
bool nkc_einit_print(const struct nkc_topology *t, const char *source, struct nkc_buf *out);

#endif
