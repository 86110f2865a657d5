/* nk-gen-c: IDL, CDL and EDL to C headers. */
#include "cli/nk_gen_c.h"

#include "back/gen.h"
#include "model/model_json.h"

#include <errno.h>
#include <unistd.h>

enum emit { EMIT_C, EMIT_JSON, EMIT_HASH };

struct settings {
    struct nkc_gen_options gen;
    const char *out_dir;
    const char *depfile; /* NULL: beside the header */
    bool no_depfile;
    bool simple_errors; /* --deprecated-no-extended-errors */
    enum emit emit;
    const char *component_only;
};

static bool bad_value(struct nkc_session *s, const char *option, const char *value,
                      const char *expected)
{
    nkc_diag(s, USAGE, NKC_NO_SPAN,
             nkc_arena_printf(s->arena, "option `--%s`: expected %s, found `%s`", option, expected,
                              value));
    return false;
}

static bool not_built(struct nkc_session *s, const char *option)
{
    nkc_diag(s, USAGE, NKC_NO_SPAN,
             nkc_arena_printf(s->arena, "option `--%s` is not supported by this version", option));
    return false;
}

static bool set_include(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    nkc_vec_push(s->arena, &s->include_dirs, nkc_interns(s, value));
    return true;
}

static bool set_out(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    ((struct settings *)target)->out_dir = value;
    return true;
}

/* Platform settings of older SDKs: alignment checks are always made here. */
static bool set_nothing(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    (void)s;
    (void)value;
    return true;
}

static bool add_part(void *target, unsigned part)
{
    ((struct settings *)target)->gen.parts |= part;
    return true;
}

static bool set_types(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    return add_part(target, NKC_GEN_TYPES);
}

static bool set_interface(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    return add_part(target, NKC_GEN_INTERFACE);
}

static bool set_endpoints(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    ((struct settings *)target)->component_only = "endpoints";
    return add_part(target, NKC_GEN_ENDPOINTS);
}

static bool set_client(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    return add_part(target, NKC_GEN_CLIENT);
}

static bool set_server(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    return add_part(target, NKC_GEN_SERVER);
}

static bool set_refl(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    ((struct settings *)target)->component_only = "component-refl";
    return add_part(target, NKC_GEN_REFL);
}

static bool set_tests(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    (void)value;
    return not_built(s, "tests");
}

static bool set_validators(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    ((struct settings *)target)->gen.validators = true;
    return true;
}

static bool set_acsl(void *target, struct nkc_session *s, const char *value)
{
    ((struct settings *)target)->gen.acsl = true;
    return set_validators(target, s, value);
}

static bool set_extended(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    ((struct settings *)target)->gen.extended_errors = true;
    return true;
}

static bool set_simple(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    ((struct settings *)target)->simple_errors = true;
    return true;
}

static bool parse_trace(struct nkc_session *s, const char *option, const char *value,
                        enum nkc_gen_trace *trace)
{
    for (const char *word = value;; word++) {
        size_t len = strcspn(word, ",");
        if (len == 7 && strncmp(word, "headers", len) == 0)
            *trace = *trace == NKC_TRACE_OFF ? NKC_TRACE_HEADERS : *trace;
        else if (len == 4 && strncmp(word, "dump", len) == 0)
            *trace = NKC_TRACE_DUMP;
        else
            return bad_value(s, option, value, "`headers` or `dump`");
        word += len;
        if (!*word)
            return true;
    }
}

static bool set_trace_client(void *target, struct nkc_session *s, const char *value)
{
    return parse_trace(s, "trace-client-ipc", value,
                       &((struct settings *)target)->gen.trace_client);
}

static bool set_trace_server(void *target, struct nkc_session *s, const char *value)
{
    return parse_trace(s, "trace-server-ipc", value,
                       &((struct settings *)target)->gen.trace_server);
}

static bool set_trace_filter(void *target, struct nkc_session *s, const char *value)
{
    struct settings *set = target;
    for (const char *word = value;; word++) {
        size_t len = strcspn(word, ",");
        if (len)
            nkc_vec_push(s->arena, &set->gen.trace_methods, nkc_intern(s, word, len));
        word += len;
        if (!*word)
            return true;
    }
}

static bool set_warning(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    nkc_diag_flag(s, value);
    return true;
}

