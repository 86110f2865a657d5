/* C text of expressions and rules. */
#include "policy/pol_code.h"

#include "nk/ksm_limits.h"
#include "policy/pol_model.h"

enum { ATOM_TEXT_MAX = 60, INDENT = 4 };

/* ---- numbers ---- */

static void emit_unsigned(struct pol_code *c, uint64_t value)
{
    nkc_buf_printf(&c->out, "%llu%s", (unsigned long long)value, value > UINT32_MAX ? "ull" : "u");
}

static void emit_signed(struct pol_code *c, uint64_t magnitude, bool negative)
{
    const char *suffix = magnitude > INT32_MAX ? "ll" : "";
    if (negative && magnitude > INT64_MAX)
        nkc_buf_printf(&c->out, "(-%lldll - 1)", (long long)INT64_MAX);
    else
        nkc_buf_printf(&c->out, negative ? "(-%llu%s)" : "%llu%s", (unsigned long long)magnitude,
                       suffix);
}

static void emit_max(struct pol_code *c, struct pol_type t)
{
    if (t.is_signed)
        emit_signed(c, pol_type_max(t), false);
    else
        emit_unsigned(c, pol_type_max(t));
}

/* ---- places ---- */

static void emit_address(struct pol_code *c, const struct pol_place *place, size_t steps)
{
    if (steps == 0) {
        nkc_buf_puts(&c->out, "ksm_message(");
        pol_code_event(c);
        nkc_buf_putc(&c->out, ')');
        return;
    }
    const struct pol_step *step = &place->steps.data[steps - 1];
    nkc_buf_puts(&c->out, step->kind == POL_STEP_ELEM ? "ksm_elem(w, " : "ksm_arm(w, ");
    if (step->kind == POL_STEP_ELEM) {
        pol_code_event(c);
        nkc_buf_puts(&c->out, ", ");
    }
    emit_address(c, place, steps - 1);
    nkc_buf_printf(&c->out, ", %u, ", step->offset);
    if (step->kind == POL_STEP_ELEM) {
        emit_unsigned(c, step->index);
        nkc_buf_printf(&c->out, ", %u)", step->elem_size);
    } else {
        nkc_buf_printf(&c->out, "%u)", step->tag);
    }
}

static void emit_read(struct pol_code *c, const struct pol_place *place, struct pol_type type,
                      uint32_t extra)
{
    nkc_buf_printf(&c->out, "ksm_%c%u(", type.is_signed ? 's' : 'u', type.width * 8u);
    emit_address(c, place, place->steps.len);
    nkc_buf_printf(&c->out, ", %u)", place->offset + extra);
}

/* ---- integers ---- */

static void emit_bool(struct pol_code *c, const struct pol_node *n, int depth);
static void emit_int(struct pol_code *c, const struct pol_node *n);

static bool is_constant(const struct pol_node *n)
{
    return n->kind == POL_N_INT || n->kind == POL_N_BOOL;
}

/* Whether evaluating the number leaves something in the witness: a condition, a refusal by a model.
 */
static bool leaves_notes(const struct pol_node *n)
{
    switch (n->kind) {
    case POL_N_INT:
    case POL_N_SRC_SID:
    case POL_N_DST_SID:
    case POL_N_PLACE:
        return false;
    case POL_N_ARITH:
    case POL_N_ABS:
    case POL_N_CAST:
        return leaves_notes(n->left) || (n->right && leaves_notes(n->right));
    default:
        return true;
    }
}

/* C leaves the order of operands open, and a reason tells what failed first: where that matters the
 * first one is held in a local, `(v0[0] = FIRST, `. Returns the local's number, or -1. */
static int hold_first(struct pol_code *c, const struct pol_node *first,
                      const struct pol_node *second)
{
    if (is_constant(first) || is_constant(second) ||
        (!leaves_notes(first) && !leaves_notes(second)))
        return -1;
    unsigned v = pol_code_local(c, 1);
    nkc_buf_printf(&c->out, "(v%u[0] = ", v);
    pol_code_word(c, first);
    nkc_buf_puts(&c->out, ", ");
    return (int)v;
}

static void emit_first(struct pol_code *c, int held, const struct pol_node *first)
{
    if (held < 0)
        emit_int(c, first);
    else
        nkc_buf_printf(&c->out, "%sv%d[0]", first->type.is_signed ? "(nk_sint64_t)" : "", held);
}

static void emit_unary(struct pol_code *c, const struct pol_node *n)
{
    if (n->op == PSL_OP_COMPL) {
        nkc_buf_puts(&c->out, "(~");
        emit_int(c, n->left);
        if (!n->type.is_signed) {
            nkc_buf_puts(&c->out, " & ");
            emit_max(c, n->type);
        }
        nkc_buf_putc(&c->out, ')');
        return;
    }
    nkc_buf_printf(&c->out, "ksm_sub_%c(w, 0, ", n->type.is_signed ? 's' : 'u');
    emit_int(c, n->left);
    nkc_buf_puts(&c->out, ", ");
    emit_max(c, n->type);
    nkc_buf_putc(&c->out, ')');
}

static void emit_arith(struct pol_code *c, const struct pol_node *n)
{
    static const char *const names[PSL_OP_COUNT] = {
        [PSL_OP_ADD] = "add", [PSL_OP_SUB] = "sub", [PSL_OP_MUL] = "mul"};
    if (!n->right) {
        emit_unary(c, n);
        return;
    }
    int held = hold_first(c, n->left, n->right);
    if (names[n->op])
        nkc_buf_printf(&c->out, "ksm_%s_%c(w, ", names[n->op], n->type.is_signed ? 's' : 'u');
    else
        nkc_buf_putc(&c->out, '(');
    emit_first(c, held, n->left);
    if (names[n->op])
        nkc_buf_puts(&c->out, ", ");
    else
        nkc_buf_printf(&c->out, " %s ", psl_op_text(n->op));
    emit_int(c, n->right);
    if (names[n->op]) {
        nkc_buf_puts(&c->out, ", ");
        emit_max(c, n->type);
    }
    nkc_buf_puts(&c->out, held < 0 ? ")" : "))");
}

