/* Command lines from one table: parser, usage text, help, man pages and completions read it.
 *
 * Long options take `--name value` and `--name=value`, short ones `-x value` and `-xvalue`;
 * options and operands mix freely, `--` ends the options. */
#ifndef NKC_CLI_OPTIONS_H
#define NKC_CLI_OPTIONS_H

#include "base/session.h"

enum nkc_opt_arg { NKC_OPT_NONE, NKC_OPT_VALUE };

struct nkc_option {
    const char *long_name; /* without dashes, or NULL */
    char short_name;       /* or 0 */
    enum nkc_opt_arg arg;
    const char *arg_name; /* "DIR" */
    const char *help;     /* one sentence, NULL = accepted and not shown */
    /* Stores or acts; returns false after reporting when the value is bad. */
    bool (*apply)(void *target, struct nkc_session *s, const char *value);
};

struct nkc_command {
    const char *name;     /* "nk-gen-c" */
    const char *operands; /* "FILE" */
    const char *summary;  /* one line */
    const struct nkc_option *options;
    size_t option_count;
    bool ignore_unknown_long; /* makeimg and makekss take options of other versions */
};

enum nkc_cli_result { NKC_CLI_RUN, NKC_CLI_DONE /* --help, --version */, NKC_CLI_BAD };

/* Parses; operands are pushed to *operands. Handles -h, --help and --version itself.
 * On bad usage reports `usage` and prints the usage line to stderr. */
struct nkc_operands {
    NKC_VEC(const char *) list;
};
enum nkc_cli_result nkc_cli_parse(const struct nkc_command *cmd, struct nkc_session *s,
                                  void *target, int argc, char **argv,
                                  struct nkc_operands *operands);

/* The version of all tools: "0.1.0". */
extern const char nkc_version[];

#endif
