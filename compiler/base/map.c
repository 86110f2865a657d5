#include "base/map.h"

#include <stdint.h>

static uint64_t hash_bytes(const char *p, size_t n)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 1099511628211u;
    return h ^ (h >> 29);
}

void nkc_map_init(struct nkc_map *map, struct nkc_arena *arena)
{
    memset(map, 0, sizeof *map);
    map->arena = arena;
}

static size_t find_slot(const struct nkc_map *map, const char *key, size_t n)
{
    size_t mask = map->slot_count - 1;
    size_t i = (size_t)hash_bytes(key, n) & mask;
    while (map->slots[i]) {
        const char *have = map->items.data[map->slots[i] - 1].key;
        if (strncmp(have, key, n) == 0 && have[n] == '\0')
            break;
        i = (i + 1) & mask;
    }
    return i;
}

void *nkc_map_getn(const struct nkc_map *map, const char *key, size_t size)
{
    if (!map->slot_count)
        return NULL;
    size_t at = map->slots[find_slot(map, key, size)];
    return at ? map->items.data[at - 1].value : NULL;
}

void *nkc_map_get(const struct nkc_map *map, const char *key)
{
    return nkc_map_getn(map, key, strlen(key));
}

static void grow(struct nkc_map *map)
{
    map->slot_count = map->slot_count ? map->slot_count * 2 : 16;
    map->slots = nkc_arena_alloc(map->arena, map->slot_count * sizeof *map->slots);
    for (size_t i = 0; i < map->items.len; i++) {
        const char *key = map->items.data[i].key;
        map->slots[find_slot(map, key, strlen(key))] = i + 1;
    }
}

bool nkc_map_add(struct nkc_map *map, const char *key, void *value)
{
    if ((map->items.len + 1) * 2 > map->slot_count)
        grow(map);
    size_t slot = find_slot(map, key, strlen(key));
    if (map->slots[slot])
        return false;
    nkc_vec_push(map->arena, &map->items, (struct nkc_map_item){key, value});
    map->slots[slot] = map->items.len;
    return true;
}
