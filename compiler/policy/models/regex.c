/* Regex: match, select (security-models 6). */
#include "nk/ksm_limits.h"
#include "policy/pol_audit.h"
#include "policy/pol_code.h"
#include "policy/pol_model.h"
#include "policy/pol_numbers.h"
#include "regex/regex.h"

/* ---- patterns and where they stand ---- */

struct pattern {
    const struct psl_expr *source; /* text or fenced text */
    const char *text;
    size_t size;
    uint32_t begin; /* of a fenced pattern: its place in the source */
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* White space around the pattern in a fence is not part of it; a blank behind a backslash is. */
static struct pattern fenced(const struct psl_expr *e)
{
    const char *from = e->span.src->text + e->span.begin;
    const char *begin = strchr(from, '\n') + 1;
    const char *end = begin + strlen(e->text);
    while (begin < end && is_blank(*begin))
        begin++;
    while (end > begin && is_blank(end[-1]) && !(end - begin > 1 && end[-2] == '\\'))
        end--;
    size_t skipped = (size_t)(begin - from);
    return (struct pattern){.source = e,
                            .text = begin,
                            .size = (size_t)(end - begin),
                            .begin = e->span.begin + (uint32_t)skipped};
}

static struct pattern pattern_of(const struct psl_expr *e)
{
    if (e->kind == PSL_E_FENCE)
        return fenced(e);
    return (struct pattern){.source = e, .text = e->text, .size = strlen(e->text)};
}

/* Where byte `at` of the pattern stands in the source: in a text, each escape is one byte. */
static uint32_t place_of(const struct pattern *p, size_t at)
{
    if (p->source->kind == PSL_E_FENCE)
        return p->begin + (uint32_t)at;
    const char *text = p->source->span.src->text;
    uint32_t i = p->source->span.begin;
    while (text[i] != '"')
        i++;
    for (i++; at > 0 && i < p->source->span.end; at--)
        i += text[i] != '\\' ? 1 : text[i + 1] == 'x' ? 4 : 2;
    return i < p->source->span.end ? i : p->source->span.end;
}

static struct nkc_span span_of(const struct pattern *p, size_t begin, size_t end)
{
    return (struct nkc_span){p->source->span.src, place_of(p, begin), place_of(p, end)};
}

/* ---- diagnostics ---- */

static void report_large(struct policy *p, struct nkc_span span, const struct rx_fault *fault)
{
    nkc_diag(p->s, PSL_REGEX_LARGE, span, fault->limit, fault->text);
}

static void report(struct policy *p, const struct pattern *pattern, const struct rx_fault *fault)
{
    struct nkc_span span = span_of(pattern, fault->begin, fault->end);
    bool fence = pattern->source->kind == PSL_E_FENCE;
    switch (fault->kind) {
    case RX_BLANK:
        nkc_diag(p->s, PSL_REGEX_BLANK, span, fence ? "\\ " : "\\\\ ");
        if (pattern->text[fault->begin] == ' ')
            nkc_diag_fix(p->s, span, fence ? "\\ " : "\\\\ ");
        break;
    case RX_ESCAPE:
        nkc_diag(p->s, PSL_REGEX_ESCAPE, span);
        break;
    case RX_LARGE:
        report_large(p, pattern->source->span, fault);
        break;
    default:
        nkc_diag(p->s, PSL_REGEX, span, fault->text);
        break;
    }
}

static void warn_anchors(struct policy *p, const struct pattern *pattern, struct rx_anchors found)
{
    if (found.front)
        nkc_diag(p->s, PSL_REGEX_ANCHOR, span_of(pattern, 0, 1), "^");
    if (found.back)
        nkc_diag(p->s, PSL_REGEX_ANCHOR, span_of(pattern, pattern->size - 1, pattern->size), "$");
}

static bool add_pattern(struct policy *p, struct rx *rx, const struct psl_expr *e)
{
    struct pattern pattern = pattern_of(e);
    struct rx_anchors found;
    struct rx_fault fault;
    if (!rx_add(rx, pattern.text, pattern.size, &found, &fault)) {
        report(p, &pattern, &fault);
        return false;
    }
    warn_anchors(p, &pattern, found);
    return true;
}

/* ---- tables: each exists once ---- */

_Static_assert(RX_CELLS_MAX <= KSM_REGEX_CELLS_MAX, "every table fits the run time");

/* A table that rules of the module use. */
struct regex {
    uint32_t number;
    uint64_t hash;
    struct rx_table table;
};

/* Of the whole policy. */
struct regexes {
    NKC_VEC(struct regex *) list;
};

/* FNV-1a */
static uint64_t add_hash(uint64_t hash, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t hash_of(const struct rx_table *t)
{
    uint64_t hash = add_hash(UINT64_C(0xcbf29ce484222325), t->column, sizeof t->column);
    return add_hash(hash, t->cells, t->cell_count * sizeof *t->cells);
}

static bool same_table(const struct rx_table *a, const struct rx_table *b)
{
    return a->columns == b->columns && a->start == b->start && a->cell_count == b->cell_count &&
           memcmp(a->column, b->column, sizeof a->column) == 0 &&
           memcmp(a->cells, b->cells, a->cell_count * sizeof *a->cells) == 0;
}

static const char *definition(struct policy *p, const struct rx_table *t, uint32_t number)
{
    struct nkc_arena *arena = p->s->arena;
    return nkc_arena_printf(
        arena,
        "static const nk_uint8_t regex_column_%u[] = {\n    %s\n};\n"
        "static const nk_uint16_t regex_cells_%u[] = {\n    %s\n};\n"
        "static const struct ksm_regex regex_%u = {regex_cells_%u, regex_column_%u, %u, %u};\n",
        number, pol_numbers_bytes(arena, t->column, sizeof t->column, 0), number,
        pol_numbers_u16(arena, t->cells, t->cell_count), number, number, number, t->columns,
        t->start);
}

static const struct regex *share(struct policy *p, const struct rx_table *table)
{
    struct regexes *all = pol_model_data(p, &pol_model_regex, sizeof *all);
    uint64_t hash = hash_of(table);
    NKC_FOREACH(i, &all->list)
        if (all->list.data[i]->hash == hash && same_table(&all->list.data[i]->table, table))
            return all->list.data[i];
    struct regex *regex = NKC_NEW(p->s->arena, struct regex);
    *regex = (struct regex){(uint32_t)all->list.len + 1, hash, *table};
    if (regex->number == 1)
        nkc_vec_push(p->s->arena, &p->headers, "ksm_regex");
    nkc_vec_push(p->s->arena, &all->list, regex);
    nkc_vec_push(p->s->arena, &p->definitions, definition(p, table, regex->number));
    return regex;
}

static bool build(struct policy *p, struct rx *rx, struct nkc_span span, struct rx_table *table)
{
    struct rx_fault fault;
    bool ok = rx_build(rx, p->s->arena, table, &fault);
    if (!ok)
        report_large(p, span, &fault);
    return ok;
}

/* ---- match ---- */

static bool want_pattern(struct pol_scope *c, const struct pol_node *n)
{
    if (n->kind == POL_N_FENCE && strcmp(n->source->name.text, "regex") != 0) {
        nkc_diag(c->p->s, PSL_FENCE, n->source->span);
        return false;
    }
    if (n->kind == POL_N_TEXT || n->kind == POL_N_FENCE)
        return true;
    if (n->type.kind == POL_T_TEXT)
        nkc_diag(c->p->s, PSL_REGEX_CONSTANT, n->source->span);
    else if (n->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, n->source->span, "a constant `Text`",
                 pol_type_text(c->p->s, n->type));
    return false;
}

static bool want_text(struct pol_scope *c, const struct pol_node *n)
{
    if (n->type.kind == POL_T_TEXT && (n->kind == POL_N_PLACE || n->kind == POL_N_TEXT))
        return true;
    if (n->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, n->source->span, "a text",
                 n->kind == POL_N_FENCE ? "a pattern" : pol_type_text(c->p->s, n->type));
    return false;
}

/* Of a constant text the answer is constant. */
static void fold(struct pol_node *call, const struct rx_table *table, const char *text)
{
    call->kind = POL_N_BOOL;
    call->value = rx_run(table, text, strlen(text)) != 0;
}

static bool match_table(struct policy *p, const struct psl_expr *pattern, struct rx_table *table)
{
    struct rx *rx = rx_new();
    bool ok = add_pattern(p, rx, pattern) && build(p, rx, pattern->span, table);
    if (ok && !rx_has_label(table, 1))
        nkc_diag(p->s, PSL_REGEX_NEVER, pattern->span);
    rx_free(rx);
    return ok;
}

static bool check_match(struct pol_scope *c, struct pol_node *call)
{
    static const char *const names[] = {"text", "pattern"};
    struct pol_node *fields[2];
    if (!pol_fields(c, call, names, 2, fields))
        return false;
    bool ok = want_text(c, fields[0]);
    if (!want_pattern(c, fields[1]))
        return false;
    struct rx_table table;
    if (!match_table(c->p, fields[1]->source, &table) || !ok)
        return false;
    call->right = fields[0];
    if (fields[0]->kind == POL_N_TEXT)
        fold(call, &table, fields[0]->source->text);
    else
        call->data = share(c->p, &table);
    return true;
}

static void emit_label(struct pol_code *c, const struct pol_node *call, const char *name)
{
    const struct regex *regex = call->data;
    bool audited = pol_audit_expression(c, call, name);
    nkc_buf_printf(&c->out, "ksm_regex_label(&regex_%u, ", regex->number);
    pol_code_event(c);
    nkc_buf_puts(&c->out, ", ");
    pol_code_place(c, call->right);
    nkc_buf_puts(&c->out, audited ? "))" : ")");
}

static void emit_match(struct pol_code *c, const struct pol_node *call)
{
    nkc_buf_putc(&c->out, '(');
    emit_label(c, call, "match");
    nkc_buf_puts(&c->out, " != 0)");
}

/* ---- select ---- */

/* Labels before `_`: branch n has label n. */
static size_t label_count(const struct pol_choice *choice)
{
    return choice->otherwise ? choice->otherwise - 1 : choice->branches.len;
}

/* The label of the text is the number of the branch. */
static void pick(struct pol_code *c, const struct pol_choice *choice)
{
    if (choice->complete || !choice->otherwise) {
        emit_label(c, choice->node, "select");
        return;
    }
    nkc_buf_puts(&c->out, "ksm_regex_branch(");
    emit_label(c, choice->node, "select");
    nkc_buf_printf(&c->out, ", %uu)", choice->otherwise);
}

static bool same_before(const struct pol_choice *choice, size_t at)
{
    const char *text = choice->branches.data[at].label->text;
    for (size_t i = 0; i < at; i++)
        if (strcmp(choice->branches.data[i].label->text, text) == 0)
            return true;
    return false;
}

static void warn_labels(struct policy *p, const struct pol_choice *choice,
                        const struct rx_table *table)
{
    for (size_t i = 0; i < label_count(choice); i++)
        if (!rx_has_label(table, (unsigned)i + 1) && !same_before(choice, i))
            nkc_diag(p->s, PSL_UNREACHABLE, choice->branches.data[i].label->span,
                     "earlier labels match all its texts, or it matches none");
    if (rx_is_complete(table) && choice->otherwise)
        nkc_diag(p->s, PSL_UNREACHABLE, choice->branches.data[choice->otherwise - 1].span,
                 "the labels match every text");
}

/* All labels are read, so that each fault is told. */
static bool add_labels(struct policy *p, struct rx *rx, const struct pol_choice *choice)
{
    bool ok = true;
    NKC_FOREACH(i, &choice->branches) {
        const struct psl_expr *label = choice->branches.data[i].label;
        if (!label)
            continue;
        if (label->kind != PSL_E_TEXT) {
            pol_choice_label(p, label, "a pattern in quotation marks");
            ok = false;
        } else if (i < label_count(choice)) {
            ok &= add_pattern(p, rx, label);
        }
    }
    return ok;
}

static bool choose_select(struct pol_scope *c, struct pol_choice *choice)
{
    static const char *const names[] = {"text"};
    struct policy *p = c->p;
    struct pol_node *call = choice->node;
    bool ok = pol_fields(c, call, names, 1, &call->right) && want_text(c, call->right);
    if (ok && call->right->kind == POL_N_TEXT) {
        nkc_diag(p->s, PSL_TYPE, call->right->source->span, "a text of the message", "a constant");
        ok = false;
    }
    struct rx *rx = rx_new();
    struct rx_table table;
    ok &= add_labels(p, rx, choice) && build(p, rx, choice->source->span, &table);
    rx_free(rx);
    if (!ok)
        return false;
    warn_labels(p, choice, &table);
    choice->complete = rx_is_complete(&table);
    call->data = share(p, &table);
    choice->pick = pick;
    return true;
}

static const struct pol_method methods[] = {
    {.name = "match", .expr = pol_call_expr, .check = check_match, .emit = emit_match},
    {.name = "select", .choose = choose_select},
    {0},
};

static const char *const emits[] = {"match", "select", NULL};

const struct pol_model pol_model_regex = {
    .name = "Regex",
    .file = "nk.regex",
    .object = "re",
    .auditable = true,
    .emits = emits,
    .declares = true,
    .methods = methods,
};
