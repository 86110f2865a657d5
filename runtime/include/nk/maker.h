/* Primitives of generated makers of random messages (nk-gen-c --tests).
 *
 * A maker fills a message and its arena from a source of random numbers. Mostly the message is well
 * formed; now and then exactly one thing in it is wrong, and *failure says so: a verifier must
 * accept the message when *failure is false and refuse it when it is true. Numbers and handles are
 * any bits. Lengths are chosen so that the arena suffices: a small one gives short messages, never
 * an error. `random` is called as rand() of the C library: 15 bits or more, none negative. The same
 * numbers give the same message. Nothing allocates. Rules: generated-code 10 and 11. */
#ifndef NK_MAKER_H
#define NK_MAKER_H

#include <nk/arena.h>
#include <nk/message.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NK_MAKER_UNUSED __attribute__((unused))
/* Shared bodies: one copy per translation unit. */
#define NK_MAKER_BODY static __attribute__((unused, noinline))

/* One message in the making. */
struct nk_maker {
    int (*random)(void);
    struct nk_arena *arena; /* may be NULL for a type without variable-size data */
    nk_bool_t failed;       /* something is wrong by now; nothing more will be */
};

enum {
    NK_MAKER_FAULTS = 16,  /* one of so many places is made wrong */
    NK_MAKER_MANY = 64,    /* usual most of elements */
    NK_MAKER_NESTED = 4,   /* the same, of elements that have data of their own */
    NK_MAKER_RARELY = 4096 /* most of elements when the type allows more */
};

/* ---- numbers ----------------------------------------------------------------------------- */

static inline nk_uint32_t nk_maker_number(struct nk_maker *k)
{
    nk_uint32_t n = (nk_uint32_t)k->random();

    n = n << 15 ^ (nk_uint32_t)k->random();
    return n << 15 ^ (nk_uint32_t)k->random();
}

/* 0 to n - 1; 0 for n = 0. */
static inline nk_uint32_t nk_maker_below(struct nk_maker *k, nk_uint64_t n)
{
    return n ? (nk_uint32_t)(nk_maker_number(k) % n) : 0;
}

static inline nk_uint64_t nk_maker_least(nk_uint64_t a, nk_uint64_t b)
{
    return a < b ? a : b;
}

/* Decides that this place is the wrong one. */
static inline int nk_maker_fault(struct nk_maker *k)
{
    if (k->failed || nk_maker_below(k, NK_MAKER_FAULTS) != 0)
        return 0;
    k->failed = NK_TRUE;
    return 1;
}

static inline void nk_maker_fill(struct nk_maker *k, nk_uint8_t *p, nk_size_t size)
{
    for (nk_size_t i = 0; i < size; i++)
        p[i] = (nk_uint8_t)(k->random() >> 3);
}

static inline void nk_maker_store32(nk_uint8_t *p, nk_uint32_t value)
{
    for (int i = 0; i < 4; i++)
        p[i] = (nk_uint8_t)(value >> (8 * i));
}

/* ---- the message as a whole -------------------------------------------------------------- */

/* The header of `size` bytes with `handles` handles, random bits behind it, an empty arena. iid is
 * the caller's. NK_EINVAL without an arena where the type needs one. */
NK_MAKER_BODY nk_err_t nk_maker_begin(struct nk_maker *k, struct nk_message *msg, nk_mid_t mid,
                                      nk_uint32_t size, nk_uint32_t handles, nk_bool_t err,
                                      int needs_arena)
{
    nk_uint32_t handles_said = handles;

    nk_assert(k->random && msg);
    if (needs_arena && !k->arena)
        return NK_EINVAL;
    if (k->arena)
        nk_arena_reset(k->arena);
    nk_maker_fill(k, (nk_uint8_t *)msg + sizeof *msg, size - sizeof *msg);
    if (nk_maker_fault(k)) {
        if (nk_maker_below(k, 2))
            handles_said = (handles + 1 + nk_maker_below(k, 254)) & 0xffU;
        else
            size ^= 1U << nk_maker_below(k, 23);
    }
    nk_message_reset_(msg, size, err);
    nk_message_set_ncaps(msg, handles_said);
    nk_message_set_mid(msg, mid);
    __builtin_memset(&msg->self, 0, sizeof msg->self);
    return NK_EOK;
}

/* For a type without variable-size data: sometimes something is in the arena all the same. */
NK_MAKER_BODY void nk_maker_no_data(struct nk_maker *k)
{
    nk_ptr_t extra;

    if (!k->arena || nk_arena_free_size(k->arena) == 0 || !nk_maker_fault(k))
        return;
    (void)__nk_arena_alloc(k->arena, &extra, 1, 1);
}

/* ---- chunks ------------------------------------------------------------------------------ */

/* Bytes that a chunk of this alignment can have. */
static inline nk_size_t nk_maker_room(const struct nk_maker *k, nk_uint32_t align)
{
    nk_size_t gap = (0 - nk_arena_allocated_size(k->arena)) & (align - 1U);
    nk_size_t room = nk_arena_free_size(k->arena);

    room = room < gap ? 0 : room - gap;
    return room < NK_UINT32_MAX / 2 ? room : NK_UINT32_MAX / 2;
}

