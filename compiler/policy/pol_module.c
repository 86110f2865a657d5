#include "policy/pol_module.h"

#include "back/model_notes.h"
#include "back/tmpl.h"
#include "base/quote.h"
#include "model/model_json.h"
#include "policy/pol_audit.h"
#include "policy/pol_code.h"
#include "policy/pol_cover.h"
#include "policy/pol_model.h"
#include "policy/pol_module_view.h"
#include "policy/pol_numbers.h"

/* ---- interfaces and classes ---- */

struct builder {
    struct policy *p;
    struct m_module *m;
    struct nkc_map known; /* interface name -> itself */
    struct nkc_buf verifiers, names, notes, state;
    uint8_t model_hash[32];
    bool failed;
};

static void add_interface(struct builder *b, const struct nkc_interface *iface)
{
    struct nkc_session *s = b->p->s;
    if (!nkc_map_add(&b->known, iface->package->name, (void *)(uintptr_t)iface))
        return;
    b->failed |= !nkc_verifier_emit(s, iface, POL_VERIFIER_PREFIX,
                                    b->p->acsl ? NKC_VERIFIER_ACSL : NKC_VERIFIER_PLAIN,
                                    &b->p->fields, &b->verifiers);
    struct m_interface out = {
        .name = iface->package->name, .c_name = iface->package->c_name, .of = iface};
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        struct m_method m = {method->name,
                             nkc_verifier_name(s, POL_VERIFIER_PREFIX, method, NKC_REQ),
                             nkc_verifier_name(s, POL_VERIFIER_PREFIX, method, NKC_RES),
                             nkc_verifier_name(s, POL_VERIFIER_PREFIX, method, NKC_ERR)};
        nkc_vec_push(s->arena, &out.methods, m);
    }
    nkc_vec_push(s->arena, &b->m->interfaces, out);
}

static void add_class(struct builder *b, const struct pol_class *c)
{
    struct nkc_arena *arena = b->p->s->arena;
    struct m_class out = {.name = c->name, .id = c->id};
    NKC_FOREACH(i, &c->component->leaves) {
        const struct nkc_leaf *leaf = &c->component->leaves.data[i];
        add_interface(b, leaf->endpoint->interface);
        nkc_vec_push(arena, &out.endpoints,
                     (struct m_endpoint){leaf->path, leaf->endpoint->interface->package->c_name});
    }
    NKC_FOREACH(i, &c->component->security_leaves) {
        const struct nkc_security_leaf *leaf = &c->component->security_leaves.data[i];
        add_interface(b, leaf->interface);
        nkc_vec_push(arena, &out.security,
                     (struct m_endpoint){leaf->path, leaf->interface->package->c_name});
    }
    out.endpoint_count = (uint32_t)out.endpoints.len;
    out.security_count = (uint32_t)out.security.len;
    nkc_vec_push(arena, &b->m->classes, out);
}

/* ---- rules ---- */

/* What the rule may take for granted of the message: its verifier accepted it. NULL for a rule that
 * does not belong to one method. */
static const struct m_claim *claim_of(struct builder *b, const struct pol_rule *rule)
{
    const struct pol_selectors *sel = rule->selectors;
    if (!sel->method || sel->event == PSL_EXECUTE)
        return NULL;
    enum nkc_direction d = pol_direction(sel->event);
    const struct nkc_message *msg = &sel->method->message[d];
    struct m_claim *claim = NKC_NEW(b->p->s->arena, struct m_claim);
    *claim = (struct m_claim){
        .verifier = nkc_verifier_name(b->p->s, POL_VERIFIER_PREFIX, sel->method, d),
        .size = msg->size,
        .handle_count = msg->handle_count,
        .needs_arena = msg->has_pointers,
        .is_checked = msg->needs_check,
    };
    return claim;
}

static void add_atom(struct builder *b, const struct pol_atom *atom)
{
    struct nkc_session *s = b->p->s;
    static const char none[] = "(const char *)0";
    struct m_atom out = {
        .text = atom->has_value ? nkc_quote_c(s->arena, atom->text) : none,
        .limit = atom->limit_text ? nkc_quote_c(s->arena, atom->limit_text) : none,
        .field = atom->field,
        .is_signed = atom->is_signed,
        .limit_signed = atom->limit_signed,
        .elem0 = atom->elem[0],
        .elem1 = atom->elem[1],
    };
    nkc_vec_push(s->arena, &b->m->atoms, out);
}

