/* Hand-written C for these three messages and no others: the same bytes in the same layout and the
 * same checks as the generated code makes, UTF-8 included, but no reason for a refusal. The height
 * that generated code is measured against. */
#include "shape.h"

#include <string.h>

struct header {
    uint32_t iid_mid, size_handles;
    uint64_t rest[2];
};

struct chunk {
    uint32_t offset, size;
};

struct a {
    struct header head;
    uint32_t id;
    uint64_t time;
    int32_t level;
};

struct b {
    struct header head;
    struct chunk name, values;
};

struct item {
    uint32_t id;
    struct chunk label;
};

struct c {
    struct header head;
    uint32_t id;
    struct chunk items, data;
};

enum {
    B_ROOM = SHAPE_NAME + 1 + 3 + 4 * SHAPE_VALUES,
    C_ROOM = SHAPE_ITEMS * (sizeof(struct item) + SHAPE_LABEL + 1) + SHAPE_DATA,
};

static struct a a;
static struct b b;
static struct c c;
static _Alignas(8) char b_room[B_ROOM], c_room[C_ROOM];
static uint32_t b_used, c_used;

/* ---- encode ---------------------------------------------------------------------------------- */

static void head(struct header *h, uint32_t method, uint32_t size)
{
    h->iid_mid = 1 | method << 16;
    h->size_handles = size;
}

static int encode_a(void)
{
    const struct shape_a *in = shape_a_in;

    a.id = in->id;
    a.time = in->time;
    a.level = in->level;
    head(&a.head, 0, sizeof a);
    return 1;
}

static int encode_b(void)
{
    const struct shape_b *in = shape_b_in;
    const uint32_t name = (uint32_t)in->name_len + 1, at = (name + 3) & ~3U;
    const uint32_t values = (uint32_t)in->value_count * 4;

    if (in->name_len > SHAPE_NAME || in->value_count > SHAPE_VALUES)
        return 0;
    memcpy(b_room, in->name, name);
    memset(b_room + name, 0, at - name);
    memcpy(b_room + at, in->values, values);
    b.name = (struct chunk){0, name};
    b.values = (struct chunk){at, values};
    b_used = at + values;
    head(&b.head, 1, sizeof b);
    return 1;
}

static int encode_c(void)
{
    const struct shape_c *in = shape_c_in;
    struct item *items = (struct item *)(void *)c_room;
    uint32_t at = (uint32_t)(in->item_count * sizeof *items);

    if (in->item_count > SHAPE_ITEMS || in->data_size > SHAPE_DATA)
        return 0;
    for (size_t i = 0; i < in->item_count; i++) {
        const struct shape_item *item = &in->items[i];
        const uint32_t size = (uint32_t)item->label_len + 1;
        if (size > SHAPE_LABEL + 1)
            return 0;
        items[i].id = item->id;
        items[i].label = (struct chunk){at, size};
        memcpy(c_room + at, item->label, size);
        at += size;
    }
    memcpy(c_room + at, in->data, in->data_size);
    c.id = in->id;
    c.items = (struct chunk){0, (uint32_t)(in->item_count * sizeof *items)};
    c.data = (struct chunk){at, (uint32_t)in->data_size};
    c_used = at + c.data.size;
    head(&c.head, 2, sizeof c);
    return 1;
}

/* ---- verify ---------------------------------------------------------------------------------- */

static int inside(struct chunk chunk, uint32_t used, uint32_t max)
{
    return chunk.size <= max && chunk.size <= used && chunk.offset <= used - chunk.size;
}

/* Well-formed UTF-8 without zeros (Unicode, table 3-7). */
static __attribute__((noinline)) int text_slow(const uint8_t *p, const uint8_t *end)
{
    while (p < end) {
        const uint8_t first = *p++;
        uint8_t low = 0x80, high = 0xbf;
        int more;

        if (first < 0x80) {
            if (first == 0)
                return 0;
            continue;
        }
        if (first < 0xc2 || first > 0xf4)
            return 0;
        more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        if (first == 0xe0)
            low = 0xa0;
        else if (first == 0xed)
            high = 0x9f;
        else if (first == 0xf0)
            low = 0x90;
        else if (first == 0xf4)
            high = 0x8f;
        if (end - p < more || *p < low || *p > high)
            return 0;
        while (--more > 0)
            if ((*++p & 0xc0) != 0x80)
                return 0;
        p++;
    }
    return 1;
}

