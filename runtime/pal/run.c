/* Runs tests of a policy: one event after the other into the module, verdicts compared. */
#include <nk/abi.h>
#include <nk/pal.h>

#include <string.h>

const char *nk_pal_expect_text(unsigned expect)
{
    static const char *const texts[] = {"grant", "deny", "any"};

    return expect <= NK_PAL_ANY ? texts[expect] : "?";
}

const char *nk_pal_verdict_text(enum ksm_verdict verdict)
{
    return verdict == KSM_GRANTED ? "grant" : verdict == KSM_DENIED ? "deny" : "malformed";
}

nk_bool_t nk_pal_fits_module(const struct nk_pal_suite *suite)
{
    return memcmp(suite->model_hash, suite->module->model_hash, sizeof suite->model_hash) == 0;
}

/* ---- names ------------------------------------------------------------------------------ */

/* Classic matching with one point to return to: `*` is greedy only as far as needed. */
static nk_bool_t glob(const char *pattern, const char *text)
{
    const char *star = NULL, *from = NULL;

    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            from = text;
        } else if (*pattern == '?' || *pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++from;
        } else {
            return NK_FALSE;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

nk_bool_t nk_pal_name_fits(const char *pattern, const struct nk_pal_set *set,
                           const struct nk_pal_test *test)
{
    char name[NK_PAL_LINE];

    if (!pattern)
        return NK_TRUE;
    snprintf(name, sizeof name, "%s / %s", set->name, test->name);
    if (strpbrk(pattern, "*?"))
        return glob(pattern, name);
    return strstr(name, pattern) != NULL;
}

/* ---- one test --------------------------------------------------------------------------- */

/* Whom to ask and whom to tell. */
struct run {
    const struct ksm_module *module;
    const struct nk_pal_reporter *reporter;
};

static struct nk_arena arena_of(const struct nk_pal_case *c)
{
    /* The module only reads; nk_arena has no form for constant bytes. */
    char *start = (char *)(nk_uintptr_t)(c->arena ? c->arena : c->message);
    struct nk_arena arena = {start, start + c->arena_size, start + c->arena_size};

    return arena;
}

/* A malformed message fails whatever was expected: the test itself is wrong (pal 3). */
static nk_bool_t as_expected(const struct nk_pal_case *c, enum ksm_verdict verdict)
{
    if (verdict == KSM_MALFORMED)
        return NK_FALSE;
    return c->expect == NK_PAL_ANY || (c->expect == NK_PAL_GRANT) == (verdict == KSM_GRANTED);
}

static nk_bool_t run_case(const struct run *run, const struct nk_pal_case *c,
                          struct nk_pal_result *result)
{
    const struct nk_arena arena = arena_of(c);
    const struct ksm_event event = {
        .kind = c->kind,
        .src_class = c->src_class,
        .dst_class = c->dst_class,
        .src_sid = c->src_sid,
        .dst_sid = c->dst_sid,
        .msg = (const struct nk_message *)(const void *)c->message,
        .arena = &arena,
    };
    struct nk_reason reason = {0}; /* of a refusal alone is anything written */
    nk_bool_t ok;

    result->cases++;
    result->verdict = run->module->decide(&event, &reason);
    ok = as_expected(c, result->verdict);
    if (!ok || run->reporter->event)
        run->module->explain(&event, &reason, result->line, sizeof result->line);
    if (run->reporter->event)
        run->reporter->event(run->reporter->state, c, result->line);
    if (!ok)
        result->failed = c;
    return ok;
}

static nk_bool_t run_cases(const struct run *run, const struct nk_pal_cases *cases,
                           struct nk_pal_result *result)
{
    for (nk_uint32_t i = 0; i < cases->count; i++)
        if (!run_case(run, &cases->list[i], result))
            return NK_FALSE;
    return NK_TRUE;
}

/* Every test begins with the module as it was loaded, whatever the one before did. */
static void run_test(const struct run *run, struct nk_pal_result *result)
{
    const struct nk_pal_test *test = result->test;

    run->module->init(KOS_SID_KERNEL);
    if (run_cases(run, &test->setup, result) && run_cases(run, &test->own, result))
        (void)run_cases(run, &test->finally, result);
}

/* ---- all tests -------------------------------------------------------------------------- */

static nk_uint32_t count_tests(const struct nk_pal_suite *suite, const char *pattern)
{
    nk_uint32_t count = 0;

    for (nk_uint32_t s = 0; s < suite->set_count; s++)
        for (nk_uint32_t t = 0; t < suite->sets[s].count; t++)
            count += nk_pal_name_fits(pattern, &suite->sets[s], &suite->sets[s].tests[t]);
    return count;
}

static void run_set(const struct nk_pal_suite *suite, const struct nk_pal_set *set,
                    const char *pattern, const struct nk_pal_reporter *reporter,
                    struct nk_pal_totals *totals)
{
    const struct run run = {suite->module, reporter};

    for (nk_uint32_t t = 0; t < set->count; t++) {
        struct nk_pal_result result = {.set = set, .test = &set->tests[t]};

        if (!nk_pal_name_fits(pattern, set, result.test))
            continue;
        run_test(&run, &result);
        totals->tests++;
        totals->cases += result.cases;
        totals->failed += result.failed != NULL;
        if (reporter->result)
            reporter->result(reporter->state, &result);
    }
}

struct nk_pal_totals nk_pal_run(const struct nk_pal_suite *suite, const char *pattern,
                                const struct nk_pal_reporter *reporter)
{
    struct nk_pal_totals totals = {0, 0, 0};

    if (reporter->begin)
        reporter->begin(reporter->state, suite, count_tests(suite, pattern));
    for (nk_uint32_t s = 0; s < suite->set_count; s++)
        run_set(suite, &suite->sets[s], pattern, reporter, &totals);
    if (reporter->end)
        reporter->end(reporter->state, &totals);
    return totals;
}
