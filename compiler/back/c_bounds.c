/* Size, arena and handle constants of an interface (generated-code 6.2, 6.3). */
#include "back/c_make.h"

static void add_bound(struct c_maker *m, struct c_bounds *bounds, uint64_t value, const char *name)
{
    struct c_bound bound = {name, value};
    if (value <= INT32_MAX)
        nkc_vec_push(m->session->arena, &bounds->small, bound);
    else
        nkc_vec_push(m->session->arena, &bounds->big, bound);
}

struct walk {
    struct c_maker *m;
    struct c_bounds *bounds;
};

static void add_size(struct walk *w, uint64_t value, const char *path)
{
    add_bound(w->m, w->bounds, value, nkc_arena_concat(w->m->session->arena, path, "_size", NULL));
}

/* Whether the type has a `_size` constant anywhere inside. */
static bool has_sized(const struct nkc_type *type)
{
    if (!type->composite)
        return type->kind != NKC_INT && type->kind != NKC_HANDLE;
    NKC_FOREACH(i, &type->composite->fields)
        if (has_sized(type->composite->fields.data[i].type))
            return true;
    return false;
}

/* Outer before inner, fields in order. `path` is what stands before `_size`. */
static void walk_type(struct walk *w, const struct nkc_type *type, const char *path)
{
    struct nkc_arena *arena = w->m->session->arena;
    switch (type->kind) {
    case NKC_INT:
    case NKC_HANDLE:
        break;
    case NKC_STRING:
        add_size(w, type->count + 1, path);
        break;
    case NKC_BYTES:
        add_size(w, type->count, path);
        break;
    case NKC_SEQUENCE:
    case NKC_ARRAY:
        add_size(w, type->count, path);
        if (has_sized(type->elem))
            walk_type(w, type->elem, nkc_arena_concat(arena, path, "_elem", NULL));
        break;
    case NKC_STRUCT:
    case NKC_UNION:
        NKC_FOREACH(i, &type->composite->fields) {
            const struct nkc_field *field = &type->composite->fields.data[i];
            if (has_sized(field->type))
                walk_type(w, field->type, nkc_arena_concat(arena, path, "_", field->name, NULL));
        }
        break;
    }
}

static void method_bounds(struct c_maker *m, const struct nkc_method *method,
                          struct c_bounds *bounds)
{
    struct nkc_arena *arena = m->session->arena;
    struct walk w = {m, bounds};
    for (int d = 0; d < NKC_DIRECTIONS; d++) {
        const struct nkc_message *msg = &method->message[d];
        NKC_FOREACH(i, &msg->params) {
            const struct nkc_field *param = &msg->params.data[i];
            if (has_sized(param->type))
                walk_type(&w, param->type,
                          nkc_arena_concat(arena, method->name, "_", nkc_direction_name(d), "_",
                                           param->name, NULL));
        }
    }
    add_bound(m, bounds, method->bounds.req_arena,
              nkc_arena_concat(arena, method->name, "_req_arena_size", NULL));
    add_bound(m, bounds, method->bounds.res_arena,
              nkc_arena_concat(arena, method->name, "_res_arena_size", NULL));
    for (int d = 0; d < NKC_DIRECTIONS; d++)
        add_bound(
            m, bounds, method->bounds.handles[d],
            nkc_arena_concat(arena, method->name, "_", nkc_direction_name(d), "_handles", NULL));
}

void c_bounds_total(struct c_maker *m, const struct nkc_bounds *total, struct c_bounds *bounds)
{
    bool req_larger = total->req_arena > total->res_arena;
    add_bound(m, bounds, total->req_arena, "req_arena_size");
    add_bound(m, bounds, total->res_arena, "res_arena_size");
    if (!m->options->no_arena_max)
        add_bound(m, bounds, req_larger ? total->req_arena : total->res_arena, "arena_size");
    add_bound(m, bounds, total->handles[NKC_REQ], "req_handles");
    add_bound(m, bounds, total->handles[NKC_RES], "res_handles");
    add_bound(m, bounds, total->handles[NKC_ERR], "err_handles");
}

void c_interface_bounds(struct c_maker *m, const struct nkc_interface *iface,
                        struct c_bounds *bounds)
{
    NKC_FOREACH(i, &iface->methods)
        method_bounds(m, iface->methods.data[i], bounds);
    c_bounds_total(m, &iface->bounds, bounds);
}
