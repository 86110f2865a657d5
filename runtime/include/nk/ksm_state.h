/* State of policy objects: the undo log, the objects of a module, texts about them.
 *
 * State lies in static pools of the generated module, sized from the policy; nothing allocates. A
 * rule changes state through ksm_set* alone, which notes the old value: changes take effect when
 * the whole event is granted and are undone when any rule of it denied or failed (security-models
 * 0.2). The compiler knows how many words the rules of an event can change, so the log never
 * overflows. Code: that of nk-psl-gen-c and of runtime/ksm. Decisions are serialised by the caller
 * of the module, and so are releases of SIDs. */
#ifndef NK_KSM_STATE_H
#define NK_KSM_STATE_H

#include <nk/abi.h>
#include <nk/ksm.h>

#define KSM_INLINE static inline __attribute__((unused))

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what a rule came to ---- */

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

/* Of a static witness: empties it for the next rule; what the rule answers. */
/*@ requires \valid(w);
    terminates \true;
    exits \false;
    assigns w->cond, w->failed_cond, w->failed, w->state, w->object, w->value, w->limit;
    ensures \result == answer; */
KSM_INLINE nk_uint32_t ksm_emptied(struct ksm_witness *w, nk_uint32_t answer)
{
    w->cond = 0;
    w->failed_cond = 0;
    w->failed = NK_FALSE;
    w->state = 0;
    w->object = 0;
    w->value = 0;
    w->limit = 0;
    return answer;
}

/* ---- the undo log ---- */

struct ksm_undo {
    void *at;
    nk_uint64_t old;
    nk_uint32_t size; /* bytes: 1, 2, 4 or 8 */
};

struct ksm_journal {
    struct ksm_undo *undo;
    nk_uint32_t count, capacity;
};

/* What contracts say of the log (docs/proof.md). */
/*@ // The log can be written, and holds no more than it has room for.
    predicate ksm_log(struct ksm_journal *j) =
        \valid(j) && j->count <= j->capacity && \valid(j->undo + (0 .. j->capacity - 1)) &&
        \separated(j, j->undo + (0 .. j->capacity - 1));

    // Where an entry leads can be written, and is no part of the log.
    predicate ksm_writable(struct ksm_undo *u) =
        u->size == 1 && \valid((nk_uint8_t *)u->at) ||
        u->size == 2 && \valid((nk_uint16_t *)u->at) ||
        u->size == 4 && \valid((nk_uint32_t *)u->at) ||
        u->size == 8 && \valid((nk_uint64_t *)u->at);
    predicate ksm_undoable(struct ksm_journal *j, struct ksm_undo *u) =
        ksm_writable(u) &&
        \separated((nk_uint8_t *)u->at, j, j->undo + (0 .. j->capacity - 1)) &&
        \separated((nk_uint16_t *)u->at, j, j->undo + (0 .. j->capacity - 1)) &&
        \separated((nk_uint32_t *)u->at, j, j->undo + (0 .. j->capacity - 1)) &&
        \separated((nk_uint64_t *)u->at, j, j->undo + (0 .. j->capacity - 1));

    predicate ksm_journal_ok(struct ksm_journal *j) =
        ksm_log(j) && \forall integer i; 0 <= i < j->count ==> ksm_undoable(j, j->undo + i);

    // There is room for n more.
    predicate ksm_room(struct ksm_journal *j, integer n) =
        ksm_journal_ok(j) && j->count + n <= j->capacity;
*/

/* Notes that the value of `size` bytes at `at`, now `old`, is about to change. */
/*@ requires ksm_log(j) && j->count < j->capacity;
    terminates \true;
    exits \false;
    assigns j->count, j->undo[j->count];
    ensures j->count == \old(j->count) + 1;
    ensures j->undo[j->count - 1].at == at && j->undo[j->count - 1].size == size; */
KSM_INLINE void ksm_note_old(struct ksm_journal *j, void *at, nk_uint64_t old, nk_uint32_t size)
{
    struct ksm_undo *undo;

    if (j->count >= j->capacity)
        __builtin_trap(); /* half a change must not stay: the compiler counted wrongly */
    undo = &j->undo[j->count++];
    undo->at = at;
    undo->old = old;
    undo->size = size;
}

