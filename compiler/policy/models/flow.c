/* Flow: init, fini, enter, allow, query (security-models 9). */
#include "base/quote.h"
#include "nk/ksm_limits.h"
#include "policy/pol_audit.h"
#include "policy/pol_code.h"
#include "policy/pol_config.h"
#include "policy/pol_model.h"

_Static_assert(KSM_FLOW_STATES_MAX <= 64, "a set of states is a word of 64 bits");

/* States are numbered from 1 in the order of `states`; bit n - 1 of a set is state n. */
struct flow {
    const char *object;
    const char *names[KSM_FLOW_STATES_MAX];
    size_t count;
    uint64_t next[KSM_FLOW_STATES_MAX]; /* [state - 1] what may follow */
    size_t initial;
};

static uint64_t set_of(size_t state)
{
    return UINT64_C(1) << (state - 1);
}

/* ---- states by name ---- */

/* The number of a state, 0 when there is none. */
static size_t find_state(const struct flow *flow, const char *name)
{
    for (size_t i = 0; i < flow->count; i++)
        if (strcmp(flow->names[i], name) == 0)
            return i + 1;
    return 0;
}

static size_t no_state(struct policy *p, const struct flow *flow, const char *name,
                       struct nkc_span span)
{
    nkc_diag(p->s, PSL_NO_STATE, span, flow->object, name);
    nkc_diag_mean(p->s, pol_config_name_span(span), nkc_nearest(name, flow->names, flow->count));
    return 0;
}

/* The same of a text in a policy; 0 after reporting. */
static size_t read_state(struct policy *p, const struct flow *flow, const struct psl_expr *e)
{
    const char *name = pol_config_text(p, e);
    if (!name)
        return 0;
    size_t state = find_state(flow, name);
    return state ? state : no_state(p, flow, name, e->span);
}

/* A list of states as a set; one that stands twice is told and dropped (psl 5). */
static bool read_set(struct policy *p, const struct flow *flow, const struct psl_expr *list,
                     uint64_t *set)
{
    const struct psl_entries *entries = pol_config_list(p, list);
    bool ok = entries != NULL;
    *set = 0;
    for (size_t i = 0; entries && i < entries->list.len; i++) {
        const struct psl_expr *e = entries->list.data[i].value;
        size_t state = read_state(p, flow, e);
        ok &= state != 0;
        if (state && (*set & set_of(state)))
            nkc_diag(p->s, PSL_SET_TWICE, e->span, e->text);
        if (state)
            *set |= set_of(state);
    }
    return ok;
}

/* ---- declaration ---- */

/* The states of the machine, in the order of the list. */
static bool read_states(struct policy *p, struct flow *flow, const struct psl_expr *list)
{
    const struct psl_entries *entries = pol_config_list(p, list);
    if (!entries)
        return false;
    if (entries->list.len == 0 || entries->list.len > KSM_FLOW_STATES_MAX) {
        nkc_diag(p->s, PSL_STATE_COUNT, list->span, (unsigned)KSM_FLOW_STATES_MAX);
        return false;
    }
    bool ok = true;
    NKC_FOREACH(i, &entries->list) {
        const struct psl_expr *e = entries->list.data[i].value;
        const char *name = pol_config_text(p, e);
        ok &= name != NULL;
        if (name && find_state(flow, name))
            nkc_diag(p->s, PSL_SET_TWICE, e->span, name);
        else if (name)
            flow->names[flow->count++] = name;
    }
    return ok;
}

/* One text of `type State`; counts it in `named`. */
static bool read_type_item(struct policy *p, const struct flow *flow, const struct psl_type *type,
                           uint64_t *named)
{
    if (type->kind != PSL_T_LITERAL || type->literal->kind != PSL_E_TEXT) {
        nkc_diag(p->s, PSL_STATE_TYPE, type->span);
        return false;
    }
    size_t state = find_state(flow, type->literal->text);
    if (!state) {
        nkc_diag(p->s, PSL_STATE_ONE_SIDED, type->span, type->literal->text, "`states`");
        nkc_diag_mean(p->s, pol_config_name_span(type->span),
                      nkc_nearest(type->literal->text, flow->names, flow->count));
        return false;
    }
    *named |= set_of(state);
    return true;
}

/* `type State` names the same states as `states`. */
static bool check_type(struct policy *p, const struct flow *flow, const struct psl_type *type,
                       const struct psl_expr *list)
{
    bool ok = true;
    uint64_t named = 0;
    if (type->kind == PSL_T_VARIANT) {
        NKC_FOREACH(i, &type->items->list)
            ok &= read_type_item(p, flow, type->items->list.data[i].type, &named);
    } else {
        ok = read_type_item(p, flow, type, &named);
    }
    NKC_FOREACH(i, &list->entries->list) {
        const struct psl_expr *e = list->entries->list.data[i].value;
        if (!ok || (named & set_of(find_state(flow, e->text))))
            continue;
        nkc_diag(p->s, PSL_STATE_ONE_SIDED, e->span, e->text, "`type State`");
        ok = false;
    }
    return ok;
}

