/* The parser of command lines. */
#include "cli/options.h"

#include "base/explain.h"
#include "cli/cli_doc.h"

#include <errno.h>

/* ---- options of every command ------------------------------------------------------------ */

static const char *const diagnostic_forms[] = {"text", "json", "sarif", NULL};

static bool set_diagnostics(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    return nkc_diag_format(s, value);
}

const struct nkc_option nkc_cli_common[] = {
    {"diagnostics", 0, NKC_OPT_VALUE, "FORM", "Write diagnostics as text, json or sarif.",
     set_diagnostics, .values = diagnostic_forms,
     .more = "They go to standard error. `text`, the default, is for people. `json` writes one "
             "object a line as they come. `sarif` writes one SARIF 2.1.0 document when all is "
             "done, also when there is nothing to report."},
    {"explain", 0, NKC_OPT_VALUE, "ID", "Explain a diagnostic and exit; `list` shows all.", NULL,
     .kind = NKC_KIND_ID, .flags = NKC_OPT_ANSWER,
     .more = "The identifier stands in brackets at the end of each message."},
    {"help", 'h', NKC_OPT_NONE, NULL, "Print this help and exit.", NULL, .flags = NKC_OPT_ANSWER},
    {"version", 0, NKC_OPT_NONE, NULL, "Print the version and exit.", NULL,
     .flags = NKC_OPT_ANSWER},
    {"print-doc", 0, NKC_OPT_VALUE, "PART", NULL, NULL, .values = nkc_cli_docs,
     .flags = NKC_OPT_ANSWER},
};
const size_t nkc_cli_common_count = sizeof nkc_cli_common / sizeof *nkc_cli_common;

const struct nkc_option *nkc_cli_option(const struct nkc_command *cmd, size_t i)
{
    if (i < cmd->option_count)
        return &cmd->options[i];
    i -= cmd->option_count;
    return i < nkc_cli_common_count ? &nkc_cli_common[i] : NULL;
}

bool nkc_cli_include(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    nkc_vec_push(s->arena, &s->include_dirs, nkc_interns(s, value));
    return true;
}

bool nkc_cli_warning(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    nkc_diag_flag(s, value);
    return true;
}

bool nkc_cli_keep(void *target, struct nkc_session *s, const char *value)
{
    (void)target, (void)value;
    s->keep_unchanged = true;
    return true;
}

bool nkc_cli_ignore(void *target, struct nkc_session *s, const char *value)
{
    (void)target, (void)s, (void)value;
    return true;
}

/* ---- bad usage ---------------------------------------------------------------------------- */

bool nkc_cli_bad(const struct nkc_command *cmd, struct nkc_session *s, const char *text)
{
    nkc_diag(s, USAGE, NKC_NO_SPAN, text);
    if (nkc_diag_is_text(s))
        nkc_cli_print_usage(cmd, s->diag_stream);
    return false;
}

static const char *did_you_mean(struct nkc_session *s, const char *dashes, const char *near)
{
    return near ? nkc_arena_printf(s->arena, ", did you mean `%s%s`?", dashes, near) : "";
}

static bool unknown_option(const struct nkc_command *cmd, struct nkc_session *s, const char *arg)
{
    NKC_VEC(const char *) names = {0};
    const struct nkc_option *o;
    const char *near = "";
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (o->long_name && o->help)
            nkc_vec_push(s->arena, &names, o->long_name);
    if (arg[1] == '-') {
        const char *name = nkc_arena_strndup(s->arena, arg + 2, strcspn(arg + 2, "="));
        near = did_you_mean(s, "--", nkc_nearest(name, names.data, names.len));
    }
    return nkc_cli_bad(cmd, s, nkc_arena_printf(s->arena, "unknown option `%s`%s", arg, near));
}

static const char *option_name(struct nkc_session *s, const struct nkc_option *o)
{
    return o->long_name ? nkc_arena_printf(s->arena, "--%s", o->long_name)
                        : nkc_arena_printf(s->arena, "-%c", o->short_name);
}

