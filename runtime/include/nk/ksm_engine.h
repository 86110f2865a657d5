/* The tables of a generated security module and the engine that decides with them.
 *
 * Only code from nk-psl-gen-c includes this: it fills one struct ksm_tables and passes it to
 * ksm_decide and ksm_explain, the fixed part of the module (libksm_kss.a). Freestanding: no library
 * calls, no floating point, no writable data. Everything that comes from an event is checked before
 * it is used as an index. Rules: docs/platform.md, "decision table". */
#ifndef NK_KSM_ENGINE_H
#define NK_KSM_ENGINE_H

#include <nk/ksm.h>
#include <nk/ksm_route.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 1 when the message fits its type, else 0 with the reason filled. */
typedef int ksm_verify_fn(const struct nk_message *msg, const struct nk_arena *arena,
                          struct nk_reason *reason);

/* Runs all rules of one list in order; NK_FALSE when one denied, `reason` is then the first one's.
 */
typedef nk_bool_t ksm_action_fn(const struct ksm_event *event, struct nk_reason *reason);

struct ksm_method {
    const char *name;
    ksm_verify_fn *verify[KSM_DIR_COUNT];
};

struct ksm_interface {
    const struct ksm_method *methods; /* by MID */
    nk_uint32_t method_count;
};

/* An endpoint or security interface of a class, by RIID. */
struct ksm_endpoint {
    const char *path; /* "say.talk"; "" for the own security interface */
    const struct ksm_interface *interface;
};

struct ksm_class {
    const struct ksm_endpoint *endpoints, *security;
    nk_uint32_t endpoint_count, security_count;
};

enum { KSM_ACTION_DENY = 0, KSM_ACTION_GRANT = 1, KSM_ACTION_FIRST = 2 };

/* An atomic condition: where its value comes from. */
struct ksm_atom {
    const char *text;  /* source of the value, NULL when there is no value to show */
    const char *limit; /* source of the other side when it is no constant, else NULL */
    nk_uint16_t field;
    nk_uint8_t is_signed, limit_signed;
    nk_uint32_t elem[2];
};

/* Only rules that can refuse, are audited or are counted by coverage are here, ascending by number.
 */
struct ksm_rule {
    nk_uint32_t number; /* of the rule call in the policy, from 1 */
    nk_uint32_t line, column;
    nk_uint32_t first_atom, atom_count;
    const char *text; /* "assert (message.volume <= 10)" */
    const char *file;
};

struct ksm_object; /* nk/ksm_state.h */

struct ksm_tables {
    struct ksm_routes routes;
    const char *const *class_names;
    const struct ksm_class *classes;
    const nk_uint16_t *execute;            /* [source * class_count + destination] -> action */
    const struct ksm_row *const *security; /* [class] */
    /* Action n is lists[n - KSM_ACTION_FIRST]; NULL when only ways have it. */
    ksm_action_fn *const *lists;
    const struct ksm_rule *rules;
    nk_uint32_t rule_count;
    const struct ksm_atom *atoms;
    const char *const *fields; /* row n of the field table is fields[n - 1] */
    nk_uint32_t field_count;
    const struct ksm_object *objects; /* that keep state; reasons count them from 1 */
    nk_uint32_t object_count;
};

/* ---- deciding: the usual way, inline where the tables are constants ---------------------------
 */

/* No rule ran at all; NK_FALSE. */
nk_bool_t ksm_no_rule(struct nk_reason *reason);
/* A RIID or MID that the serving class has not. */
enum ksm_verdict ksm_unrouted(const struct ksm_event *event, struct nk_reason *reason,
                              const struct ksm_tables *tables, const struct ksm_slot *slot);
/* An action that is not KSM_ACTION_GRANT. */
enum ksm_verdict ksm_act(const struct ksm_event *event, struct nk_reason *reason,
                         const struct ksm_tables *tables, nk_uint16_t action);
/* The list of rules of an event has denied it: KSM_DENIED, the reason complete. */
enum ksm_verdict ksm_denied(const struct ksm_tables *tables, struct nk_reason *reason);
/* Everything but messages between known classes. */
enum ksm_verdict ksm_decide_other(const struct ksm_event *event, struct nk_reason *reason,
                                  const struct ksm_tables *tables);

