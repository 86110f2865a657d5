/* Expressions, evaluated on the syntax tree. Integers carry the type that IDL gave them; a literal is
 * open and takes its neighbour's. */
#include "interp.h"
#include "pattern.h"

#include <stdlib.h>

/* Holds every value and result of 64-bit types. */
__extension__ typedef __int128 wide;

enum kind { V_NONE, V_BOOL, V_INT, V_PLACE };

struct value {
    enum kind kind;
    bool open, is_signed;
    unsigned bits;
    wide number;          /* BOOL, INT */
    const struct nkc_type *type; /* PLACE */
    const uint8_t *at;
    bool is_place; /* an INT that was read from the message */
    char path[PATH_MAX_TEXT];
    uint32_t elem[2];
    unsigned indices;
};

static struct value eval(struct eval *e, const struct psl_expr *x);

/* ---- integers ---- */

static struct value make_int(wide number, unsigned bits, bool is_signed)
{
    return (struct value){.kind = V_INT, .number = number, .bits = bits, .is_signed = is_signed};
}

static bool in_type(wide v, unsigned bits, bool is_signed)
{
    const wide one = 1, max = (one << (is_signed ? bits - 1 : bits)) - 1;

    return v <= max && v >= (is_signed ? -max - 1 : 0);
}

static uint64_t word_of(const struct value *v)
{
    return (uint64_t)v->number;
}

static struct value load_int(struct eval *e, const struct value *place, unsigned bits,
                             bool is_signed, unsigned offset)
{
    struct value v = *place;
    uint64_t word = 0;

    v.kind = V_INT;
    v.is_place = true;
    v.bits = bits;
    v.is_signed = is_signed;
    v.number = 0;
    if (e->failed || !place->at)
        return v;
    memcpy(&word, place->at + offset, bits / 8);
    if (is_signed && bits < 64 && word >> (bits - 1))
        word |= UINT64_MAX << bits;
    v.number = is_signed ? (wide)(int64_t)word : (wide)word;
    return v;
}

static struct value settle(struct eval *e, struct value v)
{
    if (v.kind == V_PLACE && v.type->kind == NKC_INT)
        return load_int(e, &v, v.type->width * 8u, v.type->is_signed, 0);
    return v;
}

/* ---- paths ---- */

static void append(struct value *v, const char *text)
{
    snprintf(v->path + strlen(v->path), sizeof v->path - strlen(v->path), "%s", text);
}

static struct value parameter(struct eval *e, const char *name)
{
    struct value v = {.kind = V_PLACE};
    const struct nkc_message *m = &e->target->method->message[e->target->direction];

    NKC_FOREACH(i, &m->params) {
        const struct nkc_field *f = &m->params.data[i];

        if (strcmp(f->name, name) != 0)
            continue;
        v.type = f->type;
        v.at = (const uint8_t *)e->event->msg + f->offset;
        append(&v, name);
        return v;
    }
    abort(); /* the compiler took a name that is not there */
}

static uint32_t word_at(const struct value *v, unsigned offset)
{
    uint32_t word;

    memcpy(&word, v->at + offset, sizeof word);
    return word;
}

static struct value member(struct eval *e, struct value v, const char *name)
{
    const struct nkc_composite *c = v.type->composite;

    append(&v, ".");
    append(&v, name);
    if (v.type->kind == NKC_HANDLE)
        return load_int(e, &v, 32, false, strcmp(name, "rights") == 0 ? 4 : 0);
    NKC_FOREACH(i, &c->fields) {
        const struct nkc_field *f = &c->fields.data[i];

        if (strcmp(f->name, name) != 0)
            continue;
        if (c->is_union && !e->failed && word_at(&v, 0) != i)
            e->failed = true;
        v.type = f->type;
        v.at += f->offset + (c->is_union ? c->data_offset : 0);
        return v;
    }
    abort();
}

static struct value element(struct eval *e, struct value v, uint64_t index)
{
    const struct nkc_type *elem = v.type->elem;

