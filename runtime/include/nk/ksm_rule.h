/* What generated rule functions are made of: reading values, comparing, arithmetic that fails
 * instead of wrapping.
 *
 * A rule is one C expression over these. Each atomic condition leaves its number and values in a
 * witness; && and || being lazy, the last one evaluated is the one that decided. A failure
 * (overflow, an index past the end, a union member that is not active) sticks and denies. The
 * message was verified before, so offsets from the model are inside it; bytes are read one type at
 * a time with no demand on alignment. Only code from nk-psl-gen-c includes this. */
#ifndef NK_KSM_RULE_H
#define NK_KSM_RULE_H

#include <nk/ksm_engine.h>
#include <nk/ksm_state.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An instrumented module counts what its conditions come to; others have nothing of it. */
#ifdef KSM_COVERAGE
#include <nk/ksm_cover.h>
#define KSM_COVER_MEMBER const struct ksm_cover_rule *cover;
#define KSM_COVER_CONDITION(w, cond, value, result)                                                \
    ksm_cover_seen((w)->cover, (cond), (value), (result))
#else
#define KSM_COVER_MEMBER
#define KSM_COVER_CONDITION(w, cond, value, result) ((void)0)
#endif

struct ksm_witness {
    nk_uint16_t cond;        /* the condition evaluated last */
    nk_uint16_t failed_cond; /* the first one that failed */
    nk_bool_t failed;
    nk_uint8_t state;   /* code of the model that failed or refused, 0 = none */
    nk_uint16_t object; /* whose code it is */
    nk_uint64_t value, limit;
    KSM_COVER_MEMBER /* last: the engine knows nothing of it */
};

/* ---- reading ---- */

/* NULL in, 0 out: a failed step was noted in the witness already. */
#define KSM_READER(name, type, result)                                                             \
    KSM_INLINE result name(const char *at, nk_size_t offset)                                       \
    {                                                                                              \
        struct __attribute__((packed, may_alias)) value {                                          \
            type v;                                                                                \
        };                                                                                         \
        if (!at)                                                                                   \
            return 0;                                                                              \
        return ((const struct value *)(const void *)(at + offset))->v;                             \
    }

KSM_READER(ksm_u8, nk_uint8_t, nk_uint64_t)
KSM_READER(ksm_u16, nk_uint16_t, nk_uint64_t)
KSM_READER(ksm_u32, nk_uint32_t, nk_uint64_t)
KSM_READER(ksm_u64, nk_uint64_t, nk_uint64_t)
KSM_READER(ksm_s8, nk_sint8_t, nk_sint64_t)
KSM_READER(ksm_s16, nk_sint16_t, nk_sint64_t)
KSM_READER(ksm_s32, nk_sint32_t, nk_sint64_t)
KSM_READER(ksm_s64, nk_sint64_t, nk_sint64_t)

KSM_INLINE const char *ksm_message(const struct ksm_event *event)
{
    if (!event->msg)
        __builtin_unreachable(); /* every event has a message; readers then test nothing */
    return (const char *)(const void *)event->msg;
}

/* Element `index` of the sequence whose chunk descriptor lies at at + offset. */
KSM_INLINE const char *ksm_elem(struct ksm_witness *w, const struct ksm_event *event,
                                const char *at, nk_size_t offset, nk_uint64_t index,
                                nk_uint64_t elem_size)
{
    nk_uint64_t chunk = ksm_u32(at, offset), size = ksm_u32(at, offset + 4);

    if (!at || index >= size / elem_size) {
        w->failed = NK_TRUE;
        return (const char *)0;
    }
    return (const char *)event->arena->start + chunk + index * elem_size;
}

/* `at` when the union whose tag lies at at + offset holds member `tag`. */
KSM_INLINE const char *ksm_arm(struct ksm_witness *w, const char *at, nk_size_t offset,
                               nk_uint32_t tag)
{
    if (at && ksm_u32(at, offset) == tag)
        return at;
    w->failed = NK_TRUE;
    return (const char *)0;
}

/* ---- arithmetic ---- */

KSM_INLINE nk_uint64_t ksm_fit_u(struct ksm_witness *w, nk_bool_t overflow, nk_uint64_t value,
                                 nk_uint64_t max)
{
    if (!overflow && value <= max)
        return value;
    w->failed = NK_TRUE;
    return 0;
}

KSM_INLINE nk_sint64_t ksm_fit_s(struct ksm_witness *w, nk_bool_t overflow, nk_sint64_t value,
                                 nk_sint64_t max)
{
    if (!overflow && value <= max && value >= -max - 1)
        return value;
    w->failed = NK_TRUE;
    return 0;
}

