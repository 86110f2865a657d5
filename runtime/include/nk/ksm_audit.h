/* Audit inside the module: which rule calls are reported at which level, and the record of one
 * decision (nk/audit.h).
 *
 * What is audited is decided when the policy is compiled. A rule call that no profile covers at any
 * level has no audit code at all; one that is covered tests one byte of its plan. Only code from
 * nk-psl-gen-c includes this. Rules: nk-psl-gen-c 6.2. */
#ifndef NK_KSM_AUDIT_H
#define NK_KSM_AUDIT_H

#include <nk/audit.h>
#include <nk/ksm_engine.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bits of a plan: results of rules that are reported; the others are expressions of the model. */
enum { KSM_AUDIT_GRANTED = 1, KSM_AUDIT_DENIED = 2 };

/* Everything of a module's audit that changes. Decisions are serialised by the caller. */
struct ksm_audit {
    nk_uint64_t level;         /* in force; whoever changes it need not touch the rest */
    nk_uint64_t indexed_level; /* the level that `index` belongs to */
    nk_uint32_t index;         /* how many of `levels` are not above it */
    const nk_uint32_t *levels; /* all that profiles name, ascending */
    nk_uint32_t level_count;
    ksm_audit_sink *sink; /* NULL: records are not made */
    void *context;
    /* Of the decision under way; policy and number are there from the beginning. Kept here and
     * filled in place: it is too large to be cleared for each decision. */
    struct nk_audit_record record;
};

/* What contracts say of it (docs/proof.md). */
/*@ // The index is that of a level, and the record has room for the calls it counts.
    predicate ksm_audit_ok(struct ksm_audit *a) =
        \valid(a) && a->index <= a->level_count && a->record.call_count <= NK_AUDIT_CALLS &&
        \valid_read(a->levels + (0 .. a->level_count - 1)) &&
        \separated(a, a->levels + (0 .. a->level_count - 1));

    // A plan, or the states left out, for each index.
    predicate ksm_plan(struct ksm_audit *a, nk_uint8_t *plan) =
        plan == \null || \valid_read(plan + (0 .. a->level_count));
    predicate ksm_omits(struct ksm_audit *a, nk_uint64_t *omit) =
        \valid_read(omit + (0 .. a->level_count));
*/

/* Finds the index again after a change of the level. */
/*@ requires ksm_audit_ok(audit);
    terminates \true;
    exits \false;
    assigns audit->indexed_level, audit->index;
    ensures ksm_audit_ok(audit);
    ensures \result == audit->index; */
nk_uint32_t ksm_audit_reindex(struct ksm_audit *audit);
/*@ requires ksm_audit_ok(audit);
    terminates \true;
    exits \false;
    assigns audit->record.call_count, audit->record.more,
            audit->record.calls[0 .. NK_AUDIT_CALLS - 1];
    ensures ksm_audit_ok(audit); */
void ksm_audit_note(struct ksm_audit *audit, nk_uint16_t rule, nk_uint8_t result);

/* The configuration in force: a plan has one byte for each index, 0 to level_count; NULL: nothing
 * is reported. */
/*@ requires ksm_audit_ok(audit) && ksm_plan(audit, (nk_uint8_t *)plan);
    terminates \true;
    exits \false;
    assigns audit->indexed_level, audit->index;
    ensures ksm_audit_ok(audit); */
static inline nk_uint8_t ksm_audit_mask(struct ksm_audit *audit, const nk_uint8_t *plan)
{
    if (!plan)
        return 0;
    return plan[nk_likely(audit->level == audit->indexed_level) ? audit->index
                                                                : ksm_audit_reindex(audit)];
}

/* `plan`, or NULL in a state that is left out. */
/*@ requires ksm_audit_ok(audit) && ksm_omits(audit, (nk_uint64_t *)omit);
    terminates \true;
    exits \false;
    assigns audit->indexed_level, audit->index;
    ensures ksm_audit_ok(audit);
    ensures \result == plan || \result == \null; */
static inline const nk_uint8_t *ksm_audit_unless(struct ksm_audit *audit, const nk_uint8_t *plan,
                                                 const nk_uint64_t *omit, nk_uint64_t state)
{
    const nk_uint32_t index =
        audit->level == audit->indexed_level ? audit->index : ksm_audit_reindex(audit);

    return omit[index] & state ? (const nk_uint8_t *)0 : plan;
}

/* Passes on the result of a covered rule call, noted when its plan says so. */
/*@ requires ksm_audit_ok(audit) && ksm_plan(audit, (nk_uint8_t *)plan);
    terminates \true;
    exits \false;
    assigns audit->indexed_level, audit->index, audit->record.call_count, audit->record.more,
            audit->record.calls[0 .. NK_AUDIT_CALLS - 1];
    ensures ksm_audit_ok(audit);
    ensures \result == granted; */
static inline nk_bool_t ksm_audited(struct ksm_audit *audit, const nk_uint8_t *plan,
                                    nk_uint16_t rule, nk_bool_t granted)
{
    if (nk_unlikely(ksm_audit_mask(audit, plan) & (granted ? KSM_AUDIT_GRANTED : KSM_AUDIT_DENIED)))
        ksm_audit_note(audit, rule, granted ? NK_AUDIT_CALL_GRANTED : NK_AUDIT_CALL_DENIED);
    return granted;
}

/* Passes on the value of a covered expression; `bit` of the plan says whether it is noted. */
/*@ requires ksm_audit_ok(audit) && ksm_plan(audit, (nk_uint8_t *)plan);
    terminates \true;
    exits \false;
    assigns audit->indexed_level, audit->index, audit->record.call_count, audit->record.more,
            audit->record.calls[0 .. NK_AUDIT_CALLS - 1];
    ensures ksm_audit_ok(audit);
    ensures \result == value; */
static inline nk_uint32_t ksm_audit_value(struct ksm_audit *audit, const nk_uint8_t *plan,
                                          nk_uint8_t bit, nk_uint16_t rule, nk_uint32_t value)
{
    if (nk_unlikely(ksm_audit_mask(audit, plan) & bit))
        ksm_audit_note(audit, rule, value ? NK_AUDIT_CALL_TRUE : NK_AUDIT_CALL_FALSE);
    return value;
}

/* Ends a decision that was not granted or has noted calls: makes the record when there is something
 * to report, and forgets the calls. */
void ksm_audit_verdict(struct ksm_audit *audit, const struct ksm_event *event,
                       enum ksm_verdict verdict, const struct nk_reason *reason);

#ifdef __cplusplus
}
#endif
#endif
