#include "policy/pol_cover.h"

#include "base/quote.h"
#include "policy/pol_expr.h"

#include <stdlib.h>

enum { TEXT_MAX = 100 };

/* ---- what the template sees ---- */

struct v_field {
    const char *text, *where, *last; /* C text */
    uint32_t is_signed, first_start, range_count, counter;
};

struct v_condition {
    const char *text, *field; /* C text */
    uint32_t line, column, is_constant, counter;
};

struct v_branch {
    const char *label;
    uint32_t line, column, counter;
};

struct v_rule {
    const char *text, *file;
    uint32_t number, line, column, can_grant, can_deny, counter;
    uint32_t first_condition, condition_count, first_branch, branch_count;
};

struct pol_cover {
    NKC_VEC(struct v_rule) rules;
    NKC_VEC(struct v_condition) conditions;
    NKC_VEC(struct v_branch) branches;
    NKC_VEC(struct v_field) fields;
    NKC_VEC(const char *) starts;
    uint32_t counters, rule_total, field_total;
};

static const struct nkc_view_field field_fields[] = {
    NKC_V_TEXT("text", struct v_field, text),
    NKC_V_TEXT("where", struct v_field, where),
    NKC_V_TEXT("last", struct v_field, last),
    NKC_V_NUMBER("is_signed", struct v_field, is_signed),
    NKC_V_NUMBER("first_start", struct v_field, first_start),
    NKC_V_NUMBER("range_count", struct v_field, range_count),
    NKC_V_NUMBER("counter", struct v_field, counter)};
static const struct nkc_view_type field_view = NKC_V_TYPE("cover field", field_fields);

static const struct nkc_view_field condition_fields[] = {
    NKC_V_TEXT("text", struct v_condition, text),
    NKC_V_TEXT("field", struct v_condition, field),
    NKC_V_NUMBER("line", struct v_condition, line),
    NKC_V_NUMBER("column", struct v_condition, column),
    NKC_V_NUMBER("is_constant", struct v_condition, is_constant),
    NKC_V_NUMBER("counter", struct v_condition, counter)};
static const struct nkc_view_type condition_view = NKC_V_TYPE("cover condition", condition_fields);

static const struct nkc_view_field branch_fields[] = {
    NKC_V_TEXT("label", struct v_branch, label), NKC_V_NUMBER("line", struct v_branch, line),
    NKC_V_NUMBER("column", struct v_branch, column),
    NKC_V_NUMBER("counter", struct v_branch, counter)};
static const struct nkc_view_type branch_view = NKC_V_TYPE("cover branch", branch_fields);

static const struct nkc_view_field rule_fields[] = {
    NKC_V_TEXT("text", struct v_rule, text),
    NKC_V_TEXT("file", struct v_rule, file),
    NKC_V_NUMBER("number", struct v_rule, number),
    NKC_V_NUMBER("line", struct v_rule, line),
    NKC_V_NUMBER("column", struct v_rule, column),
    NKC_V_NUMBER("can_grant", struct v_rule, can_grant),
    NKC_V_NUMBER("can_deny", struct v_rule, can_deny),
    NKC_V_NUMBER("counter", struct v_rule, counter),
    NKC_V_NUMBER("first_condition", struct v_rule, first_condition),
    NKC_V_NUMBER("condition_count", struct v_rule, condition_count),
    NKC_V_NUMBER("first_branch", struct v_rule, first_branch),
    NKC_V_NUMBER("branch_count", struct v_rule, branch_count)};
static const struct nkc_view_type rule_view = NKC_V_TYPE("cover rule", rule_fields);

static const struct nkc_view_field cover_fields[] = {
    NKC_V_LIST("cover_rules", struct pol_cover, rules, rule_view),
    NKC_V_LIST("cover_conditions", struct pol_cover, conditions, condition_view),
    NKC_V_LIST("cover_branches", struct pol_cover, branches, branch_view),
    NKC_V_LIST("cover_fields", struct pol_cover, fields, field_view),
    NKC_V_TEXTS("cover_starts", struct pol_cover, starts),
    NKC_V_NUMBER("cover_counters", struct pol_cover, counters),
    NKC_V_NUMBER("cover_rule_total", struct pol_cover, rule_total),
    NKC_V_NUMBER("cover_field_total", struct pol_cover, field_total)};
const struct nkc_view_type pol_cover_view = NKC_V_TYPE("cover", cover_fields);

/* ---- fields ---- */

/* A place of the messages of one method, and where its values are cut: in order of the type, 0 its
 * smallest value. */
