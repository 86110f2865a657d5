/* C spellings of types (generated-code 3). */
#include "back/c_make.h"

static const char *const int_names[NKC_INT_COUNT] = {
#define NKC_INT_TYPE(idl, c, width, is_signed, is_word) #c,
#include "base/int_types.def"
#undef NKC_INT_TYPE
};

const char *c_type_name(struct c_maker *m, const struct nkc_type *type)
{
    while (type->kind == NKC_ARRAY)
        type = type->elem;
    switch (type->kind) {
    case NKC_INT:
        return int_names[type->int_type];
    case NKC_HANDLE:
        return "nk_handle_desc_t";
    case NKC_STRUCT:
    case NKC_UNION:
        return nkc_arena_printf(m->session->arena, "struct %s_%s", type->composite->package->c_name,
                                type->composite->name);
    default:
        return "nk_ptr_t";
    }
}

const char *c_type_dims(struct c_maker *m, const struct nkc_type *type)
{
    const char *dims = "";
    for (; type->kind == NKC_ARRAY; type = type->elem)
        dims =
            nkc_arena_printf(m->session->arena, "%s[%llu]", dims, (unsigned long long)type->count);
    return dims;
}

struct c_field c_field_make(struct c_maker *m, const struct nkc_field *field)
{
    return (struct c_field){
        .name = field->name,
        .type = c_type_name(m, field->type),
        .dims = c_type_dims(m, field->type),
        .align = field->type->align,
        .offset = field->offset,
    };
}
