/* Events for a generated security module, and what it answers: for tests of security models. */
#ifndef TESTS_KSM_EVENTS_H
#define TESTS_KSM_EVENTS_H

#include "unit.h"

#include <nk/ksm.h>

#include <string.h>

static struct nk_reason reason;
static char line[512];

static inline nk_uint16_t class_of(const char *name)
{
    for (nk_uint16_t i = 0; name && i < nk_ksm.class_count; i++)
        if (strcmp(nk_ksm.class_names[i], name) == 0)
            return i;
    ck_assert_msg(!name, "no class %s", name);
    return KSM_NO_CLASS;
}

/* `dst` NULL: a security event. */
static inline struct ksm_event event_of(nk_uint16_t kind, const char *src, nk_uint32_t src_sid,
                                        const char *dst, nk_uint32_t dst_sid, void *msg,
                                        const struct nk_arena *arena)
{
    return (struct ksm_event){.kind = kind,
                              .src_class = class_of(src),
                              .dst_class = class_of(dst),
                              .src_sid = src_sid,
                              .dst_sid = dst_sid,
                              .msg = msg,
                              .arena = arena};
}

static inline enum ksm_verdict decide(const struct ksm_event *e)
{
    memset(&reason, 0xaa, sizeof reason);
    enum ksm_verdict verdict = nk_ksm.decide(e, &reason);
    nk_ksm.explain(e, &reason, line, sizeof line);
    return verdict;
}

static inline void expect_granted(const struct ksm_event *e)
{
    const struct nk_reason none = {0};
    ck_assert_msg(decide(e) == KSM_GRANTED, "%s", line);
    ck_assert_mem_eq(&reason, &none, sizeof none);
}

/* The explanation, without the event at its front, is `text`. */
static inline void expect_denied(const struct ksm_event *e, const char *text)
{
    enum ksm_verdict found = decide(e);
    size_t have = strlen(line), want = strlen(text);
    ck_assert_msg(have >= want && strcmp(line + have - want, text) == 0, "`%s` does not end `%s`",
                  line, text);
    ck_assert_int_eq(found, KSM_DENIED);
    ck_assert_uint_ne(reason.stage, NK_STAGE_NONE);
}

#endif
