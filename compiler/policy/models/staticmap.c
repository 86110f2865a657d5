/* StaticMap: init, fini, set, commit, rollback, get, get_uncommitted (security-models 8). */
#include "base/quote.h"
#include "nk/ksm_limits.h"
#include "policy/models/pool.h"
#include "policy/pol_code.h"
#include "policy/pol_config.h"

enum { KEYS_MAX = 4096 };

struct map_key {
    const char *text;
    uint64_t value; /* magnitude of the default */
    bool negative;
};

struct staticmap {
    struct pol_type value;
    NKC_VEC(struct map_key) keys;
    uint64_t pool_size;
};

/* What a call keeps in call->items. */
enum { ITEM_KEY, ITEM_VALUE };

/* ---- declaration ---- */

static size_t find_key(const struct staticmap *map, const char *text)
{
    size_t k = 0;
    while (k < map->keys.len && strcmp(map->keys.data[k].text, text) != 0)
        k++;
    return k;
}

static bool read_default(struct policy *p, const struct staticmap *map, const struct psl_expr *e,
                         struct map_key *key)
{
    uint64_t max = pol_type_max(map->value);
    if (e->kind != PSL_E_INT) {
        nkc_diag(p->s, PSL_TYPE, e->span, pol_type_text(p->s, map->value), pol_config_kind(e));
        return false;
    }
    key->value = e->value;
    key->negative = e->negative;
    if (e->negative ? map->value.is_signed && e->value <= max + 1 : e->value <= max)
        return true;
    nkc_diag(p->s, PSL_RANGE, e->span, e->negative ? "-" : "", (unsigned long long)e->value,
             pol_type_text(p->s, map->value));
    return false;
}

static bool read_keys(struct policy *p, struct staticmap *map, const struct psl_expr *dict)
{
    const struct psl_entries *entries = pol_config_dict(p, dict);
    bool ok = true;
    if (!entries)
        return false;
    if (entries->list.len == 0 || entries->list.len > KEYS_MAX) {
        nkc_diag(p->s, PSL_CONFIG_RANGE, dict->span, "keys", 1ull, (unsigned long long)KEYS_MAX);
        return false;
    }
    NKC_FOREACH(i, &entries->list) {
        const struct psl_entry *entry = &entries->list.data[i];
        struct map_key key = {.text = entry->key.text};
        if (find_key(map, key.text) < map->keys.len) {
            nkc_diag(p->s, PSL_KEY_TWICE, entry->key.span, key.text);
            ok = false;
            continue;
        }
        ok &= read_default(p, map, entry->value, &key);
        nkc_vec_push(p->s->arena, &map->keys, key);
    }
    return ok;
}

static bool declare(struct policy *p, struct pol_object *object, const struct psl_decl *decl)
{
    static const struct pol_param_spec specs[] = {{.name = "Value", .is_type = true},
                                                  {.name = "config"}};
    static const char *const names[] = {"keys", "pool_size"};
    const struct psl_object_param *params[2];
    const struct psl_expr *fields[2];
    struct staticmap *map = NKC_NEW(p->s->arena, struct staticmap);
    object->config = map;
    if (!pol_config_params(p, decl, specs, 2, params))
        return false;
    map->value = pol_config_scalar(p, params[0]->type);
    if (map->value.kind != POL_T_INT) {
        nkc_diag(p->s, PSL_TYPE, params[0]->type->span, "an integer type", "another type");
        pol_config_mean_type(p, params[0]->type);
        return false;
    }
    if (!pol_config_fields(p, params[1]->value, "`config` of model `StaticMap`", names, 2, fields))
        return false;
    bool ok = read_keys(p, map, fields[0]);
    ok &= pol_config_count(p, fields[1], "pool_size", 1, KSM_POOL_SIZE_MAX, &map->pool_size);
    object->words = (uint32_t)map->keys.len;
    return ok && pol_config_size(
                     p, decl, pol_pool_bytes(map->pool_size) + map->pool_size * map->keys.len * 16);
}

static void emit_keys(const struct pol_object *object, const struct staticmap *map,
                      struct nkc_arena *arena, struct nkc_buf *out)
{
    nkc_buf_printf(out, "static const char *const map_keys_%s[] = {\n", object->name);
    NKC_FOREACH(i, &map->keys)
        nkc_buf_printf(out, "    %s,\n", nkc_quote_c(arena, map->keys.data[i].text));
    nkc_buf_printf(out, "};\nstatic const nk_uint64_t map_defaults_%s[] = {\n", object->name);
    NKC_FOREACH(i, &map->keys) {
        const struct map_key *key = &map->keys.data[i];
        uint64_t bits = key->negative ? 0 - key->value : key->value;
        nkc_buf_printf(out, "    %lluull,\n", (unsigned long long)bits);
    }
    nkc_buf_puts(out, "};\n");
}

static void emit_object(const struct pol_object *object, struct nkc_arena *arena,
                        struct nkc_buf *out)
{
    const struct staticmap *map = object->config;
    const char *name = object->name;
    unsigned long long words = map->pool_size * map->keys.len;
    pol_pool_emit(name, map->pool_size, out);
    emit_keys(object, map, arena, out);
    nkc_buf_printf(out, "static nk_uint64_t map_base_%s[%llu];\n", name, words);
    nkc_buf_printf(out, "static nk_uint64_t map_working_%s[%llu];\n", name, words);
    nkc_buf_printf(out,
                   "static const struct ksm_staticmap object_%s = {\n"
                   "    %u, %zu, map_keys_%s, map_defaults_%s, ",
                   name, object->number, map->keys.len, name, name);
    pol_pool_init(name, map->pool_size, out);
    nkc_buf_printf(out, ",\n    map_base_%s, map_working_%s};\n\n", name, name);
}