#define KSM_ARITHMETIC(name, builtin)                                                              \
    KSM_INLINE nk_uint64_t name##_u(struct ksm_witness *w, nk_uint64_t a, nk_uint64_t b,           \
                                    nk_uint64_t max)                                               \
    {                                                                                              \
        nk_uint64_t r;                                                                             \
        nk_bool_t overflow = builtin(a, b, &r) ? NK_TRUE : NK_FALSE;                               \
        return ksm_fit_u(w, overflow, r, max);                                                     \
    }                                                                                              \
    KSM_INLINE nk_sint64_t name##_s(struct ksm_witness *w, nk_sint64_t a, nk_sint64_t b,           \
                                    nk_sint64_t max)                                               \
    {                                                                                              \
        nk_sint64_t r;                                                                             \
        nk_bool_t overflow = builtin(a, b, &r) ? NK_TRUE : NK_FALSE;                               \
        return ksm_fit_s(w, overflow, r, max);                                                     \
    }

KSM_ARITHMETIC(ksm_add, __builtin_add_overflow)
KSM_ARITHMETIC(ksm_sub, __builtin_sub_overflow)
KSM_ARITHMETIC(ksm_mul, __builtin_mul_overflow)

KSM_INLINE nk_sint64_t ksm_abs_s(struct ksm_witness *w, nk_sint64_t a, nk_sint64_t max)
{
    return a < 0 ? ksm_sub_s(w, 0, a, max) : a;
}

/* ---- conditions ---- */

/* Notes condition `cond` with the value found and the limit compared with. */
KSM_INLINE nk_bool_t ksm_note(struct ksm_witness *w, nk_uint16_t cond, nk_uint64_t value,
                              nk_uint64_t limit, nk_bool_t result)
{
    if (w->failed) {
        if (!w->failed_cond)
            w->failed_cond = cond;
        return NK_FALSE;
    }
    w->cond = cond;
    w->value = value;
    w->limit = limit;
    KSM_COVER_CONDITION(w, cond, value, result);
    return result;
}

KSM_INLINE int ksm_order_us(nk_uint64_t a, nk_sint64_t b)
{
    if (b < 0 || a > (nk_uint64_t)b)
        return 1;
    return a < (nk_uint64_t)b ? -1 : 0;
}

/* One comparison for each pair of signs: mathematical, whatever the widths. */
#define KSM_COMPARE(name, op)                                                                      \
    KSM_INLINE nk_bool_t name##_uu(struct ksm_witness *w, nk_uint16_t cond, nk_uint64_t a,         \
                                   nk_uint64_t b)                                                  \
    {                                                                                              \
        return ksm_note(w, cond, a, b, a op b);                                                    \
    }                                                                                              \
    KSM_INLINE nk_bool_t name##_ss(struct ksm_witness *w, nk_uint16_t cond, nk_sint64_t a,         \
                                   nk_sint64_t b)                                                  \
    {                                                                                              \
        return ksm_note(w, cond, (nk_uint64_t)a, (nk_uint64_t)b, a op b);                          \
    }                                                                                              \
    KSM_INLINE nk_bool_t name##_us(struct ksm_witness *w, nk_uint16_t cond, nk_uint64_t a,         \
                                   nk_sint64_t b)                                                  \
    {                                                                                              \
        return ksm_note(w, cond, a, (nk_uint64_t)b, ksm_order_us(a, b) op 0);                      \
    }                                                                                              \
    KSM_INLINE nk_bool_t name##_su(struct ksm_witness *w, nk_uint16_t cond, nk_sint64_t a,         \
                                   nk_uint64_t b)                                                  \
    {                                                                                              \
        return ksm_note(w, cond, (nk_uint64_t)a, b, 0 op ksm_order_us(b, a));                      \
    }

KSM_COMPARE(ksm_eq, ==)
KSM_COMPARE(ksm_ne, !=)
KSM_COMPARE(ksm_lt, <)
KSM_COMPARE(ksm_le, <=)
KSM_COMPARE(ksm_gt, >)
KSM_COMPARE(ksm_ge, >=)

/* `result` as a condition of its own. */
KSM_INLINE nk_bool_t ksm_flag(struct ksm_witness *w, nk_uint16_t cond, nk_bool_t result)
{
    return ksm_note(w, cond, result, 0, result);
}

/* ---- the end of a rule ---- */

/* The branch that a choice took, from 1, or 0 with the reason filled: none held, or the expression
 * failed. */
nk_uint32_t ksm_choice_done(const struct ksm_witness *w, nk_uint32_t branch, nk_uint16_t rule,
                            struct nk_reason *reason);

/* Fills the reason unless an earlier rule of the list did; returns NK_FALSE. */
nk_bool_t ksm_rule_denied(const struct ksm_witness *w, nk_uint16_t rule, nk_uint8_t code,
                          struct nk_reason *reason);

KSM_INLINE nk_bool_t ksm_rule_done(const struct ksm_witness *w, nk_bool_t granted, nk_uint16_t rule,
                                   nk_uint8_t code, struct nk_reason *reason)
{
    if (granted && !w->failed)
        return NK_TRUE;
    return ksm_rule_denied(w, rule, code, reason);
}

#ifdef __cplusplus
}
#endif
#endif