static bool read_transitions(struct policy *p, struct flow *flow, const struct psl_expr *dict)
{
    const struct psl_entries *entries = pol_config_dict(p, dict);
    bool ok = entries != NULL;
    uint64_t seen = 0;
    for (size_t i = 0; entries && i < entries->list.len; i++) {
        const struct psl_entry *entry = &entries->list.data[i];
        uint64_t next;
        size_t from = find_state(flow, entry->key.text);
        ok &= read_set(p, flow, entry->value, &next);
        if (!from) {
            no_state(p, flow, entry->key.text, entry->key.span);
            ok = false;
        } else if (seen & set_of(from)) {
            nkc_diag(p->s, PSL_KEY_TWICE, entry->key.span, entry->key.text);
            ok = false;
        } else {
            seen |= set_of(from);
            flow->next[from - 1] = next;
        }
    }
    return ok;
}

/* States that no chain of transitions reaches from the first one are probably forgotten. */
static void warn_unreached(struct policy *p, const struct flow *flow, const struct psl_expr *list)
{
    uint64_t reached = 0, more = set_of(flow->initial);
    while (more != reached) {
        reached = more;
        for (size_t s = 1; s <= flow->count; s++)
            if (reached & set_of(s))
                more |= flow->next[s - 1];
    }
    NKC_FOREACH(i, &list->entries->list) {
        const struct psl_expr *e = list->entries->list.data[i].value;
        if (!(reached & set_of(find_state(flow, e->text))))
            nkc_diag(p->s, PSL_STATE_UNREACHED, e->span, e->text);
    }
}

static bool read_config(struct policy *p, struct flow *flow, const struct psl_type *type,
                        const struct psl_expr *config)
{
    static const char *const names[] = {"states", "initial", "transitions"};
    const struct psl_expr *fields[3];
    if (!pol_config_fields(p, config, "`config` of model `Flow`", names, 3, fields) ||
        !read_states(p, flow, fields[0]))
        return false;
    bool ok = check_type(p, flow, type, fields[0]);
    flow->initial = read_state(p, flow, fields[1]);
    ok &= flow->initial != 0;
    ok &= read_transitions(p, flow, fields[2]);
    if (ok)
        warn_unreached(p, flow, fields[0]);
    return ok;
}

static bool declare(struct policy *p, struct pol_object *object, const struct psl_decl *decl)
{
    static const struct pol_param_spec specs[] = {
        {.name = "State", .other = "States", .is_type = true}, {.name = "config"}};
    const struct psl_object_param *params[2];
    struct flow *flow = NKC_NEW(p->s->arena, struct flow);
    flow->object = object->name;
    object->config = flow;
    if (!pol_config_params(p, decl, specs, 2, params))
        return false;
    if (strcmp(params[0]->name.text, "States") == 0) {
        nkc_diag(p->s, PSL_OLD_SPELLING, params[0]->name.span, "States", "State");
        nkc_diag_fix(p->s, params[0]->name.span, "State");
    }
    return read_config(p, flow, params[0]->type, params[1]->value);
}

static void emit_object(const struct pol_object *object, struct nkc_arena *arena,
                        struct nkc_buf *out)
{
    const struct flow *flow = object->config;
    const char *name = object->name;
    nkc_buf_printf(out, "static const char *const flow_names_%s[] = {", name);
    for (size_t i = 0; i < flow->count; i++)
        nkc_buf_printf(out, "%s%s", i ? ", " : "", nkc_quote_c(arena, flow->names[i]));
    nkc_buf_printf(out, "};\nstatic const nk_uint64_t flow_next_%s[] = {", name);
    for (size_t i = 0; i < flow->count; i++)
        nkc_buf_printf(out, "%s0x%llxu", i ? ", " : "", (unsigned long long)flow->next[i]);
    nkc_buf_printf(out, "};\nstatic nk_uint8_t flow_states_%s[KSS_SID_MAX + 1];\n", name);
    nkc_buf_printf(out,
                   "static const struct ksm_flow object_%s = {\n"
                   "    %u, %zu, %zu, flow_names_%s, flow_next_%s, flow_states_%s};\n\n",
                   name, object->number, flow->count, flow->initial, name, name, name);
}

/* ---- calls ---- */

static bool check_enter(struct pol_scope *c, struct pol_node *call)
{
    static const char *const names[] = {"sid", "state"};
    struct pol_node *fields[2];
    if (!pol_fields(c, call, names, 2, fields))
        return false;
    call->right = fields[0];
    bool ok = pol_want_sid(c, fields[0]);
    if (!pol_is_told(fields[1]))
        call->value = read_state(c->p, call->object->config, fields[1]->source);
    return ok && call->value != 0;
}

