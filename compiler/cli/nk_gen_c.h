/* Command line of nk-gen-c (nk-gen-c 2). */
#ifndef NKC_CLI_NK_GEN_C_H
#define NKC_CLI_NK_GEN_C_H

#include "cli/options.h"

extern const struct nkc_command nkc_nk_gen_c_command;

/* Runs the tool and returns its exit status, 0 or 1. Writes all outputs or none. */
int nkc_nk_gen_c_run(int argc, char **argv);

#endif
