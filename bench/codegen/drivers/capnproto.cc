/* Cap'n Proto C++: a builder over a segment of the caller, a flat reader; bounds are checked at each
 * access, so there is no verifier of its own. UTF-8 is not looked at. */
#include "shape.h"
#include "shapes.capnp.h"

#include <capnp/message.h>
#include <capnp/serialize.h>
#include <cstring>

static capnp::word room[1024], wire[3][1024];
static size_t words[3];

/* The builder wants a zeroed segment and leaves it so; the message goes to the wire before. */
template <class M, class Fill> static int encode(int shape, Fill fill)
{
    capnp::MallocMessageBuilder message(kj::arrayPtr(room, 1024));
    fill(message.initRoot<M>());
    auto segments = message.getSegmentsForOutput();
    words[shape] = segments[0].size();
    memcpy(wire[shape], segments[0].begin(), words[shape] * sizeof(capnp::word));
    return segments.size() == 1;
}

static int encode_a()
{
    return encode<A>(0, [](A::Builder m) {
        m.setId(shape_a_in->id);
        m.setTime(shape_a_in->time);
        m.setLevel(shape_a_in->level);
    });
}

static int encode_b()
{
    return encode<B>(1, [](B::Builder m) {
        m.setName(capnp::Text::Reader(shape_b_in->name, shape_b_in->name_len));
        auto values = m.initValues((unsigned)shape_b_in->value_count);
        for (unsigned i = 0; i < shape_b_in->value_count; i++)
            values.set(i, shape_b_in->values[i]);
    });
}

static int encode_c()
{
    return encode<C>(2, [](C::Builder m) {
        const shape_c *in = shape_c_in;
        m.setId(in->id);
        auto items = m.initItems((unsigned)in->item_count);
        for (unsigned i = 0; i < in->item_count; i++) {
            items[i].setId(in->items[i].id);
            items[i].setLabel(capnp::Text::Reader(in->items[i].label, in->items[i].label_len));
        }
        m.setData(capnp::Data::Reader(in->data, in->data_size));
    });
}

template <class M, class Use> static int decode(int shape, Use use)
{
    kj::ArrayPtr<const capnp::word> segment(wire[shape], words[shape]);
    capnp::SegmentArrayMessageReader message(kj::arrayPtr(&segment, 1));
    return use(message.getRoot<M>());
}

static int decode_a()
{
    return decode<A>(0, [](A::Reader m) {
        shape_a_out.id = m.getId();
        shape_a_out.time = m.getTime();
        shape_a_out.level = m.getLevel();
        return 1;
    });
}

static int decode_b()
{
    return decode<B>(1, [](B::Reader m) {
        auto name = m.getName();
        auto values = m.getValues();
        if (name.size() > SHAPE_NAME || values.size() > SHAPE_VALUES)
            return 0;
        shape_b_out.name_len = name.size();
        memcpy(shape_b_out.name, name.begin(), name.size() + 1);
        shape_b_out.value_count = values.size();
        for (unsigned i = 0; i < values.size(); i++)
            shape_b_out.values[i] = values[i];
        return 1;
    });
}

static int decode_c()
{
    return decode<C>(2, [](C::Reader m) {
        auto items = m.getItems();
        auto data = m.getData();
        if (items.size() > SHAPE_ITEMS || data.size() > SHAPE_DATA)
            return 0;
        for (unsigned i = 0; i < items.size(); i++) {
            shape_item *item = &shape_c_out.items[i];
            auto label = items[i].getLabel();
            if (label.size() > SHAPE_LABEL)
                return 0;
            item->id = items[i].getId();
            item->label_len = label.size();
            memcpy(item->label, label.begin(), label.size() + 1);
        }
        shape_c_out.id = m.getId();
        shape_c_out.item_count = items.size();
        shape_c_out.data_size = data.size();
        memcpy(shape_c_out.data, data.begin(), data.size());
        return 1;
    });
}

extern "C" {
const struct shape_driver shape_driver = {
    {encode_a, encode_b, encode_c}, {}, {decode_a, decode_b, decode_c}, {}};
}
