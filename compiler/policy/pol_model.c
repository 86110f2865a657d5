#include "policy/pol_model.h"

/* Every model of the language, in the order in which objects of one file are made. */
/* clang-format off */
static const struct pol_model *const models[] = {
    &pol_model_base,
    &pol_model_pred,
    &pol_model_bool,
    &pol_model_math,
    &pol_model_struct,
    &pol_model_regex,
    &pol_model_hashset,
    &pol_model_staticmap,
    &pol_model_flow,
    &pol_model_mic,
};
/* clang-format on */

enum { MODEL_COUNT = sizeof models / sizeof models[0] };

const struct pol_model *pol_model_find(const char *name)
{
    for (size_t i = 0; i < MODEL_COUNT; i++)
        if (strcmp(models[i]->name, name) == 0)
            return models[i];
    return NULL;
}

const char *pol_model_nearest(const char *name)
{
    const char *names[MODEL_COUNT];
    for (size_t i = 0; i < MODEL_COUNT; i++)
        names[i] = models[i]->name;
    return nkc_nearest(name, names, MODEL_COUNT);
}

const struct pol_method *pol_method_find(const struct pol_model *model, const char *name)
{
    for (const struct pol_method *m = model->methods; m && m->name; m++)
        if (strcmp(m->name, name) == 0)
            return m;
    return NULL;
}

void *pol_model_data(struct policy *p, const struct pol_model *model, size_t size)
{
    void *data = nkc_map_get(&p->model_data, model->name);
    if (!data) {
        data = nkc_arena_alloc(p->s->arena, size);
        nkc_map_add(&p->model_data, model->name, data);
    }
    return data;
}

const struct pol_model *pol_model_of_object(const char *name)
{
    for (size_t i = 0; i < MODEL_COUNT; i++)
        if (models[i]->object && strcmp(models[i]->object, name) == 0)
            return models[i];
    return NULL;
}

const struct pol_model *pol_model_in_file(const char *file, const struct pol_model *last)
{
    bool after = !last;
    for (size_t i = 0; i < MODEL_COUNT; i++) {
        if (after && strcmp(models[i]->file, file) == 0)
            return models[i];
        after |= models[i] == last;
    }
    return NULL;
}

struct pol_node *pol_wrong_argument(struct pol_scope *c, const struct psl_expr *e,
                                    const struct psl_expr *at, const char *wanted,
                                    const struct pol_node *arg)
{
    if (arg->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, at->span, wanted, pol_type_text(c->p->s, arg->type));
    return pol_bad(c, e);
}

/* ---- rules and expressions of models ---- */

static struct pol_node *typed_call(struct pol_scope *c, const struct psl_expr *source,
                                   const struct pol_object *object, const struct pol_method *m,
                                   struct pol_node *arg)
{
    struct pol_node *n = pol_node_new(c, POL_N_CALL, POL_T_BOOL, source);
    n->object = object;
    n->method = m;
    n->left = arg;
    if (m->type.kind != POL_T_BAD)
        n->type = m->type;
    return n;
}

bool pol_call_rule(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument)
{
    struct pol_scope c = {.p = p, .sel = rule->selectors};
    const struct pol_method *m = rule->method;
    rule->condition = typed_call(&c, argument, rule->object, m, pol_check(&c, argument));
    rule->writes = m->writes + m->writes_each * rule->object->words;
    return m->check(&c, rule->condition);
}

struct pol_node *pol_call_expr(struct pol_scope *c, const struct psl_expr *e,
                               const struct pol_method *m, struct pol_node *arg)
{
    const struct pol_object *object = nkc_map_get(&c->p->objects, e->object.text);
    struct pol_node *n = typed_call(c, e, object, m, arg);
    return m->check(c, n) ? n : pol_bad(c, e);
}

struct pol_node *pol_choice_node(struct pol_scope *c, const struct psl_expr *e,
                                 const struct pol_object *object, const struct pol_method *m)
{
    return typed_call(c, e, object, m, pol_check(c, e->left));
}

/* ---- arguments ---- */

bool pol_want_int(struct pol_scope *c, struct pol_node *n, struct pol_type type)
{
    if (n->type.kind == POL_T_LITERAL)
        return pol_adapt(c, n, type);
    if (n->type.kind == POL_T_INT && n->type.width == type.width &&
        n->type.is_signed == type.is_signed)
        return true;
    if (n->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, n->source->span, pol_type_text(c->p->s, type),
                 pol_type_text(c->p->s, n->type));
    return false;
}

