/* Clauses of chunks: place, size, number of items, text. */
#include "back/vec.h"

/* A chunk and the state to return to after each of its vectors. */
struct chunk {
    struct vec *v;
    const struct vec_place *place;
    bool is_text;
    uint64_t max, item;
    uint32_t align;
    uint64_t used; /* of the arena before the chunk */
};

static void describe(const struct chunk *c, uint64_t offset, uint64_t size)
{
    unsigned char *at = vec_at(c->v, c->place, 0);
    vec_put32(at, offset);
    vec_put32(at + 4, size);
}

/* Prints the vector and takes the chunk back. */
static void finish(const struct chunk *c, const char *label, enum vec_code code, uint64_t value,
                   uint64_t limit)
{
    vec_print(c->v, c->place, label, (struct vec_want){code, value, limit});
    describe(c, 0, 0);
    c->v->used = c->used;
}

/* Room for a chunk of `size` bytes, aligned; without it the vector is reported as left out. */
static bool reserve(const struct chunk *c, const char *label, uint64_t size, uint64_t *offset)
{
    if (vec_grow(c->v, size, c->align, offset))
        return true;
    vec_print_skipped(c->v, c->place, label, size);
    return false;
}

/* ---- place and size ---------------------------------------------------------------------- */

static void outside(const struct chunk *c)
{
    uint64_t at;
    if (reserve(c, "empty-at-end", 0, &at)) {
        describe(c, at, 0);
        finish(c, "empty-at-end", VEC_OK, 0, 0);
    }
    if (reserve(c, "behind-end", 0, &at)) {
        describe(c, at + c->align, 0);
        finish(c, "behind-end", VEC_OUTSIDE, at + c->align, at);
    }
    if (c->max && reserve(c, "cut", c->item, &at)) {
        describe(c, at, c->item);
        c->v->used--;
        finish(c, "cut", VEC_OUTSIDE, at + c->item, c->v->used);
    }
    /* The end of the chunk, taken modulo 2^32, lies inside. */
    if (c->max && reserve(c, "wrap", c->item, &at)) {
        uint64_t far = (UINT64_C(1) << 32) - c->align;
        describe(c, far, c->item);
        finish(c, "wrap", VEC_OUTSIDE, far + c->item, c->v->used);
    }
}

static void multiple(const struct chunk *c)
{
    uint64_t at;
    if (c->item == 1 || !c->max)
        return;
    if (reserve(c, "part-of-item", c->item, &at)) {
        describe(c, at, 1);
        finish(c, "part-of-item", VEC_MULTIPLE, 1, c->item);
    }
    if (reserve(c, "item-and-part", c->item + 1, &at)) {
        describe(c, at, c->item + 1);
        finish(c, "item-and-part", VEC_MULTIPLE, c->item + 1, c->item);
    }
}

static void misaligned(const struct chunk *c)
{
    uint64_t at;
    if (c->align == 1)
        return;
    if (reserve(c, "odd-empty", 1, &at)) {
        describe(c, at + 1, 0);
        finish(c, "odd-empty", VEC_MISALIGNED, at + 1, c->align);
    }
    if (c->max && reserve(c, "odd", c->item + 1, &at)) {
        describe(c, at + 1, c->item);
        finish(c, "odd", VEC_MISALIGNED, at + 1, c->align);
    }
    uint32_t half = c->align / 2;
    if (c->max && half > 1 && reserve(c, "half", c->item + half, &at)) {
        describe(c, at + half, c->item);
        finish(c, "half", VEC_MISALIGNED, at + half, c->align);
    }
}

/* A chunk of `count` items; elements are zero, which is sound, and text is filled up. */
static void put_items(const struct chunk *c, const char *label, uint64_t count, enum vec_code code)
{
    uint64_t at, size;
    if (__builtin_mul_overflow(count, c->item, &size))
        size = UINT64_MAX;
    if (!reserve(c, label, size, &at))
        return;
    if (c->is_text)
        memset(c->v->arena + at, 'a', size - 1);
    describe(c, at, size);
    finish(c, label, code, count, c->max);
}

/* ---- text -------------------------------------------------------------------------------- */

/* Places `size` bytes and, when `terminated`, a zero behind them. */
static void put_text(const struct chunk *c, const char *label, const char *bytes, size_t size,
                     bool terminated, struct vec_want want)
{
    uint64_t at;
    if (size + terminated > c->max || !reserve(c, label, size + terminated, &at))
        return;
    memcpy(c->v->arena + at, bytes, size);
    describe(c, at, size + terminated);
    finish(c, label, want.code, want.value, want.limit);
}

