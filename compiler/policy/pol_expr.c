/* Typing of operators and literals. */
#include "policy/pol_expr.h"

enum { EXPR_DEPTH_MAX = 2000 };

struct pol_node *pol_node_new(struct pol_scope *c, enum pol_node_kind kind, enum pol_type_kind type,
                              const struct psl_expr *source)
{
    struct pol_node *n = NKC_NEW(c->p->s->arena, struct pol_node);
    n->kind = kind;
    n->type.kind = type;
    n->source = source;
    return n;
}

struct pol_node *pol_bad(struct pol_scope *c, const struct psl_expr *source)
{
    return pol_node_new(c, POL_N_BAD, POL_T_BAD, source);
}

const char *pol_type_text(struct nkc_session *s, struct pol_type type)
{
    switch (type.kind) {
    case POL_T_INT:
        return nkc_arena_printf(s->arena, "`%sInt%u`", type.is_signed ? "S" : "U", type.width * 8u);
    case POL_T_UNIT:
        return "`()`";
    case POL_T_BOOL:
        return "`Boolean`";
    case POL_T_LITERAL:
        return "a number";
    case POL_T_TEXT:
        return "`Text`";
    case POL_T_HANDLE:
        return "`HandleDesc`";
    case POL_T_BYTES:
        return "a byte buffer";
    case POL_T_LIST:
        return "a list";
    case POL_T_DICT:
        return "a dictionary";
    case POL_T_MESSAGE:
        return "the message";
    case POL_T_DATA:
        return type.data->kind == NKC_ARRAY      ? "an array"
               : type.data->kind == NKC_SEQUENCE ? "a sequence"
               : type.data->kind == NKC_UNION    ? "a union"
                                                 : "a struct";
    case POL_T_BAD:
        break;
    }
    return "an error";
}

static void type_error(struct pol_scope *c, const struct pol_node *n, const char *expected)
{
    if (n->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, n->source->span, expected, pol_type_text(c->p->s, n->type));
}

bool pol_want_bool(struct pol_scope *c, const struct pol_node *n)
{
    if (n->type.kind == POL_T_BOOL)
        return true;
    type_error(c, n, "`Boolean`");
    return false;
}

bool pol_is_int(const struct pol_node *n)
{
    return n->type.kind == POL_T_INT || n->type.kind == POL_T_LITERAL;
}

static bool want_int(struct pol_scope *c, const struct pol_node *n)
{
    if (pol_is_int(n))
        return true;
    type_error(c, n, "a number");
    return false;
}

/* ---- literals ---- */

uint64_t pol_type_max(struct pol_type t)
{
    unsigned bits = t.width * 8u - (t.is_signed ? 1 : 0);
    return bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
}

static bool literal_fits(const struct pol_node *n, struct pol_type t)
{
    if (n->negative)
        return t.is_signed && n->value <= pol_type_max(t) + 1;
    return n->value <= pol_type_max(t);
}

/* An open type can sit on an expression of literals only: `1 + 2`. */
bool pol_adapt(struct pol_scope *c, struct pol_node *n, struct pol_type type)
{
    if (n->kind == POL_N_ARITH) {
        n->type = type;
        return pol_adapt(c, n->left, type) && (!n->right || pol_adapt(c, n->right, type));
    }
    if (n->kind == POL_N_COND) {
        n->type = type;
        return pol_adapt(c, n->items.data[1].node, type) &&
               pol_adapt(c, n->items.data[2].node, type);
    }
    if (n->kind == POL_N_INT && n->type.kind == POL_T_LITERAL && !literal_fits(n, type)) {
        nkc_diag(c->p->s, PSL_RANGE, n->source->span, n->negative ? "-" : "",
                 (unsigned long long)n->value, pol_type_text(c->p->s, type));
        return false;
    }
    if (n->type.kind == POL_T_LITERAL)
        n->type = type;
    return true;
}

/* Of literals that no neighbour gives a type: signed, unless one is too large for that. */
static bool too_large(const struct pol_node *n)
{
    return n && n->kind == POL_N_INT && !n->negative && n->value > INT64_MAX;
}

static struct pol_type default_literal_type(const struct pol_node *l, const struct pol_node *r)
{
    bool large = too_large(l) || too_large(r);
    return (struct pol_type){.kind = POL_T_INT, .width = 8, .is_signed = !large};
}

