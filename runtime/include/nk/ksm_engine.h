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

/* Runs all rules of a list in order; NK_FALSE when one denied, `reason` is then the first one's. */
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

/* An atomic condition: where its value comes from. */
struct ksm_atom {
    const char *text;  /* source of the value, NULL when there is no value to show */
    const char *limit; /* source of the other side when it is no constant, else NULL */
    nk_uint16_t field;
    nk_uint8_t is_signed, limit_signed;
    nk_uint32_t elem[2];
};

/* Only rules that can refuse, are audited or counted by coverage are here, ascending by number. */
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

/* ---- what contracts say of the tables (docs/proof.md) ---- */

/*@ // Of a module: how many lists it has; that an event has what rules ask for; that its message
    // was accepted.
    axiomatic ksm_module {
        logic integer ksm_list_count(struct ksm_tables *t);
        predicate ksm_suits(ksm_action_fn *rules, struct ksm_event *event);
        predicate ksm_accepted(ksm_verify_fn *verify, struct ksm_event *event);
    } */
/* What lists write besides the reason, as one place: it lies apart from tables, event, reason. */
/*@ ghost int ksm_written; */
/*@ // An action is to deny, to grant, or one of the lists, which asks no more of an event than what
    // the verifier has seen to.
    predicate ksm_fits(struct ksm_tables *t, integer action, struct ksm_event *event) =
        KSM_ACTION_FIRST <= action ==>
            action < KSM_ACTION_FIRST + ksm_list_count(t) &&
            ksm_suits(t->lists[action - KSM_ACTION_FIRST], event);
    predicate ksm_leads(struct ksm_tables *t, ksm_verify_fn *verify, integer action) =
        \forall struct ksm_event *event; ksm_accepted(verify, event) ==> ksm_fits(t, action, event);
    predicate ksm_serves(ksm_verify_fn *verify, ksm_action_fn *rules) =
        \forall struct ksm_event *event; ksm_accepted(verify, event) ==> ksm_suits(rules, event);
    predicate ksm_free(struct ksm_tables *t, integer action) =
        \forall struct ksm_event *event; ksm_fits(t, action, event);

    // Of a slot in direction d: a way, an action and a verifier for every method. Rules of a method
    // that has a check are run by that.
    predicate ksm_methods_ok(struct ksm_tables *t, struct ksm_slot *s, integer d) =
        \valid_read(s->interface) && s->interface->method_count <= s->mask + 1 &&
        \valid_read(s->actions + (0 .. s->interface->method_count - 1)) &&
        \valid_read(s->interface->methods + (0 .. s->interface->method_count - 1)) &&
        \forall integer m; 0 <= m < s->interface->method_count ==>
            s->ways[m].check != (ksm_check_fn *)0 ||
            ksm_leads(t, s->interface->methods[m].verify[d], s->actions[m]);
    predicate ksm_slot_ok(struct ksm_tables *t, struct ksm_slot *s, integer d) =
        ksm_slot_ways(s) && (s->interface != \null ==> ksm_methods_ok(t, s, d));
    predicate ksm_row_ok(struct ksm_tables *t, struct ksm_row *row, integer d) =
        ksm_row_ways(row) &&
        \forall integer i; 0 <= i <= row->mask ==> ksm_slot_ok(t, row->slots[i], d);

    // Rules are there, and their atoms.
    predicate ksm_rules_ok(struct ksm_tables *t) =
        \valid_read(t->rules + (0 .. t->rule_count - 1)) &&
        \forall integer i; 0 <= i < t->rule_count ==>
            t->rules[i].first_atom + t->rules[i].atom_count <= 0xffffffff &&
            \valid_read(t->atoms + (t->rules[i].first_atom ..
                                    t->rules[i].first_atom + t->rules[i].atom_count - 1));

    // The row of every pair of classes and every kind of event; actions and rows of other events.
    predicate ksm_known_row(struct ksm_tables *t, struct ksm_row *row, integer kind) =
        ksm_row_ways(row) &&
        (KSM_REQUEST <= kind <= KSM_ERROR ==> ksm_row_ok(t, row, kind - KSM_REQUEST));
    predicate ksm_pair_ok(struct ksm_tables *t, integer src, integer kind, integer dst) =
        \valid_read(t->routes.from[src * 8 + kind] + dst) &&
        ksm_known_row(t, t->routes.from[src * 8 + kind][dst], kind);
    predicate ksm_execute_ok(struct ksm_tables *t, integer src, integer dst) =
        \valid_read(t->execute + (src * t->routes.class_count + dst)) &&
        0 <= src * t->routes.class_count &&
        src * t->routes.class_count + dst <= 0xffffffff &&
        ksm_free(t, t->execute[src * t->routes.class_count + dst]);
    predicate ksm_tables_ok(struct ksm_tables *t) =
        \valid_read(t) && 0 <= t->routes.class_count <= 0xffff &&
        \valid_read(t->classes + (0 .. t->routes.class_count - 1)) &&
        \valid_read(t->security + (0 .. t->routes.class_count - 1)) &&
        \valid_read(t->routes.from + (0 .. t->routes.class_count * 8 - 1)) &&
        \valid_read(t->lists + (0 .. ksm_list_count(t) - 1)) && ksm_rules_ok(t) &&
        (\forall integer src; 0 <= src < t->routes.class_count ==>
            ksm_row_ok(t, t->security[src], KSM_DIR_REQUEST)) &&
        (\forall integer src, kind, dst; 0 <= src < t->routes.class_count && 0 <= kind < 8 &&
            0 <= dst < t->routes.class_count ==> ksm_pair_ok(t, src, kind, dst)) &&
        (\forall integer src, dst; 0 <= src < t->routes.class_count &&
            0 <= dst < t->routes.class_count ==> ksm_execute_ok(t, src, dst));

    // The class whose endpoints or security interfaces the event's RIID counts is known.
    predicate ksm_server_known(struct ksm_tables *t, struct ksm_event *event) =
        event->kind == KSM_REQUEST ? event->dst_class < t->routes.class_count
                                   : event->src_class < t->routes.class_count;
*/