/* The 17 bytes that follow are longer than two steps of eight. */
static void zeros(const struct chunk *c)
{
    static const char none[] = "aaaaaaaaaaaaaaaaa";
    static const struct {
        const char *label;
        size_t at, size;
    } cases[] = {{"zero-alone", 0, 1},    {"zero-last", 1, 2},   {"zero-first", 0, 2},
                 {"zero-step", 7, 8},     {"zero-behind", 8, 9}, {"zero-before", 0, 9},
                 {"zero-between", 3, 17}, {"zero-end", 16, 17}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[sizeof none];
        memcpy(text, none, sizeof none);
        text[cases[i].at] = '\0';
        put_text(c, cases[i].label, text, cases[i].size, true,
                 (struct vec_want){VEC_INNER_ZERO, cases[i].at, cases[i].size});
    }
}

/* The edges of every row of Unicode's table 3-7. */
static const struct utf8_case {
    const char *bytes;
    bool good;
} utf8_cases[] = {
    {"\x01", true},
    {"\x7f", true},
    {"\x80", false},
    {"\xbf", false},
    {"\xc0\x80", false},
    {"\xc1\xbf", false},
    {"\xc2\x80", true},
    {"\xdf\xbf", true},
    {"\xc2", false},
    {"\xc2\x7f", false},
    {"\xc2\xc0", false},
    {"\xe0\x9f\xbf", false},
    {"\xe0\xa0\x80", true},
    {"\xe1\x80\x80", true},
    {"\xed\x9f\xbf", true},
    {"\xed\xa0\x80", false},
    {"\xee\x80\x80", true},
    {"\xef\xbf\xbf", true},
    {"\xe1", false},
    {"\xe1\x80", false},
    {"\xe1\x7f\x80", false},
    {"\xe1\x80\x7f", false},
    {"\xe1\x80\xc0", false},
    {"\xf0\x8f\xbf\xbf", false},
    {"\xf0\x90\x80\x80", true},
    {"\xf1\x80\x80\x80", true},
    {"\xf4\x8f\xbf\xbf", true},
    {"\xf4\x90\x80\x80", false},
    {"\xf1", false},
    {"\xf1\x80", false},
    {"\xf1\x80\x80", false},
    {"\xf1\x80\x80\x7f", false},
    {"\xf1\x80\x7f\x80", false},
    {"\xf1\x7f\x80\x80", false},
    {"\xf5\x80\x80\x80", false},
    {"\xff", false},
};

/* A sequence alone, behind a step of eight plain bytes, and before one. */
static void put_sequence(const struct chunk *c, const struct utf8_case *u)
{
    char text[24];
    size_t n = strlen(u->bytes);
    struct nkc_arena *arena = c->v->s->arena;
    char *label = nkc_arena_strdup(arena, "utf8-");
    for (size_t i = 0; i < n; i++)
        label = nkc_arena_printf(arena, "%s%02x", label, (unsigned char)u->bytes[i]);
    struct vec_want want = {u->good ? VEC_OK : VEC_UTF8, 0, n};
    put_text(c, label, u->bytes, n, true, want);
    memset(text, 'a', 8);
    memcpy(text + 8, u->bytes, n);
    want.value = 8, want.limit = n + 8;
    put_text(c, nkc_arena_printf(arena, "%s-after-8", label), text, n + 8, true, want);
    memcpy(text, u->bytes, n);
    memset(text + n, 'a', 9);
    want.value = 0, want.limit = n + 9;
    put_text(c, nkc_arena_printf(arena, "%s-before-9", label), text, n + 9, true, want);
}

static void texts(const struct chunk *c)
{
    static const char eight[] = "aaaaaaaa";
    uint64_t at;
    put_text(c, "terminator-alone", "", 0, true, (struct vec_want){VEC_OK, 0, 0});
    put_text(c, "unterminated", "a", 1, false, (struct vec_want){VEC_TERMINATOR, 1, 0});
    put_text(c, "unterminated-8", eight, 8, false, (struct vec_want){VEC_TERMINATOR, 8, 0});
    if (reserve(c, "unterminated-max", c->max, &at)) {
        memset(c->v->arena + at, 'a', c->max);
        describe(c, at, c->max);
        finish(c, "unterminated-max", VEC_TERMINATOR, c->max, 0);
    }
    zeros(c);
    for (size_t i = 0; i < sizeof utf8_cases / sizeof *utf8_cases; i++)
        put_sequence(c, &utf8_cases[i]);
}

void vec_chunk(struct vec *v, const struct nkc_type *type, const struct vec_place *place)
{
    bool is_sequence = type->kind == NKC_SEQUENCE, is_text = type->kind == NKC_STRING;
    struct chunk c = {
        .v = v,
        .place = place,
        .is_text = is_text,
        .max = is_text ? type->count + 1 : type->count,
        .item = is_sequence ? type->elem->size : 1,
        .align = is_sequence ? type->elem->align : 1,
        .used = v->used,
    };
    outside(&c);
    multiple(&c);
    misaligned(&c);
    if (c.max)
        put_items(&c, "max", c.max, VEC_OK);
    put_items(&c, "over", c.max + 1, VEC_COUNT);
    if (is_text)
        texts(&c);
}
