/* Base: grant, assert, deny, set_level (security-models 1). */
#include "nk/ksm_limits.h"
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

/* The level is a word of the module, `audit.level`, that the audit looks at. */
static bool check_level(struct pol_scope *c, struct pol_node *call)
{
    struct pol_node *level = call->left;
    struct pol_type u64 = {.kind = POL_T_INT, .width = 8};
    if (level->type.kind == POL_T_LITERAL)
        return pol_adapt(c, level, u64);
    if (level->type.kind == POL_T_INT && !level->type.is_signed)
        return true;
    (void)pol_wrong_argument(c, level->source, level->source, "an unsigned number", level);
    return false;
}

static void emit_level(struct pol_code *c, const struct pol_node *call)
{
    nkc_buf_puts(&c->out, "ksm_set_level(&journal, &audit.level, ");
    pol_code_value(c, call->left);
    nkc_buf_putc(&c->out, ')');
}

static const struct pol_method methods[] = {
    {.name = "grant", .rule = grant_rule},
    {.name = "assert",
     .rule = pol_assert_rule,
     .code = pol_condition_code,
     .reason = "NK_RULE_ASSERT"},
    {.name = "deny", .rule = deny_rule, .code = deny_code, .reason = "NK_RULE_DENY"},
    {.name = "set_level",
     .rule = pol_call_rule,
     .code = pol_call_code,
     .check = check_level,
     .emit = emit_level,
     .writes = KSM_LEVEL_WRITES},
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
