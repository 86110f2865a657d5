#include "policy/pol_module.h"

#include "back/tmpl.h"
#include "back/model_notes.h"
#include "base/quote.h"
#include "model/model_json.h"
#include "policy/pol_audit.h"
#include "policy/pol_code.h"
#include "policy/pol_cover.h"
#include "policy/pol_model.h"
#include "policy/pol_table.h"

/* ---- what the template sees ---- */

struct m_method {
    const char *name, *req, *res, *err; /* names of the verifiers */
};

struct m_interface {
    const char *name, *c_name;
    const struct nkc_interface *of;
    NKC_VEC(struct m_method) methods;
};

struct m_endpoint {
    const char *path, *interface;
};

struct m_class {
    const char *name;
    uint32_t id, endpoint_count, security_count;
    NKC_VEC(struct m_endpoint) endpoints, security;
};

struct m_atom {
    const char *text, *limit; /* C literals or a null pointer */
    uint32_t field, is_signed, limit_signed, elem0, elem1;
};

struct m_local {
    uint32_t index, words;
};

struct m_rule {
    uint32_t number, line, column, first_atom, atom_count;
    const char *text, *file; /* C literals */
    const char *comment, *condition, *code;
    const char *audit, *omit; /* name of its plan, C text of its state at the start, or NULL */
    bool uses_event, is_choice;
    NKC_VEC(struct m_local) locals;
};

struct m_call { /* of a rule, in a list */
    uint32_t number;
    const char *guard;      /* C condition, or NULL */
    bool is_choice, grants; /* grants: nothing is called */
};

struct m_list {
    uint32_t index;
    bool is_open;  /* it may come to no rule at all: a choice decides */
    bool is_state; /* some rule changes state */
    NKC_VEC(struct m_call) calls;
};

struct m_object {
    const char *name, *runtime;
};

struct m_slot {
    const char *c_name;            /* of the interface; NULL: no endpoint */
    uint32_t mask, plain, actions; /* the last two: where they begin */
};

struct m_row {
    uint32_t mask, slots; /* slots: where they begin */
};

struct m_plan {
    const char *name, *masks, *omit; /* omit: NULL when it is empty */
};

struct m_module {
    const char *source, *model_hash, *core_hash, *verifiers, *names, *notes;
    const char *state; /* C text: of the objects */
    NKC_VEC(const char *) definitions; /* of what rules use */
    const char *audit_levels, *audit_module;
    uint32_t audit_level, audit_index, audit_level_count;
    bool audit_grants; /* some rule is reported when it grants */
    NKC_VEC(struct m_plan) audit_plans;
    uint32_t class_count, rule_count, field_count, object_count;
    uint32_t journal; /* words that one event changes at most */
    bool has_state;
    const struct pol_cover *cover; /* NULL: not instrumented */
    NKC_VEC(const char *) headers;
    NKC_VEC(struct m_object) objects;
    NKC_VEC(struct m_interface) interfaces;
    NKC_VEC(struct m_class) classes;
    NKC_VEC(struct m_rule) rules;
    NKC_VEC(struct m_atom) atoms;
    NKC_VEC(const char *) fields;
    NKC_VEC(struct m_list) lists;
    NKC_VEC(const char *) actions_of; /* function of each action */
    const char *from, *peers, *execute, *security;
    const char *plains, *actions, *row_slots;
    NKC_VEC(struct m_slot) slots;
    NKC_VEC(struct m_row) rows;
};

static const struct nkc_view_field method_fields[] = {
    NKC_V_TEXT("name", struct m_method, name), NKC_V_TEXT("req", struct m_method, req),
    NKC_V_TEXT("res", struct m_method, res), NKC_V_TEXT("err", struct m_method, err)};
static const struct nkc_view_type method_view = NKC_V_TYPE("ksm method", method_fields);

static const struct nkc_view_field interface_fields[] = {
    NKC_V_TEXT("name", struct m_interface, name), NKC_V_TEXT("c_name", struct m_interface, c_name),
    NKC_V_LIST("methods", struct m_interface, methods, method_view)};
