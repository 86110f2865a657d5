/* `choice`: its expression, its labels (psl 6.7). */
#include "policy/pol_audit.h"
#include "policy/pol_code.h"
#include "policy/pol_model.h"

/* ---- Booleans and numbers: any expression of a model gives a branch ---- */

static bool int_label(struct pol_scope *c, const struct psl_expr *label, struct pol_type type)
{
    if (label->kind != PSL_E_INT) {
        pol_choice_label(c->p, label, "a number");
        return false;
    }
    struct pol_node *n = pol_node_new(c, POL_N_INT, POL_T_LITERAL, label);
    n->value = label->value;
    n->negative = label->negative;
    return pol_adapt(c, n, type);
}

static bool scalar_label(struct pol_scope *c, const struct psl_expr *label, struct pol_type type)
{
    if (type.kind == POL_T_INT)
        return int_label(c, label, type);
    if (label->kind == PSL_E_BOOL)
        return true;
    pol_choice_label(c->p, label, "`true` or `false`");
    return false;
}

/* The value is read once: `(v0[0] = X, v0[0] == 3u ? 1u : v0[0] == 5u ? 2u : 0u)`. */
static void pick_scalar(struct pol_code *c, const struct pol_choice *choice)
{
    bool is_signed = choice->node->type.kind == POL_T_INT && choice->node->type.is_signed;
    unsigned v = pol_code_local(c, 1);
    nkc_buf_printf(&c->out, "(v%u[0] = ", v);
    pol_code_word(c, choice->node);
    nkc_buf_puts(&c->out, ", ");
    NKC_FOREACH(i, &choice->branches) {
        const struct psl_expr *label = choice->branches.data[i].label;
        if (!label)
            break; /* what stands after `_` is never taken */
        nkc_buf_printf(&c->out, "v%u[0] == %s(", v, is_signed ? "(nk_uint64_t)" : "");
        pol_code_constant(c, label->value, label->negative, is_signed);
        nkc_buf_printf(&c->out, ") ? %zuu : ", i + 1);
    }
    nkc_buf_printf(&c->out, "%uu)", choice->otherwise);
}

static bool choose_scalar(struct pol_scope *c, struct pol_choice *choice)
{
    struct pol_type type = choice->node->type;
    bool ok = true, seen[2] = {false};
    choice->pick = pick_scalar;
    NKC_FOREACH(i, &choice->branches) {
        const struct psl_expr *label = choice->branches.data[i].label;
        bool fits = !label || scalar_label(c, label, type);
        if (label && fits && type.kind == POL_T_BOOL)
            seen[label->value] = true;
        ok &= fits;
    }
    choice->complete = seen[0] && seen[1];
    return ok;
}

/* ---- a table of branches, for expressions of models with few values ---- */

void pol_choice_take(const struct pol_choice *choice, size_t branch, uint32_t *of, size_t value)
{
    bool reached = !choice->otherwise || branch < choice->otherwise;
    if (reached && !of[value])
        of[value] = (uint32_t)branch;
}

bool pol_choice_fill(const struct pol_choice *choice, uint32_t *of, size_t count)
{
    bool complete = true;
    for (size_t i = 0; i < count; i++) {
        complete &= of[i] != 0;
        if (!of[i])
            of[i] = choice->otherwise;
    }
    return complete;
}

/* ---- the expression ---- */

static bool type_expression(struct pol_scope *c, struct pol_choice *choice)
{
    const struct psl_expr *e = choice->source;
    if (e->kind == PSL_E_ERROR)
        return false;
    const struct pol_object *object = nkc_map_get(&c->p->objects, e->object.text);
    const struct pol_method *m =
        object && !object->broken ? pol_method_find(object->model, e->name.text) : NULL;
    if (m && m->choose) {
        choice->node = pol_choice_node(c, e, object, m);
        return m->choose(c, choice);
    }
    choice->node = pol_check(c, e);
    if (choice->node->type.kind == POL_T_LITERAL &&
        !pol_adapt(c, choice->node,
                   (struct pol_type){.kind = POL_T_INT, .width = 8, .is_signed = true}))
        return false;
    if (choice->node->type.kind == POL_T_INT || choice->node->type.kind == POL_T_BOOL)
        return choose_scalar(c, choice);
    if (choice->node->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, e->span,
                 "a number, a Boolean or an expression made for `choice`",
                 pol_type_text(c->p->s, choice->node->type));
    return false;
}

/* ---- the labels ---- */

static bool same_label(const struct psl_expr *a, const struct psl_expr *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == PSL_E_TEXT)
        return strcmp(a->text, b->text) == 0;
    return a->value == b->value && a->negative == b->negative;
}

static void check_reachable(struct policy *p, const struct pol_choice *choice, size_t at)
{
    const struct psl_expr *label = choice->branches.data[at].label;
    struct nkc_span span = label ? label->span : choice->branches.data[at].span;
    for (size_t i = 0; i < at; i++) {
        const struct psl_expr *before = choice->branches.data[i].label;
        const char *why = NULL;
        if (!before)
            why = "it stands after `_`";
        else if (label && same_label(before, label))
            why = "an earlier branch has the same label";
        if (!why)
            continue;
        nkc_diag(p->s, PSL_UNREACHABLE, span, why);
        return;
    }
}

static struct pol_choice *make_choice(struct policy *p, const struct psl_item *item)
{
    struct pol_choice *choice = NKC_NEW(p->s->arena, struct pol_choice);
    choice->source = item->argument;
    NKC_FOREACH(i, &item->branches->list) {
        const struct psl_branch *b = &item->branches->list.data[i];
        nkc_vec_push(p->s->arena, &choice->branches, (struct pol_branch){b->label, b->span});
        if (!b->label && !choice->otherwise)
            choice->otherwise = (uint32_t)i + 1;
        check_reachable(p, choice, i);
    }
    return choice;
}

struct pol_rule *pol_choice_new(struct policy *p, const struct pol_file *file,
                                struct pol_selectors *sel, const struct psl_item *item)
{
    struct pol_scope c = {.p = p, .sel = sel};
    struct pol_rule *rule = NKC_NEW(p->s->arena, struct pol_rule);
    rule->selectors = sel;
    rule->choice = make_choice(p, item);
    struct nkc_span head = {item->span.src, item->span.begin, item->argument->span.end};
    pol_rule_place(p, file, head, rule);
    pol_audit_rule(p, rule, NULL);
    if (!type_expression(&c, rule->choice))
        return NULL;
    if (!rule->choice->otherwise && !rule->choice->complete && !item->branches->broken)
        nkc_diag(p->s, PSL_CHOICE_OPEN, head);
    return rule;
}
