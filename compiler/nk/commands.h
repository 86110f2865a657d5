/* The commands of `nk`. Each has a main function of its own, which reads its command line by its
 * table. */
#ifndef NKC_NK_COMMANDS_H
#define NKC_NK_COMMANDS_H

#include "cli/options.h"

extern const struct nkc_command nk_new, nk_run, nk_test, nk_trace, nk_explain;

/* The folder of a solution among the operands, "." when there is none; NULL after reporting that
 * there is a second one. */
const char *nk_folder(const struct nkc_command *cmd, struct nkc_session *s,
                      const struct nkc_operands *operands);

#endif