struct field {
    const struct pol_selectors *selectors; /* of the first rule that reads it */
    const struct pol_place *place;
    struct pol_type type;
    const char *text;
    NKC_VEC(uint64_t) cuts; /* first value of a range, never 0 */
};

struct maker {
    struct policy *p;
    struct pol_cover *out;
    NKC_VEC(struct field *) fields;
};

static uint64_t order_max(struct pol_type t)
{
    return t.width == 8 ? UINT64_MAX : (UINT64_C(1) << (t.width * 8u)) - 1;
}

/* The bits that C code compares with, for a position in the order. */
static uint64_t bits_at(struct pol_type t, uint64_t position)
{
    return t.is_signed ? position - (order_max(t) / 2 + 1) : position;
}

static const char *bits_text(struct maker *m, struct pol_type t, uint64_t position)
{
    return nkc_arena_printf(m->p->s->arena, "0x%llxu", (unsigned long long)bits_at(t, position));
}

/* Where a constant stands in the order; false when the type cannot hold it. */
static bool position_of(struct pol_type t, const struct pol_node *constant, uint64_t *position)
{
    uint64_t zero = t.is_signed ? order_max(t) / 2 + 1 : 0;
    if (constant->negative ? constant->value > zero : constant->value > order_max(t) - zero)
        return false;
    *position = constant->negative ? zero - constant->value : zero + constant->value;
    return true;
}

static void cut(struct maker *m, struct field *f, uint64_t at)
{
    if (at == 0)
        return;
    NKC_FOREACH(i, &f->cuts)
        if (f->cuts.data[i] == at)
            return;
    nkc_vec_push(m->p->s->arena, &f->cuts, at);
}

/* Cuts before and behind the constant, as the operator tells values apart. */
static void cut_at(struct maker *m, struct field *f, const struct pol_node *constant,
                   enum psl_op op, bool swapped)
{
    uint64_t position;
    if (!position_of(f->type, constant, &position))
        return;
    bool strict = swapped ? op == PSL_OP_GT || op == PSL_OP_LE : op == PSL_OP_LT || op == PSL_OP_GE;
    bool equal = op == PSL_OP_EQ || op == PSL_OP_NE;
    if (strict || equal)
        cut(m, f, position);
    if ((!strict || equal) && position < order_max(f->type))
        cut(m, f, position + 1);
}

static bool same_field(const struct field *f, const struct pol_selectors *sel,
                       const struct pol_place *place)
{
    return f->selectors->event == sel->event && f->selectors->method == sel->method &&
           f->place->elem[0] == place->elem[0] && f->place->elem[1] == place->elem[1] &&
           strcmp(f->place->path, place->path) == 0;
}

static size_t field_index(struct maker *m, const struct pol_rule *rule, const struct pol_node *node)
{
    NKC_FOREACH(i, &m->fields)
        if (same_field(m->fields.data[i], rule->selectors, node->place))
            return i;
    struct field *f = NKC_NEW(m->p->s->arena, struct field);
    f->selectors = rule->selectors;
    f->place = node->place;
    f->type = node->type;
    f->text = psl_span_text(m->p->s, node->source->span, TEXT_MAX);
    nkc_vec_push(m->p->s->arena, &m->fields, f);
    return m->fields.len - 1;
}

static const struct pol_node *without_casts(const struct pol_node *n)
{
    while (n->kind == POL_N_CAST)
        n = n->left;
    return n;
}

static bool is_constant(const struct pol_node *n)
{
    return n->kind == POL_N_INT || n->kind == POL_N_BOOL || n->kind == POL_N_UNIT;
}

/* Number of the field that a condition compares with a constant, from 1, cut there; else 0. */
static size_t field_of(struct maker *m, const struct pol_rule *rule, const struct pol_node *n)
{
    if (n->kind != POL_N_COMPARE)
        return 0;
    bool swapped = is_constant(n->left);
    const struct pol_node *value = without_casts(swapped ? n->right : n->left);
    const struct pol_node *limit = without_casts(swapped ? n->left : n->right);
    if (value->kind != POL_N_PLACE || value->type.kind != POL_T_INT || limit->kind != POL_N_INT ||
        !rule->selectors->method)
        return 0;
    size_t i = field_index(m, rule, value);
    cut_at(m, m->fields.data[i], limit, n->op, swapped);
    return i + 1;
}

