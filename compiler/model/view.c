/* Reading described structs. */
#include "model/view.h"

#include "base/session.h"

static uint64_t read_number(const char *at, size_t size)
{
    uint8_t n1;
    uint16_t n2;
    uint32_t n4;
    uint64_t n8;
    switch (size) {
    case 1:
        memcpy(&n1, at, sizeof n1);
        return n1;
    case 2:
        memcpy(&n2, at, sizeof n2);
        return n2;
    case 4:
        memcpy(&n4, at, sizeof n4);
        return n4;
    default:
        memcpy(&n8, at, sizeof n8);
        return n8;
    }
}

static const void *read_pointer(const char *at)
{
    const void *p;
    memcpy(&p, at, sizeof p);
    return p;
}

/* Every NKC_VEC starts with its data pointer and its length, whatever the item type is. */
static void read_vector(const struct nkc_view_field *field, const char *at,
                        struct nkc_view_list *list)
{
    typedef NKC_VEC(char) any_vector;
    memcpy(&list->len, at + offsetof(any_vector, len), sizeof list->len);
    list->data = read_pointer(at + offsetof(any_vector, data));
    list->stride = field->size;
    list->type = field->type;
    list->by_pointer = field->by_pointer;
    list->numbers = field->numbers;
}

struct nkc_view_value nkc_view_get(const struct nkc_view_field *field, const void *object)
{
    struct nkc_view_value v = {.kind = field->kind};
    const char *at = (const char *)object + field->offset;
    if (field->get) {
        if (field->kind == NKC_VIEW_OBJECT)
            v.object.type = field->type;
        if (field->kind == NKC_VIEW_LIST)
            v.list.type = field->type;
        field->get(object, &v);
        return v;
    }
    switch (field->kind) {
    case NKC_VIEW_TEXT:
        v.text = read_pointer(at);
        break;
    case NKC_VIEW_NUMBER:
        v.number = read_number(at, field->size);
        break;
    case NKC_VIEW_BOOL:
        memcpy(&v.flag, at, sizeof v.flag);
        break;
    case NKC_VIEW_OBJECT:
        v.object.type = field->type;
        v.object.data = field->by_pointer ? read_pointer(at) : at;
        break;
    case NKC_VIEW_LIST:
        read_vector(field, at, &v.list);
        break;
    }
    return v;
}

const void *nkc_view_item(const struct nkc_view_list *list, size_t index)
{
    const char *at = list->data + index * list->stride;
    return list->by_pointer ? read_pointer(at) : at;
}

const char *nkc_view_text(const struct nkc_view_list *list, size_t index)
{
    return read_pointer(list->data + index * list->stride);
}

uint64_t nkc_view_number(const struct nkc_view_list *list, size_t index)
{
    return read_number(list->data + index * list->stride, list->stride);
}

bool nkc_view_truth(const struct nkc_view_value *value)
{
    switch (value->kind) {
    case NKC_VIEW_TEXT:
        return value->text && *value->text;
    case NKC_VIEW_NUMBER:
        return value->number != 0;
    case NKC_VIEW_BOOL:
        return value->flag;
    case NKC_VIEW_OBJECT:
        return value->object.data != NULL;
    case NKC_VIEW_LIST:
        return value->list.len != 0;
    }
    return false;
}

bool nkc_view_dumped(const struct nkc_view_field *field, const void *object, bool places,
                     struct nkc_view_value *value)
{
    if (field->derived || (field->is_place && !places))
        return false;
    *value = nkc_view_get(field, object);
    if (field->dump_as && value->kind == NKC_VIEW_OBJECT)
        value->object.type = field->dump_as;
    if (field->dump_as && value->kind == NKC_VIEW_LIST)
        value->list.type = field->dump_as;
    return !field->optional || nkc_view_truth(value);
}

const char *nkc_view_nearest(const struct nkc_view_type *type, const char *name)
{
    const char *names[64];
    size_t count = 0;
    for (size_t i = 0; i < type->field_count && count < sizeof names / sizeof *names; i++)
        names[count++] = type->fields[i].name;
    return nkc_nearest(name, names, count);
}
