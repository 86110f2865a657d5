/* Shared by the files that make test vectors (vectors.h). */
#ifndef NKC_BACK_VEC_H
#define NKC_BACK_VEC_H

#include "back/vectors.h"

/* Structure codes of a refusal (platform 4). */
enum vec_code {
    VEC_OK,
    VEC_SIZE,
    VEC_HANDLES,
    VEC_ARENA_MISSING,
    VEC_ARENA_EXTRA,
    VEC_OUTSIDE,
    VEC_MISALIGNED,
    VEC_MULTIPLE,
    VEC_COUNT,
    VEC_TERMINATOR,
    VEC_INNER_ZERO,
    VEC_UTF8,
    VEC_TAG,
};

/* Messages above this are named but not made. */
enum { VEC_BYTES_MAX = 1024 * 1024 };

enum vec_arena {
    VEC_ARENA_PLAIN,
    VEC_ARENA_NONE,      /* no arena at all */
    VEC_ARENA_BACKWARDS, /* its used part has -1 bytes */
    VEC_ARENA_HUGE,      /* 2^32 bytes: more than a chunk can describe */
};

/* The message under construction. */
struct vec {
    struct nkc_session *s;
    struct nkc_buf *out;
    const char *name; /* zoo.Wire.Trees.req */
    const struct nkc_message *type;
    unsigned char *constant; /* type->size bytes */
    unsigned char *arena;
    uint64_t used, capacity;
    enum vec_arena shape;
};

/* Where a value stands and what a refusal says about it. Offsets count from the constant part or
 * from the arena, which may move. */
struct vec_place {
    bool in_arena;
    uint64_t offset;
    const char *path;  /* "" = the message */
    const char *where; /* the same with the numbers of the elements */
    uint32_t elem[2];
    unsigned indices;
};

/* What a verifier must say. */
struct vec_want {
    enum vec_code code;
    uint64_t value, limit;
};

/* ---- vec_build.c: bytes ---- */

void vec_put32(unsigned char *at, uint64_t value);
unsigned char *vec_at(const struct vec *v, const struct vec_place *place, uint64_t offset);
/* Grows the used part by `size` zero bytes at a multiple of `align`; false and nothing changed when
 * the arena would exceed VEC_BYTES_MAX. */
bool vec_grow(struct vec *v, uint64_t size, uint32_t align, uint64_t *offset);

/* ---- vec_print.c: lines ---- */

/* One vector: the message as it stands. `label` names it within the message. */
void vec_print(const struct vec *v, const struct vec_place *place, const char *label,
               struct vec_want want);
/* A vector that would have `bytes` bytes and is left out. */
void vec_print_skipped(const struct vec *v, const struct vec_place *place, const char *label,
                       uint64_t bytes);

/* ---- vec_chunk.c, vec_max.c: clauses ---- */

/* All clauses of one string, bytes or sequence; elements are the caller's. */
void vec_chunk(struct vec *v, const struct nkc_type *type, const struct vec_place *place);
/* The largest message: constant part and arena as large as declared. */
void vec_max(struct vec *v);

#endif