/* Changes one word of state for as long as the event is not denied; without a journal for good. */
#define KSM_SETTER(name, type)                                                                     \
    /*@ requires \valid(at);                                                                       \
        requires j == \null || (ksm_room(j, 1) &&                                                  \
                 \separated(at, j, j->undo + (0 .. j->capacity - 1)));                             \
        terminates \true;                                                                          \
        exits \false;                                                                              \
        assigns *at, j->count, j->undo[j->count];                                                  \
        ensures *at == value;                                                                      \
        ensures j != \null ==> ksm_journal_ok(j) && j->count == \old(j->count) + 1; */             \
    KSM_INLINE void name(struct ksm_journal *j, type *at, type value)                              \
    {                                                                                              \
        if (j)                                                                                     \
            ksm_note_old(j, at, *at, (nk_uint32_t)sizeof(type));                                   \
        *at = value;                                                                               \
    }

KSM_SETTER(ksm_set8, nk_uint8_t)
KSM_SETTER(ksm_set16, nk_uint16_t)
KSM_SETTER(ksm_set32, nk_uint32_t)
KSM_SETTER(ksm_set64, nk_uint64_t)

/* The end of an event: keeps the changes when it was granted, else undoes them, last first. Returns
 * `granted`. */
/*@ requires ksm_journal_ok(j);
    terminates \true;
    exits \false;
    ensures \result == granted;
    ensures ksm_journal_ok(j) && j->count == 0; */
nk_bool_t ksm_journal_end(struct ksm_journal *j, nk_bool_t granted);

/* The rule set_level: the word that the audit looks at. */
/*@ requires \valid(level);
    requires ksm_room(j, 1) && \separated(level, j, j->undo + (0 .. j->capacity - 1));
    terminates \true;
    exits \false;
    assigns *level, j->count, j->undo[j->count];
    ensures \result == 1;
    ensures ksm_journal_ok(j) && j->count == \old(j->count) + 1; */
KSM_INLINE nk_bool_t ksm_set_level(struct ksm_journal *j, nk_uint64_t *level, nk_uint64_t value)
{
    ksm_set64(j, level, value);
    return NK_TRUE;
}

/* ---- objects ---- */

struct ksm_line; /* text of a refusal being written */

/* The run-time side of a model that keeps state; `object` is the model's own struct. */
struct ksm_model {
    /* Back to the state of a module that has decided nothing. */
    void (*reset)(const void *object);
    /* The SID is gone: what the object knew of it is forgotten. */
    void (*release)(const void *object, nk_uint32_t sid);
    /* Writes what stopped a rule or expression, without the place: "SID 4 has no table". The reason
     * has stage NK_STAGE_STATE and one of the model's codes. */
    void (*explain)(struct ksm_line *line, const void *object, const struct nk_reason *reason);
};

/* A policy object; its number, from 1, is its place in the list of the module. */
struct ksm_object {
    const char *name;
    const struct ksm_model *model;
    const void *object;
};

void ksm_objects_reset(const struct ksm_object *objects, nk_uint32_t count);
void ksm_objects_release(const struct ksm_object *objects, nk_uint32_t count, nk_uint32_t sid);

/* A rule or expression of object number `object` did not succeed: notes why and returns NK_FALSE.
 * The first failure of a rule is the one that its reason shows. An expression sets w->failed after
 * it, which makes its rule deny whatever its value. */
/*@ requires \valid(w);
    terminates \true;
    exits \false;
    assigns w->state, w->object, w->value, w->limit;
    ensures \result == 0; */
nk_bool_t ksm_state_denied(struct ksm_witness *w, nk_uint16_t object, nk_uint8_t code,
                           nk_uint64_t value, nk_uint64_t limit);

/* ---- texts: what does not fit the buffer is dropped ---- */

void ksm_put(struct ksm_line *line, const char *text);
void ksm_put_number(struct ksm_line *line, nk_uint64_t value);
void ksm_put_signed(struct ksm_line *line, nk_uint64_t value); /* the bits of a nk_sint64_t */

#ifdef __cplusplus
}
#endif
#endif
