/* The commands of `nk`. Each is a main function of its own: it reads its command line by its table
 * and returns the exit status. */
#ifndef NKC_NK_COMMANDS_H
#define NKC_NK_COMMANDS_H

#include "cli/options.h"

extern const struct nkc_command nk_new, nk_run, nk_test, nk_trace, nk_explain;

int nk_new_main(int argc, char **argv);
int nk_run_main(int argc, char **argv);
int nk_test_main(int argc, char **argv);
int nk_trace_main(int argc, char **argv);
int nk_explain_main(int argc, char **argv);

/* The folder of a solution among the operands, "." when there is none; NULL after reporting that
 * there is a second one. */
const char *nk_folder(const struct nkc_command *cmd, struct nkc_session *s,
                      const struct nkc_operands *operands);

#endif
