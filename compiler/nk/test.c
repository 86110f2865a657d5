/* nk test: the policy tests of a solution, on the host and in QEMU. */
#include "nk/commands.h"
#include "nk/options.h"

struct settings {
    struct nk_boot boot; /* first, for the action of --timeout */
    struct nk_place place;
    const char *filter, *format, *html, *minimum;
    bool coverage, qemu;
    int status;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const char *const formats[] = {"text", "verbose", "tap", "junit", "trace", NULL};

static const struct nkc_option options[] = {
    NK_OPTION_BUILD_DIR,
    {"coverage", 'c', NKC_OPT_NONE, NULL, "Tell which points of the policy the tests met.", NULL,
     .field = offsetof(struct settings, coverage)},
    {"coverage-html", 0, NKC_OPT_VALUE, "FILE", "Write the coverage as a page.", NULL,
     .field = offsetof(struct settings, html), .kind = NKC_KIND_FILE},
    {"coverage-min", 0, NKC_OPT_VALUE, "PERCENT", "Fail when less of the policy was met.", NULL,
     .field = offsetof(struct settings, minimum)},
    {"filter", 'f', NKC_OPT_VALUE, "PATTERN", "Run the tests whose name fits.", NULL,
     .field = offsetof(struct settings, filter)},
    {"format", 0, NKC_OPT_VALUE, NULL, "Form of the report.", NULL,
     .field = offsetof(struct settings, format), .values = formats},
    {"qemu", 'q', NKC_OPT_NONE, NULL, "Run them in QEMU, too.", NULL,
     .field = offsetof(struct settings, qemu)},
    NK_OPTION_TIMEOUT("Counts with `--qemu`."),
    NK_OPTION_VERBOSE,
};

static int nk_test_main(int argc, char **argv)
{
    struct settings set = {.boot.seconds = NK_BOOT_SECONDS};
    int bad = nkc_cli_main(&nk_test, &set, argc, argv);
    return set.status ? set.status : bad;
}

const struct nkc_command nk_test = {
    .name = "nk test",
    .operands = "[FOLDER]",
    .operand_kind = NKC_KIND_DIR,
    .summary = "Run the policy tests of a solution.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
    .main = nk_test_main,
};

static void add_value(struct nkc_session *s, struct nk_words *w, const char *option,
                      const char *value)
{
    if (!value)
        return;
    nk_add(s, w, option);
    nk_add(s, w, value);
}

/* Warnings about the policy are told when its image is built. */
static bool on_host(struct nk_solution *sol, const struct settings *set,
                    const struct nk_tests *tests)
{
    struct nkc_session *s = sol->s;
    struct nk_words w = {0};
    nk_addf(s, &w, "%s/nk-psl-gen-c", sol->sdk.bin);
    nk_add_all(s, &w, &tests->paths);
    nk_add(s, &w, "-W");
    nk_add(s, &w, "none");
    nk_add(s, &w, "--tests");
    nk_add(s, &w, "run");
    add_value(s, &w, "--test-format", set->format);
    add_value(s, &w, "--test-filter", set->filter);
    add_value(s, &w, "--coverage-html", set->html);
    add_value(s, &w, "--coverage-min", set->minimum);
    if (set->coverage)
        nk_add(s, &w, "--coverage");
    nk_add(s, &w, tests->policy);
    nk_say(sol, "testing %s", tests->policy);
    return nk_process_run(s, &w, NULL, NULL, false) == 0;
}

/* An image for the tests of a solution whose CMake files make none. */
static const char *make_image(struct nk_solution *sol, const struct settings *set,
                              const struct nk_tests *tests)
{
    struct nkc_session *s = sol->s;
    struct nkc_buf flags = {0};
    struct nk_words w = {0};
    const char *image = nkc_arena_printf(s->arena, "%s/kos-qemu-image-PalTest", sol->build);
    if (!nk_solution_make_build(sol))
        return NULL;
    NKC_FOREACH(i, &tests->paths.list)
        nkc_buf_printf(&flags, " '%s'", tests->paths.list.data[i]);
    nk_addf(s, &w, "%s/kos-pal-image", sol->sdk.bin);
    nk_addf(s, &w, "--output=%s", image);
    nk_addf(s, &w, "--with-nkflags=-W none%s", flags.data ? flags.data : "");
    nkc_buf_free(&flags);
    if (set->filter)
        nk_addf(s, &w, "--filter=%s", set->filter);
    nk_add(s, &w, tests->policy);
    nk_say(sol, "building %s", image);
    return nk_process_run(s, &w, NULL, NULL, false) == 0 ? image : NULL;
}

static bool in_qemu(struct nk_solution *sol, const struct settings *set,
                    const struct nk_tests *tests)
{
    struct nk_image image = {.name = "policy tests", .path = tests->image};
    int status;
    if (set->filter || !tests->target)
        image.path = make_image(sol, set, tests);
    else if (!nk_solution_build(sol, tests->target))
        return false;
    return image.path && nk_boot_image(sol, &set->boot, &image, nk_copy, NULL, &status) &&
           status == 0;
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    struct settings *set = settings;
    struct nk_solution sol;
    const char *dir = nk_folder(&nk_test, s, operands);
    if (!dir || !nk_solution_open(s, &set->place, dir, &sol) || !nk_need(s, NK_NEED_HOST_CC) ||
        (set->qemu && !nk_need(s, NK_NEED_QEMU)) || !nk_solution_configure(&sol))
        return;
    if (!sol.tests.len) {
        nkc_diag(s, NK_NO_TESTS, NKC_NO_SPAN, dir);
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN,
                 "test sets stand in pal_tests.psl beside security.psl, or CMake files name them "
                 "with add_kss_pal_qemu_tests");
        return;
    }
    NKC_FOREACH(i, &sol.tests) {
        const struct nk_tests *tests = &sol.tests.data[i];
        bool ok = on_host(&sol, set, tests);
        if (set->qemu)
            ok &= in_qemu(&sol, set, tests);
        if (!ok)
            set->status = 1;
    }
}
