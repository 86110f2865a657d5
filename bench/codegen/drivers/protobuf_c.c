/* protobuf-c: message structs filled in place, packed into a buffer, unpacked on the heap. Unpacking
 * checks the form; UTF-8 is not looked at. */
#include "shape.h"
#include "shapes.pb-c.h"

#include <string.h>

static uint8_t wire[3][8192];
static size_t wire_size[3];

static int encode_a(void)
{
    A m = A__INIT;

    m.id = shape_a_in->id;
    m.time = shape_a_in->time;
    m.level = shape_a_in->level;
    wire_size[0] = a__pack(&m, wire[0]);
    return 1;
}

static int encode_b(void)
{
    const struct shape_b *in = shape_b_in;
    B m = B__INIT;

    m.name = (char *)(uintptr_t)in->name;
    m.n_values = in->value_count;
    m.values = (uint32_t *)(uintptr_t)in->values;
    wire_size[1] = b__pack(&m, wire[1]);
    return 1;
}

static int encode_c(void)
{
    const struct shape_c *in = shape_c_in;
    Item items[SHAPE_ITEMS], *list[SHAPE_ITEMS];
    C m = C__INIT;

    for (size_t i = 0; i < in->item_count; i++) {
        item__init(&items[i]);
        items[i].id = in->items[i].id;
        items[i].label = (char *)(uintptr_t)in->items[i].label;
        list[i] = &items[i];
    }
    m.id = in->id;
    m.n_items = in->item_count;
    m.items = list;
    m.data.data = (uint8_t *)(uintptr_t)in->data;
    m.data.len = in->data_size;
    wire_size[2] = c__pack(&m, wire[2]);
    return 1;
}

static int decode_a(void)
{
    A *m = a__unpack(NULL, wire_size[0], wire[0]);

    if (!m)
        return 0;
    shape_a_out = (struct shape_a){m->id, m->time, m->level};
    a__free_unpacked(m, NULL);
    return 1;
}

static int decode_b(void)
{
    B *m = b__unpack(NULL, wire_size[1], wire[1]);
    size_t len;

    if (!m)
        return 0;
    len = strlen(m->name);
    if (len > SHAPE_NAME || m->n_values > SHAPE_VALUES)
        return 0;
    memcpy(shape_b_out.name, m->name, len + 1);
    shape_b_out.name_len = len;
    memcpy(shape_b_out.values, m->values, m->n_values * sizeof *m->values);
    shape_b_out.value_count = m->n_values;
    b__free_unpacked(m, NULL);
    return 1;
}

static int decode_c(void)
{
    C *m = c__unpack(NULL, wire_size[2], wire[2]);

    if (!m || m->n_items > SHAPE_ITEMS || m->data.len > SHAPE_DATA)
        return 0;
    for (size_t i = 0; i < m->n_items; i++) {
        struct shape_item *item = &shape_c_out.items[i];
        item->id = m->items[i]->id;
        item->label_len = strlen(m->items[i]->label);
        if (item->label_len > SHAPE_LABEL)
            return 0;
        memcpy(item->label, m->items[i]->label, item->label_len + 1);
    }
    shape_c_out.id = m->id;
    shape_c_out.item_count = m->n_items;
    memcpy(shape_c_out.data, m->data.data, m->data.len);
    shape_c_out.data_size = m->data.len;
    c__free_unpacked(m, NULL);
    return 1;
}

const struct shape_driver shape_driver = {
    .encode = {encode_a, encode_b, encode_c},
    .decode = {decode_a, decode_b, decode_c},
};
