/* Primitives of generated message verifiers.
 *
 * Every byte of the message and its arena is hostile; the bytes stay the same while a verifier runs
 * (the caller checks the copy it delivers). Nothing is read outside the constant part and the used
 * arena, nothing is written but *reason, nothing is allocated, nothing recurses. Fields are read
 * once, as little-endian bytes, so no alignment is asked and no struct is laid over hostile memory.
 * Each check returns 1 when it holds; else it fills stage, code, value and limit of *reason and
 * returns 0, and the caller adds the field. Comparisons are ordered so that none can overflow.
 * The comments that begin with an at sign are contracts, in ACSL; `make prove` proves them, and the
 * generated verifiers against them (docs/proof.md). Rules: generated-code 11, platform 4. */
#ifndef NK_VERIFY_H
#define NK_VERIFY_H

#include <nk/arena.h>
#include <nk/claims.h>
#include <nk/message.h>
#include <nk/reason.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NK_VERIFY_UNUSED __attribute__((unused))
/* Shared bodies: one copy per translation unit, however many fields use them. */
#define NK_VERIFY_BODY static __attribute__((unused, noinline))
/* A check whose limits are constants where it is used: a few comparisons, less than a call. */
#define NK_VERIFY_SHORT static inline __attribute__((always_inline))

/* Where the chunks of an empty arena are: nothing may be read there, but offset 0 may be added. */
static const nk_uint8_t nk_verify_nothing[1] NK_VERIFY_UNUSED = {0};

/* ---- what accepting a message means ------------------------------------------------------ */

/*@ // Where the chunks are: at the start of an arena that is not empty. Nothing is read of an empty
    // one.
    logic nk_uint8_t *nk_data(struct nk_arena *arena) =
        nk_used(arena) > 0 ? (nk_uint8_t *)arena->start : (nk_uint8_t *)&nk_verify_nothing[0];
*/

/* ---- loads ------------------------------------------------------------------------------- */

/*@ requires \valid_read(p + (0 .. 3));
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == nk_u32(p); */
static inline nk_uint32_t nk_verify_load32(const nk_uint8_t *p)
{
    return (nk_uint32_t)p[0] | (nk_uint32_t)p[1] << 8 | (nk_uint32_t)p[2] << 16 |
           (nk_uint32_t)p[3] << 24;
}

/*@ requires \valid_read(p + (0 .. 7));
    terminates \true;
    exits \false;
    assigns \nothing; */
static inline nk_uint64_t nk_verify_load64(const nk_uint8_t *p)
{
    return (nk_uint64_t)nk_verify_load32(p) | (nk_uint64_t)nk_verify_load32(p + 4) << 32;
}

/* How many items of `item` bytes each `size` bytes are. */
/*@ requires item > 0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == nk_count(size, item);
    ensures \result * item <= size; */
static inline nk_uint32_t nk_verify_count(nk_uint32_t size, nk_uint32_t item)
{
    return size / item;
}

/* The i-th of the items of `item` bytes each that stand one behind the other from `items` on. */
/*@ requires item > 0 && nk_readable(items, (i + 1) * item);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == items + i * item;
    ensures \valid_read(\result + (0 .. item - 1)); */
static inline const nk_uint8_t *nk_verify_item(const nk_uint8_t *items, nk_uint32_t i,
                                               nk_uint32_t item)
{
    return items + (nk_size_t)i * item;
}

/* ---- refusals ---------------------------------------------------------------------------- */

/* Both return 0, so that a check ends with `return nk_verify_refuse(...)`. */
/*@ requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0; */
NK_VERIFY_BODY int nk_verify_refuse(struct nk_reason *reason, enum nk_structure_code code,
                                    nk_uint64_t value, nk_uint64_t limit)
{
    reason->stage = NK_STAGE_STRUCTURE;
    reason->code = (nk_uint8_t)code;
    reason->rule = 0;
    reason->cond = 0;
    reason->field = 0;
    reason->elem[0] = 0;
    reason->elem[1] = 0;
    reason->value = value;
    reason->limit = limit;
    return 0;
}

/* Adds where: the field's row and the indices in the two outermost sequences or arrays. */
/*@ requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0; */
NK_VERIFY_BODY int nk_verify_field(struct nk_reason *reason, nk_uint16_t field, nk_uint32_t elem0,
                                   nk_uint32_t elem1)
{
    reason->field = field;
    reason->elem[0] = elem0;
    reason->elem[1] = elem1;
    return 0;
}

/* ---- the message as a whole -------------------------------------------------------------- */

