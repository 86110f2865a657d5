/* HashSet: init, fini, add, remove, contains (security-models 7). */
#include "nk/ksm_limits.h"
#include "policy/models/pool.h"
#include "policy/pol_code.h"
#include "policy/pol_config.h"

enum { ENTRY_WORDS_MAX = 64, ENTRY_DEPTH_MAX = 16 };

/* ---- the type of an entry ---- */

/* A number or Boolean, or a dictionary or tuple of shapes; its leaves in order are the words of an
 * entry. */
struct shape;

struct shape_item {
    const char *key; /* NULL in a tuple */
    struct shape *shape;
};

struct shape {
    enum { SHAPE_SCALAR, SHAPE_DICT, SHAPE_TUPLE } kind;
    struct pol_type type; /* SCALAR */
    NKC_VEC(struct shape_item) items;
};

struct hashset {
    struct shape *entry;
    uint32_t words;
    uint64_t set_size, pool_size;
};

static struct shape *read_shape(struct policy *p, struct hashset *set, const struct psl_type *type,
                                int depth);

static bool read_items(struct policy *p, struct hashset *set, const struct psl_type *type,
                       struct shape *shape, int depth)
{
    NKC_FOREACH(i, &type->items->list) {
        const struct psl_type_item *item = &type->items->list.data[i];
        for (size_t k = 0; k < shape->items.len; k++) {
            if (shape->kind != SHAPE_DICT || strcmp(shape->items.data[k].key, item->key.text) != 0)
                continue;
            nkc_diag(p->s, PSL_KEY_TWICE, item->key.span, item->key.text);
            return false;
        }
        struct shape *part = read_shape(p, set, item->type, depth + 1);
        if (!part)
            return false;
        nkc_vec_push(p->s->arena, &shape->items, (struct shape_item){item->key.text, part});
    }
    return true;
}

static struct shape *bad_type(struct policy *p, const struct psl_type *type)
{
    nkc_diag(p->s, PSL_ENTRY_TYPE, type->span);
    pol_config_mean_type(p, type);
    return NULL;
}

static struct shape *read_shape(struct policy *p, struct hashset *set, const struct psl_type *type,
                                int depth)
{
    struct shape *shape = NKC_NEW(p->s->arena, struct shape);
    bool parts = type->kind == PSL_T_DICT || type->kind == PSL_T_TUPLE;
    shape->kind = type->kind == PSL_T_DICT    ? SHAPE_DICT
                  : type->kind == PSL_T_TUPLE ? SHAPE_TUPLE
                                              : SHAPE_SCALAR;
    if (depth > ENTRY_DEPTH_MAX)
        return bad_type(p, type);
    if (parts)
        return read_items(p, set, type, shape, depth) ? shape : NULL;
    shape->type = pol_config_scalar(p, type);
    if (shape->type.kind == POL_T_BAD || ++set->words > ENTRY_WORDS_MAX)
        return bad_type(p, type);
    return shape;
}

/* ---- declaration ---- */

static uint64_t bytes_of(const struct hashset *set)
{
    uint64_t table = 16 + pol_power_of_two(set->set_size) * 16 + set->set_size * 4 +
                     set->set_size * set->words * 8;
    return pol_pool_bytes(set->pool_size) + set->pool_size * table;
}

static bool declare(struct policy *p, struct pol_object *object, const struct psl_decl *decl)
{
    static const struct pol_param_spec specs[] = {{.name = "Entry", .is_type = true},
                                                  {.name = "config"}};
    static const char *const names[] = {"set_size", "pool_size"};
    const struct psl_object_param *params[2];
    const struct psl_expr *fields[2];
    struct hashset *set = NKC_NEW(p->s->arena, struct hashset);
    object->config = set;
    if (!pol_config_params(p, decl, specs, 2, params))
        return false;
    set->entry = read_shape(p, set, params[0]->type, 0);
    if (set->entry && set->words == 0)
        set->entry = bad_type(p, params[0]->type);
    if (!pol_config_fields(p, params[1]->value, "`config` of model `HashSet`", names, 2, fields))
        return false;
    object->words = set->words;
    bool ok = pol_config_count(p, fields[0], "set_size", 1, KSM_HASHSET_SIZE_MAX, &set->set_size);
    ok &= pol_config_count(p, fields[1], "pool_size", 1, KSM_POOL_SIZE_MAX, &set->pool_size);
    return ok && set->entry && pol_config_size(p, decl, bytes_of(set));
}

static void emit_object(const struct pol_object *object, struct nkc_arena *arena,
                        struct nkc_buf *out)
{
    (void)arena;
    const struct hashset *set = object->config;
    const char *name = object->name;
    unsigned long long sets = set->pool_size, entries = sets * set->set_size;
    unsigned long long buckets = pol_power_of_two(set->set_size);
    pol_pool_emit(name, set->pool_size, out);
    nkc_buf_printf(out, "static struct ksm_hashset_table set_tables_%s[%llu];\n", name, sets);
    nkc_buf_printf(out, "static struct ksm_hashset_bucket set_chains_%s[%llu];\n", name,
                   sets * buckets);
    nkc_buf_printf(out, "static nk_uint32_t set_next_%s[%llu];\n", name, entries);
    nkc_buf_printf(out, "static nk_uint64_t set_entries_%s[%llu];\n", name, entries * set->words);
    nkc_buf_printf(out, "static const struct ksm_hashset object_%s = {\n    %u, %llu, %u, %llu, ",
                   name, object->number, (unsigned long long)set->set_size, set->words, buckets);
    pol_pool_init(name, set->pool_size, out);
    nkc_buf_printf(out, ",\n    set_tables_%s, set_chains_%s, set_next_%s, set_entries_%s};\n\n",
                   name, name, name, name);
}

