/* OpenNK: nk-gen-c --validators, the arena of libnk. Messages are read as verified ones, which each
 * message that the kernel delivers is; opennk_checked.c checks each chunk once more. */
#include "Shapes.idl.h"
#include "shape.h"

#include <string.h>

#ifndef GET
#define GET nk_arena_verified
#endif

static Shapes_A_req a;
static Shapes_B_req b;
static Shapes_C_req c;
static char b_room[Shapes_B_req_arena_size], c_room[Shapes_C_req_arena_size];
static struct nk_arena b_arena, c_arena;
static struct nk_reason reason;

/* What the proxy does to a request before the transport gets it. */
#define PREPARE(req, method)                                                                       \
    do {                                                                                           \
        nk_req_reset(req);                                                                         \
        nk_msg_set_method_id(req, 1, Shapes_##method##_mid);                                       \
        nk_msg_set_ncaps(req, Shapes_##method##_req_handles);                                      \
    } while (0)

static int encode_a(void)
{
    const struct shape_a *in = shape_a_in;

    a.id = in->id;
    a.time = in->time;
    a.level = in->level;
    PREPARE(&a, A);
    return 1;
}

static int encode_b(void)
{
    const struct shape_b *in = shape_b_in;

    nk_arena_init(&b_arena, b_room, b_room + sizeof b_room);
    if (nk_arena_store(nk_char_t, &b_arena, &b.name, in->name, in->name_len + 1) != NK_EOK ||
        nk_arena_store(nk_uint32_t, &b_arena, &b.values, in->values, in->value_count) != NK_EOK)
        return 0;
    PREPARE(&b, B);
    return 1;
}

static int encode_c(void)
{
    const struct shape_c *in = shape_c_in;
    Shapes_Item *items;

    nk_arena_init(&c_arena, c_room, c_room + sizeof c_room);
    items = nk_arena_alloc(Shapes_Item, &c_arena, &c.items, in->item_count);
    if (!items)
        return 0;
    for (size_t i = 0; i < in->item_count; i++) {
        const struct shape_item *item = &in->items[i];
        items[i].id = item->id;
        if (nk_arena_store(nk_char_t, &c_arena, &items[i].label, item->label,
                           item->label_len + 1) != NK_EOK)
            return 0;
    }
    if (nk_arena_store(nk_uint8_t, &c_arena, &c.data, in->data, in->data_size) != NK_EOK)
        return 0;
    c.id = in->id;
    PREPARE(&c, C);
    return 1;
}

static int verify_a(void)
{
    return nk_check_Shapes_A_req(&a.base_, NK_NULL, &reason);
}

static int verify_b(void)
{
    return nk_check_Shapes_B_req(&b.base_, &b_arena, &reason);
}

static int verify_c(void)
{
    return nk_check_Shapes_C_req(&c.base_, &c_arena, &reason);
}

/* ---- in place: where the data stands ------------------------------------------------------- */

#ifndef SHAPE_NO_IN_PLACE
static int in_place_a(void)
{
    shape_found = &a;
    return 1;
}

static int in_place_b(void)
{
    nk_size_t count;

    shape_found = GET(nk_char_t, &b_arena, &b.name, &count);
    shape_count = count;
    shape_found = GET(nk_uint32_t, &b_arena, &b.values, &count);
    shape_count = count;
    return 1;
}

static int in_place_c(void)
{
    nk_size_t count, size;
    const Shapes_Item *items = GET(Shapes_Item, &c_arena, &c.items, &count);

    for (nk_size_t i = 0; i < count; i++) {
        shape_found = GET(nk_char_t, &c_arena, &items[i].label, &size);
        shape_count = size;
    }
    shape_found = GET(nk_uint8_t, &c_arena, &c.data, &size);
    shape_count = size;
    return 1;
}
#endif

/* ---- copied out ------------------------------------------------------------------------------ */

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
    nk_size_t size, count;
    const nk_char_t *name = GET(nk_char_t, &b_arena, &b.name, &size);
    const nk_uint32_t *values = GET(nk_uint32_t, &b_arena, &b.values, &count);

    if (!size || size > sizeof shape_b_out.name || count > SHAPE_VALUES)
        return 0;
    memcpy(shape_b_out.name, name, size);
    shape_b_out.name_len = size - 1;
    memcpy(shape_b_out.values, values, count * sizeof *values);
    shape_b_out.value_count = count;
    return 1;
}

static int decode_c(void)
{
    nk_size_t count, size;
    const Shapes_Item *items = GET(Shapes_Item, &c_arena, &c.items, &count);
    const nk_uint8_t *data;

    if (!items || count > SHAPE_ITEMS)
        return 0;
    for (nk_size_t i = 0; i < count; i++) {
        struct shape_item *item = &shape_c_out.items[i];
        const nk_char_t *label = GET(nk_char_t, &c_arena, &items[i].label, &size);
        if (!size || size > sizeof item->label)
            return 0;
        item->id = items[i].id;
        item->label_len = size - 1;
        memcpy(item->label, label, size);
    }
    shape_c_out.item_count = count;
    data = GET(nk_uint8_t, &c_arena, &c.data, &size);
    if (!data || size > SHAPE_DATA)
        return 0;
    memcpy(shape_c_out.data, data, size);
    shape_c_out.data_size = size;
    shape_c_out.id = c.id;
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
