/* nk-psl-gen-c: a policy and the descriptions it names to the C source of the security module. */
#include "cli/options.h"
#include "front/psl_prep.h"
#include "pal/pal_command.h"
#include "policy/pol_module.h"

#include <stdlib.h>
#include <string.h>

struct settings {
    const char *output, *depfile, *audit;
    struct pal_settings pal;
    const char *run_only; /* an option given that means nothing unless tests run; or NULL */
    bool coverage, acsl;
    bool preprocess;
    struct psl_prep prep;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const char *const test_actions[] = {"skip", "generate", "run", NULL};

static bool set_tests(void *target, struct nkc_session *s, const char *value)
{
    (void)s;
    struct settings *settings = target;
    for (int i = 0; test_actions[i]; i++)
        if (strcmp(value, test_actions[i]) == 0)
            settings->pal.action = (enum pal_action)i;
    return true;
}

/* An option of the test program, which goes to it as it is. */
static void pass_on(struct settings *settings, struct nkc_session *s, const char *option,
                    const char *value)
{
    nkc_vec_push(s->arena, &settings->pal.arguments,
                 nkc_arena_printf(s->arena, "--%s=%s", option, value));
}

static const char *const test_formats[] = {"text", "verbose", "tap", "junit", "trace", NULL};

static bool set_test_format(void *target, struct nkc_session *s, const char *value)
{
    ((struct settings *)target)->run_only = "test-format";
    pass_on(target, s, "format", value);
    return true;
}

static bool set_test_filter(void *target, struct nkc_session *s, const char *value)
{
    ((struct settings *)target)->run_only = "test-filter";
    pass_on(target, s, "filter", value);
    return true;
}

static bool set_test_output(void *target, struct nkc_session *s, const char *value)
{
    ((struct settings *)target)->run_only = "test-output";
    pass_on(target, s, "output", value);
    return true;
}

static bool set_platform(void *target, struct nkc_session *s, const char *value)
{
    (void)target;
    s->word_bytes = strncmp(value, "arm", 3) == 0 && strncmp(value, "arm64", 5) != 0 ? 4 : 8;
    return true;
}

static bool set_coverage(void *target, struct nkc_session *s, const char *value)
{
    (void)value;
    struct settings *settings = target;
    settings->coverage = true;
    pass_on(settings, s, "coverage", "-");
    return true;
}

static bool set_coverage_html(void *target, struct nkc_session *s, const char *value)
{
    struct settings *settings = target;
    settings->coverage = true;
    settings->run_only = "coverage-html";
    pass_on(settings, s, "coverage-html", value);
    return true;
}

static bool set_coverage_min(void *target, struct nkc_session *s, const char *value)
{
    struct settings *settings = target;
    char *end;
    double percent = strtod(value, &end);
    if (end == value || *end || !(percent >= 0 && percent <= 100)) {
        nkc_diag(s, USAGE, NKC_NO_SPAN,
                 nkc_arena_printf(s->arena,
                                  "option `--coverage-min`: expected a percentage, found `%s`",
                                  value));
        return false;
    }
    settings->coverage = true;
    settings->run_only = "coverage-min";
    pass_on(settings, s, "coverage-min", value);
    return true;
}

static bool set_definition(void *target, struct nkc_session *s, const char *value)
{
    return psl_prep_define(s, &((struct settings *)target)->prep, value);
}

static const struct nkc_option options[] = {
    {"include-dir", 'I', NKC_OPT_VALUE, "DIR", "Search DIR for PSL, EDL, CDL and IDL files.",
     nkc_cli_include, .kind = NKC_KIND_DIR, .flags = NKC_OPT_REPEAT,
     .more = "A policy or description `a.b.C` is the file `a/b/C.psl`, `a/b/C.edl` and so on in "
             "the first directory that holds it. The value may be attached."},
    {"output", 'o', NKC_OPT_VALUE, "FILE", "Write the module to FILE, not to standard output.",
     NULL, .field = offsetof(struct settings, output), .kind = NKC_KIND_FILE},
    {"depfile", 0, NKC_OPT_VALUE, "FILE", "Write a make rule with every file read to FILE.", NULL,
     .field = offsetof(struct settings, depfile), .kind = NKC_KIND_FILE},
    {"tests", 't', NKC_OPT_VALUE, "ARG",
     "What to do with test sets: skip (the default), generate their C source, or run them.",
     set_tests, .values = test_actions,
     .more = "All of them check the tests. `run` compiles module and tests with the host's C "
             "compiler (the variable CC, else `cc`), runs them, and ends with status 1 when one "
             "failed; the module is written only with `-o`."},
    {"out-tests", 0, NKC_OPT_VALUE, "FILE", "Write the source of the tests to FILE.", NULL,
     .field = offsetof(struct settings, pal.out_tests), .kind = NKC_KIND_FILE,
     .more = "Without it, it stands behind the module in one file."},
    {"test-format", 0, NKC_OPT_VALUE, "FORMAT",
     "Report of the tests: text (the default), verbose, tap, junit or trace.", set_test_format,
     .values = test_formats,
     .more = "`verbose` also names the tests that passed, `trace` shows every case with the "
             "module's answer."},
    {"test-filter", 0, NKC_OPT_VALUE, "PATTERN", "Run the tests whose name fits PATTERN.",
     set_test_filter,
     .more = "A name is `SET / TEST`; `*` is any text and `?` any character, a PATTERN without "
             "either fits every name that holds it."},
    {"test-output", 0, NKC_OPT_VALUE, "FILE", "Write the report of the tests to FILE.",
     set_test_output, .kind = NKC_KIND_FILE},
    {"audit", 'a', NKC_OPT_VALUE, "FILE", "Write the decoder of the audit records, as C, to FILE.",
     NULL, .field = offsetof(struct settings, audit), .kind = NKC_KIND_FILE,
     .more =
         "It holds the names of the policy; a program that reads the audit log is linked with it "
         "and with `-lkssaudit` (header `nk/audit.h`)."},
    {"coverage", 0, NKC_OPT_NONE, NULL,
     "Make a module that counts what tests cover; with `--tests run`, report it.", set_coverage,
     .more = "Such a module decides as the plain one; it is for test programs, not for a kernel. "
             "docs/policy-tests.md tells what is counted."},
    {"coverage-html", 0, NKC_OPT_VALUE, "FILE", "Write what the tests cover to FILE as HTML.",
     set_coverage_html, .kind = NKC_KIND_FILE},
    {"coverage-min", 0, NKC_OPT_VALUE, "PERCENT", "Fail when the tests cover less than PERCENT.",
     set_coverage_min, .more = "A whole number or a fraction such as 87.5."},
    {"acsl", 0, NKC_OPT_NONE, NULL, "Write the module with contracts that a prover checks (ACSL).",
     NULL, .field = offsetof(struct settings, acsl),
     .more =
         "The module decides as the plain one; beside comments it has two tables for the prover. "
         "docs/proof.md tells what is proved."},
    {"enable-preprocessor", 0, NKC_OPT_NONE, NULL, "Obey `#if` and its like in policies.", NULL,
     .field = offsetof(struct settings, preprocess),
     .more = "The lines are #if, #ifdef, #ifndef, #elif, #else and #endif. A condition is made of "
             "numbers, names, defined(NAME), comparisons, !, &&, || and parentheses; nothing is "
             "replaced in the text."},
    {"preprocessor-definition", 0, NKC_OPT_VALUE, "NAME",
     "Define NAME, or NAME=VALUE, for the preprocessor.", set_definition, .flags = NKC_OPT_REPEAT,
     .more = "The value is a number, 1 when left out; the last definition of a name counts."},
    {"preprocessor-dump-dir", 0, NKC_OPT_VALUE, "DIR",
     "Write each policy file, preprocessed, to the directory DIR.", NULL,
     .field = offsetof(struct settings, prep.dump_dir), .kind = NKC_KIND_DIR,
     .more = "A file is named as in its `use`, with dots for slashes. Nothing is written when the "
             "policy has errors."},
    {"platform", 0, NKC_OPT_VALUE, "NAME",
     "The target, which sets the width of UIntSize and UIntPtr.", set_platform,
     .more =
         "4 bytes for names that begin with `arm` but not with `arm64`, 8 bytes for all others. "
         "The run time that comes with this tool is for AArch64."},
    {NULL, 'P', NKC_OPT_VALUE, "FILE", NULL, nkc_cli_ignore, .more = NULL},
    {NULL, 'W', NKC_OPT_VALUE, "FLAG",
     "Warnings: ID, no-ID, all, none, error, error=ID; later ones win.", nkc_cli_warning,
     .kind = NKC_KIND_FLAG, .flags = NKC_OPT_REPEAT},
    {"keep-unchanged", 0, NKC_OPT_NONE, NULL, "Leave an output alone when it would not change.",
     nkc_cli_keep, .more = NULL},
};

static const struct nkc_command command = {
    .name = "nk-psl-gen-c",
    .operands = "FILE",
    .files = "psl",
    .summary = "Compiles a security policy to the C source of the security module.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};

/* It may be the policy that forgot its conditions, or the call that forgot the option. */
static void check_preprocessor(struct nkc_session *s, const struct settings *settings)
{
    if (settings->preprocess)
        return;
    if (settings->prep.definitions.len)
        nkc_diag(s, PSL_PREP_UNUSED, NKC_NO_SPAN, "preprocessor-definition");
    if (settings->prep.dump_dir)
        nkc_diag(s, PSL_PREP_UNUSED, NKC_NO_SPAN, "preprocessor-dump-dir");
}

/* The outputs the settings ask for, or none. Running the tests alone leaves no files. */
static bool write_outputs(struct policy *p, const struct pal_suite *tests,
                          const struct settings *settings, const struct nkc_buf *module,
                          const struct nkc_buf *audit)
{
    struct nkc_session *s = p->s;
    bool only_run = settings->pal.action == PAL_RUN && !settings->output;
    const char *path = settings->output ? settings->output : "-";
    struct nkc_buf *output = only_run ? NULL : nkc_output_new(s, path);
    if (output)
        nkc_buf_write(output, module->data, module->len);
    if (settings->audit)
        nkc_buf_write(nkc_output_new(s, settings->audit), audit->data, audit->len);
    if (!pal_generate(p, tests, &settings->pal, output))
        return false;
    if (settings->depfile)
        nkc_depfile(s, path, nkc_output_new(s, settings->depfile));
    return nkc_outputs_commit(s);
}

static void emit(struct policy *p, const struct pal_suite *tests, struct settings *settings)
{
    struct nkc_buf module = {0}, audit = {0};
    if (pol_module_emit(p, &module, settings->audit ? &audit : NULL) &&
        write_outputs(p, tests, settings, &module, &audit) && settings->pal.action == PAL_RUN)
        pal_build_and_run(p, tests, &settings->pal, &module);
    nkc_buf_free(&module);
    nkc_buf_free(&audit);
}

static void compile(struct nkc_session *s, const char *input, struct settings *settings)
{
    struct policy *p = pol_load(s, input, settings->preprocess ? &settings->prep : NULL);
    if (!p)
        return;
    p->coverage = settings->coverage;
    p->acsl = settings->acsl;
    pol_bind(p);
    const struct pal_suite *tests = pal_check(p);
    if (s->error_count)
        return;
    pol_lint(p);
    emit(p, tests, settings);
}

/* A threshold that nothing checks would pass for one that is met. */
static bool check_actions(struct nkc_session *s, const struct settings *settings)
{
    if (!settings->run_only || settings->pal.action == PAL_RUN)
        return true;
    return nkc_cli_bad(
        &command, s,
        nkc_arena_printf(s->arena, "option `--%s` needs `--tests run`", settings->run_only));
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    const char *input = nkc_cli_one(&command, s, operands);
    if (!input || !check_actions(s, settings))
        return;
    check_preprocessor(s, settings);
    compile(s, input, settings);
}

int main(int argc, char **argv)
{
    struct settings settings = {0};
    return nkc_cli_main(&command, &settings, argc, argv);
}
