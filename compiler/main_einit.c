/* einit: init.yaml -> C source of the initializing program. */
#include "cli/options.h"
#include "init/einit.h"

struct options {
    const char *output, *depfile;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const struct nkc_option options[] = {
    {"include-dir", 'I', NKC_OPT_VALUE, "DIR", "Search descriptions in DIR; repeatable.",
     nkc_cli_include, .kind = NKC_KIND_DIR, .flags = NKC_OPT_REPEAT,
     .more = "The value may be attached."},
    {"out-file", 'o', NKC_OPT_VALUE, "FILE", "The C source to write, `-` for standard output.",
     NULL, .field = offsetof(struct options, output), .kind = NKC_KIND_FILE,
     .flags = NKC_OPT_REQUIRED},
    {"depfile", 0, NKC_OPT_VALUE, "FILE", "Write a make rule with every file read to FILE.", NULL,
     .field = offsetof(struct options, depfile), .kind = NKC_KIND_FILE},
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
    .run = run,
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void make(struct nkc_session *s, const struct options *o, const char *path)
{
    struct nkc_topology *t = nkc_topology_read(nkc_model_new(s), path);
    if (s->error_count)
        return;
    nkc_topology_order(t);
    if (!nkc_einit_print(t, base_name(path), nkc_output_new(s, o->output)))
        return;
    if (o->depfile)
        nkc_depfile(s, o->output, nkc_output_new(s, o->depfile));
    nkc_outputs_commit(s);
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    const struct options *o = settings;
    const char *path = nkc_cli_one(&command, s, operands);
    if (path && (o->output || nkc_cli_bad(&command, s, "`-o` is missing")))
        make(s, o, path);
}

int main(int argc, char **argv)
{
    struct options o = {0};
    return nkc_cli_main(&command, &o, argc, argv);
}