    append(&v, "[]");
    if (v.indices < 2)
        v.elem[v.indices] = (uint32_t)index;
    v.indices++;
    if (v.type->kind == NKC_ARRAY) {
        v.at += index * elem->size;
    } else if (!e->failed) {
        if (index >= word_at(&v, 4) / elem->size)
            e->failed = true;
        else
            v.at = (const uint8_t *)e->event->arena->start + word_at(&v, 0) + index * elem->size;
    }
    v.type = elem;
    return v;
}

/* ---- conditions ---- */

/* The end of condition `number`. */
static bool note(struct eval *e, unsigned number, const struct value *from, uint64_t value,
                 uint64_t limit, bool result)
{
    if (e->failed) {
        if (!e->failed_cond) {
            e->failed_cond = number;
            snprintf(e->failed_field, sizeof e->failed_field, "%s",
                     from && from->is_place ? from->path : "");
            memcpy(e->failed_elem, from && from->is_place ? from->elem : (uint32_t[2]){0, 0},
                   sizeof e->failed_elem);
        }
        return false;
    }
    e->cond = number;
    e->value = value;
    e->limit = limit;
    snprintf(e->field, sizeof e->field, "%s", from && from->is_place ? from->path : "");
    memcpy(e->elem, from && from->is_place ? from->elem : (uint32_t[2]){0, 0}, sizeof e->elem);
    return result;
}

/* How many conditions an expression holds: parts that are not evaluated keep their numbers. */
static unsigned count_atoms(const struct psl_expr *x)
{
    unsigned n = 0;

    if (!x)
        return 0;
    switch (x->kind) {
    case PSL_E_BOOL:
        return 1;
    case PSL_E_UNARY:
        return count_atoms(x->left);
    case PSL_E_BINARY:
        n = count_atoms(x->left) + count_atoms(x->right);
        return n + (x->op >= PSL_OP_EQ && x->op <= PSL_OP_GE);
    case PSL_E_CALL:
        if (strcmp(x->name.text, "contains") == 0 || strcmp(x->name.text, "empty") == 0 ||
            strcmp(x->name.text, "match") == 0)
            return 1;
        if ((strcmp(x->name.text, "all") == 0 || strcmp(x->name.text, "any") == 0) &&
            x->left->entries->list.len == 0)
            return 1;
        return strcmp(x->object.text, "map") == 0 ? 0 : count_atoms(x->left);
    case PSL_E_DICT:
    case PSL_E_LIST:
        NKC_FOREACH(i, &x->entries->list)
            n += count_atoms(x->entries->list.data[i].value);
        return n;
    default:
        return 0;
    }
}

static void skip(struct eval *e, const struct psl_expr *x)
{
    e->atoms += count_atoms(x);
}

static bool is_literal(const struct psl_expr *x)
{
    return x->kind == PSL_E_INT || x->kind == PSL_E_BOOL;
}

static bool holds(enum psl_op op, wide a, wide b)
{
    switch (op) {
    case PSL_OP_EQ:
        return a == b;
    case PSL_OP_NE:
        return a != b;
    case PSL_OP_LT:
        return a < b;
    case PSL_OP_LE:
        return a <= b;
    case PSL_OP_GT:
        return a > b;
    default:
        return a >= b;
    }
}

static struct value compare(struct eval *e, const struct psl_expr *x)
{
    /* The reason shows what was found first, the constant as the limit. */
    bool swap = is_literal(x->left) && !is_literal(x->right);
    struct value first = settle(e, eval(e, swap ? x->right : x->left));
    struct value second = settle(e, eval(e, swap ? x->left : x->right));
    bool result = swap ? holds(x->op, second.number, first.number)
                       : holds(x->op, first.number, second.number);

    return (struct value){.kind = V_BOOL,
                          .number = note(e, ++e->atoms, &first, word_of(&first), word_of(&second),
                                         result)};
}