static int compare_cuts(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static uint32_t counters(struct maker *m, uint32_t count)
{
    uint32_t first = m->out->counters;
    m->out->counters += count;
    return first;
}

static void add_field(struct maker *m, struct field *f)
{
    struct nkc_arena *arena = m->p->s->arena;
    const struct nkc_method *method = f->selectors->method;
    const char *where = nkc_arena_printf(arena, "%s %s.%s", psl_event_text(f->selectors->event),
                                         method->interface->package->name, method->name);
    struct v_field out = {.text = nkc_quote_c(arena, f->text),
                          .where = nkc_quote_c(arena, where),
                          .last = bits_text(m, f->type, order_max(f->type)),
                          .is_signed = f->type.is_signed,
                          .first_start = (uint32_t)m->out->starts.len,
                          .range_count = (uint32_t)f->cuts.len + 1};
    out.counter = counters(m, out.range_count);
    if (f->cuts.len)
        qsort(f->cuts.data, f->cuts.len, sizeof *f->cuts.data, compare_cuts);
    nkc_vec_push(arena, &m->out->starts, bits_text(m, f->type, 0));
    NKC_FOREACH(i, &f->cuts)
        nkc_vec_push(arena, &m->out->starts, bits_text(m, f->type, f->cuts.data[i]));
    nkc_vec_push(arena, &m->out->fields, out);
}

/* ---- conditions, branches, rules ---- */

/* Has one value, whatever the event. */
static bool is_fixed(const struct pol_node *n)
{
    if (n->kind == POL_N_COMPARE)
        return is_constant(n->left) && is_constant(n->right);
    return n->kind == POL_N_BOOL ||
           ((n->kind == POL_N_ALL || n->kind == POL_N_ANY) && n->items.len == 0);
}

static void add_condition(struct maker *m, const struct pol_rule *rule, const struct pol_atom *atom)
{
    struct nkc_arena *arena = m->p->s->arena;
    const struct nkc_span span = atom->node->source->span;
    size_t field = field_of(m, rule, atom->node);
    struct v_condition out = {.text = nkc_quote_c(arena, psl_span_text(m->p->s, span, TEXT_MAX)),
                              .field =
                                  field ? nkc_arena_printf(arena, "cover_fields + %zu", field - 1)
                                        : "(const struct ksm_cover_field *)0",
                              .is_constant = is_fixed(atom->node),
                              .counter = counters(m, 4)};
    nkc_span_place(span, &out.line, &out.column);
    nkc_vec_push(arena, &m->out->conditions, out);
}

static void add_branch(struct maker *m, const struct pol_branch *branch)
{
    struct nkc_arena *arena = m->p->s->arena;
    const char *label = branch->label ? psl_span_text(m->p->s, branch->label->span, TEXT_MAX) : "_";
    struct v_branch out = {.label = nkc_quote_c(arena, label), .counter = counters(m, 1)};
    nkc_span_place(branch->span, &out.line, &out.column);
    nkc_vec_push(arena, &m->out->branches, out);
}

static void add_rule(struct maker *m, const struct pol_rule *rule)
{
    struct nkc_arena *arena = m->p->s->arena;
    const struct pol_choice *choice = rule->choice;
    struct v_rule out = {
        .text = nkc_quote_c(arena, rule->text),
        .file = nkc_quote_c(arena, rule->file),
        .number = rule->number,
        .line = rule->line,
        .column = rule->column,
        .can_grant = rule->always_grants || rule->condition || choice,
        .can_deny = choice ? !choice->otherwise && !choice->complete : !rule->always_grants,
        .first_condition = (uint32_t)m->out->conditions.len,
        .condition_count = (uint32_t)rule->atoms.len,
        .first_branch = (uint32_t)m->out->branches.len,
        .branch_count = choice ? (uint32_t)choice->branches.len : 0,
        .counter = counters(m, 2),
    };
    NKC_FOREACH(i, &rule->atoms)
        add_condition(m, rule, &rule->atoms.data[i]);
    for (size_t i = 0; i < out.branch_count; i++)
        add_branch(m, &choice->branches.data[i]);
    nkc_vec_push(arena, &m->out->rules, out);
}

struct pol_cover *pol_cover_new(struct policy *p)
{
    struct maker m = {.p = p, .out = NKC_NEW(p->s->arena, struct pol_cover)};
    NKC_FOREACH(i, &p->rules)
        add_rule(&m, p->rules.data[i]);
    NKC_FOREACH(i, &m.fields)
        add_field(&m, m.fields.data[i]);
    m.out->rule_total = (uint32_t)m.out->rules.len;
    m.out->field_total = (uint32_t)m.out->fields.len;
    return m.out;
}