/* What is wrong with the header word; away from the path of good messages. */
/*@ requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0; */
NK_VERIFY_BODY int nk_verify_header_refuse(nk_uint32_t ex, nk_uint32_t size, nk_uint32_t handles,
                                           struct nk_reason *reason)
{
    if ((ex & 0x7fffffU) != size)
        return nk_verify_refuse(reason, NK_STRUCT_SIZE, ex & 0x7fffffU, size);
    return nk_verify_refuse(reason, NK_STRUCT_HANDLES, ex >> 23, handles);
}

/* The size of the constant part and the number of handles, from one load of the header word
 * (size_ex: bits 0 to 22, ncaps: 23 to 30, err: 31). */
/*@ requires nk_message_readable((nk_uint8_t *)msg);
    requires size < 0x800000 && handles < 0x100;
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 ==> nk_header_is((nk_uint8_t *)msg, size, handles);
    ensures \result == 1 ==> nk_readable((nk_uint8_t *)msg, size); */
NK_VERIFY_SHORT int nk_verify_header(const struct nk_message *msg, nk_uint32_t size,
                                     nk_uint32_t handles, struct nk_reason *reason)
{
    const nk_uint32_t ex = nk_verify_load32((const nk_uint8_t *)msg + 4) % 0x80000000U;

    if (nk_likely(ex == size + handles * 0x800000U))
        return 1;
    return nk_verify_header_refuse(ex, size, handles, reason);
}

/* For a type without variable-size data: the arena is absent or empty. */
/*@ requires nk_arena_readable(arena);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 ==> arena == \null || arena->current == arena->start; */
NK_VERIFY_SHORT int nk_verify_no_arena(const struct nk_arena *arena, struct nk_reason *reason)
{
    if (nk_likely(!arena || arena->current == arena->start))
        return 1;
    return nk_verify_refuse(reason, NK_STRUCT_ARENA_EXTRA,
                            (nk_uintptr_t)arena->current - (nk_uintptr_t)arena->start, 0);
}

/* For a type with variable-size data: the arena is there and in order; *data and *used describe its
 * used part. *data is never null, so adding a checked offset to it is always defined. */
/*@ requires nk_arena_readable(arena);
    requires \valid(data) && \valid(used) && \valid(reason);
    requires \separated(data, used, reason, arena);
    terminates \true;
    exits \false;
    assigns *data, *used, *reason;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 ==> arena != \null && nk_in_order(arena) && *used == nk_used(arena) &&
                nk_readable(*data, *used) && *data == nk_data(arena); */
NK_VERIFY_SHORT int nk_verify_arena(const struct nk_arena *arena, const nk_uint8_t **data,
                                    nk_uint32_t *used, struct nk_reason *reason)
{
    nk_uintptr_t start, current;

    if (nk_unlikely(!arena))
        return nk_verify_refuse(reason, NK_STRUCT_ARENA_MISSING, 0, 0);
    start = (nk_uintptr_t)arena->start;
    current = (nk_uintptr_t)arena->current;
    if (nk_unlikely(current < start || current - start > NK_UINT32_MAX))
        return nk_verify_refuse(reason, NK_STRUCT_ARENA_MISSING, current - start, NK_UINT32_MAX);
    *used = (nk_uint32_t)(current - start);
    *data = *used ? (const nk_uint8_t *)arena->start : nk_verify_nothing;
    return 1;
}

/* ---- chunks ------------------------------------------------------------------------------ */

/* Which check of a chunk failed; away from the path of good messages. */
/*@ requires item > 0;
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0; */
NK_VERIFY_BODY int nk_verify_chunk_refuse(nk_uint32_t offset, nk_uint32_t size, nk_uint32_t used,
                                          nk_uint32_t max, nk_uint32_t item, nk_uint32_t align,
                                          struct nk_reason *reason)
{
    if (size > used || offset > used - size)
        return nk_verify_refuse(reason, NK_STRUCT_OUTSIDE, (nk_uint64_t)offset + size, used);
    if (size % item)
        return nk_verify_refuse(reason, NK_STRUCT_MULTIPLE, size, item);
    if (size / item > max)
        return nk_verify_refuse(reason, NK_STRUCT_COUNT, size / item, max);
    return nk_verify_refuse(reason, NK_STRUCT_MISALIGNED, offset, align);
}

/* A chunk of at most `max` items of `item` bytes, at a multiple of `align` (a power of two), inside
 * the used arena. */
/*@ requires item > 0;
    requires align == 1 || align == 2 || align == 4 || align == 8;
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 ==> nk_fits(offset, size, used, max, item, align); */
NK_VERIFY_SHORT int nk_verify_chunk(nk_uint32_t offset, nk_uint32_t size, nk_uint32_t used,
                                    nk_uint32_t max, nk_uint32_t item, nk_uint32_t align,
                                    struct nk_reason *reason)
{
    if (nk_likely(size <= used && offset <= used - size && size % item == 0 &&
                  size <= (nk_uint64_t)max * item && offset % align == 0))
        return 1;
    return nk_verify_chunk_refuse(offset, size, used, max, item, align, reason);
}

