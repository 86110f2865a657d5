/* RAWTYPE, CONST, TYPEDEF, STRUCT and UNION sections: what a header needs of them. */
#include "back/c_make.h"

static const struct c_rawtype rawtypes[NKC_INT_COUNT] = {
#define NKC_INT_TYPE(idl, c, width, is_signed, is_word) {#idl, #c, width},
#include "base/int_types.def"
#undef NKC_INT_TYPE
};

void c_add_rawtypes(struct c_maker *m)
{
    for (size_t i = 0; i < NKC_INT_COUNT; i++)
        if (m->raw_used[i])
            nkc_vec_push(m->session->arena, &m->header->rawtypes, rawtypes[i]);
}

/* The names and the guard of a definition; the kind and the rest are the caller's. */
static struct c_definition name_definition(struct c_maker *m, const struct nkc_package *package,
                                           const char *name)
{
    struct nkc_arena *arena = m->session->arena;
    struct c_definition d = {
        .guard = nkc_arena_printf(arena, "__%s__%s__", package->c_name, name),
        .full = nkc_arena_printf(arena, "%s_%s", package->c_name, name),
    };
    if (package->dir_name[0])
        d.short_name = nkc_arena_printf(arena, "%s_%s", package->base_name, name);
    return d;
}

static void add_composite(struct c_maker *m, const struct nkc_composite *composite)
{
    struct c_definition d = name_definition(m, composite->package, composite->name);
    if (!nkc_map_add(&m->composites, d.full, (void *)d.full))
        return;
    NKC_FOREACH(i, &composite->fields) {
        const struct nkc_field *field = &composite->fields.data[i];
        c_need_type(m, field->type);
        nkc_vec_push(m->session->arena, &d.fields, c_field_make(m, field));
    }
    d.is_union = composite->is_union;
    d.is_struct = !composite->is_union;
    d.size = composite->size;
    d.data_offset = composite->data_offset;
    d.data_align = composite->data_align;
    nkc_vec_push(m->session->arena, &m->header->definitions, d);
}

void c_need_type(struct c_maker *m, const struct nkc_type *type)
{
    while (type->elem)
        type = type->elem;
    if (type->kind == NKC_INT)
        m->raw_used[type->int_type] = true;
    else if (type->composite)
        add_composite(m, type->composite);
}

void c_need_interface(struct c_maker *m, const struct nkc_interface *iface)
{
    NKC_FOREACH(i, &iface->methods)
        for (int d = 0; d < NKC_DIRECTIONS; d++) {
            const struct nkc_message *msg = &iface->methods.data[i]->message[d];
            NKC_FOREACH(k, &msg->params)
                c_need_type(m, msg->params.data[k].type);
        }
}

/* ((nk_uint32_t)(NK_UINT32_C(24))). The smallest value of a signed type has no literal of its own:
 * it is written as the next one less 1. */
static const char *const_value(struct c_maker *m, const struct nkc_const *c)
{
    static const char *const bits[] = {[1] = "8", [2] = "16", [4] = "32", [8] = "64"};
    const struct nkc_type *type = c->type;
    const char *name = c_type_name(m, type);
    const char *sign = type->is_signed ? "S" : "U";
    unsigned long long magnitude = c->magnitude;
    bool lowest = c->negative && magnitude == (uint64_t)1 << (type->width * 8 - 1);
    return nkc_arena_printf(m->session->arena, "((%s)(NK_%sINT%s_C(%s%llu)%s))", name, sign,
                            bits[type->width], c->negative ? "-" : "",
                            lowest ? magnitude - 1 : magnitude, lowest ? " - 1" : "");
}

static void add_const(struct c_maker *m, const struct nkc_const *c)
{
    struct c_definition d = name_definition(m, c->package, c->name);
    d.is_const = true;
    d.value = const_value(m, c);
    m->raw_used[c->type->int_type] = true;
    nkc_vec_push(m->session->arena, &m->header->definitions, d);
}

static void add_typedef(struct c_maker *m, const struct nkc_typedef *t)
{
    struct c_definition d = name_definition(m, t->package, t->name);
    d.is_typedef = true;
    d.type = c_type_name(m, t->type);
    d.dims = c_type_dims(m, t->type);
    c_need_type(m, t->type);
    nkc_vec_push(m->session->arena, &m->header->definitions, d);
}

void c_add_package(struct c_maker *m, const struct nkc_package *package)
{
    NKC_FOREACH(i, &package->definitions) {
        const struct nkc_definition *d = &package->definitions.data[i];
        switch (d->kind) {
        case NKC_DEF_CONST:
            add_const(m, d->constant);
            break;
        case NKC_DEF_TYPEDEF:
            add_typedef(m, d->alias);
            break;
        case NKC_DEF_COMPOSITE:
            add_composite(m, d->composite);
            break;
        }
    }
}