/* ---- calls ---- */

static bool check_key(struct pol_scope *c, const struct pol_node *call, struct pol_node *key)
{
    const struct staticmap *map = call->object->config;
    if (key->kind == POL_N_PLACE && key->type.kind == POL_T_TEXT)
        return true;
    if (key->kind != POL_N_TEXT) {
        if (key->type.kind != POL_T_BAD)
            nkc_diag(c->p->s, PSL_TYPE, key->source->span, "a key",
                     pol_type_text(c->p->s, key->type));
        return false;
    }
    if (find_key(map, key->source->text) < map->keys.len)
        return true;
    const char **names = nkc_arena_alloc(c->p->s->arena, map->keys.len * sizeof *names);
    NKC_FOREACH(i, &map->keys)
        names[i] = map->keys.data[i].text;
    nkc_diag(c->p->s, PSL_NO_KEY, key->source->span, call->object->name, key->source->text);
    nkc_diag_mean(c->p->s, pol_config_name_span(key->source->span),
                  nkc_nearest(key->source->text, names, map->keys.len));
    return false;
}

static bool check_fields(struct pol_scope *c, struct pol_node *call, size_t count)
{
    static const char *const names[] = {"sid", "key", "value"};
    const struct staticmap *map = call->object->config;
    struct pol_node *fields[3];
    if (!pol_fields(c, call, names, count, fields))
        return false;
    call->right = fields[0];
    for (size_t i = 1; i < count; i++)
        nkc_vec_push(c->p->s->arena, &call->items, (struct pol_item){names[i], fields[i]});
    bool ok = pol_want_sid(c, fields[0]);
    ok &= check_key(c, call, fields[1]);
    return (count < 3 || pol_want_int(c, fields[2], map->value)) && ok;
}

static bool check_get(struct pol_scope *c, struct pol_node *call)
{
    call->type = ((const struct staticmap *)call->object->config)->value;
    return check_fields(c, call, 2);
}

static bool check_set(struct pol_scope *c, struct pol_node *call)
{
    return check_fields(c, call, 3);
}

static void emit_key(struct pol_code *c, const struct pol_node *call)
{
    const struct pol_node *key = call->items.data[ITEM_KEY].node;
    if (key->kind == POL_N_TEXT) {
        nkc_buf_printf(&c->out, ", %zu", find_key(call->object->config, key->source->text));
        return;
    }
    nkc_buf_printf(&c->out, ", ksm_staticmap_key(&object_%s, ", call->object->name);
    pol_code_event(c);
    nkc_buf_puts(&c->out, ", ");
    pol_code_place(c, key);
    nkc_buf_putc(&c->out, ')');
}

static void emit(struct pol_code *c, const struct pol_node *call)
{
    if (call->type.kind == POL_T_INT && call->type.is_signed)
        nkc_buf_puts(&c->out, "(nk_sint64_t)");
    pol_code_call(c, call);
    nkc_buf_puts(&c->out, ", ");
    pol_code_value(c, call->right);
    if (call->items.len > ITEM_KEY)
        emit_key(c, call);
    if (call->items.len > ITEM_VALUE) {
        nkc_buf_puts(&c->out, ", ");
        pol_code_word(c, call->items.data[ITEM_VALUE].node);
    }
    nkc_buf_putc(&c->out, ')');
}

#define RULE(rule_name, checked, changed, changed_keys)                                            \
    {                                                                                              \
        .name = #rule_name, .rule = pol_call_rule, .code = pol_call_code, .check = (checked),      \
        .emit = emit, .writes = (changed), .writes_each = (changed_keys),                          \
        .function = "ksm_staticmap_" #rule_name                                                    \
    }
#define EXPRESSION(expr_name, called)                                                              \
    {                                                                                              \
        .name = (expr_name), .expr = pol_call_expr, .check = check_get, .emit = emit,              \
        .function = (called)                                                                       \
    }

static const struct pol_method methods[] = {
    RULE(init, pol_check_sid, KSM_STATICMAP_INIT_WRITES, KSM_STATICMAP_INIT_EACH),
    RULE(fini, pol_check_sid, KSM_STATICMAP_FINI_WRITES, 0),
    RULE(set, check_set, KSM_STATICMAP_SET_WRITES, 0),
    RULE(commit, pol_check_sid, 0, KSM_STATICMAP_COPY_EACH),
    RULE(rollback, pol_check_sid, 0, KSM_STATICMAP_COPY_EACH),
    EXPRESSION("get", "ksm_staticmap_get"),
    EXPRESSION("get_uncommitted", "ksm_staticmap_get_uncommitted"),
    EXPRESSION("get_uncommited", "ksm_staticmap_get_uncommitted"), /* as 1.0 and 1.1 spell it */
    {0},
};

const struct pol_model pol_model_staticmap = {
    .name = "StaticMap",
    .file = "nk.staticmap",
    .auditable = true,
    .declares = true,
    .declare = declare,
    .header = "ksm_staticmap",
    .runtime = "ksm_staticmap_model",
    .emit = emit_object,
    .methods = methods,
};