/* ---- text -------------------------------------------------------------------------------- */

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 0 || \result == 1; */
static inline int nk_verify_tail(nk_uint8_t c)
{
    return (c & 0xc0) == 0x80;
}

/* Length of the well-formed UTF-8 sequence at `p`, of which `left` bytes may be read; 0 when there
 * is none. Overlong forms, surrogates and values above 10FFFF are refused (Unicode, table 3-7). */
/*@ requires left > 0 && \valid_read(p + (0 .. left - 1));
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures 0 <= \result <= 4 && \result <= left; */
static inline nk_uint32_t nk_verify_sequence(const nk_uint8_t *p, nk_uint32_t left)
{
    const nk_uint8_t c = p[0];

    if (c < 0x80)
        return 1;
    if (c < 0xc2 || left < 2 || !nk_verify_tail(p[1]))
        return 0;
    if (c < 0xe0)
        return 2;
    if (left < 3 || !nk_verify_tail(p[2]))
        return 0;
    if (c < 0xf0)
        return (c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] > 0x9f) ? 0 : 3;
    if (c > 0xf4 || left < 4 || !nk_verify_tail(p[3]))
        return 0;
    return (c == 0xf0 && p[1] < 0x90) || (c == 0xf4 && p[1] > 0x8f) ? 0 : 4;
}

/* Nonzero in its highs when a byte of `w` is zero or above 127: either it has its high bit, or
 * taking 1 off gives one. */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
static inline nk_uint64_t nk_verify_not_ascii(nk_uint64_t w)
{
    return w | (w - NK_UINT64_C(0x0101010101010101));
}

#define NK_VERIFY_HIGHS NK_UINT64_C(0x8080808080808080)

/* Text that is not plain ASCII, character by character; `text[end]` is the terminator. */
/*@ requires nk_readable(text, end);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1; */
NK_VERIFY_BODY int nk_verify_characters(const nk_uint8_t *text, nk_uint32_t end,
                                        struct nk_reason *reason)
{
    nk_uint32_t n, i = 0;

    /*@ loop invariant 0 <= i <= end;
        loop assigns i, n;
        loop variant end - i; */
    while (i < end) {
        if (end - i >= 8 && !(nk_verify_not_ascii(nk_verify_load64(text + i)) & NK_VERIFY_HIGHS)) {
            i += 8;
            continue;
        }
        if (text[i] == 0)
            return nk_verify_refuse(reason, NK_STRUCT_INNER_ZERO, i, end);
        n = nk_verify_sequence(text + i, end - i);
        if (n == 0)
            return nk_verify_refuse(reason, NK_STRUCT_UTF8, i, end);
        i += n;
    }
    return 1;
}

/* A string: empty, or UTF-8 without inner zero that ends with a zero byte. `text` has `size`
 * readable bytes, which the chunk check has made sure of. Plain ASCII is looked at eight bytes at a
 * time; the last eight may overlap those before. */
/*@ requires nk_readable(text, size);
    requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 ==> nk_ended(text, size); */
NK_VERIFY_BODY int nk_verify_text(const nk_uint8_t *text, nk_uint32_t size,
                                  struct nk_reason *reason)
{
    nk_uint64_t found;
    nk_uint32_t end, i;

    if (size == 0)
        return 1;
    end = size - 1;
    if (nk_unlikely(text[end] != 0))
        return nk_verify_refuse(reason, NK_STRUCT_TERMINATOR, size, 0);
    if (end < 8)
        return nk_verify_characters(text, end, reason);
    found = nk_verify_not_ascii(nk_verify_load64(text + (end - 8)));
    /*@ loop invariant 0 <= i <= end;
        loop assigns i, found;
        loop variant end - i; */
    for (i = 0; i < end - 8; i += 8)
        found |= nk_verify_not_ascii(nk_verify_load64(text + i));
    if (nk_likely((found & NK_VERIFY_HIGHS) == 0))
        return 1;
    return nk_verify_characters(text, end, reason);
}

/* ---- unions ------------------------------------------------------------------------------ */

/*@ requires \valid(reason);
    terminates \true;
    exits \false;
    assigns *reason;
    ensures \result == 0 || \result == 1;
    ensures \result == 1 ==> tag < count; */
static inline int nk_verify_tag(nk_uint32_t tag, nk_uint32_t count, struct nk_reason *reason)
{
    if (nk_likely(tag < count))
        return 1;
    return nk_verify_refuse(reason, NK_STRUCT_TAG, tag, count);
}

#ifdef __cplusplus
}
#endif
#endif