/* ---- deciding: the usual way, inline where the tables are constants ---- */

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
/* The list of rules of an event has denied it: KSM_DENIED, the reason complete. */
/*@ requires \valid_read(tables) && ksm_rules_ok((struct ksm_tables *)tables) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == KSM_DENIED; */
enum ksm_verdict ksm_denied(const struct ksm_tables *tables, struct nk_reason *reason);
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
    requires ksm_suits(rules, (struct ksm_event *)event);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written; */
static inline nk_bool_t ksm_call_rules(ksm_action_fn *rules, const struct ksm_event *event,
                                       struct nk_reason *reason)
{
    return rules(event, reason);
}

/* Runs the rules of an event, the first of which to deny finds the reason empty. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires ksm_suits(rules, (struct ksm_event *)event) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result == KSM_GRANTED || \result == KSM_DENIED; */
static inline __attribute__((always_inline)) enum ksm_verdict
ksm_run(const struct ksm_event *event, struct nk_reason *reason, const struct ksm_tables *t,
        ksm_action_fn *rules)
{
    const struct nk_reason none = {0, 0, 0, 0, 0, {0, 0}, 0, 0};

    *reason = none;
    if (nk_likely(ksm_call_rules(rules, event, reason)))
        return KSM_GRANTED;
    return ksm_denied(t, reason);
}

/* What a ksm_check_fn does: structure, then rules (NULL: none looks). Each has its own copy, so
 * that the compiler knows both. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires rules != (ksm_action_fn *)0 ==> ksm_serves(verify, rules);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result <= KSM_MALFORMED; */
static inline __attribute__((always_inline)) enum ksm_verdict
ksm_pass(const struct ksm_event *event, struct nk_reason *reason, const struct ksm_tables *t,
         ksm_verify_fn *verify, ksm_action_fn *rules)
{
    if (nk_unlikely(!ksm_call_verifier(verify, event, reason)))
        return KSM_MALFORMED;
    return rules ? ksm_run(event, reason, t, rules) : KSM_GRANTED;
}

/* Structure, then rules, of a message whose row has no way for it, or that has another head. Rules
 * of a way are not run here, but by its check, which is left in *then. */
