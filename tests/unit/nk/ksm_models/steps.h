/* Tests of security models: a table of events, each a call of one method of t.Ops, with the verdict
 * and the end of the line that explains a refusal. The policy of the program ties the methods to
 * rules; state goes on from step to step and begins anew with each test. */
#ifndef TESTS_KSM_STEPS_H
#define TESTS_KSM_STEPS_H

#include "unit.h"

#include "t/Ops.idl.h"

#include <nk/ksm.h>

#include <stdint.h>
#include <string.h>

struct step {
    nk_uint16_t method; /* M0 is 0 */
    nk_uint32_t sid, a;
    nk_sint32_t b;
    const char *text;    /* parameter; NULL is "" */
    const char *refusal; /* NULL: granted; else what stands behind the place of the rule, or the
                          * whole reason when it has none: "no rule" */
    int line;
};

#define GRANTED(method, ...)                                                                       \
    {                                                                                              \
        method, __VA_ARGS__, .line = __LINE__                                                      \
    }
#define DENIED(method, says, ...)                                                                  \
    {                                                                                              \
        method, __VA_ARGS__, .refusal = (says), .line = __LINE__                                   \
    }
/* The SID is gone. */
#define RELEASE(gone)                                                                              \
    {                                                                                              \
        .method = 0xffff, .sid = (gone), .line = __LINE__                                          \
    }

static nk_uint16_t steps_class(const char *name)
{
    for (nk_uint16_t i = 0; i < nk_ksm.class_count; i++)
        if (strcmp(nk_ksm.class_names[i], name) == 0)
            return i;
    return KSM_NO_CLASS;
}

static enum ksm_verdict steps_decide(const struct step *s, struct nk_reason *reason, char *line,
                                     size_t size)
{
    t_Ops_M0_req req;
    char bytes[64];
    struct nk_arena arena;
    const char *text = s->text ? s->text : "";
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, s->method);
    req.sid = s->sid;
    req.a = s->a;
    req.b = s->b;
    nk_arena_init(&arena, bytes, bytes + sizeof bytes);
    memcpy(nk_arena_alloc(char, &arena, &req.text, strlen(text) + 1), text, strlen(text) + 1);
    struct ksm_event e = {.kind = KSM_REQUEST,
                          .src_class = steps_class("t.Client"),
                          .dst_class = steps_class("t.Server"),
                          .src_sid = 4,
                          .dst_sid = 3,
                          .msg = &req.base_,
                          .arena = &arena};
    enum ksm_verdict verdict = nk_ksm.decide(&e, reason);
    nk_ksm.explain(&e, reason, line, size);
    return verdict;
}

/* What is said about the reason: behind `FILE:LINE:COLUMN: `, or behind the method. */
static const char *steps_said(const char *line)
{
    const char *place = strstr(line, ".psl:");
    if (!place)
        return strrchr(line, ':') + 2;
    place += strlen(".psl:") + strspn(place + strlen(".psl:"), "0123456789:");
    return place + (*place == ' ');
}

static void steps_run_one(const struct step *s)
{
    struct nk_reason reason;
    const struct nk_reason none = {0};
    char line[512];
    if (s->method == 0xffff) {
        nk_ksm.sid_released(s->sid);
        return;
    }
    memset(&reason, 0xaa, sizeof reason);
    enum ksm_verdict verdict = steps_decide(s, &reason, line, sizeof line);
    if (!s->refusal) {
        ck_assert_msg(verdict == KSM_GRANTED, "step in line %d: %s", s->line, line);
        ck_assert_mem_eq(&reason, &none, sizeof none);
        return;
    }
    ck_assert_msg(verdict == KSM_DENIED, "step in line %d: granted", s->line);
    ck_assert_msg(strcmp(steps_said(line), s->refusal) == 0,
                  "step in line %d: expected `%s`, found `%s` in %s", s->line, s->refusal,
                  steps_said(line), line);
}

static void steps_run(const struct step *steps, size_t count)
{
    nk_ksm.init(1);
    for (size_t i = 0; i < count; i++)
        steps_run_one(&steps[i]);
}

static Suite *steps_suite(const char *name, const TTest *const *tests, size_t count)
{
    TCase *tcase = tcase_create(name);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tcase, tests[i]);
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tcase);
    return suite;
}

#define RUN(...)                                                                                   \
    do {                                                                                           \
        static const struct step steps[] = {__VA_ARGS__};                                          \
        steps_run(steps, sizeof steps / sizeof steps[0]);                                          \
    } while (0)

#endif
