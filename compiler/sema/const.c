/* Constant expressions: exact values, range rules and required parentheses (idl-cdl-edl 4.6). */
#include "sema/sema.h"

static const char *const op_signs[] = {"-", "~",  "**", "*", "/", "%", "+",
                                       "-", "<<", ">>", "&", "|", "^"};

/* Results lie in -2^63 .. 2^64-1. */
static bool in_range(nkc_wide v)
{
    return v >= INT64_MIN && v <= (nkc_wide)UINT64_MAX;
}

const char *nkc_wide_text(struct nkc_session *s, nkc_wide value)
{
    if (value < 0)
        return nkc_arena_printf(s->arena, "-%llu", (unsigned long long)-value);
    return nkc_arena_printf(s->arena, "%llu", (unsigned long long)value);
}

static bool is_shift(enum nkc_ast_op op)
{
    return op == NKC_OP_SHL || op == NKC_OP_SHR;
}

static bool is_bitwise(enum nkc_ast_op op)
{
    return op == NKC_OP_AND || op == NKC_OP_OR || op == NKC_OP_XOR;
}

/* Why the operand `e` of `op` must stand in parentheses, or NULL. */
static const char *paren_reason(const struct nkc_ast_expr *e, enum nkc_ast_op op)
{
    if (e->kind != NKC_EXPR_BINARY || e->paren)
        return NULL;
    if (op == NKC_OP_POW && e->op == NKC_OP_POW)
        return "chained `**`";
    if (is_shift(op))
        return is_shift(e->op) ? "chained shifts" : "shift mixed with another operator";
    if (is_bitwise(op) && e->op != op)
        return is_shift(e->op) ? "shift mixed with another operator"
                               : "bitwise operator mixed with another operator";
    return NULL;
}

static bool check_parens(const struct nkc_eval *ev, const struct nkc_ast_expr *e)
{
    const char *reason = paren_reason(e->left, e->op);
    if (!reason)
        reason = paren_reason(e->right, e->op);
    if (reason)
        nkc_diag(ev->m->s, CONST_PAREN, e->op_span, reason);
    return !reason;
}

