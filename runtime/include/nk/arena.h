/* Arena: the buffer that carries the variable-size data of one message.
 *
 * The caller owns the memory between start and end. An arena either sends (alloc, store) or
 * receives (get), never both at once; only the part before `current` travels. Chunks are aligned by
 * OFFSET, since the receiver's buffer starts elsewhere; nothing is asked of the address of `start`.
 * Chunk descriptors in a received message are hostile: nk_arena_get and nk_arena_validate check
 * every one. Nothing allocates. Rules: generated-code 13, observed 5. */
#ifndef NK_ARENA_H
#define NK_ARENA_H

#include <nk/assert.h>
#include <nk/errno.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nk_arena {
    void *start;
    void *current; /* first unused byte */
    void *end;
} nk_arena;

/* What contracts say of arenas (docs/proof.md). */
/*@ // The bytes p[0] to p[n - 1] may be read.
    predicate nk_readable(nk_uint8_t *p, integer n) = n <= 0 || \valid_read(p + (0 .. n - 1));

    // The used part of an arena, measured by its addresses.
    logic integer nk_used(struct nk_arena *arena) =
        (nk_uintptr_t)arena->current - (nk_uintptr_t)arena->start;
    predicate nk_in_order(struct nk_arena *arena) = 0 <= nk_used(arena) <= 0xffffffff;

    // What a caller owes: an arena in order has readable bytes up to `current`. One that is out of
    // order is refused unread.
    predicate nk_arena_readable(struct nk_arena *arena) =
        arena == \null ||
        (\valid_read(arena) &&
         (nk_in_order(arena) ==> nk_readable((nk_uint8_t *)arena->start, nk_used(arena))));

    // The chunk lies in the used part.
    predicate nk_inside(struct nk_arena *arena, nk_ptr_t *ptr) =
        ptr->offset + ptr->size <= \max(0, nk_used(arena));
*/

#define NK_ARENA_INITIALIZER(start, end)                                                           \
    {                                                                                              \
        (start), (start), (end)                                                                    \
    }

static inline void nk_arena_init(struct nk_arena *arena, void *start, void *end)
{
    nk_assert(arena);
    arena->start = start;
    arena->current = start;
    arena->end = end;
}

static inline struct nk_arena nk_arena_create(void *start, nk_size_t size)
{
    struct nk_arena arena;

    nk_arena_init(&arena, start, (char *)start + size);
    return arena;
}

static inline void nk_arena_reset(struct nk_arena *arena)
{
    nk_assert(arena);
    arena->current = arena->start;
}

/* Bytes in use; 0 for a null arena and for one whose pointers are out of order. */
/*@ requires arena == \null || \valid_read(arena);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures arena == \null ==> \result == 0;
    ensures arena != \null ==> \result == \max(0, nk_used(arena)); */
static inline nk_size_t nk_arena_allocated_size(const struct nk_arena *arena)
{
    nk_uintptr_t start, current;

    if (!arena)
        return 0;
    start = (nk_uintptr_t)arena->start;
    current = (nk_uintptr_t)arena->current;
    return current < start ? 0 : current - start;
}

/* Bytes left. */
static inline nk_size_t nk_arena_free_size(const struct nk_arena *arena)
{
    nk_uintptr_t current, end;

    if (!arena)
        return 0;
    current = (nk_uintptr_t)arena->current;
    end = (nk_uintptr_t)arena->end;
    return end < current ? 0 : end - current;
}

/* ---- typeless layer ---------------------------------------------------------------------- */

/* Reserves `size` bytes at an offset that is a multiple of `align` (a power of two), zeroes the gap
 * before it and describes the block in *ptr. NK_ENOMEM when it does not fit; *ptr is unchanged. */
static inline nk_err_t nk_arena_reserve_(struct nk_arena *arena, nk_ptr_t *ptr, nk_size_t size,
                                         nk_size_t align)
{
    nk_size_t used, room, gap;

    nk_assert(arena && ptr && align && (align & (align - 1)) == 0);
    nk_assert((nk_uintptr_t)arena->start <= (nk_uintptr_t)arena->current &&
              (nk_uintptr_t)arena->current <= (nk_uintptr_t)arena->end);
    used = nk_arena_allocated_size(arena);
    room = nk_arena_free_size(arena);
    gap = (0 - used) & (align - 1);
    if (gap > room || size > room - gap)
        return NK_ENOMEM;
    if (used + gap > NK_UINT32_MAX || size > NK_UINT32_MAX - (used + gap))
        return NK_ENOMEM;
    if (gap)
        __builtin_memset(arena->current, 0, gap);
    ptr->offset = (nk_uint32_t)(used + gap);
    ptr->size = (nk_uint32_t)size;
    arena->current = (char *)arena->current + gap + size;
    return NK_EOK;
}

