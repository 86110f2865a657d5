/* Base: grant, assert, deny (security-models 1). */
#include "policy/pol_code.h"
#include "policy/pol_model.h"

static bool check_unit(struct policy *p, const struct psl_expr *argument)
{
    if (argument->kind == PSL_E_UNIT || argument->kind == PSL_E_ERROR)
        return argument->kind == PSL_E_UNIT;
    nkc_diag(p->s, PSL_TYPE, argument->span, "`()`", "a parameter");
    return false;
}

static bool grant_rule(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument)
{
    rule->always_grants = true;
    return check_unit(p, argument);
}

/* `deny ()` refuses always, `deny (x)` when x is true. */
static bool deny_rule(struct policy *p, struct pol_rule *rule, const struct psl_expr *argument)
{
    if (argument->kind == PSL_E_UNIT)
        return true;
    rule->condition = pol_expr_bool(p, rule->selectors, argument);
    rule->always_grants = rule->condition->kind == POL_N_BOOL && rule->condition->value == 0;
    return rule->condition->kind != POL_N_BAD;
}

static const char *deny_code(struct policy *p, struct pol_rule *rule)
{
    return nkc_arena_printf(p->s->arena, "!%s", pol_condition_code(p, rule));
}

static const struct pol_method methods[] = {
    {.name = "grant", .rule = grant_rule},
    {.name = "assert",
     .rule = pol_assert_rule,
     .code = pol_condition_code,
     .reason = "NK_RULE_ASSERT"},
    {.name = "deny", .rule = deny_rule, .code = deny_code, .reason = "NK_RULE_DENY"},
    {.name = "set_level"},
    {0},
};

const struct pol_model pol_model_base = {
    .name = "Base",
    .file = "nk.base",
    .object = "base",
    .auditable = true,
    .declares = true,
    .methods = methods,
};
