/* C spellings of types (generated-code 3). */
#include "back/c_make.h"

static const char *int_name(const struct nkc_type *type)
{
    static const char *const names[2][9] = {
        {[1] = "nk_uint8_t", [2] = "nk_uint16_t", [4] = "nk_uint32_t", [8] = "nk_uint64_t"},
        {[1] = "nk_sint8_t", [2] = "nk_sint16_t", [4] = "nk_sint32_t", [8] = "nk_sint64_t"},
    };
    if (strcmp(type->idl_name, "UIntSize") == 0)
        return "nk_size_t";
    if (strcmp(type->idl_name, "UIntPtr") == 0)
        return "nk_uintptr_t";
    return names[type->is_signed][type->width];
}

const char *c_type_name(struct c_maker *m, const struct nkc_type *type)
{
    while (type->kind == NKC_ARRAY)
        type = type->elem;
    switch (type->kind) {
    case NKC_INT:
        return int_name(type);
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