static bool check_allow(struct pol_scope *c, struct pol_node *call)
{
    static const char *const names[] = {"sid", "states"};
    struct pol_node *fields[2];
    if (!pol_fields(c, call, names, 2, fields))
        return false;
    call->right = fields[0];
    bool ok = pol_want_sid(c, fields[0]);
    return !pol_is_told(fields[1]) &&
           read_set(c->p, call->object->config, fields[1]->source, &call->value) && ok;
}

static void emit_call(struct pol_code *c, const struct pol_node *call)
{
    pol_code_call(c, call);
    nkc_buf_puts(&c->out, ", ");
    pol_code_value(c, call->right);
}

static void emit_sid(struct pol_code *c, const struct pol_node *call)
{
    emit_call(c, call);
    nkc_buf_putc(&c->out, ')');
}

/* With a state, or a set of them. */
static void emit_state(struct pol_code *c, const struct pol_node *call)
{
    emit_call(c, call);
    nkc_buf_printf(&c->out, ", 0x%llxu)", (unsigned long long)call->value);
}

/* ---- query: a table from states to branches ---- */

/* The branch of each state, [state - 1]. */
struct branches {
    uint32_t of[KSM_FLOW_STATES_MAX];
};

static void pick(struct pol_code *c, const struct pol_choice *choice)
{
    const struct pol_node *call = choice->node;
    const struct flow *flow = call->object->config;
    const struct branches *branches = call->data;
    pol_code_numbers(c, "flow_branches", branches->of, flow->count);
    bool audited = pol_audit_expression(c, call, "query");
    nkc_buf_printf(&c->out, "ksm_flow_query(w, &object_%s, ", call->object->name);
    pol_code_value(c, call->right);
    nkc_buf_printf(&c->out, ", flow_branches_%u)", c->rule->number);
    if (audited)
        nkc_buf_putc(&c->out, ')');
}

static bool choose_query(struct pol_scope *c, struct pol_choice *choice)
{
    const struct flow *flow = choice->node->object->config;
    struct branches *branches = NKC_NEW(c->p->s->arena, struct branches);
    bool ok = pol_check_sid(c, choice->node);
    NKC_FOREACH(i, &choice->branches) {
        const struct psl_expr *label = choice->branches.data[i].label;
        size_t state = 0;
        if (!label)
            continue;
        if (label->kind == PSL_E_TEXT)
            state = read_state(c->p, flow, label);
        else
            pol_choice_label(c->p, label, "a state in quotation marks");
        ok &= state != 0;
        if (state)
            pol_choice_take(choice, i + 1, branches->of, state - 1);
    }
    choice->complete = pol_choice_fill(choice, branches->of, flow->count);
    choice->node->data = branches;
    choice->pick = pick;
    return ok;
}

/* ---- audit ---- */

static const char *const emits[] = {"query", NULL};

static void read_omit(struct policy *p, const struct pol_object *object,
                      const struct psl_expr *list, uint64_t *set)
{
    (void)read_set(p, object->config, list, set);
}

static void emit_omit(struct pol_code *c, const struct pol_node *call)
{
    nkc_buf_printf(&c->out, "ksm_flow_state(&object_%s, ", call->object->name);
    pol_code_value(c, call->right);
    nkc_buf_putc(&c->out, ')');
}

/* ---- the model ---- */

#define RULE(rule_name, checked, written, changed)                                                 \
    {                                                                                              \
        .name = #rule_name, .rule = pol_call_rule, .code = pol_call_code, .check = (checked),      \
        .emit = (written), .writes = (changed), .function = "ksm_flow_" #rule_name                 \
    }

static const struct pol_method methods[] = {
    RULE(init, pol_check_sid, emit_sid, KSM_FLOW_WRITES),
    RULE(fini, pol_check_sid, emit_sid, KSM_FLOW_WRITES),
    RULE(enter, check_enter, emit_state, KSM_FLOW_WRITES),
    RULE(allow, check_allow, emit_state, 0),
    {.name = "query", .choose = choose_query},
    {0},
};

const struct pol_model pol_model_flow = {
    .name = "Flow",
    .file = "nk.flow",
    .auditable = true,
    .emits = emits,
    .read_omit = read_omit,
    .emit_omit = emit_omit,
    .declares = true,
    .declare = declare,
    .header = "ksm_flow",
    .runtime = "ksm_flow_model",
    .acsl_ok = "ksm_flow_ok",
    .acsl_states = (const char *const[]){"states[0 .. 65535]", NULL},
    .emit = emit_object,
    .methods = methods,
};
