/* Flow: one machine of states for each SID that has one (security-models 9).
 *
 * The state of a SID is a byte at the SID's index: every call takes the same few steps, whatever
 * the machine, and any SID can have a machine. Sets of states are words of 64 bits. */
#ifndef NK_KSM_FLOW_H
#define NK_KSM_FLOW_H

#include <nk/ksm_pool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Codes of reasons beside KSM_POOL_RANGE, KSM_POOL_NONE and KSM_POOL_TWICE of nk/ksm_pool.h.
 * Value: the SID, and its state << 32. */
enum ksm_flow_code {
    KSM_FLOW_ENTER = KSM_POOL_CODES, /* no transition; limit: the state asked for */
    KSM_FLOW_ALLOW                   /* another state is needed; limit: set of those allowed */
};

/* States are numbered from 1 in the order of `states`; bit n - 1 of a set is state n: at most
 * KSM_FLOW_STATES_MAX. */
struct ksm_flow {
    nk_uint16_t object;
    nk_uint8_t count, initial;
    const char *const *names; /* [state - 1] */
    const nk_uint64_t *next;  /* [state - 1] set of the states that may follow */
    nk_uint8_t *states;       /* [SID], KSS_SID_MAX + 1 of them; 0: no machine */
};

extern const struct ksm_model ksm_flow_model;

/* What contracts say of a machine and its states (docs/proof.md). */
/*@ // As the compiler makes it; SIDs go to KSS_SID_MAX.
    predicate ksm_flow_made(struct ksm_flow *f) =
        \valid_read(f) && 1 <= f->initial <= f->count <= 64 &&
        \valid_read(f->next + (0 .. f->count - 1)) && \valid(f->states + (0 .. 65535)) &&
        \separated(f, f->states + (0 .. 65535));

    // And each SID is in a state that there is, or in none.
    predicate ksm_flow_ok(struct ksm_flow *f) =
        ksm_flow_made(f) && \forall integer s; 0 <= s <= 65535 ==> f->states[s] <= f->count;

    // What every rule asks for: a witness that lies apart.
    predicate ksm_flow_read(struct ksm_flow *f, struct ksm_witness *w) =
        ksm_flow_ok(f) && \valid(w) && \separated(w, f, f->states + (0 .. 65535));

    // And one that changes the state: a log with room for that, which lies apart, too.
    predicate ksm_flow_ready(struct ksm_flow *f, struct ksm_witness *w, struct ksm_journal *j) =
        ksm_flow_read(f, w) && ksm_room(j, 1) &&
        \separated(w, j, j->undo + (0 .. j->capacity - 1)) &&
        \separated(f->states + (0 .. 65535), j, j->undo + (0 .. j->capacity - 1)) &&
        \separated(f, j, j->undo + (0 .. j->capacity - 1));
*/

/* The set of the state that the SID is in, empty without a machine: for the audit. */
/*@ requires ksm_flow_ok((struct ksm_flow *)flow);
    terminates \true;
    exits \false;
    assigns \nothing; */
KSM_INLINE nk_uint64_t ksm_flow_state(const struct ksm_flow *flow, nk_uint64_t sid)
{
    const nk_uint8_t state = sid <= KSS_SID_MAX ? flow->states[sid] : 0;

    return state ? (nk_uint64_t)1 << (state - 1) : 0;
}

/*@ requires ksm_flow_ready((struct ksm_flow *)flow, w, j);
    terminates \true;
    exits \false;
    assigns w->state, w->object, w->value, w->limit, j->count, j->undo[j->count],
            flow->states[0 .. 65535];
    ensures \result == 0 || \result == 1;
    ensures ksm_flow_ok((struct ksm_flow *)flow) && ksm_journal_ok(j);
    ensures j->count <= \old(j->count) + 1; */
nk_bool_t ksm_flow_init(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_flow *flow,
                        nk_uint64_t sid);
/*@ requires ksm_flow_ready((struct ksm_flow *)flow, w, j);
    terminates \true;
    exits \false;
    assigns w->state, w->object, w->value, w->limit, j->count, j->undo[j->count],
            flow->states[0 .. 65535];
    ensures \result == 0 || \result == 1;
    ensures ksm_flow_ok((struct ksm_flow *)flow) && ksm_journal_ok(j);
    ensures j->count <= \old(j->count) + 1; */
nk_bool_t ksm_flow_fini(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_flow *flow,
                        nk_uint64_t sid);
/*@ requires ksm_flow_ready((struct ksm_flow *)flow, w, j);
    requires 1 <= state <= flow->count;
    terminates \true;
    exits \false;
    assigns w->state, w->object, w->value, w->limit, j->count, j->undo[j->count],
            flow->states[0 .. 65535];
    ensures \result == 0 || \result == 1;
    ensures ksm_flow_ok((struct ksm_flow *)flow) && ksm_journal_ok(j);
    ensures j->count <= \old(j->count) + 1; */
nk_bool_t ksm_flow_enter(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_flow *flow,
                         nk_uint64_t sid, nk_uint8_t state);
/*@ requires ksm_flow_read((struct ksm_flow *)flow, w);
    terminates \true;
    exits \false;
    assigns w->state, w->object, w->value, w->limit;
    ensures \result == 0 || \result == 1; */
nk_bool_t ksm_flow_allow(struct ksm_witness *w, const struct ksm_flow *flow, nk_uint64_t sid,
                         nk_uint64_t states);
/* branches[n - 1] in state n; 0 after noting that there is no machine. */
/*@ requires ksm_flow_read((struct ksm_flow *)flow, w);
    requires \valid_read(branches + (0 .. flow->count - 1));
    terminates \true;
    exits \false;
    assigns w->failed, w->state, w->object, w->value, w->limit; */
nk_uint32_t ksm_flow_query(struct ksm_witness *w, const struct ksm_flow *flow, nk_uint64_t sid,
                           const nk_uint32_t *branches);

#ifdef __cplusplus
}
#endif
#endif
