/* Calls of expressions: `bool.any [..]`, `pred.empty (..)`, `math.uint64 (..)`
 * (security-models 2 to 4). */
#include "policy/pol_expr.h"

/* ---- bool ---- */

static struct pol_node *call_all_any(struct pol_scope *c, const struct psl_expr *e,
                                     struct pol_node *arg, enum pol_node_kind kind)
{
    if (arg->kind != POL_N_LIST) {
        if (arg->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_TYPE, e->left->span, "a list of `Boolean`",
                     pol_type_text(c->p->s, arg->type));
        return pol_bad(c, e);
    }
    bool ok = true;
    NKC_FOREACH(i, &arg->items)
        ok &= pol_want_bool(c, arg->items.data[i].node);
    if (!ok)
        return pol_bad(c, e);
    struct pol_node *n = pol_node_new(c, kind, POL_T_BOOL, e);
    n->items.data = arg->items.data;
    n->items.len = n->items.cap = arg->items.len;
    return n;
}

static struct pol_node *find_item(const struct pol_node *dict, const char *key)
{
    NKC_FOREACH(i, &dict->items)
        if (strcmp(dict->items.data[i].key, key) == 0)
            return dict->items.data[i].node;
    return NULL;
}

static struct pol_node *call_cond(struct pol_scope *c, const struct psl_expr *e,
                                  struct pol_node *arg)
{
    struct pol_node *test = NULL, *then = NULL, *otherwise = NULL;
    if (arg->kind == POL_N_DICT && arg->items.len == 3) {
        test = find_item(arg, "if");
        then = find_item(arg, "then");
        otherwise = find_item(arg, "else");
    }
    if (!test || !then || !otherwise) {
        nkc_diag(c->p->s, PSL_COND_FORM, e->left->span);
        return pol_bad(c, e);
    }
    bool ok = pol_want_bool(c, test);
    struct pol_node *n = pol_node_new(c, POL_N_COND, then->type.kind, e);
    if (pol_is_int(then) && pol_is_int(otherwise)) {
        bool open = then->type.kind == POL_T_LITERAL && otherwise->type.kind == POL_T_LITERAL;
        ok = ok && (open || pol_unify(c, then, otherwise, e->span));
    } else if (then->type.kind != otherwise->type.kind || then->type.kind != POL_T_BOOL) {
        if (then->type.kind != POL_T_BAD && otherwise->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_TYPE, otherwise->source->span,
                     "two numbers or two `Boolean`s after `then` and `else`",
                     pol_type_text(c->p->s, otherwise->type));
        ok = false;
    }
    if (!ok)
        return pol_bad(c, e);
    n->type = then->type;
    nkc_vec_push(c->p->s->arena, &n->items, (struct pol_item){"if", test});
    nkc_vec_push(c->p->s->arena, &n->items, (struct pol_item){"then", then});
    nkc_vec_push(c->p->s->arena, &n->items, (struct pol_item){"else", otherwise});
    return n;
}

/* ---- pred ---- */

static struct pol_node *call_empty(struct pol_scope *c, const struct psl_expr *e,
                                   struct pol_node *arg)
{
    struct pol_node *n = pol_node_new(c, POL_N_BOOL, POL_T_BOOL, e);
    bool chunk = arg->kind == POL_N_PLACE &&
                 (arg->type.kind == POL_T_TEXT ||
                  (arg->type.kind == POL_T_DATA && arg->type.data->kind == NKC_SEQUENCE));
    if (chunk) {
        n->kind = POL_N_EMPTY;
        n->left = arg;
    } else if (arg->kind == POL_N_UNIT) {
        n->value = 1;
    } else if (arg->kind == POL_N_TEXT) {
        n->value = arg->value == 0;
    } else if (arg->kind == POL_N_LIST ||
               (arg->kind == POL_N_DICT && arg->type.kind == POL_T_DICT)) {
        n->value = arg->items.len == 0;
    } else {
        if (arg->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_TYPE, e->left->span, "a text, list, map or `()`",
                     pol_type_text(c->p->s, arg->type));
        return pol_bad(c, e);
    }
    return n;
}

/* ---- math ---- */

static struct pol_node *call_neg_abs(struct pol_scope *c, const struct psl_expr *e,
                                     struct pol_node *arg, bool neg)
{
    struct pol_type s64 = {.kind = POL_T_INT, .width = 8, .is_signed = true};
    if (arg->type.kind == POL_T_LITERAL && !pol_adapt(c, arg, s64))
        return pol_bad(c, e);
    if (arg->type.kind != POL_T_INT || !arg->type.is_signed) {
        if (arg->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_TYPE, e->left->span, "a signed number",
                     pol_type_text(c->p->s, arg->type));
        return pol_bad(c, e);
    }
    struct pol_node *n = pol_node_new(c, neg ? POL_N_ARITH : POL_N_ABS, POL_T_INT, e);
    n->type = arg->type;
    n->op = PSL_OP_NEG;
    n->left = arg;
    return n;
}

/* A sum or product is the chain of its operators; the empty one is 0 or 1. */
static struct pol_node *call_fold(struct pol_scope *c, const struct psl_expr *e,
                                  struct pol_node *arg, enum psl_op op)
{
    if (arg->kind != POL_N_LIST) {
        if (arg->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_TYPE, e->left->span, "a list of numbers",
                     pol_type_text(c->p->s, arg->type));
        return pol_bad(c, e);
    }
    struct pol_node *sum = pol_node_new(c, POL_N_INT, POL_T_LITERAL, e);
    sum->value = op == PSL_OP_MUL;
    NKC_FOREACH(i, &arg->items) {
        struct pol_node *item = arg->items.data[i].node;
        if (!pol_is_int(item)) {
            if (item->type.kind != POL_T_BAD)
                nkc_diag(c->p->s, PSL_TYPE, item->source->span, "a number",
                         pol_type_text(c->p->s, item->type));
            return pol_bad(c, e);
        }
        if (!pol_unify(c, sum, item, item->source->span))
            return pol_bad(c, e);
        struct pol_node *n = pol_node_new(c, POL_N_ARITH, POL_T_INT, e);
        n->type = item->type;
        n->op = op;
        n->left = sum;
        n->right = item;
        sum = n;
    }
    return sum;
}

