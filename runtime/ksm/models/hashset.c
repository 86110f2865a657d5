#include <nk/ksm_hashset.h>
#include <nk/ksm_rule.h>

/* ---- one set: its table, chains and entries ---- */

static struct ksm_hashset_bucket *bucket_of(const struct ksm_hashset *set, nk_uint32_t table,
                                            const nk_uint64_t *entry)
{
    nk_uint64_t hash = 0;
    nk_uint32_t i;

    for (i = 0; i < set->words; i++)
        hash = (hash ^ entry[i]) * 0x9e3779b97f4a7c15ull;
    hash ^= hash >> 32;
    return &set->chains[(nk_size_t)table * set->buckets + (hash & (set->buckets - 1u))];
}

static nk_uint32_t *next_of(const struct ksm_hashset *set, nk_uint32_t table, nk_uint32_t entry)
{
    return &set->next[(nk_size_t)table * set->set_size + entry - 1];
}

static nk_uint64_t *words_of(const struct ksm_hashset *set, nk_uint32_t table, nk_uint32_t entry)
{
    return &set->entries[((nk_size_t)table * set->set_size + entry - 1) * set->words];
}

static nk_bool_t same(const struct ksm_hashset *set, const nk_uint64_t *a, const nk_uint64_t *b)
{
    nk_uint32_t i;

    for (i = 0; i < set->words; i++)
        if (a[i] != b[i])
            return NK_FALSE;
    return NK_TRUE;
}

/* The link that leads to the entry, which holds 0 when it is not in the set; NULL when its bucket
 * is stale. */
static nk_uint32_t *find(const struct ksm_hashset *set, nk_uint32_t table, const nk_uint64_t *entry)
{
    struct ksm_hashset_bucket *bucket = bucket_of(set, table, entry);
    nk_uint32_t *link = &bucket->first;

    if (bucket->epoch != set->tables[table].epoch)
        return (nk_uint32_t *)0;
    while (*link && !same(set, words_of(set, table, *link), entry))
        link = next_of(set, table, *link);
    return link;
}

/* ---- rules and expressions ---- */

nk_bool_t ksm_hashset_init(struct ksm_witness *w, struct ksm_journal *j,
                           const struct ksm_hashset *set, nk_uint64_t sid)
{
    const nk_uint32_t slot = ksm_pool_take(j, &set->pool, sid, w, set->object);
    struct ksm_hashset_table *table;

    if (!slot)
        return NK_FALSE;
    table = &set->tables[slot - 1];
    ksm_set64(j, &table->epoch, table->epoch + 1);
    ksm_set32(j, &table->used, 0);
    ksm_set32(j, &table->free, 0);
    return NK_TRUE;
}

nk_bool_t ksm_hashset_fini(struct ksm_witness *w, struct ksm_journal *j,
                           const struct ksm_hashset *set, nk_uint64_t sid)
{
    if (!ksm_pool_need(&set->pool, sid, w, set->object))
        return NK_FALSE;
    return ksm_pool_give(j, &set->pool, sid);
}

/* Takes a free entry; 0 when the set is full. */
static nk_uint32_t take_entry(struct ksm_journal *j, const struct ksm_hashset *set,
                              nk_uint32_t index)
{
    struct ksm_hashset_table *table = &set->tables[index];
    const nk_uint32_t entry = table->free ? table->free : table->used + 1;

    if (table->free)
        ksm_set32(j, &table->free, *next_of(set, index, entry));
    else if (entry <= set->set_size)
        ksm_set32(j, &table->used, entry);
    else
        return 0;
    return entry;
}

static void insert(struct ksm_journal *j, const struct ksm_hashset *set, nk_uint32_t index,
                   nk_uint32_t taken, const nk_uint64_t *entry)
{
    struct ksm_hashset_bucket *bucket = bucket_of(set, index, entry);
    const nk_uint64_t epoch = set->tables[index].epoch;
    nk_uint64_t *words = words_of(set, index, taken);
    nk_uint32_t i;

    for (i = 0; i < set->words; i++)
        ksm_set64(j, &words[i], entry[i]);
    ksm_set32(j, next_of(set, index, taken), bucket->epoch == epoch ? bucket->first : 0);
    ksm_set64(j, &bucket->epoch, epoch);
    ksm_set32(j, &bucket->first, taken);
}

nk_bool_t ksm_hashset_add(struct ksm_witness *w, struct ksm_journal *j,
                          const struct ksm_hashset *set, nk_uint64_t sid, const nk_uint64_t *entry)
{
    const nk_uint32_t slot = ksm_pool_need(&set->pool, sid, w, set->object);
    nk_uint32_t *link, taken;

    if (!slot)
        return NK_FALSE;
    link = find(set, slot - 1, entry);
    if (link && *link)
        return NK_TRUE;
    taken = take_entry(j, set, slot - 1);
    if (!taken)
        return ksm_state_denied(w, set->object, KSM_HASHSET_FULL, sid, set->set_size);
    insert(j, set, slot - 1, taken, entry);
    return NK_TRUE;
}

nk_bool_t ksm_hashset_remove(struct ksm_witness *w, struct ksm_journal *j,
                             const struct ksm_hashset *set, nk_uint64_t sid,
                             const nk_uint64_t *entry)
{
    const nk_uint32_t slot = ksm_pool_need(&set->pool, sid, w, set->object);
    struct ksm_hashset_table *table;
    nk_uint32_t *link, gone;

    if (!slot)
        return NK_FALSE;
    table = &set->tables[slot - 1];
    link = find(set, slot - 1, entry);
    if (!link || !*link)
        return NK_TRUE;
    gone = *link;
    ksm_set32(j, link, *next_of(set, slot - 1, gone));
    ksm_set32(j, next_of(set, slot - 1, gone), table->free);
    ksm_set32(j, &table->free, gone);
    return NK_TRUE;
}

nk_bool_t ksm_hashset_contains(struct ksm_witness *w, const struct ksm_hashset *set,
                               nk_uint64_t sid, const nk_uint64_t *entry)
{
    const nk_uint32_t slot = ksm_pool_need(&set->pool, sid, w, set->object);
    const nk_uint32_t *link;

    if (!slot) {
        w->failed = NK_TRUE;
        return NK_FALSE;
    }
    link = find(set, slot - 1, entry);
    return link && *link ? NK_TRUE : NK_FALSE;
}

/* ---- the model ---- */

static void reset(const void *object)
{
    ksm_pool_reset(&((const struct ksm_hashset *)object)->pool);
}

static void release(const void *object, nk_uint32_t sid)
{
    (void)ksm_pool_give((struct ksm_journal *)0, &((const struct ksm_hashset *)object)->pool, sid);
}

static void explain(struct ksm_line *line, const void *object, const struct nk_reason *reason)
{
    (void)object;
    if (reason->code != KSM_HASHSET_FULL) {
        ksm_pool_explain(line, "set", reason);
        return;
    }
    ksm_put(line, "the set of SID ");
    ksm_put_number(line, reason->value);
    ksm_put(line, " is full, it has ");
    ksm_put_number(line, reason->limit);
    ksm_put(line, " entries");
}

const struct ksm_model ksm_hashset_model = {reset, release, explain};
