/* The tables of a generated security module and the engine that decides with them.
 *
 * Only code from nk-psl-gen-c includes this: it fills one struct ksm_tables and passes it to
 * ksm_decide and ksm_explain, the fixed part of the module (libksm_kss.a). Freestanding: no library
 * calls, no floating point, no writable data. Everything that comes from an event is checked before
 * it is used as an index. Rules: docs/platform.md, "decision table". */
#ifndef NK_KSM_ENGINE_H
#define NK_KSM_ENGINE_H

#include <nk/ksm.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 1 when the message fits its type, else 0 with the reason filled. */
typedef int ksm_verify_fn(const struct nk_message *msg, const struct nk_arena *arena,
                          struct nk_reason *reason);

/* Runs all rules of one list in order; NK_FALSE when one denied, `reason` is then the first one's.
 */
typedef nk_bool_t ksm_action_fn(const struct ksm_event *event, struct nk_reason *reason);

enum { KSM_DIR_REQUEST, KSM_DIR_RESPONSE, KSM_DIR_ERROR, KSM_DIR_COUNT };

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
    nk_uint32_t base; /* dense number of its first method in the class */
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

/* Only rules that can refuse are here, ascending by number. */
struct ksm_rule {
    nk_uint32_t number; /* of the rule call in the policy, from 1 */
    nk_uint32_t line, column;
    nk_uint32_t first_atom, atom_count;
    const char *text; /* "assert (message.volume <= 10)" */
    const char *file;
};

struct ksm_object; /* nk/ksm_state.h */

struct ksm_tables {
    nk_uint32_t class_count;
    const char *const *class_names;
    const struct ksm_class *classes;
    /* [direction][source * class_count + destination] -> row, 0 = no rule for any method. */
    const nk_uint16_t *pair[KSM_DIR_COUNT];
    const nk_uint16_t *execute;   /* [source * class_count + destination] -> action */
    const nk_uint16_t *security;  /* [class] -> row */
    const nk_uint32_t *row_start; /* [row] -> index of its first action */
    const nk_uint16_t *actions;   /* of all rows; one per dense method of the serving class */
    ksm_action_fn *const *lists;  /* action n is lists[n - KSM_ACTION_FIRST] */
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

/* Fills the reason of a refusal by the router. */
enum ksm_verdict ksm_refuse(struct nk_reason *reason, nk_uint8_t code, nk_uint64_t value,
                            nk_uint64_t limit);
/* No rule ran at all; NK_FALSE. */
nk_bool_t ksm_no_rule(struct nk_reason *reason);
/* A row that does not simply grant: the structure first, then the rules. */
enum ksm_verdict ksm_check(const struct ksm_tables *tables, const struct ksm_event *event,
                           struct nk_reason *reason, ksm_verify_fn *verify, nk_uint16_t action);
/* Everything but messages between known classes. */
enum ksm_verdict ksm_decide_other(const struct ksm_tables *tables, const struct ksm_event *event,
                                  struct nk_reason *reason);

/* Finds the method among the endpoints, verifies the message, runs the row's action. The usual row
 * grants, and then nothing is left to do after the verifier. */
static inline enum ksm_verdict ksm_serve(const struct ksm_tables *t, const struct ksm_event *event,
                                         struct nk_reason *reason,
                                         const struct ksm_endpoint *endpoints,
                                         nk_uint32_t endpoint_count, unsigned direction,
                                         nk_uint16_t row)
{
    const nk_uint32_t iid = event->msg->iid, mid = event->msg->mid;
    const struct ksm_interface *interface;
    ksm_verify_fn *verify;
    nk_uint16_t action = KSM_ACTION_DENY;

    if (nk_unlikely(iid >= endpoint_count))
        return ksm_refuse(reason, NK_ROUTER_RIID, iid, endpoint_count);
    interface = endpoints[iid].interface;
    if (nk_unlikely(mid >= interface->method_count))
        return ksm_refuse(reason, NK_ROUTER_MID, mid, interface->method_count);
    verify = interface->methods[mid].verify[direction];
    if (nk_likely(row))
        action = t->actions[t->row_start[row] + endpoints[iid].base + mid];
    if (nk_unlikely(action != KSM_ACTION_GRANT))
        return ksm_check(t, event, reason, verify, action);
    return nk_likely(verify(event->msg, event->arena, reason)) ? KSM_GRANTED : KSM_MALFORMED;
}

static inline enum ksm_verdict ksm_decide(const struct ksm_tables *t, const struct ksm_event *event,
                                          struct nk_reason *reason)
{
    const nk_uint32_t src = event->src_class, dst = event->dst_class, n = t->class_count;
    const unsigned direction = event->kind - (unsigned)KSM_REQUEST;
    const struct nk_reason none = {0, 0, 0, 0, 0, {0, 0}, 0, 0};
    const struct ksm_class *server;

    *reason = none;
    if (nk_unlikely(direction >= KSM_DIR_COUNT || src >= n || dst >= n))
        return ksm_decide_other(t, event, reason);
    server = &t->classes[direction == KSM_DIR_REQUEST ? dst : src];
    return ksm_serve(t, event, reason, server->endpoints, server->endpoint_count, direction,
                     t->pair[direction][src * n + dst]);
}

/* The rule with this number, NULL when there is none. */
const struct ksm_rule *ksm_find_rule(const struct ksm_tables *tables, nk_uint32_t number);
nk_size_t ksm_explain(const struct ksm_tables *tables, const struct ksm_event *event,
                      const struct nk_reason *reason, char *text, nk_size_t size);

#ifdef __cplusplus
}
#endif
#endif
