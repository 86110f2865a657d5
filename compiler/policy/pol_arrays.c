#include "policy/pol_arrays.h"

#include <string.h>

static size_t hash_of(const uint32_t *data, size_t len)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325) ^ len;
    for (size_t i = 0; i < len; i++)
        h = (h ^ data[i]) * UINT64_C(0x100000001b3);
    return (size_t)(h ^ h >> 29);
}

static size_t *slot_of(struct pol_arrays *set, const uint32_t *data, size_t len)
{
    size_t at = hash_of(data, len) & (set->slot_count - 1);
    for (;; at = (at + 1) & (set->slot_count - 1)) {
        if (!set->slots[at])
            return &set->slots[at];
        const struct pol_array *have = &set->list.data[set->slots[at] - 1];
        if (have->len == len && memcmp(have->data, data, len * sizeof *data) == 0)
            return &set->slots[at];
    }
}

static void grow(struct pol_arrays *set, struct nkc_arena *arena)
{
    set->slot_count = set->slot_count ? set->slot_count * 2 : 64;
    set->slots = nkc_arena_alloc(arena, set->slot_count * sizeof *set->slots);
    NKC_FOREACH(i, &set->list)
        *slot_of(set, set->list.data[i].data, set->list.data[i].len) = i + 1;
}

size_t pol_arrays_add(struct pol_arrays *set, struct nkc_arena *arena, const uint32_t *data,
                      size_t len)
{
    if (set->list.len * 2 >= set->slot_count)
        grow(set, arena);
    size_t *slot = slot_of(set, data, len);
    if (*slot)
        return *slot - 1;
    uint32_t *copy = nkc_arena_alloc(arena, (len + 1) * sizeof *copy);
    if (len)
        memcpy(copy, data, len * sizeof *copy);
    nkc_vec_push(arena, &set->list, (struct pol_array){copy, len});
    *slot = set->list.len;
    return set->list.len - 1;
}