static bool set_log_level(void *target, struct nkc_session *s, const char *value)
{
    static const char *const levels[] = {"error", "warning", "info", "debug", "trace"};
    (void)target;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcmp(levels[i], value) == 0) {
            if (i == 0)
                nkc_diag_flag(s, "none");
            return true;
        }
    return bad_value(s, "log-level", value, "one of error, warning, info, debug, trace");
}

static bool set_depfile(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    ((struct settings *)target)->depfile = value;
    return true;
}

static bool set_no_depfile(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    (void)value;
    ((struct settings *)target)->no_depfile = true;
    return true;
}

static bool set_keep(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    (void)value;
    s->keep_unchanged = true;
    return true;
}

static bool set_emit(void *target, struct nkc_session *s, const char *value)
{
    struct settings *set = target;
    if (strcmp(value, "c") == 0)
        set->emit = EMIT_C;
    else if (strcmp(value, "json") == 0)
        set->emit = EMIT_JSON;
    else if (strcmp(value, "hash") == 0)
        set->emit = EMIT_HASH;
    else
        return bad_value(s, "emit", value, "one of c, json, hash");
    return true;
}

static const struct nkc_option options[] = {
    {NULL, 'I', NKC_OPT_VALUE, "DIR", "Search DIR for the files of imported names (repeatable).",
     set_include},
    {NULL, 'o', NKC_OPT_VALUE, "DIR", "Write into the existing directory DIR (default: here).",
     set_out},
    {"types", 0, NKC_OPT_NONE, NULL, "Generate constants, typedefs, structs and unions only.",
     set_types},
    {"interface", 0, NKC_OPT_NONE, NULL, "Types, method ids, sizes and message structs.",
     set_interface},
    {"endpoints", 0, NKC_OPT_NONE, NULL, "Interfaces and endpoint ids (CDL, EDL).", set_endpoints},
    {"client", 0, NKC_OPT_NONE, NULL, "Interfaces and proxies.", set_client},
    {"server", 0, NKC_OPT_NONE, NULL, "Interfaces and dispatchers.", set_server},
    {"component-refl", 0, NKC_OPT_NONE, NULL, "Constant tables of the component tree (CDL, EDL).",
     set_refl},
    {"tests", 0, NKC_OPT_NONE, NULL, NULL, set_tests},
    {"validators", 0, NKC_OPT_NONE, NULL, "Generate message validators as well.", set_validators},
    {"acsl", 0, NKC_OPT_NONE, NULL, "Validators with contracts that a prover checks (ACSL).", set_acsl},
    {"extended-errors", 0, NKC_OPT_NONE, NULL, "Any error parameters, read like output parameters.",
     set_extended},
    {"deprecated-no-extended-errors", 0, NKC_OPT_NONE, NULL,
     "Only `UInt16 status`, in the return code (default).", set_simple},
    {"trace-client-ipc", 0, NKC_OPT_VALUE, "headers|dump", "Proxies print the messages.",
     set_trace_client},
    {"trace-server-ipc", 0, NKC_OPT_VALUE, "headers|dump", "Dispatchers print the messages.",
     set_trace_server},
    {"ipc-trace-method-filter", 0, NKC_OPT_VALUE, "METHOD,...", "Trace the named methods only.",
     set_trace_filter},
    {NULL, 'W', NKC_OPT_VALUE, "FLAG", "Warnings: id, no-id, all, none, error, error=id.",
     set_warning},
    {"log-level", 0, NKC_OPT_VALUE, "LEVEL", "error silences warnings; others change nothing.",
     set_log_level},
    {"depfile", 0, NKC_OPT_VALUE, "FILE", "Write the dependencies to FILE.", set_depfile},
    {"no-depfile", 0, NKC_OPT_NONE, NULL, "Write no dependency file.", set_no_depfile},
    {"keep-unchanged", 0, NKC_OPT_NONE, NULL, "Leave outputs alone that would not change.",
     set_keep},
    {"emit", 0, NKC_OPT_VALUE, "c|json|hash", "Print the model or its hash instead of C.",
     set_emit},
    {NULL, 'P', NKC_OPT_VALUE, "FILE", NULL, set_nothing},
    {"enforce-alignment-check", 0, NKC_OPT_NONE, NULL, NULL, set_nothing},
};

