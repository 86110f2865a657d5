/* einit: init.yaml -> C source of the initializing program. */
#include "cli/options.h"
#include "init/einit.h"

struct options {
    const char *output;
};

static bool set_output(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    ((struct options *)target)->output = value;
    return true;
}

static const struct nkc_option options[] = {
    {"include-dir", 'I', NKC_OPT_VALUE, "DIR", "Search descriptions in DIR; repeatable.",
     nkc_cli_include, .kind = NKC_KIND_DIR, .flags = NKC_OPT_REPEAT,
     .more = "The value may be attached."},
    {"out-file", 'o', NKC_OPT_VALUE, "FILE", "The C source to write, `-` for standard output.",
     set_output, .kind = NKC_KIND_FILE, .flags = NKC_OPT_REQUIRED},
    {"warning", 'W', NKC_OPT_VALUE, "FLAG", "Warnings: ID, no-ID, all, none, error, error=ID.",
     nkc_cli_warning, .kind = NKC_KIND_FLAG, .flags = NKC_OPT_REPEAT, .more = "As for nk-gen-c."},
    {"keep-unchanged", 0, NKC_OPT_NONE, NULL, "Leave the output alone when it would be the same.",
     nkc_cli_keep, .more = NULL},
};

static const struct nkc_command command = {
    .name = "einit",
    .operands = "FILE",
    .files = "yaml",
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
    return !fault || nkc_cli_bad(&command, s, fault);
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
