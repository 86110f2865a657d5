/* FlatBuffers C++: one builder, cleared and reused; the verifier does not look at UTF-8. */
#include "shape.h"
#include "shapes_generated.h"

#include <cstring>

using namespace flatbuffers;

static FlatBufferBuilder builder[3] = {FlatBufferBuilder(8192), FlatBufferBuilder(8192),
                                       FlatBufferBuilder(8192)};

static int encode_a()
{
    FlatBufferBuilder &f = builder[0];
    f.Clear();
    f.Finish(CreateA(f, shape_a_in->id, shape_a_in->time, shape_a_in->level));
    return 1;
}

static int encode_b()
{
    FlatBufferBuilder &f = builder[1];
    f.Clear();
    auto name = f.CreateString(shape_b_in->name, shape_b_in->name_len);
    f.Finish(CreateB(f, name, f.CreateVector(shape_b_in->values, shape_b_in->value_count)));
    return 1;
}

static int encode_c()
{
    FlatBufferBuilder &f = builder[2];
    const shape_c *in = shape_c_in;
    Offset<Item> items[SHAPE_ITEMS];
    f.Clear();
    for (size_t i = 0; i < in->item_count; i++) {
        auto label = f.CreateString(in->items[i].label, in->items[i].label_len);
        items[i] = CreateItem(f, in->items[i].id, label);
    }
    auto list = f.CreateVector(items, in->item_count);
    f.Finish(CreateC(f, in->id, list, f.CreateVector(in->data, in->data_size)));
    return 1;
}

template <class M> static int verify(int shape)
{
    Verifier v(builder[shape].GetBufferPointer(), builder[shape].GetSize());
    return v.VerifyBuffer<M>(nullptr);
}

static int verify_a() { return verify<A>(0); }
static int verify_b() { return verify<B>(1); }
static int verify_c() { return verify<C>(2); }

#ifndef SHAPE_NO_IN_PLACE
static int in_place_a()
{
    shape_found = GetRoot<A>(builder[0].GetBufferPointer());
    return 1;
}

static int in_place_b()
{
    const B *m = GetRoot<B>(builder[1].GetBufferPointer());
    shape_found = m->name()->c_str();
    shape_count = m->name()->size();
    shape_found = m->values()->data();
    shape_count = m->values()->size();
    return 1;
}

static int in_place_c()
{
    const C *m = GetRoot<C>(builder[2].GetBufferPointer());
    const auto *items = m->items();
    for (uoffset_t i = 0; i < items->size(); i++) {
        shape_found = items->Get(i)->label()->c_str();
        shape_count = items->Get(i)->label()->size();
    }
    shape_found = m->data()->data();
    shape_count = m->data()->size();
    return 1;
}
#endif

#ifndef SHAPE_NO_COPY
static int decode_a()
{
    const A *m = GetRoot<A>(builder[0].GetBufferPointer());
    shape_a_out.id = m->id();
    shape_a_out.time = m->time();
    shape_a_out.level = m->level();
    return 1;
}

static int decode_b()
{
    const B *m = GetRoot<B>(builder[1].GetBufferPointer());
    if (!m->name() || m->name()->size() > SHAPE_NAME || !m->values() ||
        m->values()->size() > SHAPE_VALUES)
        return 0;
    shape_b_out.name_len = m->name()->size();
    memcpy(shape_b_out.name, m->name()->c_str(), m->name()->size() + 1);
    shape_b_out.value_count = m->values()->size();
    memcpy(shape_b_out.values, m->values()->data(), m->values()->size() * 4);
    return 1;
}

static int decode_c()
{
    const C *m = GetRoot<C>(builder[2].GetBufferPointer());
    const auto *items = m->items();
    if (!items || items->size() > SHAPE_ITEMS || !m->data() || m->data()->size() > SHAPE_DATA)
        return 0;
    for (uoffset_t i = 0; i < items->size(); i++) {
        const Item *from = items->Get(i);
        shape_item *item = &shape_c_out.items[i];
        if (!from->label() || from->label()->size() > SHAPE_LABEL)
            return 0;
        item->id = from->id();
        item->label_len = from->label()->size();
        memcpy(item->label, from->label()->c_str(), from->label()->size() + 1);
    }
    shape_c_out.id = m->id();
    shape_c_out.item_count = items->size();
    shape_c_out.data_size = m->data()->size();
    memcpy(shape_c_out.data, m->data()->data(), m->data()->size());
    return 1;
}
#endif

extern "C" {
const struct shape_driver shape_driver = {
    {encode_a, encode_b, encode_c},
    {verify_a, verify_b, verify_c},
#ifdef SHAPE_NO_COPY
    {},
#else
    {decode_a, decode_b, decode_c},
#endif
#ifdef SHAPE_NO_IN_PLACE
    {},
#else
    {in_place_a, in_place_b, in_place_c},
#endif
};
}
