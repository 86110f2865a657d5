#include <nk/ksm_rule.h>
#include <nk/ksm_staticmap.h>

/* ---- keys ---- */

static nk_bool_t same_text(const char *key, const char *text, nk_size_t size)
{
    nk_size_t i;

    for (i = 0; i < size && key[i] == text[i]; i++)
        if (!key[i])
            return NK_TRUE;
    return NK_FALSE;
}

/* Verified texts end with a zero byte inside their chunk; one of size 0 is the empty text. */
nk_uint32_t ksm_staticmap_key(const struct ksm_staticmap *map, const struct ksm_event *event,
                              const nk_uint8_t *at, nk_size_t offset)
{
    const nk_size_t size = (nk_size_t)ksm_u32(at, offset + (at ? 4 : 0));
    const char *text = size ? (const char *)event->arena->start + ksm_u32(at, offset) : "";
    nk_uint32_t key;

    for (key = 0; key < map->key_count; key++)
        if (same_text(map->keys[key], text, size ? size : 1))
            return key;
    return key;
}

/* The values of a SID's map in one of the instances; NULL with the failure noted. */
static nk_uint64_t *values_of(struct ksm_witness *w, const struct ksm_staticmap *map,
                              nk_uint64_t *instance, nk_uint64_t sid)
{
    const nk_uint32_t slot = ksm_pool_need(&map->pool, sid, w, map->object);

    return slot ? &instance[(nk_size_t)(slot - 1) * map->key_count] : (nk_uint64_t *)0;
}

/* The same of one key. */
static nk_uint64_t *value_of(struct ksm_witness *w, const struct ksm_staticmap *map,
                             nk_uint64_t *instance, nk_uint64_t sid, nk_uint32_t key)
{
    nk_uint64_t *values = values_of(w, map, instance, sid);

    if (!values)
        return (nk_uint64_t *)0;
    if (key < map->key_count)
        return &values[key];
    (void)ksm_state_denied(w, map->object, KSM_STATICMAP_KEY, sid, map->key_count);
    return (nk_uint64_t *)0;
}

static void copy(struct ksm_journal *j, const struct ksm_staticmap *map, nk_uint64_t *to,
                 const nk_uint64_t *from)
{
    nk_uint32_t key;

    for (key = 0; key < map->key_count; key++)
        ksm_set64(j, &to[key], from[key]);
}

/* ---- rules ---- */

nk_bool_t ksm_staticmap_init(struct ksm_witness *w, struct ksm_journal *j,
                             const struct ksm_staticmap *map, nk_uint64_t sid)
{
    const nk_uint32_t slot = ksm_pool_take(j, &map->pool, sid, w, map->object);
    nk_size_t first;

    if (!slot)
        return NK_FALSE;
    first = (nk_size_t)(slot - 1) * map->key_count;
    copy(j, map, &map->base[first], map->defaults);
    copy(j, map, &map->working[first], map->defaults);
    return NK_TRUE;
}

nk_bool_t ksm_staticmap_fini(struct ksm_witness *w, struct ksm_journal *j,
                             const struct ksm_staticmap *map, nk_uint64_t sid)
{
    if (!ksm_pool_need(&map->pool, sid, w, map->object))
        return NK_FALSE;
    return ksm_pool_give(j, &map->pool, sid);
}

nk_bool_t ksm_staticmap_set(struct ksm_witness *w, struct ksm_journal *j,
                            const struct ksm_staticmap *map, nk_uint64_t sid, nk_uint32_t key,
                            nk_uint64_t value)
{
    nk_uint64_t *place = value_of(w, map, map->working, sid, key);

    if (!place)
        return NK_FALSE;
    ksm_set64(j, place, value);
    return NK_TRUE;
}

nk_bool_t ksm_staticmap_commit(struct ksm_witness *w, struct ksm_journal *j,
                               const struct ksm_staticmap *map, nk_uint64_t sid)
{
    nk_uint64_t *base = values_of(w, map, map->base, sid);

    if (!base)
        return NK_FALSE;
    copy(j, map, base, map->working + (base - map->base));
    return NK_TRUE;
}

nk_bool_t ksm_staticmap_rollback(struct ksm_witness *w, struct ksm_journal *j,
                                 const struct ksm_staticmap *map, nk_uint64_t sid)
{
    nk_uint64_t *base = values_of(w, map, map->base, sid);

    if (!base)
        return NK_FALSE;
    copy(j, map, map->working + (base - map->base), base);
    return NK_TRUE;
}

/* ---- expressions ---- */

static nk_uint64_t get(struct ksm_witness *w, const struct ksm_staticmap *map,
                       nk_uint64_t *instance, nk_uint64_t sid, nk_uint32_t key)
{
    const nk_uint64_t *place = value_of(w, map, instance, sid, key);

    if (place)
        return *place;
    w->failed = NK_TRUE;
    return 0;
}

nk_uint64_t ksm_staticmap_get(struct ksm_witness *w, const struct ksm_staticmap *map,
                              nk_uint64_t sid, nk_uint32_t key)
{
    return get(w, map, map->base, sid, key);
}

nk_uint64_t ksm_staticmap_get_uncommitted(struct ksm_witness *w, const struct ksm_staticmap *map,
                                          nk_uint64_t sid, nk_uint32_t key)
{
    return get(w, map, map->working, sid, key);
}

/* ---- the model ---- */

static void reset(const void *object)
{
    ksm_pool_reset(&((const struct ksm_staticmap *)object)->pool);
}

static void release(const void *object, nk_uint32_t sid)
{
    (void)ksm_pool_give((struct ksm_journal *)0, &((const struct ksm_staticmap *)object)->pool,
                        sid);
}

static void explain(struct ksm_line *line, const void *object, const struct nk_reason *reason)
{
    (void)object;
    if (reason->code != KSM_STATICMAP_KEY) {
        ksm_pool_explain(line, "map", reason);
        return;
    }
    ksm_put(line, "the map of SID ");
    ksm_put_number(line, reason->value);
    ksm_put(line, " has no such key");
}

const struct ksm_model ksm_staticmap_model = {reset, release, explain};
