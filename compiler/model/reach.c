/* Everything a set of inputs reaches, as the root of the view. */
#include "model/view_model.h"

#include <stdlib.h>

struct reach {
    struct nkc_map packages, components, classes; /* by name */
};

static void add_package(struct reach *r, const struct nkc_package *package)
{
    nkc_map_add(&r->packages, package->name, (void *)package);
}

static void add_component(struct reach *r, const struct nkc_component *component)
{
    struct nkc_map *map = component->is_class ? &r->classes : &r->components;
    nkc_map_add(map, component->name, (void *)component);
}

static void follow_component(struct reach *r, const struct nkc_component *component)
{
    if (component->security)
        add_package(r, component->security->package);
    NKC_FOREACH(i, &component->endpoints)
        add_package(r, component->endpoints.data[i].interface->package);
    NKC_FOREACH(i, &component->instances)
        add_component(r, component->instances.data[i].component);
}

/* The maps are queues as well: what is added while they are walked is walked, too. Chains of
 * imports may be long, so nothing here recurses. */
static void follow_all(struct reach *r)
{
    NKC_FOREACH(i, &r->classes.items)
        follow_component(r, r->classes.items.data[i].value);
    NKC_FOREACH(i, &r->components.items)
        follow_component(r, r->components.items.data[i].value);
    NKC_FOREACH(i, &r->packages.items) {
        const struct nkc_package *package = r->packages.items.data[i].value;
        NKC_FOREACH(k, &package->imports)
            add_package(r, package->imports.data[k]);
    }
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct nkc_map_item *)a)->key, ((const struct nkc_map_item *)b)->key);
}

/* What was loaded first does not matter. */
static void sort_map(struct nkc_map *map)
{
    if (map->items.len)
        qsort(map->items.data, map->items.len, sizeof *map->items.data, by_key);
}

static int by_kind_and_name(const void *a, const void *b)
{
    const struct nkc_view_input *x = a, *y = b;
    int kinds = strcmp(x->kind, y->kind);
    return kinds ? kinds : strcmp(x->name, y->name);
}

static struct nkc_view_input make_input(const struct nkc_input *input)
{
    if (input->package)
        return (struct nkc_view_input){"package", input->package->name, input->package, NULL};
    return (struct nkc_view_input){input->component->is_class ? "class" : "component",
                                   input->component->name, NULL, input->component};
}

struct nkc_view_root *nkc_view_root_new(struct nkc_session *s, const struct nkc_input *inputs,
                                        size_t count)
{
    struct nkc_view_root *root = NKC_NEW(s->arena, struct nkc_view_root);
    struct reach r;
    nkc_map_init(&r.packages, s->arena);
    nkc_map_init(&r.components, s->arena);
    nkc_map_init(&r.classes, s->arena);
    root->format = "opennk-model";
    root->version = NKC_VIEW_VERSION;
    for (size_t i = 0; i < count; i++) {
        nkc_vec_push(s->arena, &root->inputs, make_input(&inputs[i]));
        if (inputs[i].package)
            add_package(&r, inputs[i].package);
        else
            add_component(&r, inputs[i].component);
    }
    if (count)
        qsort(root->inputs.data, count, sizeof *root->inputs.data, by_kind_and_name);
    follow_all(&r);
    sort_map(&r.packages);
    sort_map(&r.components);
    sort_map(&r.classes);
    NKC_FOREACH(i, &r.packages.items)
        nkc_vec_push(s->arena, &root->packages, r.packages.items.data[i].value);
    NKC_FOREACH(i, &r.components.items)
        nkc_vec_push(s->arena, &root->components, r.components.items.data[i].value);
    NKC_FOREACH(i, &r.classes.items)
        nkc_vec_push(s->arena, &root->classes, r.classes.items.data[i].value);
    return root;
}
