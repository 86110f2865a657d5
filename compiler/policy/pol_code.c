/* C text of conditions and rules. */
#include "policy/pol_code_parts.h"

#include "nk/ksm_limits.h"
#include "policy/pol_model.h"

enum { ATOM_TEXT_MAX = 60, INDENT = 4 };

/* ---- conditions ---- */

/* The place an operand reads, looking through casts. */
static const struct pol_place *place_of(const struct pol_node *n)
{
    while (n->kind == POL_N_CAST)
        n = n->left;
    return n->kind == POL_N_PLACE ? n->place : NULL;
}

static struct pol_atom atom_for(struct pol_code *c, const struct pol_node *n)
{
    struct pol_atom atom = {.text = psl_span_text(c->p->s, n->source->span, ATOM_TEXT_MAX),
                            .has_value = true,
                            .is_signed = n->type.is_signed,
                            .node = n};
    const struct pol_place *place = place_of(n);
    if (place) {
        atom.field = nkc_field_row(&c->p->fields, place->path);
        atom.elem[0] = place->elem[0];
        atom.elem[1] = place->elem[1];
    }
    return atom;
}

static unsigned add_atom(struct pol_code *c, struct pol_atom atom)
{
    if (c->rule->atoms.len == KSM_CONDITIONS_MAX)
        nkc_diag(c->p->s, PSL_TOO_MANY_CONDITIONS, atom.node->source->span,
                 (unsigned)KSM_CONDITIONS_MAX);
    nkc_vec_push(c->p->s->arena, &c->rule->atoms, atom);
    return (unsigned)c->rule->atoms.len;
}

static enum psl_op mirrored(enum psl_op op)
{
    switch (op) {
    case PSL_OP_LT:
        return PSL_OP_GT;
    case PSL_OP_LE:
        return PSL_OP_GE;
    case PSL_OP_GT:
        return PSL_OP_LT;
    case PSL_OP_GE:
        return PSL_OP_LE;
    default:
        return op;
    }
}

static char sign_letter(const struct pol_node *n)
{
    return n->type.is_signed ? 's' : 'u';
}

static void emit_flag(struct pol_code *c, bool value, const struct pol_node *n)
{
    struct pol_atom atom = atom_for(c, n);
    atom.has_value = false;
    nkc_buf_printf(&c->out, "ksm_flag(w, %u, %s)", add_atom(c, atom),
                   value ? "NK_TRUE" : "NK_FALSE");
}

/* The found value goes left, the limit right: `10 >= x` is shown as x compared with 10. */
static void emit_compare(struct pol_code *c, const struct pol_node *n)
{
    static const char *const names[PSL_OP_COUNT] = {
        [PSL_OP_EQ] = "eq", [PSL_OP_NE] = "ne", [PSL_OP_LT] = "lt",
        [PSL_OP_LE] = "le", [PSL_OP_GT] = "gt", [PSL_OP_GE] = "ge"};
    if (n->left->type.kind == POL_T_UNIT) {
        emit_flag(c, n->op == PSL_OP_EQ, n);
        return;
    }
    bool swap = pol_code_is_constant(n->left) && !pol_code_is_constant(n->right);
    const struct pol_node *value = swap ? n->right : n->left, *limit = swap ? n->left : n->right;
    struct pol_atom atom = atom_for(c, value);
    atom.node = n;
    atom.limit_signed = limit->type.is_signed;
    if (!pol_code_is_constant(limit))
        atom.limit_text = psl_span_text(c->p->s, limit->source->span, ATOM_TEXT_MAX);
    struct nkc_buf outer =
        c->out; /* operands may hold conditions of their own: number them first */
    c->out = (struct nkc_buf){0};
    int held = pol_code_hold(c, value, limit);
    struct nkc_buf before = c->out;
    c->out = (struct nkc_buf){0};
    pol_code_first(c, held, value);
    nkc_buf_puts(&c->out, ", ");
    pol_code_value(c, limit);
    struct nkc_buf operands = c->out;
    c->out = outer;
    nkc_buf_printf(&c->out, "%sksm_%s_%c%c(w, %u, %s)%s", before.len ? before.data : "",
                   names[swap ? mirrored(n->op) : n->op], sign_letter(value), sign_letter(limit),
                   add_atom(c, atom), operands.data, held < 0 ? "" : ")");
    nkc_buf_free(&before);
    nkc_buf_free(&operands);
}

/* A text of one byte is only its terminator; a sequence is empty at size 0. */
static void emit_empty(struct pol_code *c, const struct pol_node *n)
{
    struct pol_atom atom = atom_for(c, n->left);
    atom.has_value = false;
    atom.node = n;
    nkc_buf_printf(&c->out, "ksm_flag(w, %u, ", add_atom(c, atom));
    pol_code_read(c, n->left->place, (struct pol_type){.width = 4}, 4);
    nkc_buf_printf(&c->out, " <= %u)", n->left->type.kind == POL_T_TEXT ? 1u : 0u);
}

/* A call of a model as a condition: its arguments may hold conditions of their own. */
static void emit_call(struct pol_code *c, const struct pol_node *n)
{
    struct pol_atom atom = atom_for(c, n);
    atom.has_value = false;
    struct nkc_buf outer = c->out;
    c->out = (struct nkc_buf){0};
    n->method->emit(c, n);
    struct nkc_buf call = c->out;
    c->out = outer;
    nkc_buf_printf(&c->out, "ksm_flag(w, %u, %s)", add_atom(c, atom), call.data);
    nkc_buf_free(&call);
}