static const char *plan_name(struct nkc_session *s, size_t number)
{
    return nkc_arena_printf(s->arena, "audit_%zu", number);
}

/* The C expression of a rule or choice; NULL for one that denies always. */
static const char *rule_code(struct builder *b, struct pol_rule *rule)
{
    if (rule->choice)
        return pol_choice_code(b->p, rule);
    if (!rule->condition)
        return rule->always_grants ? "NK_TRUE" : NULL;
    return rule->method->code(b->p, rule);
}

/* Rules that always grant decide nothing at run time and are left out, unless they are reported or
 * counted. */
static void add_rule(struct builder *b, struct pol_rule *rule)
{
    struct nkc_session *s = b->p->s;
    if (pol_rule_is_idle(b->p, rule))
        return;
    struct m_rule out = {.number = rule->number,
                         .line = rule->line,
                         .column = rule->column,
                         .first_atom = (uint32_t)b->m->atoms.len,
                         .text = nkc_quote_c(s->arena, rule->text),
                         .file = nkc_quote_c(s->arena, rule->file),
                         .comment = nkc_quote_comment(
                             s->arena, nkc_arena_printf(s->arena, "%s, %s:%u:%u", rule->text,
                                                        rule->file, rule->line, rule->column)),
                         .condition = rule_code(b, rule),
                         .code = rule->choice ? "NK_RULE_CHOICE" : rule->method->reason,
                         .is_choice = rule->choice != NULL};
    if (rule->audit) {
        out.audit = plan_name(s, rule->audit);
        b->p->audit->plans.data[rule->audit - 1].used = true;
    }
    out.omit = pol_audit_omit(b->p, rule);
    if (!out.code)
        out.code = "NK_RULE_DENY";
    out.uses_event = rule->uses_event;
    out.claim = claim_of(b, rule);
    out.writes = rule->writes;
    out.atom_count = (uint32_t)rule->atoms.len;
    NKC_FOREACH(i, &rule->atoms)
        add_atom(b, &rule->atoms.data[i]);
    NKC_FOREACH(i, &rule->locals)
        nkc_vec_push(s->arena, &out.locals, (struct m_local){(uint32_t)i, rule->locals.data[i]});
    nkc_vec_push(s->arena, &b->m->rules, out);
}

/* ---- lists of rules ---- */

static const struct pol_rule *rule_of(const struct builder *b, const struct pol_array *numbers,
                                      size_t i)
{
    return b->p->rules.data[numbers->data[i] - 1];
}

/* No rule of the list runs in any case. */
static bool is_open(const struct builder *b, const struct pol_array *numbers)
{
    for (size_t i = 0; i < numbers->len; i++) {
        const struct pol_rule *rule = rule_of(b, numbers, i);
        if (!rule->choice && !rule->guard)
            return false;
    }
    return true;
}

static void add_call(struct builder *b, struct m_list *list, const struct pol_rule *rule)
{
    struct nkc_arena *arena = b->p->s->arena;
    struct m_call call = {
        .number = rule->number,
        .is_choice = rule->choice != NULL,
        .grants = pol_rule_is_idle(b->p, rule),
    };
    if (call.grants && !(rule->guard && list->is_open))
        return;
    if (rule->guard)
        call.guard =
            nkc_arena_printf(arena, "branch_%u == %u", rule->guard->number, rule->guard_branch);
    nkc_vec_push(arena, &list->calls, call);
}

/* An action and its function: that of one rule is the rule's own, unless state is kept or undone at
 * the end. */
static struct m_action add_list(struct builder *b, const struct pol_array *numbers, size_t index)
{
    struct nkc_arena *arena = b->p->s->arena;
    struct m_list list = {.index = (uint32_t)index, .is_open = is_open(b, numbers)};
    uint32_t writes = 0;
    for (size_t i = 0; i < numbers->len; i++) {
        const struct pol_rule *rule = rule_of(b, numbers, i);
        writes += rule->writes;
        if (!list.claim)
            list.claim = claim_of(b, rule);
        add_call(b, &list, rule);
    }
    if (writes > b->m->journal)
        b->m->journal = writes;
    list.writes = writes;
    list.is_state = writes > 0;
    struct m_action action = {.needs = list.claim ? list.claim->verifier : NULL};
    if (numbers->len == 1 && !writes && !rule_of(b, numbers, 0)->choice) {
        action.function = nkc_arena_printf(arena, "rule_%u", numbers->data[0]);
        return action;
    }
    nkc_vec_push(arena, &b->m->lists, list);
    action.function = nkc_arena_printf(arena, "list_%zu", index);
    return action;
}