static const struct nkc_view_type interface_view = NKC_V_TYPE("ksm interface", interface_fields);

static const struct nkc_view_field endpoint_fields[] = {
    NKC_V_TEXT("path", struct m_endpoint, path),
    NKC_V_TEXT("interface", struct m_endpoint, interface)};
static const struct nkc_view_type endpoint_view = NKC_V_TYPE("ksm endpoint", endpoint_fields);

static const struct nkc_view_field class_fields[] = {
    NKC_V_TEXT("name", struct m_class, name),
    NKC_V_NUMBER("id", struct m_class, id),
    NKC_V_NUMBER("endpoint_count", struct m_class, endpoint_count),
    NKC_V_NUMBER("security_count", struct m_class, security_count),
    NKC_V_LIST("endpoints", struct m_class, endpoints, endpoint_view),
    NKC_V_LIST("security", struct m_class, security, endpoint_view)};
static const struct nkc_view_type class_view = NKC_V_TYPE("ksm class", class_fields);

static const struct nkc_view_field atom_fields[] = {
    NKC_V_TEXT("text", struct m_atom, text),
    NKC_V_TEXT("limit", struct m_atom, limit),
    NKC_V_NUMBER("field", struct m_atom, field),
    NKC_V_NUMBER("is_signed", struct m_atom, is_signed),
    NKC_V_NUMBER("limit_signed", struct m_atom, limit_signed),
    NKC_V_NUMBER("elem0", struct m_atom, elem0),
    NKC_V_NUMBER("elem1", struct m_atom, elem1)};
static const struct nkc_view_type atom_view = NKC_V_TYPE("ksm atom", atom_fields);

static const struct nkc_view_field local_fields[] = {NKC_V_NUMBER("index", struct m_local, index),
                                                     NKC_V_NUMBER("words", struct m_local, words)};
static const struct nkc_view_type local_view = NKC_V_TYPE("ksm local", local_fields);

static const struct nkc_view_field rule_fields[] = {
    NKC_V_NUMBER("number", struct m_rule, number),
    NKC_V_NUMBER("line", struct m_rule, line),
    NKC_V_NUMBER("column", struct m_rule, column),
    NKC_V_NUMBER("first_atom", struct m_rule, first_atom),
    NKC_V_NUMBER("atom_count", struct m_rule, atom_count),
    NKC_V_TEXT("text", struct m_rule, text),
    NKC_V_TEXT("file", struct m_rule, file),
    NKC_V_TEXT("comment", struct m_rule, comment),
    NKC_V_TEXT("condition", struct m_rule, condition),
    NKC_V_TEXT("code", struct m_rule, code),
    NKC_V_TEXT("audit", struct m_rule, audit),
    NKC_V_TEXT("omit", struct m_rule, omit),
    NKC_V_BOOL("uses_event", struct m_rule, uses_event),
    NKC_V_BOOL("is_choice", struct m_rule, is_choice),
    NKC_V_LIST("locals", struct m_rule, locals, local_view)};
static const struct nkc_view_type rule_view = NKC_V_TYPE("ksm rule", rule_fields);

static const struct nkc_view_field call_fields[] = {
    NKC_V_NUMBER("number", struct m_call, number), NKC_V_TEXT("guard", struct m_call, guard),
    NKC_V_BOOL("is_choice", struct m_call, is_choice), NKC_V_BOOL("grants", struct m_call, grants)};
static const struct nkc_view_type call_view = NKC_V_TYPE("ksm call", call_fields);

static const struct nkc_view_field list_fields[] = {
    NKC_V_NUMBER("index", struct m_list, index), NKC_V_BOOL("is_open", struct m_list, is_open),
    NKC_V_BOOL("is_state", struct m_list, is_state),
    NKC_V_LIST("calls", struct m_list, calls, call_view)};
static const struct nkc_view_type list_view = NKC_V_TYPE("ksm list", list_fields);