static struct pol_node *call_cast(struct pol_scope *c, const struct psl_expr *e,
                                  struct pol_node *arg, struct pol_type to)
{
    if (arg->type.kind == POL_T_LITERAL)
        return pol_adapt(c, arg, to) ? arg : pol_bad(c, e);
    bool widens = arg->type.kind == POL_T_INT && (arg->type.is_signed == to.is_signed
                                                      ? arg->type.width <= to.width
                                                      : to.is_signed && arg->type.width < to.width);
    if (!widens) {
        if (arg->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_CAST, e->span, e->name.text, pol_type_text(c->p->s, arg->type));
        return pol_bad(c, e);
    }
    struct pol_node *n = pol_node_new(c, POL_N_CAST, POL_T_INT, e);
    n->type = to;
    n->left = arg;
    return n;
}

/* ---- the table of expressions ---- */

enum method { M_ALL, M_ANY, M_COND, M_EMPTY, M_NEG, M_ABS, M_SUM, M_PRODUCT, M_CAST, M_RULE };

static const struct expression {
    const char *model, *name;
    enum method method;
    uint8_t width; /* M_CAST */
    bool is_signed;
} expressions[] = {
    {"Bool", "all", M_ALL, 0, false},         {"Bool", "any", M_ANY, 0, false},
    {"Bool", "cond", M_COND, 0, false},       {"Bool", "assert", M_RULE, 0, false},
    {"Pred", "empty", M_EMPTY, 0, false},     {"Math", "neg", M_NEG, 0, false},
    {"Math", "abs", M_ABS, 0, false},         {"Math", "sum", M_SUM, 0, false},
    {"Math", "product", M_PRODUCT, 0, false}, {"Math", "uint64", M_CAST, 8, false},
    {"Math", "uint32", M_CAST, 4, false},     {"Math", "uint16", M_CAST, 2, false},
    {"Math", "sint64", M_CAST, 8, true},      {"Math", "sint32", M_CAST, 4, true},
    {"Math", "sint16", M_CAST, 2, true},      {"Base", "grant", M_RULE, 0, false},
    {"Base", "assert", M_RULE, 0, false},     {"Base", "deny", M_RULE, 0, false},
    {"Base", "set_level", M_RULE, 0, false},
};

static const struct expression *find_expression(const char *model, const char *name)
{
    for (size_t i = 0; i < sizeof expressions / sizeof expressions[0]; i++)
        if (strcmp(expressions[i].model, model) == 0 && strcmp(expressions[i].name, name) == 0)
            return &expressions[i];
    return NULL;
}

void pol_report_method(struct policy *p, const char *model, const char *what, struct psl_name name)
{
    const char *names[sizeof expressions / sizeof expressions[0]];
    bool rule = strcmp(what, "rule") == 0;
    size_t count = 0;
    for (size_t i = 0; i < sizeof expressions / sizeof expressions[0]; i++)
        if (strcmp(expressions[i].model, model) == 0 && (expressions[i].method == M_RULE) == rule)
            names[count++] = expressions[i].name;
    nkc_diag(p->s, PSL_METHOD, name.span, model, what, name.text);
    nkc_diag_mean(p->s, name.span, nkc_nearest(name.text, names, count));
}

static struct pol_node *call(struct pol_scope *c, const struct psl_expr *e,
                             const struct expression *x)
{
    if (x->method == M_RULE) {
        nkc_diag(c->p->s, PSL_NOT_EXPR, e->name.span, e->object.text, e->name.text);
        return pol_bad(c, e);
    }
    struct pol_node *arg = pol_check(c, e->left);
    struct pol_type to = {.kind = POL_T_INT, .width = x->width, .is_signed = x->is_signed};
    switch (x->method) {
    case M_ALL:
        return call_all_any(c, e, arg, POL_N_ALL);
    case M_ANY:
        return call_all_any(c, e, arg, POL_N_ANY);
    case M_COND:
        return call_cond(c, e, arg);
    case M_EMPTY:
        return call_empty(c, e, arg);
    case M_NEG:
        return call_neg_abs(c, e, arg, true);
    case M_ABS:
        return call_neg_abs(c, e, arg, false);
    case M_SUM:
        return call_fold(c, e, arg, PSL_OP_ADD);
    case M_PRODUCT:
        return call_fold(c, e, arg, PSL_OP_MUL);
    case M_CAST:
        return call_cast(c, e, arg, to);
    case M_RULE:
        break;
    }
    return pol_bad(c, e);
}

struct pol_node *pol_call(struct pol_scope *c, const struct psl_expr *e)
{
    const struct pol_object *object = nkc_map_get(&c->p->objects, e->object.text);
    if (!object) {
        pol_report_object(c->p, e->object);
        return pol_bad(c, e);
    }
    const struct expression *x = find_expression(object->model, e->name.text);
    if (x)
        return call(c, e, x);
    if (pol_model_built(object->model))
        pol_report_method(c->p, object->model, "expression", e->name);
    else
        nkc_diag(c->p->s, PSL_NOT_BUILT, e->span, "model", object->model);
    return pol_bad(c, e);
}

bool pol_has_expression(const char *model, const char *name)
{
    const struct expression *x = find_expression(model, name);
    return x && x->method != M_RULE;
}