/* ---- calls ---- */

/* The value of part `i` of `from`, which should have that shape; NULL when there is none. */
static struct pol_node *part_of(struct pol_scope *c, const struct shape *shape, size_t i,
                                struct pol_node *from)
{
    bool list = from->kind == POL_N_LIST, dict = from->kind == POL_N_DICT;
    if (list)
        return from->items.data[i].node;
    if (!dict)
        return shape->kind == SHAPE_DICT ? pol_member(c, from, shape->items.data[i].key)
                                         : pol_element(c, from, i);
    NKC_FOREACH(k, &from->items)
        if (strcmp(from->items.data[k].key, shape->items.data[i].key) == 0)
            return from->items.data[k].node;
    return NULL;
}

static bool has_shape(const struct shape *shape, const struct pol_node *n)
{
    size_t count = shape->items.len;
    const struct nkc_type *data = n->type.kind == POL_T_DATA ? n->type.data : NULL;
    if (shape->kind == SHAPE_TUPLE)
        return (n->kind == POL_N_LIST && n->items.len == count) ||
               (data && data->kind == NKC_ARRAY && data->count == count);
    return (n->kind == POL_N_DICT && n->items.len == count) || (data && data->kind == NKC_STRUCT);
}

static bool wrong_entry(struct pol_scope *c, const struct shape *shape, const struct pol_node *n)
{
    bool tuple = shape->kind == SHAPE_TUPLE;
    const char *found = pol_type_text(c->p->s, n->type);
    if (tuple ? n->kind == POL_N_LIST : n->kind == POL_N_DICT)
        found = nkc_arena_printf(c->p->s->arena, "another %s", tuple ? "list" : "dictionary");
    if (n->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, n->source->span,
                 tuple ? nkc_arena_printf(c->p->s->arena, "a list of %zu values, as in `Entry`",
                                          shape->items.len)
                       : "a dictionary with the fields of `Entry`",
                 found);
    return false;
}

/* Appends the leaves of `n` to call->items. */
static bool take_entry(struct pol_scope *c, struct pol_node *call, const struct shape *shape,
                       struct pol_node *n)
{
    if (shape->kind == SHAPE_SCALAR) {
        nkc_vec_push(c->p->s->arena, &call->items, (struct pol_item){NULL, n});
        return shape->type.kind == POL_T_BOOL ? pol_want_bool(c, n)
                                              : pol_want_int(c, n, shape->type);
    }
    if (!has_shape(shape, n))
        return wrong_entry(c, shape, n);
    NKC_FOREACH(i, &shape->items) {
        struct pol_node *part = part_of(c, shape, i, n);
        if (!part)
            return wrong_entry(c, shape, n);
        if (!take_entry(c, call, shape->items.data[i].shape, part))
            return false;
    }
    return true;
}

static bool check_entry(struct pol_scope *c, struct pol_node *call)
{
    static const char *const names[] = {"sid", "entry"};
    const struct hashset *set = call->object->config;
    struct pol_node *fields[2];
    if (!pol_fields(c, call, names, 2, fields))
        return false;
    call->right = fields[0];
    bool ok = pol_want_sid(c, fields[0]);
    return take_entry(c, call, set->entry, fields[1]) && ok;
}

static void emit_call(struct pol_code *c, const struct pol_node *call, unsigned entry)
{
    pol_code_call(c, call);
    nkc_buf_puts(&c->out, ", ");
    pol_code_value(c, call->right);
    if (call->items.len)
        nkc_buf_printf(&c->out, ", v%u", entry);
    nkc_buf_putc(&c->out, ')');
}

/* The entry goes through a local array: `(v0[0] = A, v0[1] = B, ksm_hashset_add(..., v0))`. */
static void emit(struct pol_code *c, const struct pol_node *call)
{
    if (call->items.len == 0) {
        emit_call(c, call, 0);
        return;
    }
    unsigned v = pol_code_local(c, (uint32_t)call->items.len);
    nkc_buf_putc(&c->out, '(');
    NKC_FOREACH(i, &call->items) {
        nkc_buf_printf(&c->out, "v%u[%zu] = ", v, i);
        pol_code_word(c, call->items.data[i].node);
        nkc_buf_puts(&c->out, ", ");
    }
    emit_call(c, call, v);
    nkc_buf_putc(&c->out, ')');
}

#define RULE(rule_name, checked, changed, changed_words)                                           \
    {                                                                                              \
        .name = #rule_name, .rule = pol_call_rule, .code = pol_call_code, .check = (checked),      \
        .emit = emit, .writes = (changed), .writes_each = (changed_words),                         \
        .function = "ksm_hashset_" #rule_name                                                      \
    }

static const struct pol_method methods[] = {
    RULE(init, pol_check_sid, KSM_HASHSET_INIT_WRITES, 0),
    RULE(fini, pol_check_sid, KSM_HASHSET_FINI_WRITES, 0),
    RULE(add, check_entry, KSM_HASHSET_ADD_WRITES, KSM_HASHSET_ADD_EACH),
    RULE(remove, check_entry, KSM_HASHSET_REMOVE_WRITES, 0),
    {.name = "contains",
     .expr = pol_call_expr,
     .check = check_entry,
     .emit = emit,
     .function = "ksm_hashset_contains"},
    {0},
};

const struct pol_model pol_model_hashset = {
    .name = "HashSet",
    .file = "nk.hashmap",
    .auditable = true,
    .declares = true,
    .declare = declare,
    .header = "ksm_hashset",
    .runtime = "ksm_hashset_model",
    .emit = emit_object,
    .methods = methods,
};
