#include "policy/pol_model.h"

/* Every model of the language, in the order in which objects of one file are made. Those that are
 * not built stand here with their names alone: their use is refused by name. */
static const struct pol_model regex = {
    .name = "Regex", .file = "nk.regex", .object = "re", .auditable = true};
static const struct pol_model hash_set = {
    .name = "HashSet", .file = "nk.hashmap", .auditable = true};
static const struct pol_model static_map = {
    .name = "StaticMap", .file = "nk.staticmap", .auditable = true};
static const struct pol_model flow = {.name = "Flow", .file = "nk.flow", .auditable = true};
static const struct pol_model mic = {.name = "Mic", .file = "nk.mic", .auditable = true};

static const struct pol_model *const models[] = {
    &pol_model_base, &pol_model_pred, &pol_model_bool, &pol_model_math, &pol_model_struct,
    &regex,          &hash_set,       &static_map,     &flow,           &mic,
};

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
        if (!model->methods[i].expr == rule)
            names[count++] = model->methods[i].name;
    nkc_diag(p->s, PSL_METHOD, name.span, model->name, rule ? "rule" : "expression", name.text);
    nkc_diag_mean(p->s, name.span, nkc_nearest(name.text, names, count));
}
