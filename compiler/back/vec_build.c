/* Bytes of messages under construction. */
#include "back/vec.h"

void vec_put32(unsigned char *at, uint64_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

unsigned char *vec_at(const struct vec *v, const struct vec_place *place, uint64_t offset)
{
    return (place->in_arena ? v->arena : v->constant) + place->offset + offset;
}

bool vec_grow(struct vec *v, uint64_t size, uint32_t align, uint64_t *offset)
{
    uint64_t start = (v->used + align - 1) / align * align;
    if (size > VEC_BYTES_MAX || start + size > VEC_BYTES_MAX)
        return false;
    if (start + size > v->capacity) {
        v->capacity = (start + size) * 2;
        v->arena = nkc_xrealloc(v->arena, v->capacity);
    }
    if (start + size > v->used)
        memset(v->arena + v->used, 0, start + size - v->used);
    v->used = start + size;
    *offset = start;
    return true;
}