static const struct nkc_view_field plan_fields[] = {NKC_V_TEXT("name", struct m_plan, name),
                                                    NKC_V_TEXT("masks", struct m_plan, masks),
                                                    NKC_V_TEXT("omit", struct m_plan, omit)};
static const struct nkc_view_type plan_view = NKC_V_TYPE("ksm audit plan", plan_fields);
static const struct nkc_view_field slot_fields[] = {
    NKC_V_TEXT("c_name", struct m_slot, c_name), NKC_V_NUMBER("mask", struct m_slot, mask),
    NKC_V_NUMBER("plain", struct m_slot, plain), NKC_V_NUMBER("actions", struct m_slot, actions)};
static const struct nkc_view_type slot_view = NKC_V_TYPE("ksm slot", slot_fields);

static const struct nkc_view_field row_fields[] = {NKC_V_NUMBER("mask", struct m_row, mask),
                                                   NKC_V_NUMBER("slots", struct m_row, slots)};
static const struct nkc_view_type row_view = NKC_V_TYPE("ksm row", row_fields);

static const struct nkc_view_field object_fields[] = {
    NKC_V_TEXT("name", struct m_object, name), NKC_V_TEXT("runtime", struct m_object, runtime)};
static const struct nkc_view_type object_view = NKC_V_TYPE("ksm object", object_fields);

static const struct nkc_view_field module_fields[] = {
    NKC_V_TEXT("source", struct m_module, source),
    NKC_V_TEXT("model_hash", struct m_module, model_hash),
    NKC_V_TEXT("core_hash", struct m_module, core_hash),
    NKC_V_TEXT("verifiers", struct m_module, verifiers),
    NKC_V_TEXT("names", struct m_module, names),
    NKC_V_TEXT("notes", struct m_module, notes),
    NKC_V_TEXT("audit_levels", struct m_module, audit_levels),
    NKC_V_TEXT("audit_module", struct m_module, audit_module),
    NKC_V_NUMBER("audit_level", struct m_module, audit_level),
    NKC_V_NUMBER("audit_index", struct m_module, audit_index),
    NKC_V_NUMBER("audit_level_count", struct m_module, audit_level_count),
    NKC_V_BOOL("audit_grants", struct m_module, audit_grants),
    NKC_V_LIST("audit_plans", struct m_module, audit_plans, plan_view),
    NKC_V_TEXT("state", struct m_module, state),
    NKC_V_TEXTS("definitions", struct m_module, definitions),
    NKC_V_NUMBER("object_count", struct m_module, object_count),
    NKC_V_NUMBER("journal", struct m_module, journal),
    NKC_V_BOOL("has_state", struct m_module, has_state),
    NKC_V_POINTER("cover", struct m_module, cover, pol_cover_view),
    NKC_V_TEXTS("headers", struct m_module, headers),
    NKC_V_LIST("objects", struct m_module, objects, object_view),
    NKC_V_NUMBER("class_count", struct m_module, class_count),
    NKC_V_NUMBER("rule_count", struct m_module, rule_count),
    NKC_V_NUMBER("field_count", struct m_module, field_count),
    NKC_V_LIST("interfaces", struct m_module, interfaces, interface_view),
    NKC_V_LIST("classes", struct m_module, classes, class_view),
    NKC_V_LIST("rules", struct m_module, rules, rule_view),
    NKC_V_LIST("atoms", struct m_module, atoms, atom_view),
    NKC_V_TEXTS("fields", struct m_module, fields),
    NKC_V_LIST("lists", struct m_module, lists, list_view),
    NKC_V_TEXTS("actions_of", struct m_module, actions_of),
    NKC_V_TEXT("from", struct m_module, from),
    NKC_V_TEXT("peers", struct m_module, peers),
    NKC_V_TEXT("execute", struct m_module, execute),
    NKC_V_TEXT("security_rows", struct m_module, security),
    NKC_V_TEXT("plains", struct m_module, plains),
    NKC_V_TEXT("row_slots", struct m_module, row_slots),
    NKC_V_LIST("slots", struct m_module, slots, slot_view),
    NKC_V_LIST("rows", struct m_module, rows, row_view),
    NKC_V_TEXT("actions", struct m_module, actions)};