/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires ksm_server_known((struct ksm_tables *)t, (struct ksm_event *)event);
    requires ksm_row_ok((struct ksm_tables *)t, (struct ksm_row *)row, direction);
    requires direction < KSM_DIR_COUNT && \valid(reason) && \valid(then);
    terminates \true;
    exits \false;
    assigns *reason, *then, ksm_written;
    ensures \result <= KSM_MALFORMED; */
static inline enum ksm_verdict ksm_check(const struct ksm_event *event, struct nk_reason *reason,
                                         const struct ksm_tables *t, const struct ksm_row *row,
                                         unsigned direction, ksm_check_fn **then)
{
    const nk_uint32_t iid = event->msg->iid, mid = event->msg->mid;
    const struct ksm_slot *const slot = row->slots[ksm_masked(iid, row->mask)];
    nk_uint16_t action;

    /*@ assert ksm_slot_ok((struct ksm_tables *)t, (struct ksm_slot *)slot, direction); */
    *then = (ksm_check_fn *)0;
    if (nk_unlikely(iid > row->mask || !slot->interface || mid >= slot->interface->method_count))
        return ksm_unrouted(event, reason, t, iid > row->mask ? (const struct ksm_slot *)0 : slot);
    action = slot->actions[mid];
    /*@ assert slot->ways[mid].check != (ksm_check_fn *)0 ||
               ksm_leads((struct ksm_tables *)t, slot->interface->methods[mid].verify[direction],
                         action); */
    if (nk_unlikely(
            !ksm_call_verifier(slot->interface->methods[mid].verify[direction], event, reason)))
        return KSM_MALFORMED;
    if (action == KSM_ACTION_GRANT)
        return KSM_GRANTED;
    *then = slot->ways[ksm_masked(mid, slot->mask)].check;
    return *then ? KSM_DENIED : ksm_act(event, reason, t, action);
}

/* The functions of a module for what is not decided by its way. */
typedef enum ksm_verdict ksm_rest_fn(const struct ksm_event *event, struct nk_reason *reason,
                                     const struct ksm_row *row, const struct ksm_way *way);
typedef enum ksm_verdict ksm_other_fn(const struct ksm_event *event, struct nk_reason *reason);

/*@ requires ksm_event_ok((struct ksm_event *)event) && ksm_tables_ok((struct ksm_tables *)t);
    requires event->src_class < t->routes.class_count && event->dst_class < t->routes.class_count;
    requires ksm_known_row((struct ksm_tables *)t, (struct ksm_row *)row, event->kind);
    requires \valid_read(way) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason, ksm_written;
    ensures \result <= KSM_MALFORMED; */
static inline enum ksm_verdict ksm_call_rest(ksm_rest_fn *rest, const struct ksm_tables *t,
                                             const struct ksm_event *event,
                                             struct nk_reason *reason, const struct ksm_row *row,
                                             const struct ksm_way *way)
{
    (void)t;
    return rest(event, reason, row, way);
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

/* Decides: by the way of the message, with the help of `rest` for what is not granted for its head
 * alone, and of `other` for what is in no table. *reason is written when it does not
 * grant; after a grant it means nothing. */
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
    const nk_size_t kind = event->kind;
    const struct ksm_row *row;
    const struct ksm_way *way;

    if (nk_unlikely(kind >= KSM_KINDS))
        return ksm_call_other(other, t, event, reason);
    if (nk_unlikely(src >= n))
        return ksm_call_other(other, t, event, reason);
    if (nk_unlikely(dst >= n))
        return ksm_call_other(other, t, event, reason);
    /*@ assert ksm_pair_ok((struct ksm_tables *)t, src, kind, dst); */
    row = t->routes.from[src * KSM_KINDS + kind][dst];
    way = ksm_find_way(row, event->msg->iid, event->msg->mid);
    if (nk_likely(way->head == ksm_head(event->msg)) &&
        nk_likely(!event->arena || event->arena->current == event->arena->start))
        return KSM_GRANTED;
    return ksm_call_rest(rest, t, event, reason, row, way);
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
