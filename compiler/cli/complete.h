/* Completions of a command for shells, from its table of options. */
#ifndef NKC_CLI_COMPLETE_H
#define NKC_CLI_COMPLETE_H

#include "cli/options.h"

void nkc_cli_complete_bash(const struct nkc_command *cmd, FILE *f);
void nkc_cli_complete_zsh(const struct nkc_command *cmd, FILE *f);
void nkc_cli_complete_fish(const struct nkc_command *cmd, FILE *f);

#endif