static void break_line(struct pol_code *c, int depth)
{
    nkc_buf_printf(&c->out, "\n%*s", INDENT * (depth + 2), "");
}

/* `a && b && c` is one flat chain: compilers limit nested parentheses. */
static void emit_chain(struct pol_code *c, const struct pol_node *n, const char *op, int depth)
{
    if (n->kind == POL_N_IMPLIES)
        nkc_buf_putc(&c->out, '!');
    if (n->left->kind == n->kind && n->kind != POL_N_IMPLIES)
        emit_chain(c, n->left, op, depth);
    else
        pol_code_bool(c, n->left, depth + 1);
    nkc_buf_printf(&c->out, " %s", op);
    break_line(c, depth + 1);
    pol_code_bool(c, n->right, depth + 1);
}

static void emit_pair(struct pol_code *c, const struct pol_node *n, const char *op, int depth)
{
    nkc_buf_putc(&c->out, '(');
    emit_chain(c, n, op, depth);
    nkc_buf_putc(&c->out, ')');
}

static void emit_list(struct pol_code *c, const struct pol_node *n, int depth)
{
    bool all = n->kind == POL_N_ALL;
    if (n->items.len == 0) {
        emit_flag(c, all, n);
        return;
    }
    nkc_buf_putc(&c->out, '(');
    NKC_FOREACH(i, &n->items) {
        if (i) {
            nkc_buf_puts(&c->out, all ? " &&" : " ||");
            break_line(c, depth + 1);
        }
        pol_code_bool(c, n->items.data[i].node, depth + 1);
    }
    nkc_buf_putc(&c->out, ')');
}

static void emit_choice(struct pol_code *c, const struct pol_node *n, int depth)
{
    nkc_buf_putc(&c->out, '(');
    pol_code_bool(c, n->items.data[0].node, depth + 1);
    nkc_buf_puts(&c->out, " ? ");
    pol_code_bool(c, n->items.data[1].node, depth + 1);
    nkc_buf_puts(&c->out, " : ");
    pol_code_bool(c, n->items.data[2].node, depth + 1);
    nkc_buf_putc(&c->out, ')');
}

void pol_code_bool(struct pol_code *c, const struct pol_node *n, int depth)
{
    switch (n->kind) {
    case POL_N_BOOL:
        emit_flag(c, n->value != 0, n);
        break;
    case POL_N_NOT:
        nkc_buf_putc(&c->out, '!');
        pol_code_bool(c, n->left, depth);
        break;
    case POL_N_AND:
        emit_pair(c, n, "&&", depth);
        break;
    case POL_N_OR:
    case POL_N_IMPLIES:
        emit_pair(c, n, "||", depth);
        break;
    case POL_N_ALL:
    case POL_N_ANY:
        emit_list(c, n, depth);
        break;
    case POL_N_COND:
        emit_choice(c, n, depth);
        break;
    case POL_N_COMPARE:
        emit_compare(c, n);
        break;
    case POL_N_EMPTY:
        emit_empty(c, n);
        break;
    case POL_N_CALL:
        emit_call(c, n);
        break;
    default:
        break; /* typing lets no other node be Boolean */
    }
}

/* ---- for the models ---- */

unsigned pol_code_local(struct pol_code *c, uint32_t words)
{
    nkc_vec_push(c->p->s->arena, &c->rule->locals, words);
    return (unsigned)c->rule->locals.len - 1;
}

void pol_code_call(struct pol_code *c, const struct pol_node *call)
{
    bool changes = call->method->writes || call->method->writes_each;
    const char *journal = changes ? " &journal," : "";
    nkc_buf_printf(&c->out, "%s(w,%s &object_%s", call->method->function, journal,
                   call->object->name);
}

void pol_code_numbers(struct pol_code *c, const char *name, const uint32_t *data, size_t count)
{
    struct nkc_buf out = {0};
    nkc_buf_printf(&out, "static const nk_uint32_t %s_%u[] = {", name, c->rule->number);
    for (size_t i = 0; i < count; i++)
        nkc_buf_printf(&out, "%s%u", i ? ", " : "", data[i]);
    nkc_buf_puts(&out, "};\n");
    const char *text = nkc_arena_strndup(c->p->s->arena, out.data, out.len);
    nkc_vec_push(c->p->s->arena, &c->p->definitions, text);
    nkc_buf_free(&out);
}

/* ---- entry ---- */

static const char *take_text(struct pol_code *c)
{
    const char *text = nkc_arena_strndup(c->p->s->arena, c->out.data, c->out.len);
    nkc_buf_free(&c->out);
    return text;
}

const char *pol_condition_code(struct policy *p, struct pol_rule *rule)
{
    struct pol_code c = {.p = p, .rule = rule};
    pol_code_bool(&c, rule->condition, 0);
    return take_text(&c);
}

const char *pol_call_code(struct policy *p, struct pol_rule *rule)
{
    struct pol_code c = {.p = p, .rule = rule};
    rule->method->emit(&c, rule->condition);
    return take_text(&c);
}

const char *pol_choice_code(struct policy *p, struct pol_rule *rule)
{
    struct pol_code c = {.p = p, .rule = rule};
    rule->choice->pick(&c, rule->choice);
    return take_text(&c);
}
