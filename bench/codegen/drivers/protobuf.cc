/* protobuf C++: message objects are kept and reused, which is how it is fastest. Parsing checks the
 * form and, in proto3, UTF-8. */
#include "shape.h"
#include "shapes.pb.h"

#include <cstring>

static uint8_t wire[3][8192];
static int wire_size[3];
static A a;
static B b;
static C c;

template <class M> static int finish(M &m, int shape)
{
    wire_size[shape] = (int)m.ByteSizeLong();
    return m.SerializeWithCachedSizesToArray(wire[shape]) == wire[shape] + wire_size[shape];
}

static int encode_a()
{
    a.set_id(shape_a_in->id);
    a.set_time(shape_a_in->time);
    a.set_level(shape_a_in->level);
    return finish(a, 0);
}

static int encode_b()
{
    b.set_name(shape_b_in->name, shape_b_in->name_len);
    b.mutable_values()->Clear();
    b.mutable_values()->Add(shape_b_in->values, shape_b_in->values + shape_b_in->value_count);
    return finish(b, 1);
}

static int encode_c()
{
    const shape_c *in = shape_c_in;
    c.Clear();
    for (size_t i = 0; i < in->item_count; i++) {
        Item *item = c.add_items();
        item->set_id(in->items[i].id);
        item->set_label(in->items[i].label, in->items[i].label_len);
    }
    c.set_id(in->id);
    c.set_data(in->data, in->data_size);
    return finish(c, 2);
}

static int decode_a()
{
    if (!a.ParseFromArray(wire[0], wire_size[0]))
        return 0;
    shape_a_out.id = a.id();
    shape_a_out.time = a.time();
    shape_a_out.level = a.level();
    return 1;
}

static int decode_b()
{
    if (!b.ParseFromArray(wire[1], wire_size[1]) || b.name().size() > SHAPE_NAME ||
        b.values_size() > SHAPE_VALUES)
        return 0;
    shape_b_out.name_len = b.name().size();
    memcpy(shape_b_out.name, b.name().c_str(), b.name().size() + 1);
    shape_b_out.value_count = (size_t)b.values_size();
    memcpy(shape_b_out.values, b.values().data(), (size_t)b.values_size() * 4);
    return 1;
}

static int decode_c()
{
    if (!c.ParseFromArray(wire[2], wire_size[2]) || c.items_size() > SHAPE_ITEMS ||
        c.data().size() > SHAPE_DATA)
        return 0;
    for (int i = 0; i < c.items_size(); i++) {
        shape_item *item = &shape_c_out.items[i];
        const std::string &label = c.items(i).label();
        if (label.size() > SHAPE_LABEL)
            return 0;
        item->id = c.items(i).id();
        item->label_len = label.size();
        memcpy(item->label, label.c_str(), label.size() + 1);
    }
    shape_c_out.id = c.id();
    shape_c_out.item_count = (size_t)c.items_size();
    shape_c_out.data_size = c.data().size();
    memcpy(shape_c_out.data, c.data().data(), c.data().size());
    return 1;
}

extern "C" {
const struct shape_driver shape_driver = {
    {encode_a, encode_b, encode_c}, {}, {decode_a, decode_b, decode_c}, {}};
}