static void emit_abs(struct pol_code *c, const struct pol_node *n)
{
    nkc_buf_puts(&c->out, "ksm_abs_s(w, ");
    emit_int(c, n->left);
    nkc_buf_puts(&c->out, ", ");
    emit_max(c, n->type);
    nkc_buf_putc(&c->out, ')');
}

/* An expression of type nk_uint64_t or nk_sint64_t, by the sign of the node's type. */
static void emit_int(struct pol_code *c, const struct pol_node *n)
{
    switch (n->kind) {
    case POL_N_INT:
        if (n->type.is_signed)
            emit_signed(c, n->value, n->negative);
        else
            emit_unsigned(c, n->value);
        break;
    case POL_N_SRC_SID:
    case POL_N_DST_SID:
        nkc_buf_puts(&c->out, "(nk_uint64_t)");
        pol_code_event(c);
        nkc_buf_puts(&c->out, n->kind == POL_N_SRC_SID ? "->src_sid" : "->dst_sid");
        break;
    case POL_N_PLACE:
        emit_read(c, n->place, n->type, 0);
        break;
    case POL_N_ARITH:
        emit_arith(c, n);
        break;
    case POL_N_ABS:
        emit_abs(c, n);
        break;
    case POL_N_CAST:
        if (n->type.is_signed && !n->left->type.is_signed)
            nkc_buf_puts(&c->out, "(nk_sint64_t)");
        emit_int(c, n->left);
        break;
    case POL_N_COND:
        nkc_buf_putc(&c->out, '(');
        emit_bool(c, n->items.data[0].node, 0);
        nkc_buf_puts(&c->out, " ? ");
        emit_int(c, n->items.data[1].node);
        nkc_buf_puts(&c->out, " : ");
        emit_int(c, n->items.data[2].node);
        nkc_buf_putc(&c->out, ')');
        break;
    case POL_N_CALL:
        if (n->type.kind == POL_T_INT)
            n->method->emit(c, n);
        else
            emit_bool(c, n, 0);
        break;
    default:
        emit_bool(c, n, 0);
        break; /* a Boolean compared with another */
    }
}

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
    bool swap = is_constant(n->left) && !is_constant(n->right);
    const struct pol_node *value = swap ? n->right : n->left, *limit = swap ? n->left : n->right;
    struct pol_atom atom = atom_for(c, value);
    atom.node = n;
    atom.limit_signed = limit->type.is_signed;
    if (!is_constant(limit))
        atom.limit_text = psl_span_text(c->p->s, limit->source->span, ATOM_TEXT_MAX);
    struct nkc_buf outer =
        c->out; /* operands may hold conditions of their own: number them first */
    c->out = (struct nkc_buf){0};
    int held = hold_first(c, value, limit);
    struct nkc_buf before = c->out;
    c->out = (struct nkc_buf){0};
    emit_first(c, held, value);
    nkc_buf_puts(&c->out, ", ");
    emit_int(c, limit);
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
    emit_read(c, n->left->place, (struct pol_type){.width = 4}, 4);
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
        emit_bool(c, n->left, depth + 1);
    nkc_buf_printf(&c->out, " %s", op);
    break_line(c, depth + 1);
    emit_bool(c, n->right, depth + 1);
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
        emit_bool(c, n->items.data[i].node, depth + 1);
    }
    nkc_buf_putc(&c->out, ')');
}

static void emit_choice(struct pol_code *c, const struct pol_node *n, int depth)
{
    nkc_buf_putc(&c->out, '(');
    emit_bool(c, n->items.data[0].node, depth + 1);
    nkc_buf_puts(&c->out, " ? ");
    emit_bool(c, n->items.data[1].node, depth + 1);
    nkc_buf_puts(&c->out, " : ");
    emit_bool(c, n->items.data[2].node, depth + 1);
    nkc_buf_putc(&c->out, ')');
}

static void emit_bool(struct pol_code *c, const struct pol_node *n, int depth)
{
    switch (n->kind) {
    case POL_N_BOOL:
        emit_flag(c, n->value != 0, n);
        break;
    case POL_N_NOT:
        nkc_buf_putc(&c->out, '!');
        emit_bool(c, n->left, depth);
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

void pol_code_constant(struct pol_code *c, uint64_t magnitude, bool negative, bool is_signed)
{
    if (is_signed)
        emit_signed(c, magnitude, negative);
    else
        emit_unsigned(c, magnitude);
}

void pol_code_event(struct pol_code *c)
{
    nkc_buf_puts(&c->out, "event");
    c->rule->uses_event = true;
}

void pol_code_value(struct pol_code *c, const struct pol_node *n)
{
    emit_int(c, n);
}

void pol_code_word(struct pol_code *c, const struct pol_node *n)
{
    if (n->type.kind == POL_T_INT && !n->type.is_signed) {
        emit_int(c, n);
        return;
    }
    nkc_buf_puts(&c->out, "(nk_uint64_t)(");
    emit_int(c, n);
    nkc_buf_putc(&c->out, ')');
}

void pol_code_place(struct pol_code *c, const struct pol_node *n)
{
    emit_address(c, n->place, n->place->steps.len);
    nkc_buf_printf(&c->out, ", %u", n->place->offset);
}

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
    emit_bool(&c, rule->condition, 0);
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
