/* Names and tables keyed by name.
 *
 * nkc_intern makes equal texts equal pointers, so that names are compared with ==.
 * nkc_map keeps insertion order: iterate `items`, never a hash order, so output is deterministic.
 * Both live in an arena. */
#ifndef NKC_BASE_MAP_H
#define NKC_BASE_MAP_H

#include "base/vec.h"

#include <stdbool.h>

struct nkc_map_item {
    const char *key; /* interned by the caller or at least arena-owned */
    void *value;
};

struct nkc_map {
    struct nkc_arena *arena;
    NKC_VEC(struct nkc_map_item) items; /* in insertion order */
    size_t *slots;                      /* index + 1 into items, 0 = free */
    size_t slot_count;
};

void nkc_map_init(struct nkc_map *map, struct nkc_arena *arena);
/* NULL when absent. Compares by content. */
void *nkc_map_get(const struct nkc_map *map, const char *key);
void *nkc_map_getn(const struct nkc_map *map, const char *key, size_t size);
/* Adds `key`; returns false and changes nothing when it exists already. */
bool nkc_map_add(struct nkc_map *map, const char *key, void *value);

#endif
