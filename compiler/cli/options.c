#include "cli/options.h"

#include <stdio.h>

#ifndef NKC_VERSION
#define NKC_VERSION "0.0.0"
#endif

const char nkc_version[] = NKC_VERSION;

static void print_usage(const struct nkc_command *cmd, FILE *f)
{
    fprintf(f, "usage: %s [OPTION]... %s\n", cmd->name, cmd->operands);
}

static void print_option(const struct nkc_option *o)
{
    enum { COLUMN = 30 };
    char left[80];
    int n = 0;
    if (o->short_name)
        n = snprintf(left, sizeof left, "-%c%s", o->short_name, o->long_name ? ", " : "");
    if (o->long_name)
        n += snprintf(left + n, sizeof left - (size_t)n, "--%s", o->long_name);
    if (o->arg == NKC_OPT_VALUE)
        n += snprintf(left + n, sizeof left - (size_t)n, "%s%s", o->long_name ? "=" : " ",
                      o->arg_name);
    if (n > COLUMN)
        printf("  %s\n  %-*s %s\n", left, COLUMN, "", o->help);
    else
        printf("  %-*s %s\n", COLUMN, left, o->help);
}

static void print_help(const struct nkc_command *cmd)
{
    print_usage(cmd, stdout);
    printf("%s\n\n", cmd->summary);
    for (size_t i = 0; i < cmd->option_count; i++)
        if (cmd->options[i].help)
            print_option(&cmd->options[i]);
    printf("  %-30s %s\n", "-h, --help", "Print this help and exit.");
    printf("  %-30s %s\n", "--version", "Print the version and exit.");
}

static enum nkc_cli_result bad(const struct nkc_command *cmd, struct nkc_session *s,
                               const char *text)
{
    nkc_diag(s, USAGE, NKC_NO_SPAN, text);
    print_usage(cmd, stderr);
    return NKC_CLI_BAD;
}

static const struct nkc_option *find_long(const struct nkc_command *cmd, const char *name,
                                          size_t len)
{
    for (size_t i = 0; i < cmd->option_count; i++) {
        const char *have = cmd->options[i].long_name;
        if (have && strncmp(have, name, len) == 0 && have[len] == '\0')
            return &cmd->options[i];
    }
    return NULL;
}

static const struct nkc_option *find_short(const struct nkc_command *cmd, char c)
{
    for (size_t i = 0; i < cmd->option_count; i++)
        if (cmd->options[i].short_name == c)
            return &cmd->options[i];
    return NULL;
}

static const char *suggestion(const struct nkc_command *cmd, struct nkc_session *s,
                              const char *name)
{
    const char **names = nkc_arena_alloc(s->arena, (cmd->option_count + 1) * sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < cmd->option_count; i++)
        if (cmd->options[i].long_name && cmd->options[i].help)
            names[n++] = cmd->options[i].long_name;
    const char *near = nkc_nearest(name, names, n);
    return near ? nkc_arena_printf(s->arena, ", did you mean `--%s`?", near) : "";
}

enum nkc_cli_result nkc_cli_parse(const struct nkc_command *cmd, struct nkc_session *s,
                                  void *target, int argc, char **argv,
                                  struct nkc_operands *operands)
{
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        if (only_operands || arg[0] != '-' || arg[1] == '\0') {
            nkc_vec_push(s->arena, &operands->list, arg);
            continue;
        }
        if (strcmp(arg, "--") == 0) {
            only_operands = true;
            continue;
        }
        if (strcmp(arg, "-h") == 0 || strcmp(arg, "--help") == 0) {
            print_help(cmd);
            return NKC_CLI_DONE;
        }
        if (strcmp(arg, "--version") == 0) {
            printf("%s %s\n", cmd->name, nkc_version);
            return NKC_CLI_DONE;
        }

        const struct nkc_option *o;
        const char *value = NULL;
        if (arg[1] == '-') {
            size_t len = strcspn(arg + 2, "=");
            o = find_long(cmd, arg + 2, len);
            if (arg[2 + len] == '=')
                value = arg + 2 + len + 1;
            if (!o && cmd->ignore_unknown_long)
                continue;
        } else {
            o = find_short(cmd, arg[1]);
            if (arg[2])
                value = arg + 2;
        }
        if (!o)
            return bad(cmd, s,
                       nkc_arena_printf(s->arena, "unknown option `%s`%s", arg,
                                        arg[1] == '-' ? suggestion(cmd, s, arg + 2) : ""));
        if (o->arg == NKC_OPT_NONE && value)
            return bad(cmd, s, nkc_arena_printf(s->arena, "option `%s` takes no value", arg));
        if (o->arg == NKC_OPT_VALUE && !value) {
            if (i + 1 >= argc)
                return bad(cmd, s, nkc_arena_printf(s->arena, "option `%s` needs a value", arg));
            value = argv[++i];
        }
        if (!o->apply(target, s, value)) {
            print_usage(cmd, stderr);
            return NKC_CLI_BAD;
        }
    }
    return NKC_CLI_RUN;
}