/* As above, and the block is zeroed. */
static inline nk_err_t __nk_arena_alloc(struct nk_arena *arena, nk_ptr_t *ptr, nk_size_t size,
                                        nk_size_t align)
{
    nk_err_t rc = nk_arena_reserve_(arena, ptr, size, align);

    if (rc == NK_EOK && size)
        __builtin_memset((char *)arena->start + ptr->offset, 0, size);
    return rc;
}

/* First byte of a chunk that lies in the used part, its size in *size; NULL and 0 otherwise. */
/*@ requires nk_arena_readable(arena);
    requires arena != \null ==> nk_used(arena) <= 0xffffffff;
    requires ptr == \null || \valid_read(ptr);
    requires \valid(size);
    requires \separated(size, arena, ptr);
    terminates \true;
    exits \false;
    assigns *size;
    ensures \result == \null ==> *size == 0;
    ensures \result != \null ==> arena != \null && ptr != \null && nk_inside(arena, ptr) &&
                *size == ptr->size && nk_readable((nk_uint8_t *)\result, *size);
    ensures arena != \null && ptr != \null && nk_inside(arena, ptr) ==>
                (char *)\result == (char *)arena->start + ptr->offset; */
static inline void *__nk_arena_get(const struct nk_arena *arena, const nk_ptr_t *ptr,
                                   nk_size_t *size)
{
    nk_size_t used = nk_arena_allocated_size(arena);

    *size = 0;
    if (!arena || !ptr || ptr->offset > used || ptr->size > used - ptr->offset)
        return (void *)0;
    *size = ptr->size;
    return (char *)arena->start + ptr->offset;
}

/* ---- layer below the macros: counts elements --------------------------------------------- */

static inline void *_nk_arena_alloc(struct nk_arena *arena, nk_ptr_t *ptr, nk_size_t count,
                                    nk_size_t elem_size, nk_size_t align)
{
    nk_size_t size;

    if (__builtin_mul_overflow(count, elem_size, &size))
        return (void *)0;
    if (__nk_arena_alloc(arena, ptr, size, align) != NK_EOK)
        return (void *)0;
    return (char *)arena->start + ptr->offset;
}

static inline nk_err_t _nk_arena_store(struct nk_arena *arena, nk_ptr_t *ptr, const void *src,
                                       nk_size_t count, nk_size_t elem_size, nk_size_t align)
{
    nk_size_t size;

    if (__builtin_mul_overflow(count, elem_size, &size))
        return NK_ENOMEM;
    if (nk_arena_reserve_(arena, ptr, size, align) != NK_EOK)
        return NK_ENOMEM;
    if (size)
        __builtin_memcpy((char *)arena->start + ptr->offset, src, size);
    return NK_EOK;
}

/* Writes `value` to an unsigned integer of `width` bytes; NK_FALSE if it does not fit. */
static inline nk_bool_t nk_arena_put_count_(void *count, nk_size_t width, nk_size_t value)
{
    const nk_uint8_t as8 = (nk_uint8_t)value;
    const nk_uint16_t as16 = (nk_uint16_t)value;
    const nk_uint32_t as32 = (nk_uint32_t)value;
    const nk_uint64_t as64 = value;

    nk_assert(width == 1 || width == 2 || width == 4 || width == 8);
    if (width < sizeof value && value >> (width * 8U) != 0)
        return NK_FALSE;
    switch (width) {
    case 1:
        __builtin_memcpy(count, &as8, sizeof as8);
        return NK_TRUE;
    case 2:
        __builtin_memcpy(count, &as16, sizeof as16);
        return NK_TRUE;
    case 4:
        __builtin_memcpy(count, &as32, sizeof as32);
        return NK_TRUE;
    case 8:
        __builtin_memcpy(count, &as64, sizeof as64);
        return NK_TRUE;
    default:
        return NK_FALSE;
    }
}

/* NK_EOK when the chunk lies in the used part, its size is a multiple of the element's and, unless
 * it is empty, its offset is aligned for the element. */
/*@ requires arena == \null || \valid_read(arena);
    requires ptr == \null || \valid_read(ptr);
    requires align > 0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 0 ==> arena != \null && ptr != \null && nk_inside(arena, ptr) &&
                elem_size > 0 && ptr->size % elem_size == 0; */
static inline nk_err_t _nk_arena_validate(const struct nk_arena *arena, const nk_ptr_t *ptr,
                                          nk_size_t elem_size, nk_size_t align)
{
    nk_size_t used = nk_arena_allocated_size(arena);

    if (!arena || !ptr || ptr->offset > used || ptr->size > used - ptr->offset)
        return NK_EINVAL;
    if (elem_size == 0 || ptr->size % elem_size != 0)
        return NK_EINVAL;
    if (ptr->size && (ptr->offset & (align - 1)) != 0)
        return NK_EINVAL;
    return NK_EOK;
}

