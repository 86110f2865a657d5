/* Which rules an event meets, in which order, and what they come to (psl 6). */
#include "interp.h"

#include <stdlib.h>

struct interp {
    struct policy *p;
    struct nkc_arena *arena;
    struct istate *state;
    NKC_VEC(struct irule) rules;
};

struct istate *interp_state(struct interp *in)
{
    return in->state;
}

struct policy *interp_policy(struct interp *in)
{
    return in->p;
}

/* ---- the rules of a policy, in the order of its text ---- */

typedef NKC_VEC(const struct psl_selector *) selector_list;

static void collect(struct interp *in, enum psl_event event, const selector_list *outer,
                    const struct psl_block *block, int guard, unsigned branch)
{
    NKC_FOREACH(i, &block->items) {
        const struct psl_item *item = block->items.data[i];
        selector_list selectors = {0};

        NKC_FOREACH(k, outer)
            nkc_vec_push(in->arena, &selectors, outer->data[k]);
        if (item->kind == PSL_I_MATCH) {
            NKC_FOREACH(k, &item->selectors->list)
                nkc_vec_push(in->arena, &selectors, &item->selectors->list.data[k]);
            collect(in, event, &selectors, item->block, guard, branch);
        } else if (item->kind != PSL_I_AUDIT) {
            struct irule rule = {.event = event, .item = item, .guard = guard, .branch = branch};
            int self = (int)in->rules.len;

            rule.selectors.data = selectors.data;
            rule.selectors.len = selectors.len;
            nkc_vec_push(in->arena, &in->rules, rule);
            if (item->kind == PSL_I_CHOICE)
                NKC_FOREACH(k, &item->branches->list)
                    collect(in, event, &selectors, item->branches->list.data[k].block, self,
                            (unsigned)k + 1);
        }
    }
}

struct interp *interp_new(struct policy *p)
{
    struct interp *in = calloc(1, sizeof *in);

    in->p = p;
    in->arena = p->s->arena;
    in->state = state_new(p);
    NKC_FOREACH(i, &p->decls) {
        const struct psl_decl *d = p->decls.data[i].decl;
        selector_list selectors = {0};

        if (d->kind != PSL_D_BINDING)
            continue;
        NKC_FOREACH(k, &d->selectors->list)
            nkc_vec_push(in->arena, &selectors, &d->selectors->list.data[k]);
        collect(in, d->event, &selectors, d->block, -1, 0);
    }
    return in;
}

void interp_free(struct interp *in)
{
    state_free(in->state);
    free(in);
}

void interp_reset(struct interp *in)
{
    state_reset(in->state);
}

void interp_release(struct interp *in, uint32_t sid)
{
    state_release(in->state, sid);
}

/* ---- which rules an event meets ---- */

static const char *class_name(const struct interp *in, unsigned class)
{
    return class < in->p->classes.len ? in->p->classes.data[class]->name : "";
}

static bool selected(const struct interp *in, const struct psl_selector *s,
                     const struct ksm_event *event, const struct target *t)
{
    switch (s->kind) {
    case PSL_S_SRC:
        return strcmp(s->value.text, class_name(in, event->src_class)) == 0;
    case PSL_S_DST:
        return strcmp(s->value.text, class_name(in, event->dst_class)) == 0;
    case PSL_S_INTERFACE:
        return strcmp(s->value.text, t->interface->package->name) == 0;
    case PSL_S_COMPONENT:
        return strcmp(s->value.text, t->component->name) == 0;
    case PSL_S_ENDPOINT:
        return strcmp(s->value.text, t->endpoint) == 0;
    default:
        return t->method && strcmp(s->value.text, t->method->name) == 0;
    }
}

static const enum psl_event kinds[] = {[KSM_EXECUTE] = PSL_EXECUTE,   [KSM_REQUEST] = PSL_REQUEST,
                                       [KSM_RESPONSE] = PSL_RESPONSE, [KSM_ERROR] = PSL_ERROR,
                                       [KSM_SECURITY] = PSL_SECURITY};

static bool meets(const struct interp *in, const struct irule *rule, const struct ksm_event *event,
                  const struct target *t)
{
    if (rule->event != kinds[event->kind])
        return false;
    NKC_FOREACH(i, &rule->selectors)
        if (!selected(in, rule->selectors.data[i], event, t))
            return false;
    return true;
}

/* ---- one rule ---- */

static bool scalar_label(const struct psl_expr *label, uint64_t value)
{
    return (label->negative ? 0 - label->value : label->value) == value;
}

static bool label_holds(struct eval *e, const struct psl_expr *x, const struct psl_expr *label,
                        uint64_t value)
{
    if (strcmp(x->name.text, "select") == 0)
        return eval_match(e, dict_entry(x->left, "text"), label->text);
    if (strncmp(x->name.text, "query", 5) == 0)
        return strcmp(label->text, state_label(e->in, x->object.text, value)) == 0;
    return scalar_label(label, value);
}

/* The branch taken, from 1; 0 when no label holds. */
static unsigned take_branch(struct eval *e, const struct psl_item *item)
{
    const struct psl_expr *x = item->argument;
    const char *name = x->name.text;
    uint64_t value = 0;

    if (strcmp(name, "select") == 0)
        (void)eval_match(e, dict_entry(x->left, "text"), ""); /* may fail */
    else if (strncmp(name, "query", 5) != 0)
        value = eval_word(e, x);
    else if (!state_call(e, x->left, x->object.text, name, &value))
        e->failed = true;
    if (e->failed)
        return 0;
    NKC_FOREACH(i, &item->branches->list) {
        const struct psl_expr *label = item->branches->list.data[i].label;

        if (!label || label_holds(e, x, label, value))
            return (unsigned)i + 1;
    }
    return 0;
}

