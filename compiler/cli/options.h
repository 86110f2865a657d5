/* Command lines from one table: parser, usage text, help, OPTIONS of the manual pages and
 * completions read it.
 *
 * Long options take `--name value` and `--name=value`, short ones `-x value` and `-xvalue`;
 * options and operands mix freely, `--` ends the options. Every command has the options of
 * nkc_cli_common as well. */
#ifndef NKC_CLI_OPTIONS_H
#define NKC_CLI_OPTIONS_H

#include "base/session.h"

#include <stddef.h>

enum nkc_opt_arg { NKC_OPT_NONE, NKC_OPT_VALUE };

/* What a value is, for completions. */
enum nkc_opt_kind { NKC_KIND_TEXT, NKC_KIND_FILE, NKC_KIND_DIR, NKC_KIND_ID, NKC_KIND_FLAG };

enum {
    NKC_OPT_LIST = 1,     /* several of `values`, with commas between */
    NKC_OPT_REPEAT = 2,   /* may be given more than once */
    NKC_OPT_REQUIRED = 4, /* must be given */
    NKC_OPT_ANSWER = 8,   /* prints something and ends the run: of nkc_cli_common alone */
};

struct nkc_option {
    const char *long_name; /* without dashes, or NULL */
    char short_name;       /* or 0 */
    enum nkc_opt_arg arg;
    const char *arg_name; /* "DIR" */
    const char *help;     /* one sentence, NULL = accepted and not shown */
    /* Stores or acts; returns false after reporting when the value is bad. `values` are checked
     * before. NULL: the value is stored at `field`. */
    bool (*apply)(void *target, struct nkc_session *s, const char *value);
    /* offsetof in the settings: a `const char *`, or a bool for an option without a value. */
    size_t field;

    const char *const *values; /* the only values, NULL-terminated; NULL = any */
    enum nkc_opt_kind kind;
    unsigned flags;
    const char *more; /* further sentences, for the manual page alone; or NULL */
};

struct nkc_operands {
    NKC_VEC(const char *) list;
};

struct nkc_command {
    const char *name;     /* "nk-gen-c" */
    const char *operands; /* "FILE" */
    const char *summary;  /* one line */
    const char *files;    /* what operands are, for completions: "idl cdl edl"; NULL = any file */
    const struct nkc_option *options;
    size_t option_count;
    enum nkc_opt_kind operand_kind; /* TEXT: files, by `files`; DIR; ID: of diagnostics */
    bool ignore_unknown_long;       /* makeimg and makekss take options of other versions */
    /* The work, after the command line was read into `settings`; errors go to the session. */
    void (*run)(struct nkc_session *s, void *settings, const struct nkc_operands *operands);
    /* The commands of a tool whose first operand names one, NULL-terminated; their names are
     * "TOOL COMMAND", and only they are run. */
    const struct nkc_command *const *commands;
    /* Of such a command: reads its command line, which begins with its word; the exit status. */
    int (*main)(int argc, char **argv);
};

enum nkc_cli_result { NKC_CLI_RUN, NKC_CLI_DONE /* --help, --version */, NKC_CLI_BAD };

/* Parses; operands are pushed to *operands. On bad usage reports `usage` and prints the usage
 * line. --diagnostics counts from the first word on, wherever it stands. */
enum nkc_cli_result nkc_cli_parse(const struct nkc_command *cmd, struct nkc_session *s,
                                  void *target, int argc, char **argv,
                                  struct nkc_operands *operands);
/* Reports `usage` with this text and, for human readers, prints the usage line. Returns false. */
bool nkc_cli_bad(const struct nkc_command *cmd, struct nkc_session *s, const char *text);
/* The only operand; NULL after reporting that there is none or a second one. */
const char *nkc_cli_one(const struct nkc_command *cmd, struct nkc_session *s,
                        const struct nkc_operands *operands);

/* A whole tool: the session, the command line with its options stored in *settings, cmd->run.
 * Returns the exit status, 0 or 1. */
int nkc_cli_main(const struct nkc_command *cmd, void *settings, int argc, char **argv);

/* Actions of options that several commands have: -I, -W, --keep-unchanged, accepted ones. */
bool nkc_cli_include(void *target, struct nkc_session *s, const char *value);
bool nkc_cli_warning(void *target, struct nkc_session *s, const char *value);
bool nkc_cli_keep(void *target, struct nkc_session *s, const char *value);
bool nkc_cli_ignore(void *target, struct nkc_session *s, const char *value);

/* --diagnostics, --explain, --help, --version. */
extern const struct nkc_option nkc_cli_common[];
extern const size_t nkc_cli_common_count;

/* The i-th option of a command, its own first, then the common ones; NULL at the end. */
const struct nkc_option *nkc_cli_option(const struct nkc_command *cmd, size_t i);

#endif
