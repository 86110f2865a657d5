/* nanopb: structs of fixed size, no heap. Decoding checks the form; UTF-8 is not looked at, as
 * Debian builds it. */
#include "shape.h"
#include "shapes.pb.h"

#include <pb_decode.h>
#include <pb_encode.h>
#include <string.h>

static uint8_t wire[3][8192];
static size_t wire_size[3];
static A a;
static B b;
static C c;

static int encode(int shape, const pb_msgdesc_t *type, const void *m)
{
    pb_ostream_t out = pb_ostream_from_buffer(wire[shape], sizeof wire[shape]);
    int good = pb_encode(&out, type, m);

    wire_size[shape] = out.bytes_written;
    return good;
}

static int decode(int shape, const pb_msgdesc_t *type, void *m)
{
    pb_istream_t in = pb_istream_from_buffer(wire[shape], wire_size[shape]);

    return pb_decode(&in, type, m);
}

static int encode_a(void)
{
    a.id = shape_a_in->id;
    a.time = shape_a_in->time;
    a.level = shape_a_in->level;
    return encode(0, A_fields, &a);
}

static int encode_b(void)
{
    memcpy(b.name, shape_b_in->name, shape_b_in->name_len + 1);
    b.values_count = (pb_size_t)shape_b_in->value_count;
    memcpy(b.values, shape_b_in->values, shape_b_in->value_count * 4);
    return encode(1, B_fields, &b);
}

static int encode_c(void)
{
    const struct shape_c *in = shape_c_in;

    c.id = in->id;
    c.items_count = (pb_size_t)in->item_count;
    for (size_t i = 0; i < in->item_count; i++) {
        c.items[i].id = in->items[i].id;
        memcpy(c.items[i].label, in->items[i].label, in->items[i].label_len + 1);
    }
    c.data.size = (pb_size_t)in->data_size;
    memcpy(c.data.bytes, in->data, in->data_size);
    return encode(2, C_fields, &c);
}

static int decode_a(void)
{
    if (!decode(0, A_fields, &a))
        return 0;
    shape_a_out = (struct shape_a){a.id, a.time, a.level};
    return 1;
}

static int decode_b(void)
{
    if (!decode(1, B_fields, &b))
        return 0;
    shape_b_out.name_len = strlen(b.name);
    memcpy(shape_b_out.name, b.name, shape_b_out.name_len + 1);
    shape_b_out.value_count = b.values_count;
    memcpy(shape_b_out.values, b.values, b.values_count * sizeof *b.values);
    return 1;
}

static int decode_c(void)
{
    if (!decode(2, C_fields, &c))
        return 0;
    for (size_t i = 0; i < c.items_count; i++) {
        struct shape_item *item = &shape_c_out.items[i];
        item->id = c.items[i].id;
        item->label_len = strlen(c.items[i].label);
        memcpy(item->label, c.items[i].label, item->label_len + 1);
    }
    shape_c_out.id = c.id;
    shape_c_out.item_count = c.items_count;
    shape_c_out.data_size = c.data.size;
    memcpy(shape_c_out.data, c.data.bytes, c.data.size);
    return 1;
}

const struct shape_driver shape_driver = {
    .encode = {encode_a, encode_b, encode_c},
    .decode = {decode_a, decode_b, decode_c},
};