const struct nkc_command nkc_nk_gen_c_command = {
    .name = "nk-gen-c",
    .operands = "FILE",
    .summary = "Generates C transport code from an interface (.idl), component (.cdl) or process\n"
               "class (.edl) description.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};

/* The interfaces whose code is generated, for the checks of the error mode. */
static void check_errors(struct nkc_model *m, const struct nkc_input *input)
{
    if (input->package) {
        if (input->package->interface)
            nkc_check_simple_errors(m, input->package->interface);
        return;
    }
    struct nkc_map seen;
    nkc_map_init(&seen, m->session->arena);
    NKC_FOREACH(i, &input->component->leaves) {
        const struct nkc_interface *iface = input->component->leaves.data[i].endpoint->interface;
        if (nkc_map_add(&seen, iface->package->name, (void *)iface->package->name))
            nkc_check_simple_errors(m, iface);
    }
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool check_out_dir(struct nkc_session *s, const char *dir)
{
    if (access(dir, F_OK) != 0)
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, dir, strerror(errno));
    else if (access(nkc_arena_printf(s->arena, "%s/.", dir), F_OK) != 0)
        nkc_diag(s, FILE_WRITE, NKC_NO_SPAN, dir, strerror(errno));
    return s->error_count == 0;
}

static void emit_c(struct nkc_session *s, struct nkc_model *m, const struct settings *set,
                   const struct nkc_input *input, const char *file)
{
    const char *dir = set->out_dir ? set->out_dir : ".";
    const char *base = base_name(file);
    if (!set->gen.extended_errors)
        check_errors(m, input);
    if (s->error_count || !check_out_dir(s, dir))
        return;
    struct nkc_buf *header = nkc_output_new(s, nkc_arena_printf(s->arena, "%s/%s.h", dir, base));
    if (!nkc_gen_header(s, input, &set->gen, header) || set->no_depfile)
        return;
    const char *dep =
        set->depfile ? set->depfile : nkc_arena_printf(s->arena, "%s/%s.nk.d", dir, base);
    nkc_gen_depfile(m, input, base, nkc_output_new(s, dep));
}

static bool check_usage(struct nkc_session *s, const struct settings *set,
                        const struct nkc_operands *files)
{
    const char *problem = NULL;
    if (files->list.len == 0)
        problem = "missing FILE";
    else if (files->list.len > 1)
        problem =
            nkc_arena_printf(s->arena, "one FILE expected, found also `%s`", files->list.data[1]);
    else if (set->gen.extended_errors && set->simple_errors)
        problem = "`--extended-errors` and `--deprecated-no-extended-errors` exclude each other";
    else if (set->depfile && set->no_depfile)
        problem = "`--depfile` and `--no-depfile` exclude each other";
    if (!problem)
        return true;
    nkc_diag(s, USAGE, NKC_NO_SPAN, problem);
    fprintf(stderr, "usage: nk-gen-c [OPTION]... FILE\n");
    return false;
}

static void run(struct nkc_session *s, const struct settings *set, const char *file)
{
    struct nkc_model *m = nkc_model_new(s);
    struct nkc_input input = nkc_load_file(m, file);
    if (s->error_count || (!input.package && !input.component))
        return;
    if (input.package && set->component_only) {
        nkc_diag(s, USAGE, NKC_NO_SPAN,
                 nkc_arena_printf(s->arena, "option `--%s` does not apply to an .idl file",
                                  set->component_only));
        return;
    }
    switch (set->emit) {
    case EMIT_C:
        emit_c(s, m, set, &input, file);
        break;
    case EMIT_JSON:
        nkc_model_json(m, &input, nkc_output_new(s, "-"));
        break;
    case EMIT_HASH:
        nkc_model_hash_text(m, &input, nkc_output_new(s, "-"));
        break;
    }
}

int nkc_nk_gen_c_run(int argc, char **argv)
{
    struct nkc_session *s = nkc_session_new("nk-gen-c");
    struct settings set = {0};
    struct nkc_operands files = {0};
    int status = 1;
    switch (nkc_cli_parse(&nkc_nk_gen_c_command, s, &set, argc, argv, &files)) {
    case NKC_CLI_DONE:
        status = 0;
        break;
    case NKC_CLI_BAD:
        break;
    case NKC_CLI_RUN:
        if (check_usage(s, &set, &files)) {
            run(s, &set, files.list.data[0]);
            nkc_outputs_commit(s);
        }
        status = nkc_session_status(s);
        break;
    }
    nkc_session_free(s);
    return status;
}
