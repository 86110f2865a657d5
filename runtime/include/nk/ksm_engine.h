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
    ksm_action_fn *const *lists;           /* action n is lists[n - KSM_ACTION_FIRST] */
    const struct ksm_rule *rules;
    nk_uint32_t rule_count;
    const struct ksm_atom *atoms;
    const char *const *fields; /* row n of the field table is fields[n - 1] */
    nk_uint32_t field_count;
    const struct ksm_object *objects; /* that keep state; reasons count them from 1 */
    nk_uint32_t object_count;
};

/* ---- what contracts say of the tables (docs/proof.md) ---- */

/*@ // Of a module: how many lists it has; what list n asks of an event; that a message of the event was
    // accepted. What a list writes, apart from the reason, lies apart from tables, event and reason.
    axiomatic ksm_module {
        logic integer ksm_list_count(struct ksm_tables *t);
        predicate ksm_list_fits(struct ksm_tables *t, integer n, struct ksm_event *event);
        predicate ksm_accepted(ksm_verify_fn *verify, struct ksm_event *event);
    } */
/*@ ghost int ksm_written; */
/*@ // An action is to deny, to grant, or one of the lists, which asks no more of an event than what the
    // verifier has seen to.
    predicate ksm_fits(struct ksm_tables *t, integer action, struct ksm_event *event) =
        KSM_ACTION_FIRST <= action ==>
            action < KSM_ACTION_FIRST + ksm_list_count(t) &&
            ksm_list_fits(t, action - KSM_ACTION_FIRST, event);
    predicate ksm_leads(struct ksm_tables *t, ksm_verify_fn *verify, integer action) =
        \forall struct ksm_event *event; ksm_accepted(verify, event) ==> ksm_fits(t, action, event);
    predicate ksm_free(struct ksm_tables *t, integer action) =
        \forall struct ksm_event *event; ksm_fits(t, action, event);

    // Of a slot in direction d: actions and verifiers for every method.
    predicate ksm_methods_ok(struct ksm_tables *t, struct ksm_slot *s, integer d) =
        \valid_read(s->interface) &&
        \valid_read(s->actions + (0 .. s->interface->method_count - 1)) &&
        \valid_read(s->interface->methods + (0 .. s->interface->method_count - 1)) &&
        \forall integer m; 0 <= m < s->interface->method_count ==>
            ksm_leads(t, s->interface->methods[m].verify[d], s->actions[m]);
    predicate ksm_slot_ok(struct ksm_tables *t, struct ksm_slot *s, integer d) =
        ksm_slot_plain(s) && (s->interface != \null ==> ksm_methods_ok(t, s, d));
    predicate ksm_row_ok(struct ksm_tables *t, struct ksm_row *row, integer d) =
        ksm_row_plain(row) &&
        \forall integer i; 0 <= i <= row->mask ==> ksm_slot_ok(t, row->slots[i], d);

    // Rules are there, and their atoms.
    predicate ksm_rules_ok(struct ksm_tables *t) =
        \valid_read(t->rules + (0 .. t->rule_count - 1)) &&
        \forall integer i; 0 <= i < t->rule_count ==>
            t->rules[i].first_atom + t->rules[i].atom_count <= 0xffffffff &&
            \valid_read(t->atoms + (t->rules[i].first_atom ..
                                    t->rules[i].first_atom + t->rules[i].atom_count - 1));

    // The row of every pair of classes in every direction; actions and rows of other events.
    predicate ksm_pair_ok(struct ksm_tables *t, integer src, integer d, integer dst) =
        \valid_read(t->routes.from[src * 3 + d] + dst) &&
        ksm_row_ok(t, t->routes.from[src * 3 + d][dst], d);
    predicate ksm_execute_ok(struct ksm_tables *t, integer src, integer dst) =
        \valid_read(t->execute + (src * t->routes.class_count + dst)) &&
        0 <= src * t->routes.class_count &&
        src * t->routes.class_count + dst <= 0xffffffff &&
        ksm_free(t, t->execute[src * t->routes.class_count + dst]);
    predicate ksm_tables_ok(struct ksm_tables *t) =
        \valid_read(t) && 0 <= t->routes.class_count <= 0xffff &&
        \valid_read(t->classes + (0 .. t->routes.class_count - 1)) &&
        \valid_read(t->security + (0 .. t->routes.class_count - 1)) &&
        \valid_read(t->routes.from + (0 .. t->routes.class_count * 3 - 1)) &&
        \valid_read(t->lists + (0 .. ksm_list_count(t) - 1)) && ksm_rules_ok(t) &&
        (\forall integer src; 0 <= src < t->routes.class_count ==>
            ksm_row_ok(t, t->security[src], KSM_DIR_REQUEST)) &&
        (\forall integer src, d, dst; 0 <= src < t->routes.class_count && 0 <= d < 3 &&
            0 <= dst < t->routes.class_count ==> ksm_pair_ok(t, src, d, dst)) &&
        (\forall integer src, dst; 0 <= src < t->routes.class_count &&
            0 <= dst < t->routes.class_count ==> ksm_execute_ok(t, src, dst));

    // The class whose endpoints or security interfaces the event's RIID counts is known.
    predicate ksm_server_known(struct ksm_tables *t, struct ksm_event *event) =
        event->kind == KSM_REQUEST ? event->dst_class < t->routes.class_count
                                   : event->src_class < t->routes.class_count;
*/

