/* Growable arrays in an arena.
 *
 * NKC_VEC(T) names the type `struct { T *data; size_t len, cap; }`; declare it once per struct or
 * typedef. Growth leaves the old storage in the arena, which is cheap and keeps pointers into the
 * old storage readable. */
#ifndef NKC_BASE_VEC_H
#define NKC_BASE_VEC_H

#include "base/arena.h"

#include <string.h>

#define NKC_VEC(T)                                                                                 \
    struct {                                                                                       \
        T *data;                                                                                   \
        size_t len, cap;                                                                           \
    }

static inline void *nkc_vec_grow_(struct nkc_arena *arena, void *data, size_t len, size_t *cap,
                                  size_t item)
{
    size_t more = *cap ? *cap * 2 : 8;
    void *p = nkc_arena_alloc(arena, more * item);
    if (len)
        memcpy(p, data, len * item);
    *cap = more;
    return p;
}

/* Appends one value. */
#define nkc_vec_push(arena, v, ...)                                                                \
    do {                                                                                           \
        if ((v)->len == (v)->cap)                                                                  \
            (v)->data = nkc_vec_grow_((arena), (v)->data, (v)->len, &(v)->cap, sizeof *(v)->data); \
        (v)->data[(v)->len++] = (__VA_ARGS__);                                                     \
    } while (0)

#define NKC_FOREACH(i, v) for (size_t i = 0; i < (v)->len; i++)

#endif
