/* Views of components and classes (generated-code 8). */
#include "back/c_make.h"

static const char *replace_dots(struct c_maker *m, const char *path, const char *by)
{
    struct nkc_arena *arena = m->session->arena;
    const char *out = "";
    for (const char *dot; (dot = strchr(path, '.')); path = dot + 1)
        out = nkc_arena_printf(arena, "%s%.*s%s", out, (int)(dot - path), path, by);
    return nkc_arena_printf(arena, "%s%s", out, path);
}

const char *c_guard(struct c_maker *m, const char *dir_name, const char *base_name)
{
    return nkc_arena_printf(m->session->arena, "__%s__%s__", replace_dots(m, dir_name, "_"),
                            base_name);
}

static void add_members(struct c_maker *m, const struct nkc_component *component,
                        struct c_component *view)
{
    struct nkc_arena *arena = m->session->arena;
    NKC_FOREACH(i, &component->endpoints) {
        const struct nkc_endpoint *ep = &component->endpoints.data[i];
        struct c_member member = {ep->interface->package->c_name, ep->name};
        nkc_vec_push(arena, &view->members, member);
    }
    NKC_FOREACH(i, &component->instances) {
        const struct nkc_instance *instance = &component->instances.data[i];
        /* A component without endpoints has no server type. */
        if (instance->component->leaves.len == 0)
            continue;
        struct c_member member = {
            nkc_arena_printf(arena, "%s_component", instance->component->c_name), instance->name};
        nkc_vec_push(arena, &view->members, member);
    }
}

static void add_numbers(struct c_maker *m, const struct nkc_component *component,
                        struct c_component *view)
{
    struct nkc_arena *arena = m->session->arena;
    NKC_FOREACH(i, &component->leaves) {
        const struct nkc_leaf *leaf = &component->leaves.data[i];
        struct c_leaf v = {leaf->c_path, replace_dots(m, leaf->path, "->"),
                           leaf->endpoint->interface->package->c_name, leaf->iid};
        nkc_vec_push(arena, &view->leaves, v);
    }
    NKC_FOREACH(i, &component->subtrees) {
        const struct nkc_subtree *subtree = &component->subtrees.data[i];
        struct c_subtree v = {subtree->c_path, subtree->iid_offset};
        nkc_vec_push(arena, &view->subtrees, v);
    }
    NKC_FOREACH(i, &component->security_leaves) {
        const struct nkc_security_leaf *leaf = &component->security_leaves.data[i];
        struct c_security v = {"", leaf->iid};
        if (leaf->c_path[0])
            v.prefix = nkc_arena_printf(arena, "%s_", leaf->c_path);
        nkc_vec_push(arena, &view->security, v);
    }
}

struct c_component *c_component_make(struct c_maker *m, const struct nkc_component *component)
{
    struct c_component *view = NKC_NEW(m->session->arena, struct c_component);
    view->C = component->c_name;
    view->S = component->dir_name[0] ? component->base_name : NULL;
    view->guard = c_guard(m, component->dir_name, component->base_name);
    add_members(m, component, view);
    add_numbers(m, component, view);
    view->iid_max = component->leaves.len;
    view->security_max = component->security_leaves.len;
    c_bounds_total(m, &component->bounds, &view->bounds);
    return view;
}