static void add_lists(struct builder *b, const struct pol_table *t)
{
    NKC_FOREACH(i, &t->lists.list)
        nkc_vec_push(b->p->s->arena, &b->m->actions_of, add_list(b, &t->lists.list.data[i], i));
}

/* ---- objects ---- */

static void add_header(struct builder *b, const char *name)
{
    NKC_FOREACH(i, &b->m->headers)
        if (strcmp(b->m->headers.data[i], name) == 0)
            return;
    nkc_vec_push(b->p->s->arena, &b->m->headers, name);
}

static struct m_object object_view(struct nkc_arena *arena, const struct pol_object *object)
{
    const struct pol_model *model = object->model;
    struct m_object out = {.name = object->name,
                           .runtime = model->runtime,
                           .type = model->header,
                           .ok = model->acsl_ok};
    for (const char *const *set = model->acsl_states; set && *set; set++)
        nkc_vec_push(arena, &out.states, *set);
    return out;
}

static void add_objects(struct builder *b, struct nkc_buf *state)
{
    struct policy *p = b->p;
    NKC_FOREACH(i, &p->headers)
        add_header(b, p->headers.data[i]);
    NKC_FOREACH(i, &p->stateful) {
        const struct pol_object *object = p->stateful.data[i];
        add_header(b, object->model->header);
        object->model->emit(object, p->s->arena, state);
        nkc_vec_push(p->s->arena, &b->m->objects, object_view(p->s->arena, object));
    }
    b->m->object_count = (uint32_t)p->stateful.len;
    b->m->has_state = p->stateful.len || b->m->journal;
    b->m->state = state->data;
}

static void add_notes(struct builder *b)
{
    struct nkc_model_notes notes;
    nkc_model_notes_init(&notes, b->p->model, &b->notes);
    NKC_FOREACH(i, &b->p->classes)
        nkc_model_notes_add(&notes, b->p->classes.data[i]->name, b->p->classes.data[i]->component);
    b->m->notes = b->notes.data ? b->notes.data : "";
}

/* ---- audit ---- */

/* Sets of states as C numbers; NULL when all are empty. */
static const char *omit_text(struct nkc_session *s, const struct pol_audit_plan *plan, size_t count)
{
    struct nkc_buf text = {0};
    for (size_t i = 0; i < count && plan->omits; i++)
        nkc_buf_printf(&text, "%s0x%llxu", i ? ", " : "", (unsigned long long)plan->omit[i]);
    const char *copy = plan->omits ? nkc_arena_strndup(s->arena, text.data, text.len) : NULL;
    nkc_buf_free(&text);
    return copy;
}

static void add_audit(struct builder *b)
{
    struct nkc_session *s = b->p->s;
    const struct pol_audit *a = b->p->audit;
    struct pol_numbers levels = {0};
    NKC_FOREACH(i, &a->levels) {
        pol_numbers_add(&levels, a->levels.data[i]);
        b->m->audit_index += a->levels.data[i] <= a->level;
    }
    b->m->audit_levels = pol_numbers_end(s->arena, &levels);
    b->m->audit_level = a->level;
    b->m->audit_level_count = (uint32_t)a->levels.len;
    NKC_FOREACH(i, &a->plans) {
        if (!a->plans.data[i].used)
            continue; /* of rules that always grant, which it does not report */
        struct m_plan plan = {
            plan_name(s, i + 1),
            pol_numbers_bytes(s->arena, a->plans.data[i].masks, a->levels.len + 1, 0),
            omit_text(s, &a->plans.data[i], a->levels.len + 1)};
        nkc_vec_push(s->arena, &b->m->audit_plans, plan);
    }
    b->m->audit_grants = a->grants;
}

