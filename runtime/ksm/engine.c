/* Decides one event: route, verify, run the rules of the row (docs/platform.md, "decision table").
 * The usual way, a message that its row grants, is inline in nk/ksm_engine.h; the rest is here.
 *
 * The event's class numbers, SIDs and pointers are the caller's word; RIID, MID and the rest of the
 * message are hostile. On the granted path nothing is written but the reason, before rules run, and
 * what rules and audit keep. */
#include <nk/ksm_engine.h>
#include <nk/ksm_limits.h>
#include <nk/ksm_rule.h>

#define MAX_OF(part) ((1ull << 8 * sizeof(((struct nk_reason *)0)->part)) - 1)

_Static_assert(KSM_RULES_MAX <= MAX_OF(rule) && KSM_CONDITIONS_MAX <= MAX_OF(cond) &&
                   KSM_OBJECTS_MAX <= MAX_OF(field),
               "a reason holds the numbers of what decided");

/*@ requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == (code == NK_ROUTER_NO_RULE ? KSM_DENIED : KSM_MALFORMED); */
static enum ksm_verdict refuse(struct nk_reason *reason, nk_uint8_t code, nk_uint64_t value,
                               nk_uint64_t limit)
{
    static const struct nk_reason none;

    *reason = none;
    reason->stage = NK_STAGE_ROUTER;
    reason->code = code;
    reason->value = value;
    reason->limit = limit;
    return code == NK_ROUTER_NO_RULE ? KSM_DENIED : KSM_MALFORMED;
}

nk_bool_t ksm_no_rule(struct nk_reason *reason)
{
    (void)refuse(reason, NK_ROUTER_NO_RULE, 0, 0);
    return NK_FALSE;
}

nk_bool_t ksm_rule_denied(const struct ksm_witness *w, nk_uint16_t rule, nk_uint8_t code,
                          struct nk_reason *reason)
{
    if (reason->stage)
        return NK_FALSE;
    reason->stage = w->state ? NK_STAGE_STATE : NK_STAGE_RULE;
    reason->rule = rule;
    reason->code = w->state ? w->state : w->failed ? (nk_uint8_t)NK_RULE_EXPRESSION : code;
    reason->cond = w->failed ? w->failed_cond : w->cond;
    reason->field = w->state ? w->object : 0;
    if (!w->failed || w->state) {
        reason->value = w->value;
        reason->limit = w->limit;
    }
    return NK_FALSE;
}

nk_uint32_t ksm_choice_done(const struct ksm_witness *w, nk_uint32_t branch, nk_uint16_t rule,
                            struct nk_reason *reason)
{
    if (branch && !w->failed)
        return branch;
    (void)ksm_rule_denied(w, rule, NK_RULE_CHOICE, reason);
    return 0;
}

/* Off the granted path, so a search does no harm. */
const struct ksm_rule *ksm_find_rule(const struct ksm_tables *t, nk_uint32_t number)
{
    nk_uint32_t low = 0, high = t->rule_count;

    /*@ loop invariant low <= high <= t->rule_count;
        loop assigns low, high;
        loop variant high - low; */
    while (low < high) {
        const nk_uint32_t middle = low + (high - low) / 2;

        if (t->rules[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < t->rule_count && t->rules[low].number == number)
        return &t->rules[low];
    return (const struct ksm_rule *)0;
}

/* Field and element of the condition that decided. */
/*@ requires \valid_read(t) && ksm_rules_ok((struct ksm_tables *)t) && \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason; */
static void complete(const struct ksm_tables *t, struct nk_reason *reason)
{
    const struct ksm_rule *rule;
    const struct ksm_atom *atom;

    if (reason->stage != NK_STAGE_RULE)
        return;
    rule = ksm_find_rule(t, reason->rule);
    if (!rule || reason->cond == 0 || reason->cond > rule->atom_count)
        return;
    atom = &t->atoms[rule->first_atom + reason->cond - 1u];
    reason->field = atom->field;
    reason->elem[0] = atom->elem[0];
    reason->elem[1] = atom->elem[1];
}

enum ksm_verdict ksm_denied(const struct ksm_tables *t, struct nk_reason *reason)
{
    complete(t, reason);
    return KSM_DENIED;
}

enum ksm_verdict ksm_act(const struct ksm_event *event, struct nk_reason *reason,
                         const struct ksm_tables *t, nk_uint16_t action)
{
    if (nk_unlikely(action == KSM_ACTION_DENY))
        return refuse(reason, NK_ROUTER_NO_RULE, 0, 0);
    return ksm_run(event, reason, t, t->lists[action - KSM_ACTION_FIRST]);
}

enum ksm_verdict ksm_unrouted(const struct ksm_event *event, struct nk_reason *reason,
                              const struct ksm_tables *t, const struct ksm_slot *slot)
{
    const struct ksm_class *class =
        &t->classes[event->kind == KSM_REQUEST ? event->dst_class : event->src_class];

    if (slot && slot->interface)
        return refuse(reason, NK_ROUTER_MID, event->msg->mid, slot->interface->method_count);
    return refuse(reason, NK_ROUTER_RIID, event->msg->iid,
                  event->kind == KSM_SECURITY ? class->security_count : class->endpoint_count);
}

/* Everything but messages between known classes. */
enum ksm_verdict ksm_decide_other(const struct ksm_event *event, struct nk_reason *reason,
                                  const struct ksm_tables *t)
{
    const nk_uint32_t src = event->src_class, dst = event->dst_class, n = t->routes.class_count;
    ksm_check_fn *then;

    if (src >= n)
        return refuse(reason, NK_ROUTER_CLASS, src, n);
    if (event->kind == KSM_SECURITY) /* no way is there to leave it to */
        return ksm_check(event, reason, t, t->security[src], KSM_DIR_REQUEST, &then);
    if (dst >= n)
        return refuse(reason, NK_ROUTER_CLASS, dst, n);
    /*@ assert ksm_execute_ok((struct ksm_tables *)t, src, dst); */
    if (event->kind == KSM_EXECUTE) {
        const nk_uint16_t action = t->execute[src * n + dst];

        return action == KSM_ACTION_GRANT ? KSM_GRANTED : ksm_act(event, reason, t, action);
    }
    return refuse(reason, NK_ROUTER_CLASS, event->kind, 0);
}
