/* What generated rule functions are made of: reading values, comparing, arithmetic that fails
 * instead of wrapping.
 *
 * A rule is one C expression over these. Each atomic condition leaves its number and values in a
 * witness; && and || being lazy, the last one evaluated is the one that decided. A failure
 * (overflow, an index past the end, a union member that is not active) sticks and denies. The
 * message was verified before, so offsets from the model are inside it; fields are read as bytes,
 * with no demand on alignment. Only code from nk-psl-gen-c includes this. */
#ifndef NK_KSM_RULE_H
#define NK_KSM_RULE_H

#include <nk/ksm_engine.h>
#include <nk/ksm_state.h>
#include <nk/verify.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What contracts say of rules (docs/proof.md). */
/*@ // The chunk whose descriptor is at p lies in the used part of the event's arena.
    predicate ksm_chunk(struct ksm_event *event, nk_uint8_t *p) =
        nk_readable(p, 8) && \valid_read(event) && \valid_read(event->arena) &&
        nk_in_order(event->arena) &&
        nk_readable((nk_uint8_t *)event->arena->start, nk_used(event->arena)) &&
        0 <= nk_u32(p) && 0 <= nk_u32(p + 4) && nk_u32(p) + nk_u32(p + 4) <= nk_used(event->arena);

    // e is element i of the sequence whose descriptor is at p, and can be read.
    predicate ksm_is_elem(nk_uint8_t *e, struct ksm_event *event, nk_uint8_t *p, integer i,
                          integer size) =
        e == (nk_uint8_t *)event->arena->start + nk_u32(p) + i * size &&
        0 <= i < nk_count(nk_u32(p + 4), size) && nk_readable(e, size);
*/

/* ---- reading ---- */

/* NULL in, 0 out: a failed step was noted in the witness already. Compilers make one load of the
 * four bytes; the sum of shifts asks for no alignment and suits the proofs. */
/*@ requires at != \null ==> nk_readable(at + offset, 1);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_uint64_t ksm_u8(const nk_uint8_t *at, nk_size_t offset)
{
    return at ? at[offset] : 0;
}

/*@ requires at != \null ==> nk_readable(at + offset, 2);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_uint64_t ksm_u16(const nk_uint8_t *at, nk_size_t offset)
{
    return at ? (nk_uint64_t)((at + offset)[0] | (unsigned)(at + offset)[1] << 8) : 0;
}

/*@ requires at != \null ==> nk_readable(at + offset, 4);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures at == \null ==> \result == 0;
    ensures at != \null ==> \result == nk_u32((nk_uint8_t *)at + offset); */
KSM_INLINE nk_uint64_t ksm_u32(const nk_uint8_t *at, nk_size_t offset)
{
    return at ? nk_verify_load32(at + offset) : 0;
}

/*@ requires at != \null ==> nk_readable(at + offset, 8);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_uint64_t ksm_u64(const nk_uint8_t *at, nk_size_t offset)
{
    return at ? nk_verify_load64(at + offset) : 0;
}

/*@ requires at != \null ==> nk_readable(at + offset, 1);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_sint64_t ksm_s8(const nk_uint8_t *at, nk_size_t offset)
{
    return (nk_sint8_t)ksm_u8(at, offset);
}

/*@ requires at != \null ==> nk_readable(at + offset, 2);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_sint64_t ksm_s16(const nk_uint8_t *at, nk_size_t offset)
{
    return (nk_sint16_t)ksm_u16(at, offset);
}

/*@ requires at != \null ==> nk_readable(at + offset, 4);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_sint64_t ksm_s32(const nk_uint8_t *at, nk_size_t offset)
{
    return (nk_sint32_t)ksm_u32(at, offset);
}

/*@ requires at != \null ==> nk_readable(at + offset, 8);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_sint64_t ksm_s64(const nk_uint8_t *at, nk_size_t offset)
{
    return (nk_sint64_t)ksm_u64(at, offset);
}

/*@ requires \valid_read(event) && event->msg != \null;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == (nk_uint8_t *)event->msg && \result != \null; */
KSM_INLINE const nk_uint8_t *ksm_message(const struct ksm_event *event)
{
    if (!event->msg)
        __builtin_unreachable(); /* every event has a message; readers then test nothing */
    return (const nk_uint8_t *)event->msg;
}

/* Element `index` of the sequence whose chunk descriptor lies at at + offset. */
/*@ requires \valid(w) && elem_size > 0;
    requires at != \null ==> ksm_chunk(event, (nk_uint8_t *)at + offset);
    terminates \true;
    exits \false;
    assigns w->failed;
    ensures \result == \null ||
            ksm_is_elem(\result, event, (nk_uint8_t *)at + offset, index, elem_size); */
KSM_INLINE const nk_uint8_t *ksm_elem(struct ksm_witness *w, const struct ksm_event *event,
                                      const nk_uint8_t *at, nk_size_t offset, nk_uint32_t index,
                                      nk_uint32_t elem_size)
{
    const nk_uint32_t size = at ? nk_verify_load32(at + offset + 4) : 0;

    if (index >= nk_verify_count(size, elem_size)) {
        w->failed = NK_TRUE;
        return (const nk_uint8_t *)0;
    }
    return nk_verify_item((const nk_uint8_t *)event->arena->start + nk_verify_load32(at + offset),
                          index, elem_size);
}

/* `at` when the union whose tag lies at at + offset holds member `tag`. */
/*@ requires \valid(w);
    requires at != \null ==> nk_readable(at + offset, 4);
    terminates \true;
    exits \false;
    assigns w->failed;
    ensures \result == \null || \result == at;
    ensures \result != \null ==> nk_u32((nk_uint8_t *)at + offset) == tag; */