static struct value flag(struct eval *e, const struct value *from, bool result)
{
    return (struct value){.kind = V_BOOL,
                          .number = note(e, ++e->atoms, from, result, 0, result)};
}

/* ---- operators ---- */

static struct value arith(struct eval *e, const struct psl_expr *x)
{
    struct value l = settle(e, eval(e, x->left)), r = settle(e, eval(e, x->right));
    const struct value *type = l.open ? &r : &l;
    struct value v = make_int(0, type->bits, type->is_signed);

    switch (x->op) {
    case PSL_OP_ADD:
        v.number = l.number + r.number;
        break;
    case PSL_OP_SUB:
        v.number = l.number - r.number;
        break;
    case PSL_OP_MUL:
        if (__builtin_mul_overflow(l.number, r.number, &v.number))
            e->failed = true;
        break;
    case PSL_OP_BAND:
        v.number = l.number & r.number;
        return v;
    default:
        v.number = l.number | r.number;
        return v;
    }
    if (!in_type(v.number, v.bits, v.is_signed)) {
        e->failed = true;
        v.number = 0;
    }
    return v;
}

static struct value logic(struct eval *e, const struct psl_expr *x)
{
    bool left = eval_bool(e, x->left);
    bool decided = x->op == PSL_OP_AND ? !left : x->op == PSL_OP_OR ? left : !left;
    struct value v = {.kind = V_BOOL};

    if (decided) {
        skip(e, x->right);
        v.number = x->op != PSL_OP_AND;
    } else {
        v.number = eval_bool(e, x->right);
    }
    return v;
}

static struct value unary(struct eval *e, const struct psl_expr *x)
{
    struct value v;

    if (x->op == PSL_OP_NOT)
        return (struct value){.kind = V_BOOL, .number = !eval_bool(e, x->left)};
    v = settle(e, eval(e, x->left));
    v.is_place = false;
    v.number = x->op == PSL_OP_NEG ? -v.number
               : v.is_signed       ? ~v.number
                                   : (((wide)1 << v.bits) - 1) ^ v.number;
    if (!in_type(v.number, v.bits, v.is_signed))
        e->failed = true;
    return v;
}

/* ---- calls of models without state ---- */

static struct value fold(struct eval *e, const struct psl_expr *list, bool product)
{
    struct value sum = make_int(product, 64, true);

    sum.open = true;
    NKC_FOREACH(i, &list->entries->list) {
        struct value v = settle(e, eval(e, list->entries->list.data[i].value));

        if (sum.open && !v.open)
            sum = make_int(sum.number, v.bits, v.is_signed);
        if (product ? __builtin_mul_overflow(sum.number, v.number, &sum.number)
                    : __builtin_add_overflow(sum.number, v.number, &sum.number))
            e->failed = true;
        if (!in_type(sum.number, sum.bits, sum.is_signed)) {
            e->failed = true;
            sum.number = 0;
        }
    }
    return sum;
}

static struct value all_any(struct eval *e, const struct psl_expr *list, bool all)
{
    struct value v = {.kind = V_BOOL, .number = all};

    if (list->entries->list.len == 0)
        return flag(e, NULL, all);
    NKC_FOREACH(i, &list->entries->list) {
        const struct psl_expr *item = list->entries->list.data[i].value;

        if ((bool)v.number != all)
            skip(e, item);
        else
            v.number = eval_bool(e, item);
    }
    return v;
}

/* Conditions are numbered in the order `if`, `then`, `else`. */
static struct value cond(struct eval *e, const struct psl_expr *dict)
{
    const struct psl_expr *then = dict_entry(dict, "then"), *other = dict_entry(dict, "else");
    struct value v, w;

    if (eval_bool(e, dict_entry(dict, "if"))) {
        v = settle(e, eval(e, then));
        skip(e, other);
    } else {
        skip(e, then);
        v = settle(e, eval(e, other));
    }
    v.is_place = false;
    if (v.kind == V_INT && v.open) { /* the other part has the type */
        struct eval quiet = *e;

        w = settle(&quiet, eval(&quiet, v.open ? then : other));
        v.open = w.open;
        v.bits = w.bits;
        v.is_signed = w.is_signed;
    }
    return v;
}