/* ---- deciding: the usual way, inline where the tables are constants ---------------------------
 */

/* No rule ran at all; NK_FALSE. */
/*@ requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0; */
nk_bool_t ksm_no_rule(struct nk_reason *reason);
/* A RIID or MID that the serving class has not. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)tables);
    requires ksm_server_known((struct ksm_tables *)tables, (struct ksm_event *)event);
    requires slot == \null || (\valid_read(slot) &&
             (slot->interface == \null || \valid_read(slot->interface)));
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == KSM_MALFORMED; */
enum ksm_verdict ksm_unrouted(const struct ksm_event *event, struct nk_reason *reason,
                              const struct ksm_tables *tables, const struct ksm_slot *slot);
/* An action that is not KSM_ACTION_GRANT. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)tables);
    requires ksm_fits((struct ksm_tables *)tables, action, (struct ksm_event *)event);
    requires action != KSM_ACTION_GRANT && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result == KSM_GRANTED || \result == KSM_DENIED; */
enum ksm_verdict ksm_act(const struct ksm_event *event, struct nk_reason *reason,
                         const struct ksm_tables *tables, nk_uint16_t action);
/* Everything but messages between known classes. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)tables);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result <= KSM_MALFORMED; */
enum ksm_verdict ksm_decide_other(const struct ksm_event *event, struct nk_reason *reason,
                                  const struct ksm_tables *tables);

/* Calls through the tables and of the module's own functions. Their contracts are those that every
 * function of the module behind such a pointer has; they are not proved here (docs/proof.md). */
/*@ requires ksm_event_ok((struct ksm_event *)event) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result != 0 ==> ksm_accepted(verify, (struct ksm_event *)event); */
static inline int ksm_call_verifier(ksm_verify_fn *verify, const struct ksm_event *event,
                                    struct nk_reason *reason)
{
    return verify(event->msg, event->arena, reason);
}

/*@ requires ksm_event_ok((struct ksm_event *)event) && \valid(reason);
    requires 0 <= n < ksm_list_count((struct ksm_tables *)t);
    requires ksm_list_fits((struct ksm_tables *)t, n, (struct ksm_event *)event);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written; */
static inline nk_bool_t ksm_call_list(const struct ksm_tables *t, unsigned n,
                                      const struct ksm_event *event, struct nk_reason *reason)
{
    return t->lists[n](event, reason);
}

/* Structure, then rules, of any other message. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires ksm_server_known((struct ksm_tables *)t, (struct ksm_event *)event);
    requires ksm_row_ok((struct ksm_tables *)t, (struct ksm_row *)row, direction);
    requires direction < 3 && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result <= KSM_MALFORMED; */