static const struct nkc_view_type module_view = NKC_V_TYPE("security module", module_fields);

/* ---- tables of numbers as text ---- */

enum { LINE_MAX = 96 };

struct numbers {
    struct nkc_buf text;
    size_t column, indent; /* indent: of continued lines; 0 = 4 */
};

static void put_item(struct numbers *n, const char *item)
{
    size_t indent = n->indent ? n->indent : 4, len = strlen(item);
    if (n->column && n->column + len + 1 > LINE_MAX) {
        nkc_buf_printf(&n->text, "\n%*s", (int)indent, "");
        n->column = indent;
    } else if (n->column) {
        nkc_buf_putc(&n->text, ' ');
        n->column++;
    } else {
        n->column = indent;
    }
    nkc_buf_puts(&n->text, item);
    n->column += len;
}

static void put_number(struct numbers *n, unsigned long value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lu,", value);
    put_item(n, digits);
}

/* C has no empty arrays: an empty table gets one zero that nothing reads. */
static const char *end_numbers(struct nkc_session *s, struct numbers *n)
{
    if (n->text.len == 0)
        put_number(n, 0);
    const char *text = nkc_arena_strndup(s->arena, n->text.data, n->text.len);
    nkc_buf_free(&n->text);
    return text;
}

static const char *u16_text(struct nkc_session *s, const uint16_t *data, size_t count)
{
    struct numbers n = {0};
    for (size_t i = 0; i < count; i++)
        put_number(&n, data[i]);
    return end_numbers(s, &n);
}

static const char *bytes_text(struct nkc_session *s, const uint8_t *data, size_t count,
                              size_t indent)
{
    struct numbers n = {.indent = indent};
    for (size_t i = 0; i < count; i++)
        put_number(&n, data[i]);
    return end_numbers(s, &n);
}

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
    static const char prefix[] = "verify_";
    struct nkc_session *s = b->p->s;
    if (!nkc_map_add(&b->known, iface->package->name, (void *)(uintptr_t)iface))
        return;
    b->failed |=
        !nkc_verifier_emit(s, iface, prefix, NKC_VERIFIER_PLAIN, &b->p->fields, &b->verifiers);
    struct m_interface out = {
        .name = iface->package->name, .c_name = iface->package->c_name, .of = iface};
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        struct m_method m = {method->name, nkc_verifier_name(s, prefix, method, NKC_REQ),
                             nkc_verifier_name(s, prefix, method, NKC_RES),
                             nkc_verifier_name(s, prefix, method, NKC_ERR)};
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

/* Rules that always grant decide nothing at run time and are left out, unless they are reported or
 * counted. */
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
    if (rule->audit)
        out.audit = plan_name(s, rule->audit);
    out.omit = pol_audit_omit(b->p, rule);
    if (!out.code)
        out.code = "NK_RULE_DENY";
    out.uses_event = out.condition && strstr(out.condition, "event") != NULL;
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

/* The function of an action. That of one rule is the rule's own, unless state is kept or undone at
 * the end. */
