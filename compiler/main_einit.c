/* einit: init.yaml -> C source of the initializing program. */
#include "cli/options.h"
#include "init/einit.h"

struct options {
    const char *output;
};

static bool add_include(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    nkc_vec_push(s->arena, &s->include_dirs, value);
    return true;
}

static bool set_output(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    ((struct options *)target)->output = value;
    return true;
}

static bool set_warning(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    nkc_diag_flag(s, value);
    return true;
}

static bool set_keep(void *target, struct nkc_session *s, const char *value)
{
    (void)target, (void)value;
    s->keep_unchanged = true;
    return true;
}

static const struct nkc_option options[] = {
    {"include-dir", 'I', NKC_OPT_VALUE, "DIR", "Search descriptions in DIR; repeatable.",
     add_include},
    {"out-file", 'o', NKC_OPT_VALUE, "FILE", "The C source to write, `-` for standard output.",
     set_output},
    {"warning", 'W', NKC_OPT_VALUE, "FLAG", "Warnings: ID, no-ID, all, none, error, error=ID.",
     set_warning},
    {"keep-unchanged", 0, NKC_OPT_NONE, NULL, "Leave the output alone when it would be the same.",
     set_keep},
};

static const struct nkc_command command = {
    .name = "einit",
    .operands = "FILE",
    .summary = "Make the C source of the initializing program from an init description.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool check_usage(struct nkc_session *s, const struct options *o,
                        const struct nkc_operands *operands)
{
    const char *fault = NULL;
    if (operands->list.len != 1)
        fault = operands->list.len ? "more than one init description" : "`FILE` is missing";
    else if (!o->output)
        fault = "`-o` is missing";
    if (!fault)
        return true;
    nkc_diag(s, USAGE, NKC_NO_SPAN, fault);
    fprintf(stderr, "usage: %s [OPTION]... %s\n", command.name, command.operands);
    return false;
}

static void run(struct nkc_session *s, const struct options *o, const char *path)
{
    struct nkc_topology *t = nkc_topology_read(nkc_model_new(s), path);
    if (s->error_count)
        return;
    nkc_topology_order(t);
    if (nkc_einit_print(t, base_name(path), nkc_output_new(s, o->output)))
        nkc_outputs_commit(s);
}

int main(int argc, char **argv)
{
    struct nkc_session *s = nkc_session_new(command.name);
    struct options o = {0};
    struct nkc_operands operands = {0};
    enum nkc_cli_result result = nkc_cli_parse(&command, s, &o, argc, argv, &operands);
    if (result == NKC_CLI_RUN && check_usage(s, &o, &operands))
        run(s, &o, operands.list.data[0]);
    int status = result == NKC_CLI_BAD ? 1 : nkc_session_status(s);
    nkc_session_free(s);
    return status;
}