bool pol_unify(struct pol_scope *c, struct pol_node *l, struct pol_node *r, struct nkc_span span)
{
    if (l->type.kind == POL_T_LITERAL && r->type.kind == POL_T_LITERAL) {
        struct pol_type t = default_literal_type(l, r);
        return pol_adapt(c, l, t) && pol_adapt(c, r, t);
    }
    if (l->type.kind == POL_T_LITERAL)
        return pol_adapt(c, l, r->type);
    if (r->type.kind == POL_T_LITERAL)
        return pol_adapt(c, r, l->type);
    if (l->type.width == r->type.width && l->type.is_signed == r->type.is_signed)
        return true;
    nkc_diag(c->p->s, PSL_WIDTHS, span, pol_type_text(c->p->s, l->type),
             pol_type_text(c->p->s, r->type));
    return false;
}

/* ---- operators ---- */

static bool need_operator(struct pol_scope *c, const struct psl_expr *e)
{
    static const char *const models[PSL_OP_COUNT] = {
        [PSL_OP_NOT] = "Bool",     [PSL_OP_COMPL] = "Math", [PSL_OP_NEG] = "Math",
        [PSL_OP_IMPLIES] = "Bool", [PSL_OP_OR] = "Bool",    [PSL_OP_AND] = "Bool",
        [PSL_OP_EQ] = "Pred",      [PSL_OP_NE] = "Pred",    [PSL_OP_LT] = "Pred",
        [PSL_OP_LE] = "Pred",      [PSL_OP_GT] = "Pred",    [PSL_OP_GE] = "Pred",
        [PSL_OP_BOR] = "Math",     [PSL_OP_BAND] = "Math",  [PSL_OP_ADD] = "Math",
        [PSL_OP_SUB] = "Math",     [PSL_OP_MUL] = "Math",
    };
    const char *what = nkc_arena_printf(c->p->s->arena, "operator `%s`", psl_op_text(e->op));
    return pol_need_model(c->p, models[e->op], what, e->span);
}

/* `a & b == c` reads differently in C, `a && b || c` is easily misread: ask for parentheses. */
static void warn_precedence(struct pol_scope *c, const struct psl_expr *e,
                            const struct psl_expr *part)
{
    if (part->kind != PSL_E_BINARY || part->in_parens)
        return;
    bool compare = e->op >= PSL_OP_EQ && e->op <= PSL_OP_GE;
    bool bits = part->op == PSL_OP_BOR || part->op == PSL_OP_BAND;
    if ((compare && bits) || (e->op == PSL_OP_OR && part->op == PSL_OP_AND))
        nkc_diag(c->p->s, PSL_PRECEDENCE, part->span, psl_op_text(part->op), psl_op_text(e->op));
}

static struct pol_node *check_logic(struct pol_scope *c, const struct psl_expr *e,
                                    struct pol_node *l, struct pol_node *r)
{
    enum pol_node_kind kind = e->op == PSL_OP_AND  ? POL_N_AND
                              : e->op == PSL_OP_OR ? POL_N_OR
                                                   : POL_N_IMPLIES;
    bool ok = pol_want_bool(c, l);
    ok &= pol_want_bool(c, r);
    if (!ok)
        return pol_bad(c, e);
    struct pol_node *n = pol_node_new(c, kind, POL_T_BOOL, e);
    n->left = l;
    n->right = r;
    return n;
}

static bool is_scalar(const struct pol_node *n)
{
    return pol_is_int(n) || n->type.kind == POL_T_BOOL || n->type.kind == POL_T_UNIT;
}

static bool comparable(struct pol_scope *c, const struct psl_expr *e, const struct pol_node *l,
                       const struct pol_node *r)
{
    bool order = e->op != PSL_OP_EQ && e->op != PSL_OP_NE;
    if (order) {
        bool ok = want_int(c, l);
        return want_int(c, r) && ok;
    }
    if (l->type.kind == POL_T_TEXT || r->type.kind == POL_T_TEXT) {
        nkc_diag(c->p->s, PSL_TEXT_COMPARE, e->span);
        return false;
    }
    if (!is_scalar(l) || !is_scalar(r)) {
        type_error(c, is_scalar(l) ? r : l, "a number, `Boolean` or `()`");
        return false;
    }
    if (pol_is_int(l) == pol_is_int(r) && (pol_is_int(l) || l->type.kind == r->type.kind))
        return true;
    type_error(c, r, pol_type_text(c->p->s, l->type));
    return false;
}

