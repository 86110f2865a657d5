/* The runner of policy tests, with a module that answers as the first byte of a message says and
 * writes down what it was asked. */
#include "unit.h"

#include "coverage.h"

#include <stdbool.h>
#include <string.h>

static char asked[64]; /* a letter for each call */

static void note(char c)
{
    size_t n = strlen(asked);
    if (n + 1 < sizeof asked) {
        asked[n] = c;
        asked[n + 1] = '\0';
    }
}

static void fake_init(nk_uint32_t kernel_sid)
{
    ck_assert_uint_eq(kernel_sid, 1);
    note('|');
}

static enum ksm_verdict fake_decide(const struct ksm_event *event, struct nk_reason *reason)
{
    char c = *(const char *)(const void *)event->msg;
    ck_assert_ptr_nonnull(event->arena);
    note(c);
    if (c == 'g')
        return KSM_GRANTED;
    *reason = (struct nk_reason){.stage = NK_STAGE_RULE};
    return c == 'd' ? KSM_DENIED : KSM_MALFORMED;
}

static nk_size_t fake_explain(const struct ksm_event *event, const struct nk_reason *reason,
                              char *text, nk_size_t size)
{
    return (nk_size_t)snprintf(text, size, "%s: from %u", reason->stage ? "denied" : "granted",
                               (unsigned)event->src_sid);
}

static const struct ksm_module module = {
    .model_hash = {1}, .init = fake_init, .decide = fake_decide, .explain = fake_explain};

/* ---- tables ---- */

#define BYTES(name, c) static const nk_uint8_t name[24] __attribute__((aligned(8))) = {c}
BYTES(grants, 'g');
BYTES(denies, 'd');
BYTES(broken, 'm');

#define CASE(expectation, bytes, at)                                                               \
    {                                                                                              \
        .kind = KSM_REQUEST, .expect = expectation, .src_sid = 4, .message = bytes,                \
        .text = "a ~> b", .place = {                                                               \
            "t.psl",                                                                               \
            at,                                                                                    \
            5                                                                                      \
        }                                                                                          \
    }

static const struct nk_pal_case right[] = {CASE(NK_PAL_GRANT, grants, 1),
                                           CASE(NK_PAL_DENY, denies, 2)};
static const struct nk_pal_case either[] = {CASE(NK_PAL_ANY, grants, 3),
                                            CASE(NK_PAL_ANY, denies, 4)};
static const struct nk_pal_case wrong_grant[] = {CASE(NK_PAL_GRANT, denies, 5),
                                                 CASE(NK_PAL_GRANT, grants, 6)};
static const struct nk_pal_case wrong_deny[] = {CASE(NK_PAL_DENY, grants, 7)};
static const struct nk_pal_case bad_deny[] = {CASE(NK_PAL_DENY, broken, 8)};
static const struct nk_pal_case bad_any[] = {CASE(NK_PAL_ANY, broken, 9)};

#define CASES(list)                                                                                \
    {                                                                                              \
        list, sizeof(list) / sizeof(list)[0]                                                       \
    }
#define NONE                                                                                       \
    {                                                                                              \
        NULL, 0                                                                                    \
    }

static const struct nk_pal_test tests[] = {
    {"passes", {"t.psl", 1, 1}, CASES(right), CASES(either), CASES(right)},
    {"own #1", {"t.psl", 2, 1}, CASES(right), CASES(wrong_grant), CASES(right)},
    {"setup", {"t.psl", 3, 1}, CASES(wrong_deny), CASES(right), CASES(right)},
    {"finally", {"t.psl", 4, 1}, NONE, NONE, CASES(wrong_deny)},
    {"bad deny", {"t.psl", 5, 1}, NONE, CASES(bad_deny), NONE},
    {"bad any", {"t.psl", 6, 1}, NONE, CASES(bad_any), NONE},
};
static const struct nk_pal_set sets[] = {{"set", {"t.psl", 1, 1}, tests, 6}};
static const struct nk_pal_suite suite = {
    .source = "t.psl", .module = &module, .model_hash = {1}, .sets = sets, .set_count = 1};

static struct nk_pal_totals run(const char *pattern)
{
    static const struct nk_pal_reporter silent;
    asked[0] = '\0';
    return nk_pal_run(&suite, pattern, &silent);
}

/* ---- tests ---- */

START_TEST(test_stops_at_its_first_failure)
{
    struct nk_pal_totals totals = run(NULL);
    ck_assert_str_eq(asked, "|gdgdgd|gdd|g|g|m|m");
    ck_assert_uint_eq(totals.tests, 6);
    ck_assert_uint_eq(totals.failed, 5);
    ck_assert_uint_eq(totals.cases, 13);
}
END_TEST

START_TEST(filter)
{
    ck_assert_uint_eq(run("set / p*").tests, 1);
    ck_assert_uint_eq(run("bad").tests, 2);
    ck_assert_uint_eq(run("*y").tests, 3);
    ck_assert_uint_eq(run("set / ?????").tests, 1);
    ck_assert_uint_eq(run("*a*a*").tests, 1);
    ck_assert_uint_eq(run("SET").tests, 0);
    ck_assert_uint_eq(run("").tests, 6);
    ck_assert_uint_eq(run("*").tests, 6);
    ck_assert_uint_eq(run("set / passes*").tests, 1);
    ck_assert_uint_eq(run("?et / passe").tests, 0);
}
END_TEST

static const char *report(struct nk_pal_reporter (*make)(struct nk_pal_printer *, FILE *),
                          const char *pattern, bool all)
{
    static char text[4096];
    FILE *out = fmemopen(text, sizeof text, "w");
    struct nk_pal_printer printer;
    struct nk_pal_reporter reporter = make(&printer, out);
    printer.all = all;
    nk_pal_run(&suite, pattern, &reporter);
    fclose(out);
    return text;
}