/* Plain ASCII eight bytes at a time; everything else character by character. */
static inline int text(const char *room, struct chunk chunk)
{
    const uint8_t *p = (const uint8_t *)room + chunk.offset, *end = p + chunk.size - 1;

    if (chunk.size == 0)
        return 1;
    if (*end != 0)
        return 0;
    for (; end - p >= 8; p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        if ((word | (word - 0x0101010101010101U)) & 0x8080808080808080U)
            break;
    }
    return p == end || text_slow(p, end);
}

/* Size and handles in one comparison; bit 31 tells an error reply and is none of it. */
static int good_head(const struct header *h, uint32_t size)
{
    return (h->size_handles & 0x7fffffffU) == size;
}

static int verify_a(void)
{
    return good_head(&a.head, sizeof a);
}

static int verify_b(void)
{
    return good_head(&b.head, sizeof b) && inside(b.name, b_used, SHAPE_NAME + 1) &&
           text(b_room, b.name) && inside(b.values, b_used, 4 * SHAPE_VALUES) &&
           b.values.size % 4 == 0 && b.values.offset % 4 == 0;
}

static int verify_c(void)
{
    const struct item *item, *end;

    if (!good_head(&c.head, sizeof c) ||
        !inside(c.items, c_used, SHAPE_ITEMS * sizeof(struct item)) ||
        c.items.size % sizeof(struct item) != 0 || c.items.offset % 4 != 0 ||
        !inside(c.data, c_used, SHAPE_DATA))
        return 0;
    item = (const struct item *)(void *)(c_room + c.items.offset);
    for (end = item + c.items.size / sizeof *item; item < end; item++)
        if (!inside(item->label, c_used, SHAPE_LABEL + 1) || !text(c_room, item->label))
            return 0;
    return 1;
}

/* ---- decode ---------------------------------------------------------------------------------- */

#ifndef SHAPE_NO_COPY
static int decode_a(void)
{
    shape_a_out.id = a.id;
    shape_a_out.time = a.time;
    shape_a_out.level = a.level;
    return 1;
}

static int decode_b(void)
{
    memcpy(shape_b_out.name, b_room + b.name.offset, b.name.size);
    shape_b_out.name_len = b.name.size - 1;
    memcpy(shape_b_out.values, b_room + b.values.offset, b.values.size);
    shape_b_out.value_count = b.values.size / 4;
    return 1;
}

static int decode_c(void)
{
    const struct item *items = (const struct item *)(void *)(c_room + c.items.offset);
    const size_t count = c.items.size / sizeof *items;

    for (size_t i = 0; i < count; i++) {
        struct shape_item *item = &shape_c_out.items[i];
        item->id = items[i].id;
        item->label_len = items[i].label.size - 1;
        memcpy(item->label, c_room + items[i].label.offset, items[i].label.size);
    }
    memcpy(shape_c_out.data, c_room + c.data.offset, c.data.size);
    shape_c_out.id = c.id;
    shape_c_out.item_count = count;
    shape_c_out.data_size = c.data.size;
    return 1;
}
#endif

#ifndef SHAPE_NO_IN_PLACE
static int in_place_a(void)
{
    shape_found = &a;
    return 1;
}

static int in_place_b(void)
{
    shape_found = b_room + b.name.offset;
    shape_count = b.name.size;
    shape_found = b_room + b.values.offset;
    shape_count = b.values.size / 4;
    return 1;
}

static int in_place_c(void)
{
    const struct item *items = (const struct item *)(void *)(c_room + c.items.offset);
    const size_t count = c.items.size / sizeof *items;

    for (size_t i = 0; i < count; i++) {
        shape_found = c_room + items[i].label.offset;
        shape_count = items[i].label.size;
    }
    shape_found = c_room + c.data.offset;
    shape_count = c.data.size;
    return 1;
}
#endif

const struct shape_driver shape_driver = {
    .encode = {encode_a, encode_b, encode_c},
    .verify = {verify_a, verify_b, verify_c},
#ifndef SHAPE_NO_COPY
    .decode = {decode_a, decode_b, decode_c},
#endif
#ifndef SHAPE_NO_IN_PLACE
    .in_place = {in_place_a, in_place_b, in_place_c},
#endif
};