/* Runs the rules of an event, the first of which to deny finds the reason empty. */
static inline enum ksm_verdict ksm_run(const struct ksm_event *event, struct nk_reason *reason,
                                       const struct ksm_tables *t, ksm_action_fn *rules)
{
    const struct nk_reason none = {0, 0, 0, 0, 0, {0, 0}, 0, 0};

    *reason = none;
    if (nk_likely(rules(event, reason)))
        return KSM_GRANTED;
    return ksm_denied(t, reason);
}

/* What a ksm_check_fn does: structure, then rules (NULL: none looks). Each has its own copy, so
 * that the compiler knows both. */
static inline __attribute__((always_inline)) enum ksm_verdict
ksm_pass(const struct ksm_event *event, struct nk_reason *reason, const struct ksm_tables *t,
         ksm_verify_fn *verify, ksm_action_fn *rules)
{
    if (nk_unlikely(!verify(event->msg, event->arena, reason)))
        return KSM_MALFORMED;
    return rules ? ksm_run(event, reason, t, rules) : KSM_GRANTED;
}

/* Structure, then rules, of a message whose row has no way for it, or that has another head. Rules
 * of a way are not run here, but by its check, which is left in *then. */
static inline enum ksm_verdict ksm_check(const struct ksm_event *event, struct nk_reason *reason,
                                         const struct ksm_tables *t, const struct ksm_row *row,
                                         unsigned direction, ksm_check_fn **then)
{
    const nk_uint32_t iid = event->msg->iid, mid = event->msg->mid;
    const struct ksm_slot *const slot = row->slots[iid & row->mask];
    nk_uint16_t action;

    *then = (ksm_check_fn *)0;
    if (nk_unlikely(iid > row->mask || !slot->interface || mid >= slot->interface->method_count))
        return ksm_unrouted(event, reason, t, iid > row->mask ? (const struct ksm_slot *)0 : slot);
    action = slot->actions[mid];
    if (nk_unlikely(
            !slot->interface->methods[mid].verify[direction](event->msg, event->arena, reason)))
        return KSM_MALFORMED;
    if (action == KSM_ACTION_GRANT)
        return KSM_GRANTED;
    *then = slot->ways[mid & slot->mask].check;
    return *then ? KSM_DENIED : ksm_act(event, reason, t, action);
}

/* The functions of a module for what is not decided by its way. */
typedef enum ksm_verdict ksm_rest_fn(const struct ksm_event *event, struct nk_reason *reason,
                                     const struct ksm_row *row, unsigned direction);
typedef enum ksm_verdict ksm_other_fn(const struct ksm_event *event, struct nk_reason *reason);

/* Decides: by the way of the message, with the help of `rest` for messages that have another head
 * and of `other` for whatever else it may be. *reason is written when it does not grant; after a
 * grant it means nothing. */
static inline enum ksm_verdict ksm_decide(const struct ksm_tables *t, const struct ksm_event *event,
                                          struct nk_reason *reason, ksm_rest_fn *rest,
                                          ksm_other_fn *other)
{
    const nk_size_t src = event->src_class, dst = event->dst_class, n = t->routes.class_count;
    const nk_size_t direction = event->kind - (nk_size_t)KSM_REQUEST;
    const struct ksm_row *row;
    const struct ksm_way *way;

    if (nk_unlikely(direction >= KSM_DIR_COUNT))
        return other(event, reason);
    if (nk_unlikely(src >= n))
        return other(event, reason);
    if (nk_unlikely(dst >= n))
        return other(event, reason);
    row = t->routes.from[src * KSM_DIR_COUNT + direction][dst];
    way = ksm_find_way(row, event->msg->iid, event->msg->mid);
    if (nk_likely(way->head == ksm_head(event->msg))) {
        if (way->check)
            return way->check(event, reason);
        if (nk_likely(!event->arena || event->arena->current == event->arena->start))
            return KSM_GRANTED;
    }
    return rest(event, reason, row, (unsigned)direction);
}

/* The rule with this number, NULL when there is none. */
const struct ksm_rule *ksm_find_rule(const struct ksm_tables *tables, nk_uint32_t number);
/* The rule call of this number: `grant () at security.psl:9:5`; otherwise as ksm_explain. */
nk_size_t ksm_explain_call(const struct ksm_tables *tables, nk_uint32_t number, char *text,
                           nk_size_t size);
nk_size_t ksm_explain(const struct ksm_tables *tables, const struct ksm_event *event,
                      const struct nk_reason *reason, char *text, nk_size_t size);

#ifdef __cplusplus
}
#endif
#endif