START_TEST(tap)
{
    ck_assert_str_eq(report(nk_pal_report_tap, "*#1", false),
                     "TAP version 13\n1..1\n"
                     "not ok 1 - set / own \\#1 # case t.psl:5:5: expected grant, got deny\n"
                     "# t.psl:5:5: a ~> b\n# denied: from 4\n");
    ck_assert_str_eq(report(nk_pal_report_tap, "none of them", false), "TAP version 13\n1..0\n");
}
END_TEST

START_TEST(text)
{
    ck_assert_str_eq(report(nk_pal_report_text, "passes", true),
                     "passed: set / passes\nset: 1 of 1 passed\n"
                     "tests: 1 with 6 cases, passed: 1, failed: 0\n");
    ck_assert_str_eq(report(nk_pal_report_text, "bad any", false),
                     "FAILED: set / bad any\n"
                     "    t.psl:9:5: expected any, but the message is bad\n"
                     "    a ~> b\n    denied: from 4\nset: 0 of 1 passed\n"
                     "tests: 1 with 1 cases, passed: 0, failed: 1\n");
}
END_TEST

START_TEST(trace)
{
    ck_assert_str_eq(report(nk_pal_report_trace, "passes", false),
                     "t.psl:1:5: granted: from 4\nt.psl:2:5: denied: from 4\n"
                     "t.psl:3:5: granted: from 4\nt.psl:4:5: denied: from 4\n"
                     "t.psl:1:5: granted: from 4\nt.psl:2:5: denied: from 4\n"
                     "set: 1 of 1 passed\ntests: 1 with 6 cases, passed: 1, failed: 0\n");
}
END_TEST

START_TEST(tables_of_another_module)
{
    struct nk_pal_suite other = suite;
    ck_assert(nk_pal_fits_module(&suite));
    other.model_hash[31] = 1;
    ck_assert(!nk_pal_fits_module(&other));
}
END_TEST

/* ---- coverage ---- */

START_TEST(ranges)
{
    static const nk_uint64_t starts[] = {0xffffffffffffff80u, 0xffffffffffffffffu, 0, 1};
    static nk_uint32_t met[4];
    const struct ksm_cover_field field = {"f", "m", NK_TRUE, starts, 127, 4, met};
    char buffer[48];
    ck_assert_str_eq(pal_cover_range(&field, 0, buffer, sizeof buffer), "-128..-2");
    ck_assert_str_eq(pal_cover_range(&field, 1, buffer, sizeof buffer), "-1");
    ck_assert_str_eq(pal_cover_range(&field, 2, buffer, sizeof buffer), "0");
    ck_assert_str_eq(pal_cover_range(&field, 3, buffer, sizeof buffer), "1..127");
    ksm_cover_value(&field, (nk_uint64_t)-128);
    ksm_cover_value(&field, (nk_uint64_t)-2);
    ksm_cover_value(&field, (nk_uint64_t)-1);
    ksm_cover_value(&field, 127);
    ck_assert_uint_eq(met[0], 2);
    ck_assert_uint_eq(met[1], 1);
    ck_assert_uint_eq(met[2], 0);
    ck_assert_uint_eq(met[3], 1);
}
END_TEST

START_TEST(points)
{
    static nk_uint32_t counters[8];
    const struct ksm_cover_condition condition = {"c",  1,        1,           NK_FALSE,
                                                  NULL, counters, counters + 2};
    const struct ksm_cover_branch branches[] = {{"1", 1, 1, counters + 6},
                                                {"_", 1, 1, counters + 7}};
    const struct ksm_cover_rule rule = {"r",     "f",        1, 1,        1, NK_TRUE,
                                        NK_TRUE, &condition, 1, branches, 2, counters + 4};
    const struct ksm_coverage coverage = {&rule, 1, NULL, 0};
    ck_assert_uint_eq(pal_cover_summary(&coverage).total.all, 7);
    ck_assert_uint_eq(pal_cover_summary(&coverage).total.met, 0);
    ksm_cover_seen(&rule, 1, 5, NK_TRUE);
    ck_assert(ksm_cover_end(&rule, 1, NK_TRUE));
    ck_assert_uint_eq(pal_cover_summary(&coverage).conditions.met, 2);
    ck_assert_uint_eq(pal_cover_summary(&coverage).rules.met, 1);
    ck_assert_uint_eq(ksm_cover_choice(&rule, 0, 2), 2);
    ck_assert_uint_eq(ksm_cover_choice(&rule, 0, 0), 0);
    ck_assert_uint_eq(ksm_cover_choice(&rule, 0, 3), 3); /* no such branch: nothing is counted */
    ck_assert_uint_eq(pal_cover_summary(&coverage).branches.met, 1);
    ck_assert_uint_eq(pal_cover_summary(&coverage).total.met, 5);
    counters[0] = 0xffffffffU;
    ksm_cover_seen(&rule, 1, 5, NK_TRUE);
    ck_assert_uint_eq(counters[0], 0xffffffffU);
    ksm_cover_seen(&rule, 2, 5, NK_TRUE); /* no such condition */
    ck_assert_double_eq_tol(pal_cover_percent((struct pal_points){0, 0}), 100, 0.001);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("pal_run");
    TCase *all = tcase_create("all");

    tcase_add_test(all, test_stops_at_its_first_failure);
    tcase_add_test(all, filter);
    tcase_add_test(all, tap);
    tcase_add_test(all, text);
    tcase_add_test(all, trace);
    tcase_add_test(all, tables_of_another_module);
    tcase_add_test(all, ranges);
    tcase_add_test(all, points);
    suite_add_tcase(s, all);
    return unit_main(s);
}