static bool unknown_value(const struct nkc_command *cmd, struct nkc_session *s,
                          const struct nkc_option *o, const char *value)
{
    const char *all = "";
    size_t count = 0;
    for (; o->values[count]; count++)
        all = nkc_arena_printf(s->arena, "%s%s%s", all, count ? ", " : "", o->values[count]);
    const char *near = nkc_nearest(value, o->values, count);
    return nkc_cli_bad(cmd, s,
                       nkc_arena_printf(s->arena, "option `%s`: expected %s%s, found `%s`%s",
                                        option_name(s, o), count > 1 ? "one of " : "", all, value,
                                        did_you_mean(s, "", near)));
}

/* ---- parsing ------------------------------------------------------------------------------ */

/* One option as it stands on the command line. */
struct given {
    const struct nkc_option *option; /* NULL: unknown */
    const char *word, *value;
};

static const struct nkc_option *find_long(const struct nkc_command *cmd, const char *name,
                                          size_t len)
{
    const struct nkc_option *o;
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (o->long_name && strncmp(o->long_name, name, len) == 0 && o->long_name[len] == '\0')
            return o;
    return NULL;
}

static const struct nkc_option *find_short(const struct nkc_command *cmd, char c)
{
    const struct nkc_option *o;
    for (size_t i = 0; (o = nkc_cli_option(cmd, i)); i++)
        if (o->short_name == c)
            return o;
    return NULL;
}

/* Takes the option at argv[*i] and its value, which may be the next word; moves *i to the last
 * word taken. */
static struct given take(const struct nkc_command *cmd, int argc, char **argv, int *i)
{
    struct given g = {.word = argv[*i]};
    if (g.word[1] == '-') {
        size_t len = strcspn(g.word + 2, "=");
        g.option = find_long(cmd, g.word + 2, len);
        if (g.word[2 + len] == '=')
            g.value = g.word + 2 + len + 1;
    } else {
        g.option = find_short(cmd, g.word[1]);
        if (g.word[2])
            g.value = g.word + 2;
    }
    if (g.option && g.option->arg == NKC_OPT_VALUE && !g.value && *i + 1 < argc)
        g.value = argv[++*i];
    return g;
}

static bool is_value(const struct nkc_option *o, const char *word, size_t len)
{
    for (size_t i = 0; o->values[i]; i++)
        if (strlen(o->values[i]) == len && strncmp(o->values[i], word, len) == 0)
            return true;
    return false;
}

static bool check_value(const struct nkc_command *cmd, struct nkc_session *s,
                        const struct nkc_option *o, const char *value)
{
    const char *word = value;
    if (!o->values)
        return true;
    for (;;) {
        size_t len = o->flags & NKC_OPT_LIST ? strcspn(word, ",") : strlen(word);
        if (!is_value(o, word, len))
            return unknown_value(cmd, s, o, nkc_arena_strndup(s->arena, word, len));
        if (!word[len])
            return true;
        word += len + 1;
    }
}

/* An empty path is a variable of a makefile that is not set. */
static bool is_path(const struct nkc_option *o)
{
    return (o->kind == NKC_KIND_FILE || o->kind == NKC_KIND_DIR) && o->apply != nkc_cli_ignore;
}

/* Options that answer and end the run. */
static bool answer(const struct nkc_command *cmd, struct nkc_session *s, const struct given *g,
                   enum nkc_cli_result *result)
{
    const char *name = g->option->long_name;
    *result = NKC_CLI_DONE;
    if (strcmp(name, "help") == 0)
        nkc_cli_print_help(cmd);
    else if (strcmp(name, "version") == 0)
        printf("%s %s\n", cmd->name, nkc_version);
    else if (strcmp(name, "print-doc") == 0)
        nkc_cli_print_doc(cmd, g->value, stdout);
    else if (!nkc_explain_print(s, g->value, stdout))
        *result = NKC_CLI_BAD;
    return false;
}

