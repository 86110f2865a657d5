/* What is made from a command's table: help, parts of its manual page, shell completions. */
#ifndef NKC_CLI_DOC_H
#define NKC_CLI_DOC_H

#include "cli/options.h"

/* The last word of a command's name: what selects it among the commands of its tool. */
const char *nkc_cli_word(const struct nkc_command *cmd);

void nkc_cli_print_usage(const struct nkc_command *cmd, FILE *f);
void nkc_cli_print_help(const struct nkc_command *cmd);

/* Values of --print-doc: "synopsis" and "options" in mdoc(7), "bash", "zsh", "fish",
 * "catalogue" (docs/diagnostics.md). */
extern const char *const nkc_cli_docs[];
void nkc_cli_print_doc(const struct nkc_command *cmd, const char *which, FILE *f);

#endif
