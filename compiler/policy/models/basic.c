/* The models of nk.basic: Pred, Bool, Math, Struct (security-models 2 to 5). */
#include "policy/pol_code.h"
#include "policy/pol_model.h"

/* ---- bool ---- */

static struct pol_node *call_all_any(struct pol_scope *c, const struct psl_expr *e,
                                     const struct pol_method *m, struct pol_node *arg)
{
    if (arg->kind != POL_N_LIST) {
        return pol_wrong_argument(c, e, e->left, "a list of `Boolean`", arg);
    }
    bool ok = true;
    NKC_FOREACH(i, &arg->items)
        ok &= pol_want_bool(c, arg->items.data[i].node);
    if (!ok)
        return pol_bad(c, e);
    struct pol_node *n = pol_node_new(c, m->node, POL_T_BOOL, e);
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

/* A field of `bool.cond` under another name. */
static void mean_part(struct pol_scope *c, const struct pol_node *dict)
{
    static const char *const parts[] = {"if", "then", "else"};
    for (size_t i = 0; dict->kind == POL_N_DICT && i < dict->items.len; i++) {
        const char *key = dict->items.data[i].key, *near = nkc_nearest(key, parts, 3);
        if (near && !find_item(dict, near))
            nkc_diag_mean(c->p->s, dict->source->entries->list.data[i].key.span, near);
    }
}

static struct pol_node *call_cond(struct pol_scope *c, const struct psl_expr *e,
                                  const struct pol_method *m, struct pol_node *arg)
{
    (void)m;
    struct pol_node *test = NULL, *then = NULL, *otherwise = NULL;
    if (arg->kind == POL_N_DICT && arg->items.len == 3) {
        test = find_item(arg, "if");
        then = find_item(arg, "then");
        otherwise = find_item(arg, "else");
    }
    if (!test || !then || !otherwise) {
        nkc_diag(c->p->s, PSL_COND_FORM, e->left->span);
        mean_part(c, arg);
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
                                   const struct pol_method *m, struct pol_node *arg)
{
    (void)m;
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
        return pol_wrong_argument(c, e, e->left, "a text, list, map or `()`", arg);
    }
    return n;
}

/* ---- math ---- */

static struct pol_node *call_neg_abs(struct pol_scope *c, const struct psl_expr *e,
                                     const struct pol_method *m, struct pol_node *arg)
{
    struct pol_type s64 = {.kind = POL_T_INT, .width = 8, .is_signed = true};
    if (arg->type.kind == POL_T_LITERAL && !pol_adapt(c, arg, s64))
        return pol_bad(c, e);
    if (arg->type.kind != POL_T_INT || !arg->type.is_signed) {
        return pol_wrong_argument(c, e, e->left, "a signed number", arg);
    }
    struct pol_node *n = pol_node_new(c, m->node, POL_T_INT, e);
    n->type = arg->type;
    n->op = PSL_OP_NEG;
    n->left = arg;
    return n;
}

/* A sum or product is the chain of its operators; the empty one is 0 or 1. */
static struct pol_node *call_fold(struct pol_scope *c, const struct psl_expr *e,
                                  const struct pol_method *m, struct pol_node *arg)
{
    if (arg->kind != POL_N_LIST) {
        return pol_wrong_argument(c, e, e->left, "a list of numbers", arg);
    }
    struct pol_node *sum = pol_node_new(c, POL_N_INT, POL_T_LITERAL, e);
    sum->value = m->op == PSL_OP_MUL;
    NKC_FOREACH(i, &arg->items) {
        struct pol_node *item = arg->items.data[i].node;
        if (!pol_is_int(item)) {
            return pol_wrong_argument(c, e, item->source, "a number", item);
        }
        if (!pol_unify(c, sum, item, item->source->span))
            return pol_bad(c, e);
        struct pol_node *n = pol_node_new(c, POL_N_ARITH, POL_T_INT, e);
        n->type = item->type;
        n->op = m->op;
        n->left = sum;
        n->right = item;
        sum = n;
    }
    return sum;
}

static struct pol_node *call_cast(struct pol_scope *c, const struct psl_expr *e,
                                  const struct pol_method *m, struct pol_node *arg)
{
    if (arg->type.kind == POL_T_LITERAL)
        return pol_adapt(c, arg, m->type) ? arg : pol_bad(c, e);
    bool widens =
        arg->type.kind == POL_T_INT && (arg->type.is_signed == m->type.is_signed
                                            ? arg->type.width <= m->type.width
                                            : m->type.is_signed && arg->type.width < m->type.width);
    if (!widens) {
        if (arg->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_CAST, e->span, e->name.text, pol_type_text(c->p->s, arg->type));
        return pol_bad(c, e);
    }
    struct pol_node *n = pol_node_new(c, POL_N_CAST, POL_T_INT, e);
    n->type = m->type;
    n->left = arg;
    return n;
}

#define SIGNED(bytes)                                                                              \
    {                                                                                              \
        .kind = POL_T_INT, .width = (bytes), .is_signed = true                                     \
    }
#define UNSIGNED(bytes)                                                                            \
    {                                                                                              \
        .kind = POL_T_INT, .width = (bytes), .is_signed = false                                    \
    }

static const struct pol_method bool_methods[] = {
    {.name = "all", .expr = call_all_any, .node = POL_N_ALL},
    {.name = "any", .expr = call_all_any, .node = POL_N_ANY},
    {.name = "cond", .expr = call_cond},
    {.name = "assert",
     .rule = pol_assert_rule,
     .code = pol_condition_code,
     .reason = "NK_RULE_ASSERT"},
    {0},
};

static const struct pol_method pred_methods[] = {{.name = "empty", .expr = call_empty}, {0}};

static const struct pol_method math_methods[] = {
    {.name = "neg", .expr = call_neg_abs, .node = POL_N_ARITH},
    {.name = "abs", .expr = call_neg_abs, .node = POL_N_ABS},
    {.name = "sum", .expr = call_fold, .op = PSL_OP_ADD},
    {.name = "product", .expr = call_fold, .op = PSL_OP_MUL},
    {.name = "uint64", .expr = call_cast, .type = UNSIGNED(8)},
    {.name = "uint32", .expr = call_cast, .type = UNSIGNED(4)},
    {.name = "uint16", .expr = call_cast, .type = UNSIGNED(2)},
    {.name = "sint64", .expr = call_cast, .type = SIGNED(8)},
    {.name = "sint32", .expr = call_cast, .type = SIGNED(4)},
    {.name = "sint16", .expr = call_cast, .type = SIGNED(2)},
    {0},
};

/* ---- struct ---- */

/* How many elements there are; bytes of a text without its terminator. */
static struct pol_node *call_size(struct pol_scope *c, const struct psl_expr *e,
                                  const struct pol_method *m, struct pol_node *arg)
{
    (void)m;
    struct pol_node *n = pol_node_new(c, POL_N_INT, POL_T_LITERAL, e);
    const struct nkc_type *data = arg->kind == POL_N_PLACE ? arg->type.data : NULL;
    bool chunk = data && (data->kind == NKC_STRING || data->kind == NKC_SEQUENCE);
    if (chunk) {
        n->kind = POL_N_SIZE;
        n->type = (struct pol_type){.kind = POL_T_INT, .width = 4};
        n->left = arg;
    } else if (data && data->kind == NKC_ARRAY) {
        n->value = data->count;
    } else if (arg->kind == POL_N_TEXT) {
        n->value = arg->value;
    } else if (arg->kind == POL_N_LIST) {
        n->value = arg->items.len;
    } else {
        return pol_wrong_argument(c, e, e->left, "a text or list", arg);
    }
    return n;
}

/* Access to fields and elements has its own syntax: pol_path.c. */
static const struct pol_method struct_methods[] = {{.name = "size", .expr = call_size}, {0}};

const struct pol_model pol_model_pred = {
    .name = "Pred", .file = "nk.basic", .object = "pred", .methods = pred_methods};
const struct pol_model pol_model_bool = {
    .name = "Bool", .file = "nk.basic", .object = "bool", .methods = bool_methods};
const struct pol_model pol_model_math = {
    .name = "Math", .file = "nk.basic", .object = "math", .methods = math_methods};
const struct pol_model pol_model_struct = {
    .name = "Struct", .file = "nk.basic", .object = "struct", .methods = struct_methods};
