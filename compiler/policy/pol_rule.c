/* Rule calls of the Base model, and `bool.assert` (security-models 1, 3). */
#include "policy/pol_expr.h"

enum { RULE_TEXT_MAX = 120 };

/* The object a rule call names; `grant`, `assert` and so on alone mean `base`. */
static const struct pol_object *rule_object(struct policy *p, const struct psl_item *item)
{
    if (!item->object.text) {
        if (!pol_need_model(p, "Base", nkc_arena_printf(p->s->arena, "rule `%s`", item->name.text),
                            item->name.span))
            return NULL;
        return nkc_map_get(&p->objects, "base");
    }
    const struct pol_object *object = nkc_map_get(&p->objects, item->object.text);
    if (!object)
        pol_report_object(p, item->object);
    return object;
}

/* Which rule it is; false after reporting. */
static bool find_rule(struct policy *p, const struct psl_item *item,
                      const struct pol_object *object, enum pol_rule_kind *kind)
{
    const char *name = item->name.text;
    bool base = strcmp(object->model, "Base") == 0, is_bool = strcmp(object->model, "Bool") == 0;
    if (!pol_model_built(object->model)) {
        nkc_diag(p->s, PSL_NOT_BUILT, item->span, "model", object->model);
        return false;
    }
    if ((base || is_bool) && strcmp(name, "assert") == 0)
        *kind = POL_ASSERT;
    else if (base && strcmp(name, "grant") == 0)
        *kind = POL_GRANT;
    else if (base && strcmp(name, "deny") == 0)
        *kind = POL_DENY;
    else if (base && strcmp(name, "set_level") == 0)
        return nkc_diag(p->s, PSL_NOT_BUILT, item->span, "rule", "set_level"), false;
    else if (pol_has_expression(object->model, name))
        return nkc_diag(p->s, PSL_NOT_RULE, item->span, object->name, name), false;
    else
        return pol_report_method(p, object->model, "rule", item->name), false;
    return true;
}

static bool check_unit(struct policy *p, const struct psl_expr *argument)
{
    if (argument->kind == PSL_E_UNIT || argument->kind == PSL_E_ERROR)
        return argument->kind == PSL_E_UNIT;
    nkc_diag(p->s, PSL_TYPE, argument->span, "`()`", "a parameter");
    return false;
}

static void place_rule(struct policy *p, const struct pol_file *file, const struct psl_item *item,
                       struct pol_rule *rule)
{
    rule->text = psl_span_text(p->s, item->span, RULE_TEXT_MAX);
    rule->file = file->label;
    nkc_span_place(item->span, &rule->line, &rule->column);
}

struct pol_rule *pol_rule_new(struct policy *p, const struct pol_file *file,
                              struct pol_selectors *sel, const struct psl_item *item)
{
    struct pol_rule *rule = NKC_NEW(p->s->arena, struct pol_rule);
    const struct pol_object *object = rule_object(p, item);
    if (!object || !find_rule(p, item, object, &rule->kind))
        return NULL;
    rule->selectors = sel;
    place_rule(p, file, item, rule);
    bool plain =
        rule->kind == POL_GRANT || (rule->kind == POL_DENY && item->argument->kind == PSL_E_UNIT);
    if (plain) {
        rule->always_grants = rule->kind == POL_GRANT;
        return check_unit(p, item->argument) ? rule : NULL;
    }
    rule->condition = pol_expr_bool(p, sel, item->argument);
    if (rule->condition->kind == POL_N_BAD)
        return NULL;
    rule->always_grants = rule->condition->kind == POL_N_BOOL &&
                          (rule->condition->value != 0) == (rule->kind == POL_ASSERT);
    return rule;
}