bool pol_want_sid(struct pol_scope *c, struct pol_node *n)
{
    if (n->type.kind == POL_T_HANDLE) {
        nkc_diag(c->p->s, PSL_TYPE, n->source->span, "a SID", "a handle: write `.handle` after it");
        return false;
    }
    return pol_want_int(c, n, (struct pol_type){.kind = POL_T_INT, .width = 4});
}

static size_t index_of(const char *const *names, size_t count, const char *name)
{
    size_t k = 0;
    while (k < count && strcmp(names[k], name) != 0)
        k++;
    return k;
}

/* Stands for a field that was misspelt: it is not told to be missing, too. */
static struct pol_node misspelt;

static bool no_such_field(struct pol_scope *c, const struct pol_node *call, size_t at,
                          const char *const *names, size_t count, struct pol_node **out)
{
    const struct psl_entries *entries = call->left->source->entries;
    struct psl_name key = entries->list.data[at].key;
    nkc_diag(c->p->s, PSL_NO_FIELD, key.span,
             nkc_arena_printf(c->p->s->arena, "the parameter of `%s.%s`", call->object->name,
                              call->method->name),
             key.text);
    const char *near = nkc_nearest(key.text, names, count);
    nkc_diag_mean(c->p->s, key.span, near);
    for (size_t k = 0; near && k < count; k++)
        if (names[k] == near && !out[k])
            out[k] = &misspelt;
    return false;
}

bool pol_fields(struct pol_scope *c, const struct pol_node *call, const char *const *names,
                size_t count, struct pol_node **out)
{
    const struct pol_node *arg = call->left;
    bool ok = true;
    if (arg->kind != POL_N_DICT || arg->type.kind != POL_T_DICT) {
        if (arg->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_TYPE, arg->source->span, "a dictionary",
                     pol_type_text(c->p->s, arg->type));
        return false;
    }
    bool broken = arg->source->entries->broken;
    for (size_t k = 0; k < count; k++)
        out[k] = NULL;
    NKC_FOREACH(i, &arg->items) {
        size_t k = index_of(names, count, arg->items.data[i].key);
        ok &= k < count || no_such_field(c, call, i, names, count, out);
        if (k < count)
            out[k] = arg->items.data[i].node;
    }
    for (size_t k = 0; !broken && k < count; k++) {
        if (out[k])
            continue;
        nkc_diag(c->p->s, PSL_KEY_MISSING, arg->source->span,
                 nkc_arena_printf(c->p->s->arena, "the parameter of `%s.%s`", call->object->name,
                                  call->method->name),
                 names[k]);
        ok = false;
    }
    return ok && !broken;
}

bool pol_is_told(const struct pol_node *n)
{
    bool told = n->kind == POL_N_BAD;
    NKC_FOREACH(i, &n->items)
        told |= pol_is_told(n->items.data[i].node);
    return told;
}

bool pol_check_sid(struct pol_scope *c, struct pol_node *call)
{
    static const char *const names[] = {"sid"};
    return pol_fields(c, call, names, 1, &call->right) && pol_want_sid(c, call->right);
}

void pol_choice_label(struct policy *p, const struct psl_expr *label, const char *expected)
{
    nkc_diag(p->s, PSL_CHOICE_LABEL, label->span, expected);
}

bool pol_assert_rule(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument)
{
    rule->condition = pol_expr_bool(p, rule->selectors, argument);
    rule->always_grants = rule->condition->kind == POL_N_BOOL && rule->condition->value != 0;
    return rule->condition->kind != POL_N_BAD;
}

void pol_report_method(struct policy *p, const struct pol_model *model, bool rule,
                       struct psl_name name)
{
    size_t total = 0, count = 0;
    while (model->methods[total].name)
        total++;
    const char **names = nkc_arena_alloc(p->s->arena, (total + 1) * sizeof *names);
    for (size_t i = 0; i < total; i++)
        if ((model->methods[i].rule != NULL) == rule)
            names[count++] = model->methods[i].name;
    nkc_diag(p->s, PSL_METHOD, name.span, model->name, rule ? "rule" : "expression", name.text);
    nkc_diag_mean(p->s, name.span, nkc_nearest(name.text, names, count));
}