static struct value empty(struct eval *e, const struct psl_expr *x)
{
    struct value v = eval(e, x);
    bool result = false;

    v.is_place = true;
    if (!e->failed)
        result = word_at(&v, 4) <= (v.type->kind == NKC_STRING ? 1u : 0u);
    return flag(e, &v, result);
}

/* A chunk of one byte is the terminator alone. */
bool eval_match(struct eval *e, const struct psl_expr *text, const char *pattern)
{
    struct value v = eval(e, text);
    uint32_t size;

    if (e->failed)
        return false;
    size = word_at(&v, 4);
    return pattern_matches(pattern,
                           (const uint8_t *)e->event->arena->start + (size > 1 ? word_at(&v, 0) : 0),
                           size > 1 ? size - 1 : 0);
}

static struct value call(struct eval *e, const struct psl_expr *x)
{
    const char *name = x->name.text;
    struct value v;
    uint64_t result = 0;

    if (state_is_object(interp_policy(e->in), x->object.text)) {
        if (!state_call(e, x->left, x->object.text, name, &result))
            e->failed = true;
        if (strcmp(name, "contains") == 0)
            return flag(e, NULL, result != 0);
        return make_int((wide)result, 16, false);
    }
    if (strcmp(name, "all") == 0 || strcmp(name, "any") == 0)
        return all_any(e, x->left, name[1] == 'l');
    if (strcmp(name, "cond") == 0)
        return cond(e, x->left);
    if (strcmp(name, "empty") == 0)
        return empty(e, x->left);
    if (strcmp(name, "match") == 0)
        return flag(e, NULL, eval_match(e, dict_entry(x->left, "text"),
                                        dict_entry(x->left, "pattern")->text));
    if (strcmp(name, "sum") == 0 || strcmp(name, "product") == 0)
        return fold(e, x->left, *name == 'p');
    v = settle(e, eval(e, x->left));
    v.is_place = false;
    if (strcmp(name, "neg") == 0 || v.number < 0)
        v.number = -v.number;
    if (!in_type(v.number, v.bits, v.is_signed))
        e->failed = true;
    return v;
}

/* ---- all of them ---- */

static struct value eval(struct eval *e, const struct psl_expr *x)
{
    struct value v = {.kind = V_NONE};

    switch (x->kind) {
    case PSL_E_INT:
        v = make_int(x->negative ? -(wide)x->value : (wide)x->value, 64, x->negative);
        v.open = true;
        return v;
    case PSL_E_BOOL:
        return flag(e, NULL, x->value != 0);
    case PSL_E_SRC_SID:
        return make_int(e->event->src_sid, 32, false);
    case PSL_E_DST_SID:
        return make_int(e->event->dst_sid, 32, false);
    case PSL_E_FIELD:
        return x->left->kind == PSL_E_MESSAGE ? parameter(e, x->name.text)
                                              : member(e, eval(e, x->left), x->name.text);
    case PSL_E_INDEX:
        return element(e, eval(e, x->left), x->value);
    case PSL_E_UNARY:
        return unary(e, x);
    case PSL_E_BINARY:
        return x->op <= PSL_OP_AND  ? logic(e, x)
               : x->op <= PSL_OP_GE ? compare(e, x)
                                    : arith(e, x);
    case PSL_E_CALL:
        return call(e, x);
    default:
        abort(); /* not made by the generator of policies */
    }
}

bool eval_bool(struct eval *e, const struct psl_expr *x)
{
    return eval(e, x).number != 0;
}

uint64_t eval_word(struct eval *e, const struct psl_expr *x)
{
    struct value v = settle(e, eval(e, x));

    return e->failed ? 0 : word_of(&v);
}