static nkc_wide floor_div(nkc_wide a, nkc_wide b)
{
    nkc_wide q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

/* 128 bits hold base^n until the first value out of range, so the loop ends early. */
static nkc_wide power(nkc_wide base, nkc_wide exponent)
{
    if (base == 0 || base == 1)
        return exponent == 0 ? 1 : base;
    if (base == -1)
        return exponent % 2 == 0 ? 1 : -1;
    nkc_wide result = 1;
    for (nkc_wide i = 0; i < exponent && in_range(result); i++)
        if (__builtin_mul_overflow(result, base, &result))
            return (nkc_wide)UINT64_MAX + 1;
    return result;
}

/* Multiplication cannot overflow 128 bits silently: saturates out of range. */
static nkc_wide multiply(nkc_wide a, nkc_wide b)
{
    nkc_wide product;
    return __builtin_mul_overflow(a, b, &product) ? (nkc_wide)UINT64_MAX + 1 : product;
}

static bool check_operand(const struct nkc_eval *ev, const struct nkc_ast_expr *e, nkc_wide b)
{
    struct nkc_session *s = ev->m->s;
    struct nkc_span span = e->right->span;
    if ((e->op == NKC_OP_DIV || e->op == NKC_OP_MOD) && b == 0) {
        nkc_diag(s, CONST_DIV0, span);
        return false;
    }
    if (is_shift(e->op) && (b < 0 || b > 63)) {
        nkc_diag(s, CONST_SHIFT, span, nkc_wide_text(s, b));
        return false;
    }
    if (e->op == NKC_OP_POW && b < 0) {
        nkc_diag(s, CONST_POWER, span, nkc_wide_text(s, b));
        return false;
    }
    return true;
}

static nkc_wide apply(enum nkc_ast_op op, nkc_wide a, nkc_wide b)
{
    switch (op) {
    case NKC_OP_POW:
        return power(a, b);
    case NKC_OP_MUL:
        return multiply(a, b);
    case NKC_OP_DIV:
        return floor_div(a, b);
    case NKC_OP_MOD:
        return a - b * floor_div(a, b);
    case NKC_OP_ADD:
        return a + b;
    case NKC_OP_SUB:
        return a - b;
    case NKC_OP_SHL:
        return a * ((nkc_wide)1 << b);
    case NKC_OP_SHR:
        return floor_div(a, (nkc_wide)1 << b);
    case NKC_OP_AND:
        return a & b;
    case NKC_OP_OR:
        return a | b;
    case NKC_OP_XOR:
        return a ^ b;
    case NKC_OP_NEG:
    case NKC_OP_NOT:
        break;
    }
    return 0; /* unary operators do not come here */
}

static bool finish(const struct nkc_eval *ev, const struct nkc_ast_expr *e, nkc_wide v,
                   nkc_wide *value)
{
    *value = v;
    if (in_range(v))
        return true;
    nkc_diag(ev->m->s, CONST_OVERFLOW, e->kind == NKC_EXPR_BINARY ? e->op_span : e->span);
    return false;
}

static bool eval_binary(const struct nkc_eval *ev, const struct nkc_ast_expr *e, nkc_wide *value)
{
    nkc_wide a, b;
    if (!check_parens(ev, e))
        return false;
    if (is_bitwise(e->op))
        nkc_diag(ev->m->s, EXTENSION, e->op_span, op_signs[e->op]);
    bool left = nkc_evaluate(ev, e->left, &a);
    bool right = nkc_evaluate(ev, e->right, &b);
    if (!left || !right || !check_operand(ev, e, b))
        return false;
    return finish(ev, e, apply(e->op, a, b), value);
}

static bool eval_unary(const struct nkc_eval *ev, const struct nkc_ast_expr *e, nkc_wide *value)
{
    nkc_wide a;
    if (!nkc_evaluate(ev, e->right, &a))
        return false;
    if (e->op == NKC_OP_NEG)
        return finish(ev, e, -a, value);
    if (ev->is_signed)
        return finish(ev, e, -a - 1, value);
    nkc_wide mask = ((nkc_wide)1 << ev->bits) - 1;
    if (a > mask || a < -mask - 1) {
        nkc_diag(ev->m->s, CONST_NOT, e->span, nkc_wide_text(ev->m->s, a), ev->bits);
        return false;
    }
    *value = ~a & mask;
    return true;
}

static bool eval_name(const struct nkc_eval *ev, const struct nkc_ast_expr *e, nkc_wide *value)
{
    struct nkc_symbol *sym = nkc_lookup(ev->m, ev->p, e->name, e->span, "constant");
    if (!sym)
        return false;
    if (sym->def->kind != NKC_AST_CONST) {
        nkc_diag(ev->m->s, NOT_A, e->span, e->name, "a type", "a constant");
        nkc_diag(ev->m->s, NOTE_FIRST, sym->def->name.span, e->name);
        return false;
    }
    if (!nkc_resolve_symbol(ev->m, sym, e->span))
        return false;
    *value = (nkc_wide)sym->constant->magnitude;
    if (sym->constant->negative)
        *value = -*value;
    return true;
}

bool nkc_evaluate(const struct nkc_eval *ev, const struct nkc_ast_expr *e, nkc_wide *value)
{
    *value = 0;
    switch (e->kind) {
    case NKC_EXPR_NUMBER:
        *value = (nkc_wide)e->value;
        return true;
    case NKC_EXPR_NAME:
        return eval_name(ev, e, value);
    case NKC_EXPR_UNARY:
        return eval_unary(ev, e, value);
    case NKC_EXPR_BINARY:
        return eval_binary(ev, e, value);
    case NKC_EXPR_ERROR:
        break;
    }
    return false;
}
