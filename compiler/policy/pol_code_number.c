/* C text of numbers: constants, what is read from messages, arithmetic. */
#include "policy/pol_code_parts.h"

#include "policy/pol_model.h"

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

void pol_code_read(struct pol_code *c, const struct pol_place *place, struct pol_type type,
                   uint32_t extra)
{
    nkc_buf_printf(&c->out, "ksm_%c%u(", type.is_signed ? 's' : 'u', type.width * 8u);
    emit_address(c, place, place->steps.len);
    nkc_buf_printf(&c->out, ", %u)", place->offset + extra);
}

/* ---- integers ---- */

bool pol_code_is_constant(const struct pol_node *n)
{
    return n->kind == POL_N_INT || n->kind == POL_N_BOOL;
}

/* Whether evaluating the number leaves something in the witness: a condition, a model's refusal. */
static bool leaves_notes(const struct pol_node *n)
{
    switch (n->kind) {
    case POL_N_INT:
    case POL_N_SRC_SID:
    case POL_N_DST_SID:
    case POL_N_PLACE:
    case POL_N_SIZE:
        return false;
    case POL_N_ARITH:
    case POL_N_ABS:
    case POL_N_CAST:
        return leaves_notes(n->left) || (n->right && leaves_notes(n->right));
    default:
        return true;
    }
}

int pol_code_hold(struct pol_code *c, const struct pol_node *first, const struct pol_node *second)
{
    if (pol_code_is_constant(first) || pol_code_is_constant(second) ||
        (!leaves_notes(first) && !leaves_notes(second)))
        return -1;
    unsigned v = pol_code_local(c, 1);
    nkc_buf_printf(&c->out, "(v%u[0] = ", v);
    pol_code_word(c, first);
    nkc_buf_puts(&c->out, ", ");
    return (int)v;
}

void pol_code_first(struct pol_code *c, int held, const struct pol_node *first)
{
    if (held < 0)
        pol_code_value(c, first);
    else
        nkc_buf_printf(&c->out, "%sv%d[0]", first->type.is_signed ? "(nk_sint64_t)" : "", held);
}

static void emit_unary(struct pol_code *c, const struct pol_node *n)
{
    if (n->op == PSL_OP_COMPL) {
        nkc_buf_puts(&c->out, "(~");
        pol_code_value(c, n->left);
        if (!n->type.is_signed) {
            nkc_buf_puts(&c->out, " & ");
            emit_max(c, n->type);
        }
        nkc_buf_putc(&c->out, ')');
        return;
    }
    nkc_buf_printf(&c->out, "ksm_sub_%c(w, 0, ", n->type.is_signed ? 's' : 'u');
    pol_code_value(c, n->left);
    nkc_buf_puts(&c->out, ", ");
    emit_max(c, n->type);
    nkc_buf_putc(&c->out, ')');
}

static void emit_bits(struct pol_code *c, const struct pol_node *n)
{
    int held = pol_code_hold(c, n->left, n->right);
    nkc_buf_putc(&c->out, '(');
    pol_code_first(c, held, n->left);
    nkc_buf_printf(&c->out, " %s ", psl_op_text(n->op));
    pol_code_value(c, n->right);
    nkc_buf_puts(&c->out, held < 0 ? ")" : "))");
}

/* By a function that looks for an overflow. */
static void emit_checked(struct pol_code *c, const struct pol_node *n, const char *name)
{
    int held = pol_code_hold(c, n->left, n->right);
    nkc_buf_printf(&c->out, "ksm_%s_%c(w, ", name, n->type.is_signed ? 's' : 'u');
    pol_code_first(c, held, n->left);
    nkc_buf_puts(&c->out, ", ");
    pol_code_value(c, n->right);
    nkc_buf_puts(&c->out, ", ");
    emit_max(c, n->type);
    nkc_buf_puts(&c->out, held < 0 ? ")" : "))");
}

static void emit_arith(struct pol_code *c, const struct pol_node *n)
{
    static const char *const names[PSL_OP_COUNT] = {
        [PSL_OP_ADD] = "add", [PSL_OP_SUB] = "sub", [PSL_OP_MUL] = "mul"};
    if (!n->right)
        emit_unary(c, n);
    else if (names[n->op])
        emit_checked(c, n, names[n->op]);
    else
        emit_bits(c, n);
}

static void emit_abs(struct pol_code *c, const struct pol_node *n)
{
    nkc_buf_puts(&c->out, "ksm_abs_s(w, ");
    pol_code_value(c, n->left);
    nkc_buf_puts(&c->out, ", ");
    emit_max(c, n->type);
    nkc_buf_putc(&c->out, ')');
}

/* A text of one byte is only its terminator, one without any is empty, too. */
static void emit_size(struct pol_code *c, const struct pol_node *n)
{
    const struct pol_type word = {.width = 4};
    const struct nkc_type *data = n->left->type.data;
    nkc_buf_putc(&c->out, '(');
    pol_code_read(c, n->left->place, word, 4);
    if (data->kind == NKC_SEQUENCE) {
        nkc_buf_printf(&c->out, " / %uu", data->elem->size);
    } else if (data->kind == NKC_STRING) {
        nkc_buf_puts(&c->out, " - (");
        pol_code_read(c, n->left->place, word, 4);
        nkc_buf_puts(&c->out, " > 0u)");
    }
    nkc_buf_putc(&c->out, ')');
}

void pol_code_value(struct pol_code *c, const struct pol_node *n)
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
        pol_code_read(c, n->place, n->type, 0);
        break;
    case POL_N_SIZE:
        emit_size(c, n);
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
        pol_code_value(c, n->left);
        break;
    case POL_N_COND:
        nkc_buf_putc(&c->out, '(');
        pol_code_bool(c, n->items.data[0].node, 0);
        nkc_buf_puts(&c->out, " ? ");
        pol_code_value(c, n->items.data[1].node);
        nkc_buf_puts(&c->out, " : ");
        pol_code_value(c, n->items.data[2].node);
        nkc_buf_putc(&c->out, ')');
        break;
    case POL_N_CALL:
        if (n->type.kind == POL_T_INT)
            n->method->emit(c, n);
        else
            pol_code_bool(c, n, 0);
        break;
    default:
        pol_code_bool(c, n, 0);
        break; /* a Boolean compared with another */
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

void pol_code_word(struct pol_code *c, const struct pol_node *n)
{
    if (n->type.kind == POL_T_INT && !n->type.is_signed) {
        pol_code_value(c, n);
        return;
    }
    nkc_buf_puts(&c->out, "(nk_uint64_t)(");
    pol_code_value(c, n);
    nkc_buf_putc(&c->out, ')');
}

void pol_code_place(struct pol_code *c, const struct pol_node *n)
{
    emit_address(c, n->place, n->place->steps.len);
    nkc_buf_printf(&c->out, ", %u", n->place->offset);
}