/* An open literal takes the sign of the other side when it can: the cheaper comparison. */
static bool settle_literal(struct pol_scope *c, struct pol_node *n, const struct pol_node *other)
{
    if (n->type.kind != POL_T_LITERAL)
        return true;
    struct pol_type t = default_literal_type(n, NULL);
    if (n->kind == POL_N_INT && other->type.kind == POL_T_INT && !n->negative && !too_large(n))
        t.is_signed = other->type.is_signed;
    return pol_adapt(c, n, t);
}

/* A literal beyond the type of the other side decides the comparison: rarely what was meant. */
static void warn_beyond(struct pol_scope *c, const struct psl_expr *e, const struct pol_node *n,
                        const struct pol_node *other, bool n_is_left)
{
    if (n->kind != POL_N_INT || n->type.kind != POL_T_LITERAL || other->type.kind != POL_T_INT ||
        literal_fits(n, other->type))
        return;
    bool less = e->op == PSL_OP_LT || e->op == PSL_OP_LE;
    bool holds = e->op == PSL_OP_NE || (e->op != PSL_OP_EQ && (less != n_is_left) == !n->negative);
    nkc_diag(c->p->s, PSL_BEYOND, n->source->span, n->negative ? "-" : "",
             (unsigned long long)n->value, pol_type_text(c->p->s, other->type),
             holds ? "true" : "false");
}

/* Comparisons are mathematical: operands keep their own types (security-models 2). */
static struct pol_node *check_compare(struct pol_scope *c, const struct psl_expr *e,
                                      struct pol_node *l, struct pol_node *r)
{
    if (l->type.kind == POL_T_BAD || r->type.kind == POL_T_BAD || !comparable(c, e, l, r))
        return pol_bad(c, e);
    warn_beyond(c, e, l, r, true);
    warn_beyond(c, e, r, l, false);
    if (!settle_literal(c, l, r) || !settle_literal(c, r, l))
        return pol_bad(c, e);
    struct pol_node *n = pol_node_new(c, POL_N_COMPARE, POL_T_BOOL, e);
    n->op = e->op;
    n->left = l;
    n->right = r;
    return n;
}

static struct pol_node *check_arith(struct pol_scope *c, const struct psl_expr *e,
                                    struct pol_node *l, struct pol_node *r)
{
    bool ok = want_int(c, l);
    ok &= want_int(c, r);
    if (!ok || !pol_unify(c, l, r, e->span))
        return pol_bad(c, e);
    struct pol_node *n = pol_node_new(c, POL_N_ARITH, POL_T_INT, e);
    n->type = l->type;
    n->op = e->op;
    n->left = l;
    n->right = r;
    return n;
}

static struct pol_node *check_binary(struct pol_scope *c, const struct psl_expr *e)
{
    warn_precedence(c, e, e->left);
    warn_precedence(c, e, e->right);
    bool usable = need_operator(c, e);
    struct pol_node *l = pol_check(c, e->left), *r = pol_check(c, e->right);
    if (!usable)
        return pol_bad(c, e);
    if (e->op <= PSL_OP_AND)
        return check_logic(c, e, l, r);
    if (e->op <= PSL_OP_GE)
        return check_compare(c, e, l, r);
    return check_arith(c, e, l, r);
}

static struct pol_node *check_unary(struct pol_scope *c, const struct psl_expr *e)
{
    bool usable = need_operator(c, e);
    struct pol_node *operand = pol_check(c, e->left);
    bool ok = e->op == PSL_OP_NOT ? pol_want_bool(c, operand) : want_int(c, operand);
    if (!usable || !ok)
        return pol_bad(c, e);
    if (e->op == PSL_OP_NOT) {
        struct pol_node *n = pol_node_new(c, POL_N_NOT, POL_T_BOOL, e);
        n->left = operand;
        return n;
    }
    if (operand->type.kind == POL_T_LITERAL &&
        !pol_adapt(c, operand, default_literal_type(operand, NULL)))
        return pol_bad(c, e);
    if (e->op == PSL_OP_NEG && !operand->type.is_signed) {
        type_error(c, operand, "a signed number");
        return pol_bad(c, e);
    }
    struct pol_node *n = pol_node_new(c, POL_N_ARITH, POL_T_INT, e);
    n->type = operand->type;
    n->op = e->op;
    n->left = operand;
    return n;
}