/* The names of rules and fields as C, and what tells this policy from others in its records:
 * classes and interfaces by the model's hash, rules by this text. */
static bool add_names(struct builder *b)
{
    enum { MODULE_SIZE = 8 }; /* NK_AUDIT_MODULE_SIZE */
    struct nkc_session *s = b->p->s;
    uint8_t hash[32];
    if (!nkc_tmpl_print(nkc_tmpl_builtin_set(s), "ksm_names", &pol_module_view, b->m, &b->names))
        return false;
    b->m->names = b->names.data;
    const struct nkc_bytes pieces[] = {{b->model_hash, sizeof b->model_hash},
                                       {b->names.data, b->names.len}};
    nkc_sha256(pieces, 2, hash);
    b->m->audit_module = pol_numbers_bytes(s->arena, hash, MODULE_SIZE, 8);
    return true;
}

/* ---- hashes ---- */

static void hash_classes(struct policy *p, uint8_t hash[32])
{
    const struct nkc_component **all =
        nkc_arena_alloc(p->s->arena, (p->classes.len + 1) * sizeof *all);
    NKC_FOREACH(i, &p->classes)
        all[i] = p->classes.data[i]->component;
    nkc_model_hash(p->model, all, p->classes.len, hash);
}

const char *pol_model_hash_text(struct policy *p)
{
    uint8_t hash[32];
    hash_classes(p, hash);
    return pol_numbers_bytes(p->s->arena, hash, sizeof hash, 8);
}

static void add_hashes(struct builder *b)
{
    struct policy *p = b->p;
    uint8_t core_hash[32] = {0};
    hash_classes(p, b->model_hash);
    b->m->model_hash = pol_numbers_bytes(p->s->arena, b->model_hash, sizeof b->model_hash, 8);
    const struct pol_class *core = nkc_map_get(&p->class_map, POL_KERNEL_CLASS);
    if (core)
        nkc_model_hash(p->model, &core->component, 1, core_hash);
    b->m->core_hash = pol_numbers_bytes(p->s->arena, core_hash, sizeof core_hash, 8);
}

/* ---- entry ---- */

static bool fill(struct builder *b)
{
    struct policy *p = b->p;
    struct m_module *m = b->m;
    const struct pol_table *t = pol_table_new(p);
    if (p->s->error_count)
        return false;
    NKC_FOREACH(i, &p->classes)
        add_class(b, p->classes.data[i]);
    NKC_FOREACH(i, &p->rules)
        add_rule(b, p->rules.data[i]);
    m->acsl = p->acsl;
    m->cover = p->coverage ? pol_cover_new(p) : NULL;
    add_lists(b, t);
    pol_module_add_tables(p, t, m);
    add_objects(b, &b->state);
    NKC_FOREACH(i, &p->definitions)
        nkc_vec_push(p->s->arena, &m->definitions, p->definitions.data[i]);
    add_hashes(b);
    add_notes(b);
    add_audit(b);
    NKC_FOREACH(i, &p->fields.rows)
        nkc_vec_push(p->s->arena, &m->fields, nkc_quote_c(p->s->arena, p->fields.rows.data[i]));
    m->verifiers = b->verifiers.data ? b->verifiers.data : "";
    m->class_count = (uint32_t)m->classes.len;
    m->rule_count = (uint32_t)m->rules.len;
    m->field_count = (uint32_t)m->fields.len;
    return !b->failed && add_names(b);
}

bool pol_module_emit(struct policy *p, struct nkc_buf *out, struct nkc_buf *audit)
{
    struct nkc_tmpl_set *set = nkc_tmpl_builtin_set(p->s);
    struct m_module m = {.source = nkc_quote_comment(p->s->arena, p->files.data[0]->label)};
    struct builder b = {.p = p, .m = &m};
    nkc_map_init(&b.known, p->s->arena);
    bool ok = fill(&b);
    if (ok && out)
        ok = nkc_tmpl_print(set, "ksm", &pol_module_view, &m, out);
    if (ok && audit)
        ok = nkc_tmpl_print(set, "ksm_audit", &pol_module_view, &m, audit);
    nkc_buf_free(&b.verifiers);
    nkc_buf_free(&b.names);
    nkc_buf_free(&b.notes);
    nkc_buf_free(&b.state);
    return ok;
}
