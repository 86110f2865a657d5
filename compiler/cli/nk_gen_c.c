/* nk-gen-c: IDL, CDL and EDL to C headers. */
#include "cli/nk_gen_c.h"

#include "back/gen.h"
#include "back/user_tmpl.h"
#include "back/vectors.h"
#include "model/model_json.h"
#include "model/model_xml.h"

#include <errno.h>
#include <unistd.h>

enum emit { EMIT_C, EMIT_JSON, EMIT_XML, EMIT_HASH, EMIT_VECTORS };

struct settings {
    struct nkc_gen_options gen;
    const char *out_dir;
    const char *depfile; /* NULL: beside the header */
    bool no_depfile;
    bool simple_errors; /* --deprecated-no-extended-errors */
    enum emit emit;
    const char *templates; /* NULL: the built-in ones */
    const char *component_only;
};

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
    (void)s;
    (void)value;
    return add_part(target, NKC_GEN_TESTS);
}

static const char *const compat_versions[] = {"1.1", "1.2", "1.3", "1.4", NULL};

/* What programs can notice: up to 1.2 the makers of random messages are always there, from 1.3 on
 * there is no maximum of both arena sizes (nk-gen-c 8). */
static bool set_compat(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    struct nkc_gen_options *gen = &((struct settings *)target)->gen;
    gen->tests = strcmp(value, "1.3") < 0;
    gen->no_arena_max = !gen->tests;
    return true;
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

static const char *const trace_features[] = {"headers", "dump", NULL};

/* The value is a list of features; `dump` prints what `headers` does and more. */
static bool set_trace(const char *value, enum nkc_gen_trace *trace)
{
    if (strstr(value, "dump"))
        *trace = NKC_TRACE_DUMP;
    else if (*trace == NKC_TRACE_OFF)
        *trace = NKC_TRACE_HEADERS;
    return true;
}

static bool set_trace_client(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    return set_trace(value, &((struct settings *)target)->gen.trace_client);
}

static bool set_trace_server(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    return set_trace(value, &((struct settings *)target)->gen.trace_server);
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

static const char *const log_levels[] = {"error", "warning", "info", "debug", "trace", NULL};

static bool set_log_level(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    if (strcmp(value, "error") == 0)
        nkc_diag_flag(s, "none");
    return true;
}

static const char *const emit_forms[] = {
    [EMIT_C] = "c",       [EMIT_JSON] = "json",       [EMIT_XML] = "xml",
    [EMIT_HASH] = "hash", [EMIT_VECTORS] = "vectors", NULL};

static bool set_emit(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    for (int i = 0; emit_forms[i]; i++)
        if (strcmp(value, emit_forms[i]) == 0)
            ((struct settings *)target)->emit = (enum emit)i;
    return true;
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *files);

static const struct nkc_option options[] = {
    {NULL, 'I', NKC_OPT_VALUE, "DIR", "Search DIR for the descriptions that are named.",
     nkc_cli_include, .kind = NKC_KIND_DIR, .flags = NKC_OPT_REPEAT,
     .more = "A dotted name `a.b.C` is the file `a/b/C.idl` or `a/b/C.cdl` in the first directory "
             "that holds it. The value may be attached."},
    {NULL, 'o', NKC_OPT_VALUE, "DIR", "Write into the existing directory DIR (default: here).",
     NULL, .field = offsetof(struct settings, out_dir), .kind = NKC_KIND_DIR},
    {"types", 0, NKC_OPT_NONE, NULL, "Generate constants, typedefs, structs and unions only.",
     set_types,
     .more = "The options that select a part, `--types` to `--component-refl`, add up: the header "
             "has all that one of them asks for. Without any of them it has every part."},
    {"interface", 0, NKC_OPT_NONE, NULL, "Types, method ids, sizes and message structs.",
     set_interface, .more = NULL},
    {"endpoints", 0, NKC_OPT_NONE, NULL, "Interfaces and endpoint ids (CDL, EDL).", set_endpoints,
     .more = NULL},
    {"client", 0, NKC_OPT_NONE, NULL, "Interfaces and proxies.", set_client, .more = NULL},
    {"server", 0, NKC_OPT_NONE, NULL, "Interfaces and dispatchers.", set_server, .more = NULL},
    {"component-refl", 0, NKC_OPT_NONE, NULL, "Constant tables of the component tree (CDL, EDL).",
     set_refl, .more = NULL},
    {"tests", 0, NKC_OPT_NONE, NULL, "Interfaces and makers of random messages (IDL).", set_tests,
     .more = "`P_M_test_req` and its like fill a message and tell whether a verifier must refuse "
             "it. For components and process classes the option has no effect."},
    {"compat", 0, NKC_OPT_VALUE, NULL, "Names that the headers of that SDK have, no others.",
     set_compat, .values = compat_versions,
     .more =
         "By default a header has the names of every version but for `--tests`. `1.1` and `1.2` "
         "add what `--tests` makes when no part is selected; `1.3` and `1.4` leave out the "
         "constants `P_arena_size`, the larger of the two arena sizes."},
    {"validators", 0, NKC_OPT_NONE, NULL, "Generate message validators as well.", set_validators,
     .more = NULL},
    {"acsl", 0, NKC_OPT_NONE, NULL, "Validators with contracts that a prover checks (ACSL).",
     set_acsl, .more = NULL},
    {"extended-errors", 0, NKC_OPT_NONE, NULL, "Any error parameters, read like output parameters.",
     NULL, .field = offsetof(struct settings, gen.extended_errors), .more = NULL},
    {"deprecated-no-extended-errors", 0, NKC_OPT_NONE, NULL,
     "Only `UInt16 status`, in the return code (default).", NULL,
     .field = offsetof(struct settings, simple_errors), .more = NULL},
    {"trace-client-ipc", 0, NKC_OPT_VALUE, NULL, "Proxies print the messages.", set_trace_client,
     .values = trace_features, .flags = NKC_OPT_LIST,
     .more = "`headers` prints a line for each message, `dump` its contents as well."},
    {"trace-server-ipc", 0, NKC_OPT_VALUE, NULL, "Dispatchers print the messages.",
     set_trace_server, .values = trace_features, .flags = NKC_OPT_LIST},
    {"ipc-trace-method-filter", 0, NKC_OPT_VALUE, "METHOD,...", "Trace the named methods only.",
     set_trace_filter,
     .more = "A method is named alone, for every interface, or after its package and interface."},
    {NULL, 'W', NKC_OPT_VALUE, "FLAG", "Warnings: id, no-id, all, none, error, error=id.",
     nkc_cli_warning, .kind = NKC_KIND_FLAG, .flags = NKC_OPT_REPEAT,
     .more = "`id` and `no-id` turn one warning on and off, `all` and `none` all of them. `error` "
             "and `error=id` make them errors, `no-error` and `no-error=id` undo that. Later flags "
             "win. Unknown ids are ignored."},
    {"log-level", 0, NKC_OPT_VALUE, "LEVEL", "error silences warnings; others change nothing.",
     set_log_level, .values = log_levels},
    {"depfile", 0, NKC_OPT_VALUE, "FILE", "Write a make rule with every file read to FILE.", NULL,
     .field = offsetof(struct settings, depfile), .kind = NKC_KIND_FILE,
     .more = "By default they stand beside the header."},
    {"no-depfile", 0, NKC_OPT_NONE, NULL, "Write no dependency file.", NULL,
     .field = offsetof(struct settings, no_depfile), .more = NULL},
    {"keep-unchanged", 0, NKC_OPT_NONE, NULL, "Leave outputs alone that would not change.",
     nkc_cli_keep, .more = "Their time of modification stays too."},
    {"emit", 0, NKC_OPT_VALUE, NULL, "Print the model, its hash or test vectors, not C.", set_emit,
     .values = emit_forms,
     .more = "`json` and `xml` are the resolved model, `hash` its SHA-256, `vectors` messages with "
             "the verdict a verifier must give, on standard output. `c` is the default."},
    {"templates", 0, NKC_OPT_VALUE, "DIR", "Print the templates of DIR instead of C headers.", NULL,
     .field = offsetof(struct settings, templates), .kind = NKC_KIND_DIR,
     .more = "Its file `manifest` says what is printed into which file. No dependency file is "
             "written."},
    {NULL, 'P', NKC_OPT_VALUE, "FILE", NULL, nkc_cli_ignore, .more = NULL},
    {"enforce-alignment-check", 0, NKC_OPT_NONE, NULL, NULL, nkc_cli_ignore, .more = NULL},
};

const struct nkc_command nkc_nk_gen_c_command = {
    .name = "nk-gen-c",
    .operands = "FILE",
    .summary = "Generates C transport code from an interface (.idl), component (.cdl) or process\n"
               "class (.edl) description.",
    .files = "idl cdl edl",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
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

/* The name of outputs without suffix: ITank.idl, also when the input is a dump of it. */
static const char *output_base(struct nkc_session *s, const struct nkc_input *input,
                               const char *file)
{
    const char *dot = strrchr(file, '.');
    if (!dot || strcmp(dot, ".json") != 0)
        return base_name(file);
    if (input->package)
        return nkc_arena_printf(s->arena, "%s.idl", input->package->base_name);
    return nkc_arena_printf(s->arena, "%s.%s", input->component->base_name,
                            input->component->is_class ? "edl" : "cdl");
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
    const char *base = output_base(s, input, file);
    if (!check_out_dir(s, dir))
        return;
    const char *path = nkc_arena_printf(s->arena, "%s/%s.h", dir, base);
    struct nkc_buf *header = nkc_output_new(s, path);
    if (!nkc_gen_header(s, input, &set->gen, header) || set->no_depfile)
        return;
    /* The usual file has the form that users' build files know, a named one that of make. */
    if (set->depfile)
        nkc_gen_make_rule(m, input, path, nkc_output_new(s, set->depfile));
    else
        nkc_gen_depfile(m, input, base,
                        nkc_output_new(s, nkc_arena_printf(s->arena, "%s/%s.nk.d", dir, base)));
}

static void emit_templates(struct nkc_session *s, const struct settings *set,
                           const struct nkc_input *input)
{
    const char *dir = set->out_dir ? set->out_dir : ".";
    if (check_out_dir(s, dir))
        nkc_user_templates(s, input, set->templates, dir);
}

static bool check_usage(struct nkc_session *s, const struct settings *set)
{
    const char *problem = NULL;
    if (set->gen.extended_errors && set->simple_errors)
        problem = "`--extended-errors` and `--deprecated-no-extended-errors` exclude each other";
    else if (set->depfile && set->no_depfile)
        problem = "`--depfile` and `--no-depfile` exclude each other";
    else if (set->templates && (set->emit != EMIT_C || set->depfile))
        problem = "`--templates` goes with neither `--emit` nor `--depfile`";
    return !problem || nkc_cli_bad(&nkc_nk_gen_c_command, s, problem);
}

static void generate(struct nkc_session *s, const struct settings *set, const char *file)
{
    struct nkc_model *m = nkc_model_new(s);
    struct nkc_input input = nkc_load_file(m, file);
    if (!input.package && !input.component)
        return;
    bool makes_c = set->emit == EMIT_C && !set->templates;
    if (makes_c && !set->gen.extended_errors)
        check_errors(m, &input); /* together with what else is wrong */
    if (s->error_count)
        return;
    if (input.package && set->component_only) {
        nkc_diag(s, USAGE, NKC_NO_SPAN,
                 nkc_arena_printf(s->arena, "option `--%s` does not apply to an .idl file",
                                  set->component_only));
        return;
    }
    if (input.component && (set->gen.parts & NKC_GEN_TESTS))
        nkc_diag(s, OPTION_UNUSED, NKC_NO_SPAN, "--tests", "components and process classes");
    switch (set->emit) {
    case EMIT_C:
        if (set->templates)
            emit_templates(s, set, &input);
        else
            emit_c(s, m, set, &input, file);
        break;
    case EMIT_JSON:
        nkc_model_json(m, &input, nkc_output_new(s, "-"));
        break;
    case EMIT_XML:
        nkc_model_xml(m, &input, nkc_output_new(s, "-"));
        break;
    case EMIT_HASH:
        nkc_model_hash_text(m, &input, nkc_output_new(s, "-"));
        break;
    case EMIT_VECTORS:
        nkc_vectors_emit(s, &input, nkc_output_new(s, "-"));
        break;
    }
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *files)
{
    const struct settings *set = settings;
    const char *file = nkc_cli_one(&nkc_nk_gen_c_command, s, files);
    if (!file || !check_usage(s, set))
        return;
    generate(s, set, file);
    nkc_outputs_commit(s);
}

int nkc_nk_gen_c_run(int argc, char **argv)
{
    struct settings set = {0};
    return nkc_cli_main(&nkc_nk_gen_c_command, &set, argc, argv);
}