static struct pol_node *check_entries(struct pol_scope *c, const struct psl_expr *e)
{
    bool list = e->kind == PSL_E_LIST;
    struct pol_node *n = list ? pol_node_new(c, POL_N_LIST, POL_T_LIST, e)
                              : pol_node_new(c, POL_N_DICT, POL_T_DICT, e);
    NKC_FOREACH(i, &e->entries->list) {
        const struct psl_entry *entry = &e->entries->list.data[i];
        struct pol_item item = {entry->key.text, pol_check(c, entry->value)};
        for (size_t k = 0; !list && k < n->items.len; k++)
            if (strcmp(n->items.data[k].key, item.key) == 0)
                nkc_diag(c->p->s, PSL_KEY_TWICE, entry->key.span, item.key);
        nkc_vec_push(c->p->s->arena, &n->items, item);
    }
    return n;
}

static struct pol_node *check_sid(struct pol_scope *c, const struct psl_expr *e)
{
    if (e->kind == PSL_E_DST_SID && c->sel->event == PSL_SECURITY) {
        nkc_diag(c->p->s, PSL_DST_SID, e->span);
        return pol_bad(c, e);
    }
    struct pol_node *n =
        pol_node_new(c, e->kind == PSL_E_SRC_SID ? POL_N_SRC_SID : POL_N_DST_SID, POL_T_INT, e);
    n->type.width = 4;
    return n;
}

static struct pol_node *check_literal(struct pol_scope *c, const struct psl_expr *e)
{
    struct pol_node *n;
    switch (e->kind) {
    case PSL_E_INT:
        n = pol_node_new(c, POL_N_INT, POL_T_LITERAL, e);
        break;
    case PSL_E_BOOL:
        n = pol_node_new(c, POL_N_BOOL, POL_T_BOOL, e);
        break;
    case PSL_E_TEXT:
        n = pol_node_new(c, POL_N_TEXT, POL_T_TEXT, e);
        break;
    default:
        n = pol_node_new(c, POL_N_UNIT, POL_T_UNIT, e);
        break;
    }
    n->value = e->kind == PSL_E_TEXT ? strlen(e->text) : e->value;
    n->negative = e->negative;
    return n;
}

struct pol_node *pol_check(struct pol_scope *c, const struct psl_expr *e)
{
    if (c->depth >= EXPR_DEPTH_MAX) {
        nkc_diag(c->p->s, PSL_DEPTH, e->span);
        return pol_bad(c, e);
    }
    c->depth++;
    struct pol_node *n = NULL;
    switch (e->kind) {
    case PSL_E_ERROR:
        n = pol_bad(c, e);
        break;
    case PSL_E_INT:
    case PSL_E_TEXT:
    case PSL_E_BOOL:
    case PSL_E_UNIT:
        n = check_literal(c, e);
        break;
    case PSL_E_SRC_SID:
    case PSL_E_DST_SID:
        n = check_sid(c, e);
        break;
    case PSL_E_MESSAGE:
    case PSL_E_FIELD:
    case PSL_E_INDEX:
        n = pol_path(c, e);
        break;
    case PSL_E_CALL:
        n = pol_call(c, e);
        break;
    case PSL_E_DICT:
    case PSL_E_LIST:
        n = check_entries(c, e);
        break;
    case PSL_E_UNARY:
        n = check_unary(c, e);
        break;
    case PSL_E_BINARY:
        n = check_binary(c, e);
        break;
    case PSL_E_NAME:
        pol_report_value(c, e);
        n = pol_bad(c, e);
        break;
    case PSL_E_FENCE:
        n = pol_node_new(c, POL_N_FENCE, POL_T_TEXT, e);
        break;
    }
    c->depth--;
    return n;
}

struct pol_node *pol_expr(struct policy *p, const struct pol_selectors *sel,
                          const struct psl_expr *expr)
{
    struct pol_scope c = {.p = p, .sel = sel};
    return pol_check(&c, expr);
}

struct pol_node *pol_expr_bool(struct policy *p, const struct pol_selectors *sel,
                               const struct psl_expr *expr)
{
    struct pol_scope c = {.p = p, .sel = sel};
    struct pol_node *n = pol_check(&c, expr);
    return pol_want_bool(&c, n) ? n : pol_bad(&c, expr);
}