KSM_INLINE const nk_uint8_t *ksm_arm(struct ksm_witness *w, const nk_uint8_t *at, nk_size_t offset,
                                     nk_uint32_t tag)
{
    if (at && ksm_u32(at, offset) == tag)
        return at;
    w->failed = NK_TRUE;
    return (const nk_uint8_t *)0;
}

/* ---- arithmetic ---- */

/*@ requires \valid(w);
    terminates \true;
    exits \false;
    assigns w->failed; */
KSM_INLINE nk_uint64_t ksm_fit_u(struct ksm_witness *w, nk_bool_t overflow, nk_uint64_t value,
                                 nk_uint64_t max)
{
    if (!overflow && value <= max)
        return value;
    w->failed = NK_TRUE;
    return 0;
}

/*@ requires \valid(w) && max >= 0;
    terminates \true;
    exits \false;
    assigns w->failed; */
KSM_INLINE nk_sint64_t ksm_fit_s(struct ksm_witness *w, nk_bool_t overflow, nk_sint64_t value,
                                 nk_sint64_t max)
{
    if (!overflow && value <= max && value >= -max - 1)
        return value;
    w->failed = NK_TRUE;
    return 0;
}

#define KSM_ARITHMETIC(name, builtin)                                                              \
    /*@ requires \valid(w);                                                                        \
        terminates \true;                                                                          \
        exits \false;                                                                              \
        assigns w->failed; */                                                                      \
    KSM_INLINE nk_uint64_t name##_u(struct ksm_witness *w, nk_uint64_t a, nk_uint64_t b,           \
                                    nk_uint64_t max)                                               \
    {                                                                                              \
        nk_uint64_t r;                                                                             \
        nk_bool_t overflow = builtin(a, b, &r) ? NK_TRUE : NK_FALSE;                               \
        return ksm_fit_u(w, overflow, r, max);                                                     \
    }                                                                                              \
    /*@ requires \valid(w) && max >= 0;                                                            \
        terminates \true;                                                                          \
        exits \false;                                                                              \
        assigns w->failed; */                                                                      \
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

/*@ requires \valid(w) && max >= 0;
    terminates \true;
    exits \false;
    assigns w->failed; */
KSM_INLINE nk_sint64_t ksm_abs_s(struct ksm_witness *w, nk_sint64_t a, nk_sint64_t max)
{
    return a < 0 ? ksm_sub_s(w, 0, a, max) : a;
}

/* ---- conditions ---- */

/* Notes condition `cond` with the value found and the limit compared with. */
/*@ requires \valid(w);
    terminates \true;
    exits \false;
    assigns w->cond, w->failed_cond, w->value, w->limit; */
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

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE int ksm_order_us(nk_uint64_t a, nk_sint64_t b)
{
    if (b < 0 || a > (nk_uint64_t)b)
        return 1;
    return a < (nk_uint64_t)b ? -1 : 0;
}

/* One comparison for each pair of signs: mathematical, whatever the widths. */
#define KSM_COMPARE_AS(name, type_a, type_b, result)                                               \
    /*@ requires \valid(w);                                                                        \
        terminates \true;                                                                          \
        exits \false;                                                                              \
        assigns w->cond, w->failed_cond, w->value, w->limit; */                                    \
    KSM_INLINE nk_bool_t name(struct ksm_witness *w, nk_uint16_t cond, type_a a, type_b b)         \
    {                                                                                              \
        return ksm_note(w, cond, (nk_uint64_t)a, (nk_uint64_t)b, result);                          \
    }
#define KSM_COMPARE(name, op)                                                                      \
    KSM_COMPARE_AS(name##_uu, nk_uint64_t, nk_uint64_t, a op b)                                    \
    KSM_COMPARE_AS(name##_ss, nk_sint64_t, nk_sint64_t, a op b)                                    \
    KSM_COMPARE_AS(name##_us, nk_uint64_t, nk_sint64_t, ksm_order_us(a, b) op 0)                   \
    KSM_COMPARE_AS(name##_su, nk_sint64_t, nk_uint64_t, 0 op ksm_order_us(b, a))

KSM_COMPARE(ksm_eq, ==)
KSM_COMPARE(ksm_ne, !=)
KSM_COMPARE(ksm_lt, <)
KSM_COMPARE(ksm_le, <=)
KSM_COMPARE(ksm_gt, >)
KSM_COMPARE(ksm_ge, >=)

/* `result` as a condition of its own. */
/*@ requires \valid(w);
    terminates \true;
    exits \false;
    assigns w->cond, w->failed_cond, w->value, w->limit; */
KSM_INLINE nk_bool_t ksm_flag(struct ksm_witness *w, nk_uint16_t cond, nk_bool_t result)
{
    return ksm_note(w, cond, result, 0, result);
}

/* ---- the end of a rule ---- */

/* The branch that a choice took, from 1, or 0 with the reason filled: none held, or the expression
 * failed. */
/*@ requires \valid_read(w) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == branch || \result == 0; */
nk_uint32_t ksm_choice_done(const struct ksm_witness *w, nk_uint32_t branch, nk_uint16_t rule,
                            struct nk_reason *reason);

/* Fills the reason unless an earlier rule of the list did; returns NK_FALSE. */
/*@ requires \valid_read(w) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0; */
nk_bool_t ksm_rule_denied(const struct ksm_witness *w, nk_uint16_t rule, nk_uint8_t code,
                          struct nk_reason *reason);

/*@ requires \valid_read(w) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1; */
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
