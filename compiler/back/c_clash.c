/* Names that would be generated twice: an error here, not in the user's compiler.
 *
 * A definition of the package may be called as something the interface's sections define
 * (struct Open and method Open: both become P_Open), a method as something of the interface as a
 * whole (method proxy: P_proxy is a type), and two paths of parameters may give one size
 * constant (a string `arena` gives P_M_req_arena_size). */
#include "back/c_make.h"

/* What follows P_ in names of the interface as a whole. */
static const char *const fixed_names[] = {
    "mid_max", "ops", "proxy", "proxy_init", "req", "res", "interface_dispatch", "val_field",
};

/* What follows P_<M>; "" is the call itself. */
static const char *const method_suffixes[] = {
    "",         "_mid",     "_req",     "_res",      "_err",      "_fn",       "_proxy",
    "_val_req", "_val_res", "_val_err", "_test_req", "_test_res", "_test_err",
};

static bool is_fixed(const char *name)
{
    for (size_t i = 0; i < sizeof fixed_names / sizeof *fixed_names; i++)
        if (strcmp(name, fixed_names[i]) == 0)
            return true;
    return false;
}

static bool interface_defines(const struct nkc_map *methods, const char *name)
{
    size_t len = strlen(name);
    if (is_fixed(name))
        return true;
    for (size_t i = 0; i < sizeof method_suffixes / sizeof *method_suffixes; i++) {
        size_t tail = strlen(method_suffixes[i]);
        if (tail < len && strcmp(name + len - tail, method_suffixes[i]) == 0 &&
            nkc_map_getn(methods, name, len - tail))
            return true;
    }
    return false;
}

static const char *definition_name(const struct nkc_definition *d, struct nkc_span *span)
{
    switch (d->kind) {
    case NKC_DEF_CONST:
        *span = d->constant->span;
        return d->constant->name;
    case NKC_DEF_TYPEDEF:
        *span = d->alias->span;
        return d->alias->name;
    default:
        *span = d->composite->span;
        return d->composite->name;
    }
}

static void add_bounds(struct c_maker *m, const struct nkc_interface *iface, struct nkc_map *names,
                       const struct c_bound *bounds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!nkc_map_add(names, bounds[i].name, (void *)bounds[i].name))
            nkc_diag(m->session, NAME_CLASH, iface->span, iface->package->c_name, bounds[i].name);
}

void c_check_names(struct c_maker *m, const struct nkc_interface *iface,
                   const struct c_interface *view)
{
    struct nkc_map bounds, methods;
    nkc_map_init(&bounds, m->session->arena);
    nkc_map_init(&methods, m->session->arena);
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        nkc_map_add(&methods, method->name, (void *)method->name);
        if (is_fixed(method->name)) /* the call P_<M> itself */
            nkc_diag(m->session, NAME_CLASH, method->span, iface->package->c_name, method->name);
    }
    add_bounds(m, iface, &bounds, view->bounds.small.data, view->bounds.small.len);
    add_bounds(m, iface, &bounds, view->bounds.big.data, view->bounds.big.len);
    NKC_FOREACH(i, &iface->package->definitions) {
        struct nkc_span span;
        const char *name = definition_name(&iface->package->definitions.data[i], &span);
        if (interface_defines(&methods, name) || nkc_map_get(&bounds, name))
            nkc_diag(m->session, NAME_CLASH, span, iface->package->c_name, name);
    }
}