static inline enum ksm_verdict ksm_check(const struct ksm_event *event, struct nk_reason *reason,
                                         const struct ksm_tables *t, const struct ksm_row *row,
                                         unsigned direction)
{
    const nk_uint32_t iid = event->msg->iid, mid = event->msg->mid;
    const struct ksm_slot *const slot = row->slots[ksm_masked(iid, row->mask)];
    nk_uint16_t action;

    /*@ assert ksm_slot_ok((struct ksm_tables *)t, (struct ksm_slot *)slot, direction); */
    if (nk_unlikely(iid > row->mask || !slot->interface || mid >= slot->interface->method_count))
        return ksm_unrouted(event, reason, t, iid > row->mask ? (const struct ksm_slot *)0 : slot);
    /*@ assert ksm_leads((struct ksm_tables *)t, slot->interface->methods[mid].verify[direction],
                         slot->actions[mid]); */
    action = slot->actions[mid];
    if (nk_unlikely(
            !ksm_call_verifier(slot->interface->methods[mid].verify[direction], event, reason)))
        return KSM_MALFORMED;
    return action == KSM_ACTION_GRANT ? KSM_GRANTED : ksm_act(event, reason, t, action);
}

/* The functions of a module for what is not granted for its head alone. */
typedef enum ksm_verdict ksm_rest_fn(const struct ksm_event *event, struct nk_reason *reason,
                                     const struct ksm_row *row, unsigned direction);
typedef enum ksm_verdict ksm_other_fn(const struct ksm_event *event, struct nk_reason *reason);

/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires ksm_server_known((struct ksm_tables *)t, (struct ksm_event *)event);
    requires ksm_row_ok((struct ksm_tables *)t, (struct ksm_row *)row, direction);
    requires direction < 3 && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result <= KSM_MALFORMED; */
static inline enum ksm_verdict ksm_call_rest(ksm_rest_fn *rest, const struct ksm_tables *t,
                                             const struct ksm_event *event,
                                             struct nk_reason *reason, const struct ksm_row *row,
                                             unsigned direction)
{
    (void)t;
    return rest(event, reason, row, direction);
}

/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result <= KSM_MALFORMED; */
static inline enum ksm_verdict ksm_call_other(ksm_other_fn *other, const struct ksm_tables *t,
                                              const struct ksm_event *event,
                                              struct nk_reason *reason)
{
    (void)t;
    return other(event, reason);
}

/* Decides, with the help of `rest` for messages between known classes and `other` for whatever else
 * it may be. *reason is written when it does not grant; after a grant it means nothing. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result <= KSM_MALFORMED; */
static inline enum ksm_verdict ksm_decide(const struct ksm_tables *t, const struct ksm_event *event,
                                          struct nk_reason *reason, ksm_rest_fn *rest,
                                          ksm_other_fn *other)
{
    const nk_size_t src = event->src_class, dst = event->dst_class, n = t->routes.class_count;
    nk_size_t direction;
    const struct ksm_row *row;

    if (nk_unlikely(event->kind < KSM_REQUEST || event->kind > KSM_ERROR))
        return ksm_call_other(other, t, event, reason);
    if (nk_unlikely(src >= n))
        return ksm_call_other(other, t, event, reason);
    if (nk_unlikely(dst >= n))
        return ksm_call_other(other, t, event, reason);
    direction = event->kind - (nk_size_t)KSM_REQUEST;
    /*@ assert ksm_pair_ok((struct ksm_tables *)t, src, direction, dst); */
    row = t->routes.from[src * KSM_DIR_COUNT + direction][dst];
    if (nk_likely(!event->arena) &&
        nk_likely(ksm_is_plain(row, event->msg->iid, event->msg->mid, ksm_head(event->msg))))
        return KSM_GRANTED;
    return ksm_call_rest(rest, t, event, reason, row, (unsigned)direction);
}

/* The rule with this number, NULL when there is none. */
/*@ requires \valid_read(tables) && ksm_rules_ok((struct ksm_tables *)tables);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != \null ==>
            \exists integer i; 0 <= i < tables->rule_count && \result == tables->rules + i; */
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