/* An option without a function of its own. */
static bool store(const struct nkc_option *o, void *target, const char *value)
{
    void *field = (char *)target + o->field;
    if (o->arg == NKC_OPT_VALUE)
        *(const char **)field = value;
    else
        *(bool *)field = true;
    return true;
}

/* Returns false when the run ends here, with *result set. */
static bool apply(const struct nkc_command *cmd, struct nkc_session *s, void *target,
                  const struct given *g, enum nkc_cli_result *result)
{
    const struct nkc_option *o = g->option;
    const char *fault = NULL;
    *result = NKC_CLI_BAD;
    if (!o)
        return unknown_option(cmd, s, g->word);
    if (o->arg == NKC_OPT_NONE && g->value)
        fault = "takes no value";
    else if (o->arg == NKC_OPT_VALUE && !g->value)
        fault = "needs a value";
    if (fault)
        return nkc_cli_bad(cmd, s, nkc_arena_printf(s->arena, "option `%s` %s", g->word, fault));
    if (g->value && !*g->value && is_path(o))
        return nkc_cli_bad(
            cmd, s,
            nkc_arena_printf(s->arena, "the value of option `%s` is empty", option_name(s, o)));
    if (!check_value(cmd, s, o, g->value))
        return false;
    if (o->flags & NKC_OPT_ANSWER)
        return answer(cmd, s, g, result);
    if (o->apply ? o->apply(target, s, g->value) : store(o, target, g->value))
        return true;
    if (nkc_diag_is_text(s))
        nkc_cli_print_usage(cmd, s->diag_stream);
    return false;
}

/* The form of diagnostics holds for those about the command line itself. */
static void set_form_first(const struct nkc_command *cmd, struct nkc_session *s, int argc,
                           char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (argv[i][0] != '-' || !argv[i][1])
            continue;
        struct given g = take(cmd, argc, argv, &i);
        if (g.option && g.option->apply == set_diagnostics && g.value)
            (void)nkc_diag_format(s, g.value);
    }
}

enum nkc_cli_result nkc_cli_parse(const struct nkc_command *cmd, struct nkc_session *s,
                                  void *target, int argc, char **argv,
                                  struct nkc_operands *operands)
{
    enum nkc_cli_result result;
    bool only_operands = false;
    set_form_first(cmd, s, argc, argv);
    for (int i = 1; i < argc; i++) {
        if (only_operands || argv[i][0] != '-' || argv[i][1] == '\0') {
            nkc_vec_push(s->arena, &operands->list, argv[i]);
        } else if (strcmp(argv[i], "--") == 0) {
            only_operands = true;
        } else {
            struct given g = take(cmd, argc, argv, &i);
            if (!g.option && cmd->ignore_unknown_long && g.word[1] == '-')
                continue;
            if (!apply(cmd, s, target, &g, &result))
                return result;
        }
    }
    return NKC_CLI_RUN;
}

const char *nkc_cli_one(const struct nkc_command *cmd, struct nkc_session *s,
                        const struct nkc_operands *operands)
{
    if (operands->list.len == 1)
        return operands->list.data[0];
    nkc_cli_bad(cmd, s,
                operands->list.len ? nkc_arena_printf(s->arena, "one %s expected, found also `%s`",
                                                      cmd->operands, operands->list.data[1])
                                   : nkc_arena_printf(s->arena, "missing %s", cmd->operands));
    return NULL;
}

int nkc_cli_main(const struct nkc_command *cmd, void *settings, int argc, char **argv)
{
    struct nkc_session *s = nkc_session_new(cmd->name);
    struct nkc_operands operands = {0};
    enum nkc_cli_result result = nkc_cli_parse(cmd, s, settings, argc, argv, &operands);
    if (result == NKC_CLI_RUN)
        cmd->run(s, settings, &operands);
    errno = 0; /* of an earlier write it is gone */
    if (fflush(stdout) != 0 || ferror(stdout))
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, "standard output", strerror(errno ? errno : EIO));
    int status = result == NKC_CLI_BAD ? 1 : nkc_session_status(s);
    nkc_session_free(s);
    return status;
}
