/* Distinct arrays of numbers, in the order first seen: what the tables of a module share. */
#ifndef NKC_POLICY_POL_ARRAYS_H
#define NKC_POLICY_POL_ARRAYS_H

#include "base/vec.h"

#include <stdint.h>

struct pol_array {
    const uint32_t *data;
    size_t len;
};

struct pol_arrays {
    NKC_VEC(struct pol_array) list;
    size_t *slots; /* index + 1 */
    size_t slot_count;
};

/* Index of the array, added when it is new. Copies the data into the arena. */
size_t pol_arrays_add(struct pol_arrays *set, struct nkc_arena *arena, const uint32_t *data,
                      size_t len);

#endif
