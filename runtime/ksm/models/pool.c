#include <nk/ksm_pool.h>

_Static_assert(KSM_POOL_SIZE_MAX == KSS_SID_MAX, "a pool has at most a slot for each SID");

static nk_uint32_t *chain_of(const struct ksm_pool *pool, nk_uint64_t sid)
{
    return &pool->chains[sid & (pool->buckets - 1u)];
}

static nk_bool_t in_range(nk_uint64_t sid)
{
    return sid >= 1 && sid <= KSS_SID_MAX;
}

nk_uint32_t ksm_pool_find(const struct ksm_pool *pool, nk_uint64_t sid)
{
    nk_uint32_t slot = *chain_of(pool, sid);

    while (slot && pool->slots[slot - 1].sid != sid)
        slot = pool->slots[slot - 1].next;
    return slot;
}

nk_uint32_t ksm_pool_need(const struct ksm_pool *pool, nk_uint64_t sid, struct ksm_witness *w,
                          nk_uint16_t object)
{
    nk_uint32_t slot = in_range(sid) ? ksm_pool_find(pool, sid) : 0;

    if (!slot)
        (void)ksm_state_denied(w, object, in_range(sid) ? KSM_POOL_NONE : KSM_POOL_RANGE, sid,
                               KSS_SID_MAX);
    return slot;
}

nk_uint32_t ksm_pool_take(struct ksm_journal *j, const struct ksm_pool *pool, nk_uint64_t sid,
                          struct ksm_witness *w, nk_uint16_t object)
{
    nk_uint32_t slot = pool->head->free, *chain;
    nk_uint8_t code = 0;

    if (!in_range(sid))
        code = KSM_POOL_RANGE;
    else if (ksm_pool_find(pool, sid))
        code = KSM_POOL_TWICE;
    else if (!slot && pool->head->used >= pool->size)
        code = KSM_POOL_FULL;
    if (code) {
        (void)ksm_state_denied(w, object, code, sid,
                               code == KSM_POOL_FULL ? pool->size : KSS_SID_MAX);
        return 0;
    }
    if (slot) {
        ksm_set32(j, &pool->head->free, pool->slots[slot - 1].next);
    } else {
        slot = pool->head->used + 1;
        ksm_set32(j, &pool->head->used, slot);
    }
    chain = chain_of(pool, sid);
    ksm_set32(j, &pool->slots[slot - 1].sid, (nk_uint32_t)sid);
    ksm_set32(j, &pool->slots[slot - 1].next, *chain);
    ksm_set32(j, chain, slot);
    return slot;
}

nk_bool_t ksm_pool_give(struct ksm_journal *j, const struct ksm_pool *pool, nk_uint64_t sid)
{
    nk_uint32_t *link = chain_of(pool, sid), slot;

    while (*link && pool->slots[*link - 1].sid != sid)
        link = &pool->slots[*link - 1].next;
    slot = *link;
    if (!slot)
        return NK_FALSE;
    ksm_set32(j, link, pool->slots[slot - 1].next);
    ksm_set32(j, &pool->slots[slot - 1].sid, 0);
    ksm_set32(j, &pool->slots[slot - 1].next, pool->head->free);
    ksm_set32(j, &pool->head->free, slot);
    return NK_TRUE;
}

void ksm_pool_reset(const struct ksm_pool *pool)
{
    nk_uint32_t i;

    pool->head->free = pool->head->used = 0;
    for (i = 0; i < pool->size; i++)
        pool->slots[i].sid = pool->slots[i].next = 0;
    for (i = 0; i < pool->buckets; i++)
        pool->chains[i] = 0;
}

void ksm_pool_explain(struct ksm_line *line, const char *what, const struct nk_reason *reason)
{
    ksm_put(line, "SID ");
    ksm_put_number(line, reason->value);
    switch (reason->code) {
    case KSM_POOL_RANGE:
        ksm_put(line, " is out of range");
        return;
    case KSM_POOL_NONE:
        ksm_put(line, " has no ");
        break;
    case KSM_POOL_TWICE:
        ksm_put(line, " already has a ");
        break;
    default:
        ksm_put(line, " gets no ");
        break;
    }
    ksm_put(line, what);
    if (reason->code == KSM_POOL_FULL) {
        ksm_put(line, ", all ");
        ksm_put_number(line, reason->limit);
        ksm_put(line, " are taken");
    }
}