static const char *add_list(struct builder *b, const struct pol_array *numbers, size_t index)
{
    struct nkc_arena *arena = b->p->s->arena;
    struct m_list list = {.index = (uint32_t)index, .is_open = is_open(b, numbers)};
    uint32_t writes = 0;
    for (size_t i = 0; i < numbers->len; i++) {
        const struct pol_rule *rule = rule_of(b, numbers, i);
        writes += rule->writes;
        add_call(b, &list, rule);
    }
    if (writes > b->m->journal)
        b->m->journal = writes;
    list.is_state = writes > 0;
    if (numbers->len == 1 && !writes && !rule_of(b, numbers, 0)->choice)
        return nkc_arena_printf(arena, "rule_%u", numbers->data[0]);
    nkc_vec_push(arena, &b->m->lists, list);
    return nkc_arena_printf(arena, "list_%zu", index);
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

static void add_objects(struct builder *b, struct nkc_buf *state)
{
    struct policy *p = b->p;
    NKC_FOREACH(i, &p->headers)
        add_header(b, p->headers.data[i]);
    NKC_FOREACH(i, &p->stateful) {
        const struct pol_object *object = p->stateful.data[i];
        add_header(b, object->model->header);
        object->model->emit(object, p->s->arena, state);
        nkc_vec_push(p->s->arena, &b->m->objects,
                     (struct m_object){object->name, object->model->runtime});
    }
    b->m->object_count = (uint32_t)p->stateful.len;
    b->m->has_state = p->stateful.len || b->m->journal;
    b->m->state = state->data;
}

/* All arrays of a set one after the other; starts[i]: where array i begins. */
static uint32_t *starts_of(struct nkc_arena *arena, const struct pol_arrays *set, size_t item)
{
    uint32_t *starts = nkc_arena_alloc(arena, (set->list.len + 1) * sizeof *starts);
    uint32_t at = 0;
    NKC_FOREACH(i, &set->list) {
        starts[i] = at;
        at += (uint32_t)(set->list.data[i].len / item);
    }
    return starts;
}

static void put_place(struct numbers *n, const char *table, uint32_t index)
{
    char text[32];
    snprintf(text, sizeof text, "%s + %u,", table, index);
    put_item(n, text);
}

static void put_head(struct numbers *n, const uint32_t *head)
{
    char text[32];
    snprintf(text, sizeof text, "0x%08x%08x,", head[1], head[0]);
    put_item(n, text);
}

static void add_slots(struct builder *b, const struct pol_routes *r)
{
    struct nkc_session *s = b->p->s;
    const uint32_t *plain = starts_of(s->arena, &r->plains, 2);
    const uint32_t *actions = starts_of(s->arena, &r->actions, 1);
    struct numbers heads = {0}, numbers = {0};
    NKC_FOREACH(i, &r->plains.list)
        for (size_t k = 0; k < r->plains.list.data[i].len; k += 2)
            put_head(&heads, &r->plains.list.data[i].data[k]);
    NKC_FOREACH(i, &r->actions.list)
        for (size_t k = 0; k < r->actions.list.data[i].len; k++)
            put_number(&numbers, r->actions.list.data[i].data[k]);
    b->m->plains = end_numbers(s, &heads);
    b->m->actions = end_numbers(s, &numbers);
    NKC_FOREACH(i, &r->slots) {
        const struct pol_slot *slot = &r->slots.data[i];
        uint32_t mask = (uint32_t)(r->plains.list.data[slot->plain].len / 2 - 1);
        nkc_vec_push(s->arena, &b->m->slots,
                     (struct m_slot){slot->interface ? slot->interface->package->c_name : NULL,
                                     mask, plain[slot->plain], actions[slot->actions]});
    }
}

static void add_rows(struct builder *b, const struct pol_routes *r)
{
    struct nkc_session *s = b->p->s;
    const uint32_t *starts = starts_of(s->arena, &r->rows, 1);
    struct numbers slots = {0};
    NKC_FOREACH(i, &r->rows.list) {
        const struct pol_array *row = &r->rows.list.data[i];
        for (size_t k = 0; k < row->len; k++)
            put_place(&slots, "slots", row->data[k]);
        nkc_vec_push(s->arena, &b->m->rows, (struct m_row){(uint32_t)row->len - 1, starts[i]});
    }
    b->m->row_slots = end_numbers(s, &slots);
}

/* What a class sends to each other one, by source and direction. */
static void add_from(struct builder *b, const struct pol_table *t)
{
    struct nkc_session *s = b->p->s;
    size_t n = b->p->classes.len;
    struct pol_arrays lists = {0};
    struct numbers from = {0}, peers = {0};
    uint32_t *row = nkc_arena_alloc(s->arena, (n + 1) * sizeof *row);
    for (size_t i = 0; i < 3 * n; i++) {
        for (size_t dst = 0; dst < n; dst++)
            row[dst] = t->cells[i % 3][i / 3 * n + dst];
        put_place(&from, "peers", (uint32_t)(pol_arrays_add(&lists, s->arena, row, n) * n));
    }
    NKC_FOREACH(i, &lists.list)
        for (size_t dst = 0; dst < n; dst++)
            put_place(&peers, "rows", lists.list.data[i].data[dst]);
    b->m->from = end_numbers(s, &from);
    b->m->peers = end_numbers(s, &peers);
}

static void add_tables(struct builder *b, const struct pol_table *t)
{
    struct nkc_session *s = b->p->s;
    size_t n = b->p->classes.len;
    add_from(b, t);
    b->m->execute = u16_text(s, t->execute, n * n);
    struct numbers security = {0};
    for (size_t i = 0; i < n; i++)
        put_place(&security, "rows", t->security[i]);
    b->m->security = end_numbers(s, &security);
    add_slots(b, &t->routes);
    add_rows(b, &t->routes);
}

static void add_notes(struct builder *b)
{
    struct nkc_model_notes notes;
    nkc_model_notes_init(&notes, b->p->model, &b->notes);
    NKC_FOREACH(i, &b->p->classes)
        nkc_model_notes_add(&notes, b->p->classes.data[i]->name,
                            b->p->classes.data[i]->component);
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
    struct numbers levels = {0};
    NKC_FOREACH(i, &a->levels) {
        put_number(&levels, a->levels.data[i]);
        b->m->audit_index += a->levels.data[i] <= a->level;
    }
    b->m->audit_levels = end_numbers(s, &levels);
    b->m->audit_level = a->level;
    b->m->audit_level_count = (uint32_t)a->levels.len;
    NKC_FOREACH(i, &a->plans) {
        struct m_plan plan = {plan_name(s, i + 1),
                              bytes_text(s, a->plans.data[i].masks, a->levels.len + 1, 0),
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
    if (!nkc_tmpl_print(nkc_tmpl_builtin_set(s), "ksm_names", &module_view, b->m, &b->names))
        return false;
    b->m->names = b->names.data;
    const struct nkc_bytes pieces[] = {{b->model_hash, sizeof b->model_hash},
                                       {b->names.data, b->names.len}};
    nkc_sha256(pieces, 2, hash);
    b->m->audit_module = bytes_text(s, hash, MODULE_SIZE, 8);
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
    return bytes_text(p->s, hash, sizeof hash, 8);
}

static void add_hashes(struct builder *b)
{
    struct policy *p = b->p;
    uint8_t core_hash[32] = {0};
    hash_classes(p, b->model_hash);
    b->m->model_hash = bytes_text(p->s, b->model_hash, sizeof b->model_hash, 8);
    const struct pol_class *core = nkc_map_get(&p->class_map, "kl.core.Core");
    if (core)
        nkc_model_hash(p->model, &core->component, 1, core_hash);
    b->m->core_hash = bytes_text(p->s, core_hash, sizeof core_hash, 8);
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
    m->cover = p->coverage ? pol_cover_new(p) : NULL;
    add_lists(b, t);
    add_tables(b, t);
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
        ok = nkc_tmpl_print(set, "ksm", &module_view, &m, out);
    if (ok && audit)
        ok = nkc_tmpl_print(set, "ksm_audit", &module_view, &m, audit);
    nkc_buf_free(&b.verifiers);
    nkc_buf_free(&b.names);
    nkc_buf_free(&b.notes);
    nkc_buf_free(&b.state);
    return ok;
}

/* ---- dependency file ---- */

void pol_depfile_emit(struct policy *p, const char *target, struct nkc_buf *out)
{
    nkc_depfile(p->s, target, out);
}