/* The elements of a received chunk, their number in *count; null and 0 when the chunk is bad. */
/*@ requires nk_arena_readable(arena);
    requires arena != \null ==> nk_used(arena) <= 0xffffffff;
    requires ptr == \null || \valid_read(ptr);
    requires \valid(count);
    requires \separated(count, arena, ptr);
    requires align > 0;
    terminates \true;
    exits \false;
    assigns *count;
    ensures \result == \null ==> *count == 0;
    ensures \result != \null ==> elem_size > 0 &&
                nk_readable((nk_uint8_t *)\result, *count * elem_size); */
static inline void *nk_arena_items_(const struct nk_arena *arena, const nk_ptr_t *ptr,
                                    nk_size_t *count, nk_size_t elem_size, nk_size_t align)
{
    nk_size_t size;
    void *data;

    *count = 0;
    if (_nk_arena_validate(arena, ptr, elem_size, align) != NK_EOK)
        return (void *)0;
    data = __nk_arena_get(arena, ptr, &size);
    if (data)
        *count = size / elem_size;
    return data;
}

/* On failure the result is null and the count 0. */
static inline void *_nk_arena_get(const struct nk_arena *arena, const nk_ptr_t *ptr, void *count,
                                  nk_size_t count_width, nk_size_t elem_size, nk_size_t align)
{
    nk_size_t n;
    void *data;

    nk_arena_put_count_(count, count_width, 0);
    data = nk_arena_items_(arena, ptr, &n, elem_size, align);
    if (!data || !nk_arena_put_count_(count, count_width, n))
        return (void *)0;
    return data;
}

/* The elements of a chunk that was verified, their number in *count; nothing is checked. */
/*@ requires \valid_read(arena) && \valid_read(ptr) && \valid(count);
    requires nk_arena_readable(arena) && nk_in_order(arena);
    requires nk_inside(arena, ptr);
    requires elem_size > 0 && ptr->size % elem_size == 0;
    requires \separated(count, arena, ptr);
    terminates \true;
    exits \false;
    assigns *count;
    ensures *count == ptr->size / elem_size;
    ensures nk_readable((nk_uint8_t *)\result, *count * elem_size); */
static inline void *nk_arena_verified_items_(const struct nk_arena *arena, const nk_ptr_t *ptr,
                                             nk_size_t *count, nk_size_t elem_size)
{
    *count = ptr->size / elem_size;
    return (char *)arena->start + ptr->offset;
}

/* As _nk_arena_get for a chunk that was verified: it is looked at again only by assertions. */
static inline void *_nk_arena_verified(const struct nk_arena *arena, const nk_ptr_t *ptr,
                                       void *count, nk_size_t count_width, nk_size_t elem_size,
                                       nk_size_t align)
{
    nk_size_t n;
    void *data;

    nk_assert(_nk_arena_validate(arena, ptr, elem_size, align) == NK_EOK);
    nk_unused(align);
    data = nk_arena_verified_items_(arena, ptr, &n, elem_size);
    if (nk_arena_put_count_(count, count_width, n))
        return data;
    nk_arena_put_count_(count, count_width, 0);
    return (void *)0;
}

/* ---- what programs use ------------------------------------------------------------------- */

/* T *: `count` elements, zeroed; *p describes them. Null when they do not fit. No elements is a
 * success with a non-null pointer (unless the arena's own start is null). */
#define nk_arena_alloc(T, a, p, count)                                                             \
    ((T *)_nk_arena_alloc((a), (p), (count), sizeof(T), nk_alignof(T)))

/* T *: the elements of a received chunk, their number through count_ptr, which points to any
 * unsigned integer. Null when the chunk is bad or the number does not fit. */
#define nk_arena_get(T, a, p, count_ptr)                                                           \
    ((T *)_nk_arena_get((a), (p), (count_ptr), sizeof(*(count_ptr)), sizeof(T), nk_alignof(T)))

/* The same without looking again: of a message whose verifier (nk_check_..., generated) accepted
 * exactly these bytes, and with the declared element type as T. Whatever the kernel delivers was
 * verified by the security module. With anything else the result may lie outside the arena: when in
 * doubt, nk_arena_get. */
#define nk_arena_verified(T, a, p, count_ptr)                                                      \
    ((T *)_nk_arena_verified((a), (p), (count_ptr), sizeof(*(count_ptr)), sizeof(T), nk_alignof(T)))

/* nk_err_t: alloc and copy `count` elements from `src`, a T array; NK_ENOMEM if it does not fit. */
#define nk_arena_store(T, a, p, src, count)                                                        \
    _nk_arena_store((a), (p), (1 ? (src) : (const T *)0), (count), sizeof(T), nk_alignof(T))

/* nk_err_t: whether nk_arena_get would accept the chunk. */
#define nk_arena_validate(T, a, p) _nk_arena_validate((a), (p), sizeof(T), nk_alignof(T))

#ifdef __cplusplus
}
#endif
#endif
