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

struct ksm_witness; /* nk/ksm_rule.h */

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

/* Notes that the value of `size` bytes at `at`, now `old`, is about to change. */
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
nk_bool_t ksm_journal_end(struct ksm_journal *j, nk_bool_t granted);

/* The rule set_level: the word that the audit looks at. */
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