/* Code of a refusal by the rule itself; 0 when it grants. */
static unsigned run_rule(struct eval *e, const struct psl_item *item)
{
    const char *name = item->name.text;
    bool base = !item->object.text || !state_is_object(interp_policy(e->in), item->object.text);
    uint64_t ignored;

    if (!base)
        return state_call(e, item->argument, item->object.text, name, &ignored) && !e->failed
                   ? 0
                   : NK_RULE_EXPRESSION;
    if (strcmp(name, "grant") == 0)
        return 0;
    if (strcmp(name, "deny") == 0)
        return item->argument->kind == PSL_E_UNIT || eval_bool(e, item->argument) || e->failed
                   ? NK_RULE_DENY
                   : 0;
    return eval_bool(e, item->argument) && !e->failed ? 0 : NK_RULE_ASSERT;
}

static void blame(struct opinion *out, const struct eval *e, unsigned rule, unsigned code)
{
    struct nk_reason *r = &out->reason;
    const bool failed = e->failed;

    if (r->stage)
        return;
    r->stage = e->state ? NK_STAGE_STATE : NK_STAGE_RULE;
    r->code = e->state ? e->state : failed ? (nk_uint8_t)NK_RULE_EXPRESSION : (nk_uint8_t)code;
    r->rule = (nk_uint16_t)rule;
    r->cond = (nk_uint16_t)(failed ? e->failed_cond : e->cond);
    if (e->state) {
        r->field = e->object;
    } else if (r->cond) {
        snprintf(out->field, sizeof out->field, "%s", failed ? e->failed_field : e->field);
        memcpy(r->elem, failed ? e->failed_elem : e->elem, sizeof r->elem);
    }
    if (!failed || e->state) {
        r->value = e->value;
        r->limit = e->limit;
    }
}

/* ---- one event ---- */

static enum ksm_verdict run_rules(struct interp *in, const struct ksm_event *event,
                                  const struct target *t, struct opinion *out)
{
    unsigned *taken = calloc(in->rules.len + 1, sizeof *taken);
    bool ruled = false, granted = true;

    state_save(in->state);
    NKC_FOREACH(i, &in->rules) {
        const struct irule *rule = &in->rules.data[i];
        struct eval e = {.in = in, .event = event, .target = t};
        unsigned code;

        if (!meets(in, rule, event, t) || (rule->guard >= 0 && taken[rule->guard] != rule->branch))
            continue;
        if (rule->item->kind == PSL_I_CHOICE) {
            taken[i] = take_branch(&e, rule->item);
            code = taken[i] ? 0 : NK_RULE_CHOICE;
        } else {
            ruled = true;
            code = run_rule(&e, rule->item);
        }
        if (code) {
            granted = false;
            blame(out, &e, (unsigned)i + 1, code);
        }
    }
    free(taken);
    if (granted && !ruled) {
        out->reason.stage = NK_STAGE_ROUTER;
        out->reason.code = NK_ROUTER_NO_RULE;
        granted = false;
    }
    if (!granted)
        state_restore(in->state);
    return granted ? KSM_GRANTED : KSM_DENIED;
}

static enum ksm_verdict refuse(struct opinion *out, unsigned code, uint64_t value, uint64_t limit)
{
    out->reason.stage = NK_STAGE_ROUTER;
    out->reason.code = (nk_uint8_t)code;
    out->reason.value = value;
    out->reason.limit = limit;
    return KSM_MALFORMED;
}

/* The endpoint or security interface behind the event's RIID. */
static bool route(const struct ksm_event *event, struct target *t, struct opinion *out)
{
    const struct nkc_component *c = t->server->component;
    const unsigned iid = event->msg->iid, mid = event->msg->mid;
    const bool security = event->kind == KSM_SECURITY;
    const size_t count = security ? c->security_leaves.len : c->leaves.len;

    if (iid >= count) {
        out->verdict = refuse(out, NK_ROUTER_RIID, iid, count);
        return false;
    }
    if (security) {
        t->endpoint = c->security_leaves.data[iid].path;
        t->component = c->security_leaves.data[iid].component;
        t->interface = c->security_leaves.data[iid].interface;
    } else {
        t->endpoint = c->leaves.data[iid].path;
        t->component = c->leaves.data[iid].component;
        t->interface = c->leaves.data[iid].endpoint->interface;
    }
    if (mid >= t->interface->methods.len) {
        out->verdict = refuse(out, NK_ROUTER_MID, mid, t->interface->methods.len);
        return false;
    }
    t->method = t->interface->methods.data[mid];
    t->direction = event->kind == KSM_RESPONSE ? NKC_RES : event->kind == KSM_ERROR ? NKC_ERR : NKC_REQ;
    return true;
}

void interp_decide(struct interp *in, const struct ksm_event *event, struct opinion *out)
{
    const size_t classes = in->p->classes.len;
    struct target t = {0};

    memset(out, 0, sizeof *out);
    if (event->src_class >= classes) {
        out->verdict = refuse(out, NK_ROUTER_CLASS, event->src_class, classes);
        return;
    }
    if (event->kind != KSM_SECURITY && event->dst_class >= classes) {
        out->verdict = refuse(out, NK_ROUTER_CLASS, event->dst_class, classes);
        return;
    }
    if (event->kind != KSM_EXECUTE) {
        t.server = in->p->classes.data[event->kind == KSM_REQUEST ? event->dst_class
                                                                  : event->src_class];
        if (!route(event, &t, out))
            return;
        if (!structure_fits(&t.method->message[t.direction], event->msg, event->arena, out)) {
            out->verdict = KSM_MALFORMED;
            return;
        }
    }
    out->verdict = run_rules(in, event, &t, out);
}
