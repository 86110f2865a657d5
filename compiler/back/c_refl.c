/* Tables of --component-refl: the tree of a component as constant data (generated-code 9). */
#include "back/c_make.h"

struct refl {
    struct c_maker *m;
    const char *root; /* C name of the component the tables belong to */
    struct c_component *view;
};

static const char *joined(struct refl *r, const char *path, const char *name)
{
    return path[0] ? nkc_arena_printf(r->m->session->arena, "%s.%s", path, name) : name;
}

/* port_demo_Harbour_left_endpoints_ */
static const char *symbol(struct refl *r, const char *c_path, const char *what)
{
    return nkc_arena_printf(r->m->session->arena, "%s_%s%s%s_", r->root, c_path,
                            c_path[0] ? "_" : "", what);
}

static const char *add_endpoints(struct refl *r, const struct nkc_component *component,
                                 const char *path, const char *c_path)
{
    if (component->endpoints.len == 0)
        return "NK_NULL";
    struct nkc_arena *arena = r->m->session->arena;
    struct c_refl_array array = {.symbol = symbol(r, c_path, "endpoints")};
    NKC_FOREACH(i, &component->endpoints) {
        const struct nkc_endpoint *ep = &component->endpoints.data[i];
        struct c_refl_endpoint e = {(uint32_t)i, joined(r, path, ep->name), ep->name,
                                    ep->interface->package->name};
        nkc_vec_push(arena, &array.endpoints, e);
    }
    nkc_vec_push(arena, &r->view->refl, array);
    return array.symbol;
}

/* Adds the arrays that the node refers to, then returns the node. */
static struct c_refl_node make_node(struct refl *r, const struct nkc_component *component,
                                    const char *path, const char *c_path, const char *local,
                                    uint32_t offset)
{
    struct nkc_arena *arena = r->m->session->arena;
    struct c_refl_node node = {
        .name = path[0] ? path : component->name,
        .local = local,
        .component = component->name,
        .endpoints = add_endpoints(r, component, path, c_path),
        .endpoint_count = component->endpoints.len,
        .offset = offset,
        .children = "NK_NULL",
        .child_count = component->instances.len,
    };
    if (component->instances.len == 0)
        return node;
    struct c_refl_array array = {.symbol = symbol(r, c_path, "components"), .is_nodes = true};
    NKC_FOREACH(i, &component->instances) {
        const struct nkc_instance *instance = &component->instances.data[i];
        const char *inner =
            c_path[0] ? nkc_arena_printf(arena, "%s_%s", c_path, instance->name) : instance->name;
        struct c_refl_node child =
            make_node(r, instance->component, joined(r, path, instance->name), inner,
                      instance->name, offset + instance->iid_offset);
        nkc_vec_push(arena, &array.nodes, child);
    }
    nkc_vec_push(arena, &r->view->refl, array);
    node.children = array.symbol;
    return node;
}

void c_component_refl(struct c_maker *m, const struct nkc_component *component,
                      struct c_component *view)
{
    struct refl r = {m, component->c_name, view};
    struct c_refl_array root = {
        .symbol = nkc_arena_printf(m->session->arena, "%s_component_node", component->c_name),
        .is_nodes = true,
        .is_root = true,
    };
    struct c_refl_node node = make_node(&r, component, "", "", component->base_name, 0);
    nkc_vec_push(m->session->arena, &root.nodes, node);
    nkc_vec_push(m->session->arena, &view->refl, root);
}