/* How many elements: none, as many as can be, or few. */
static inline nk_uint32_t nk_maker_count(struct nk_maker *k, nk_uint32_t max, nk_uint32_t item,
                                         nk_uint32_t align, int nested)
{
    nk_uint64_t can = nk_maker_least(max, nk_maker_room(k, align) / item);

    can = nk_maker_least(can, nested ? NK_MAKER_NESTED : NK_MAKER_RARELY);
    switch (nk_maker_below(k, 8)) {
    case 0:
        return 0;
    case 1:
        return (nk_uint32_t)can;
    default:
        return nk_maker_below(k, nk_maker_least(can, NK_MAKER_MANY) + 1);
    }
}

/* Writes the descriptor of a chunk that no verifier may accept. Whatever is put into the arena
 * later, an offset behind its end stays outside. */
NK_MAKER_BODY void nk_maker_bad_chunk(struct nk_maker *k, nk_uint8_t *at, nk_uint32_t max,
                                      nk_uint32_t item, nk_uint32_t align)
{
    const nk_size_t room = nk_maker_room(k, align);
    const nk_uint64_t more = ((nk_uint64_t)max + 1) * item;
    const nk_uint32_t kind = nk_maker_below(k, 4);
    nk_ptr_t chunk = {0, 0};
    nk_size_t end = (nk_size_t)((char *)k->arena->end - (char *)k->arena->start);

    nk_assert(end <= NK_UINT32_MAX - align);
    if (kind == 0 && more <= room) { /* too many */
        (void)__nk_arena_alloc(k->arena, &chunk, (nk_size_t)more, align);
    } else if (kind == 1 && item > 1 && item < room) { /* half an element */
        (void)__nk_arena_alloc(k->arena, &chunk, 1 + nk_maker_below(k, item - 1), align);
    } else if (kind == 2 && align > 1 && item + align <= room) { /* between two places */
        (void)__nk_arena_alloc(k->arena, &chunk, item + align, align);
        chunk.offset += 1 + nk_maker_below(k, align - 1);
        chunk.size = item;
    } else { /* outside */
        chunk.offset = (nk_uint32_t)((end + align - 1) / align * align);
        chunk.size = item * (1 + nk_maker_below(k, 2));
    }
    nk_maker_store32(at, chunk.offset);
    nk_maker_store32(at + 4, chunk.size);
}

/* A chunk with random bytes, described at `at`; the number of its elements, *data to the first.
 * After a fault there are none. */
NK_MAKER_BODY nk_uint32_t nk_maker_chunk(struct nk_maker *k, nk_uint8_t *at, nk_uint32_t max,
                                         nk_uint32_t item, nk_uint32_t align, int nested,
                                         nk_uint8_t **data)
{
    nk_uint32_t count;
    nk_ptr_t chunk = {0, 0};

    *data = (nk_uint8_t *)k->arena->start;
    if (nk_maker_fault(k)) {
        nk_maker_bad_chunk(k, at, max, item, align);
        return 0;
    }
    count = nk_maker_count(k, max, item, align, nested);
    if (count == 0 || nk_arena_reserve_(k->arena, &chunk, (nk_size_t)count * item, align) != NK_EOK)
        count = 0;
    nk_maker_store32(at, chunk.offset);
    nk_maker_store32(at + 4, chunk.size);
    *data += chunk.offset;
    nk_maker_fill(k, *data, chunk.size);
    return count;
}

/* ---- text -------------------------------------------------------------------------------- */

/* One character of at most `left` bytes at `p`; its length. */
static inline nk_uint32_t nk_maker_character(struct nk_maker *k, nk_uint8_t *p, nk_uint32_t left)
{
    static const nk_uint8_t longer[3][4] = {
        {0xd0, 0x9a}, {0xe2, 0x82, 0xac}, {0xf0, 0x9f, 0x9a, 0xa2}};
    const nk_uint32_t kind = nk_maker_below(k, 16);

    if (kind >= 3 || left < kind + 2) {
        p[0] = (nk_uint8_t)(0x20 + nk_maker_below(k, 0x5f));
        return 1;
    }
    __builtin_memcpy(p, longer[kind], kind + 2);
    p[1] = (nk_uint8_t)(p[1] + nk_maker_below(k, 4));
    return kind + 2;
}

/* A string of at most max bytes, its terminator among them. */
NK_MAKER_BODY void nk_maker_text(struct nk_maker *k, nk_uint8_t *at, nk_uint32_t max)
{
    nk_uint8_t *text;
    nk_uint32_t size = nk_maker_chunk(k, at, max, 1, 1, 0, &text);

    if (size == 0)
        return;
    for (nk_uint32_t i = 0; i < size - 1;)
        i += nk_maker_character(k, text + i, size - 1 - i);
    text[size - 1] = 0;
    if (size < 2 || !nk_maker_fault(k))
        return;
    switch (nk_maker_below(k, 3)) {
    case 0:
        text[size - 1] = (nk_uint8_t)(1 + nk_maker_below(k, 255));
        break;
    case 1:
        text[nk_maker_below(k, size - 1)] = 0;
        break;
    default:
        text[nk_maker_below(k, size - 1)] = 0xff;
        break;
    }
}

/* ---- unions ------------------------------------------------------------------------------ */

/* Writes the tag of a union of `count` members and returns it. */
NK_MAKER_BODY nk_uint32_t nk_maker_tag(struct nk_maker *k, nk_uint8_t *at, nk_uint32_t count)
{
    nk_uint32_t tag = nk_maker_below(k, count);

    if (nk_maker_fault(k))
        tag = count + nk_maker_below(k, 4);
    nk_maker_store32(at, tag);
    return tag;
}

#ifdef __cplusplus
}
#endif
#endif
