/* The JSON dump and the hash of the model: the only file that knows jansson. */
#include "model/model_json.h"

#include "model/view_model.h"

#include <jansson.h>
#include <sha2.h>
#include <stdlib.h>

enum { FORMAT_VERSION = 1 };

/* Everything a set of inputs reaches, each thing once. */
struct reach {
    struct nkc_arena *arena;
    struct nkc_map packages, components, classes; /* by name */
};

static void reach_init(struct reach *r, struct nkc_arena *arena)
{
    r->arena = arena;
    nkc_map_init(&r->packages, arena);
    nkc_map_init(&r->components, arena);
    nkc_map_init(&r->classes, arena);
}

static void reach_package(struct reach *r, const struct nkc_package *package)
{
    if (!nkc_map_add(&r->packages, package->name, (void *)package))
        return;
    NKC_FOREACH(i, &package->imports)
        reach_package(r, package->imports.data[i]);
}

static void reach_component(struct reach *r, const struct nkc_component *component)
{
    struct nkc_map *map = component->is_class ? &r->classes : &r->components;
    if (!nkc_map_add(map, component->name, (void *)component))
        return;
    if (component->security)
        reach_package(r, component->security->package);
    NKC_FOREACH(i, &component->endpoints)
        reach_package(r, component->endpoints.data[i].interface->package);
    NKC_FOREACH(i, &component->instances)
        reach_component(r, component->instances.data[i].component);
}

static void reach_input(struct reach *r, const struct nkc_input *input)
{
    if (input->package)
        reach_package(r, input->package);
    else
        reach_component(r, input->component);
}

static json_t *object_json(const struct nkc_view_type *type, const void *object, bool places);

/* Paths may hold bytes that are not UTF-8; JSON may not. */
static json_t *text_json(const char *text)
{
    json_t *j = json_string(text);
    if (j)
        return j;
    char *clean = nkc_xrealloc(NULL, strlen(text) + 1);
    strcpy(clean, text);
    for (char *c = clean; *c; c++)
        if ((unsigned char)*c >= 0x80)
            *c = '?';
    j = json_string(clean);
    free(clean);
    return j;
}

static json_t *number_json(uint64_t number)
{
    if (number <= INT64_MAX)
        return json_integer((json_int_t)number);
    char digits[24];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    return json_string(digits);
}

static json_t *list_json(const struct nkc_view_list *list, bool places)
{
    json_t *j = json_array();
    for (size_t i = 0; i < list->len; i++)
        json_array_append_new(j, list->type
                                     ? object_json(list->type, nkc_view_item(list, i), places)
                                     : text_json(nkc_view_text(list, i)));
    return j;
}

static json_t *value_json(const struct nkc_view_value *v, bool places)
{
    switch (v->kind) {
    case NKC_VIEW_TEXT:
        return v->text ? text_json(v->text) : json_null();
    case NKC_VIEW_NUMBER:
        return number_json(v->number);
    case NKC_VIEW_BOOL:
        return json_boolean(v->flag);
    case NKC_VIEW_OBJECT:
        return v->object.data ? object_json(v->object.type, v->object.data, places) : json_null();
    case NKC_VIEW_LIST:
        return list_json(&v->list, places);
    }
    return json_null();
}

static json_t *object_json(const struct nkc_view_type *type, const void *object, bool places)
{
    json_t *j = json_object();
    for (size_t i = 0; i < type->field_count; i++) {
        const struct nkc_view_field *field = &type->fields[i];
        if (field->is_place && !places)
            continue;
        struct nkc_view_value v = nkc_view_get(field, object);
        if (field->optional && !nkc_view_truth(&v))
            continue;
        json_object_set_new(j, field->name, value_json(&v, places));
    }
    return j;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct nkc_map_item *)a)->key, ((const struct nkc_map_item *)b)->key);
}

/* In the order of the names: what was loaded first does not matter. */
static json_t *map_json(const struct nkc_map *map, const struct nkc_view_type *type, bool places)
{
    json_t *j = json_array();
    size_t count = map->items.len;
    struct nkc_map_item *items = nkc_xrealloc(NULL, (count + 1) * sizeof *items);
    if (count) {
        memcpy(items, map->items.data, count * sizeof *items);
        qsort(items, count, sizeof *items, by_key);
    }
    for (size_t i = 0; i < count; i++)
        json_array_append_new(j, object_json(type, items[i].value, places));
    free(items);
    return j;
}

static json_t *reach_json(const struct reach *r, bool places)
{
    json_t *j = json_object();
    json_object_set_new(j, "format", json_string("opennk-model"));
    json_object_set_new(j, "version", json_integer(FORMAT_VERSION));
    json_object_set_new(j, "packages", map_json(&r->packages, &nkc_view_package, places));
    json_object_set_new(j, "components", map_json(&r->components, &nkc_view_component, places));
    json_object_set_new(j, "classes", map_json(&r->classes, &nkc_view_component, places));
    return j;
}

/* The text of `j`, which is released; never NULL. The caller frees it. */
static char *dump(json_t *j, size_t flags)
{
    char *text = json_dumps(j, flags | JSON_SORT_KEYS);
    json_decref(j);
    if (!text) {
        text = nkc_xrealloc(NULL, 1);
        text[0] = '\0';
    }
    return text;
}

void nkc_model_json(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out)
{
    struct reach r;
    reach_init(&r, m->session->arena);
    reach_input(&r, input);
    char *text = dump(reach_json(&r, true), JSON_INDENT(2));
    nkc_buf_puts(out, text);
    nkc_buf_putc(out, '\n');
    free(text);
}

static void reach_hash(const struct reach *r, uint8_t hash[32])
{
    char *text = dump(reach_json(r, false), JSON_COMPACT);
    SHA2_CTX sha;
    SHA256Init(&sha);
    SHA256Update(&sha, (const uint8_t *)text, strlen(text));
    SHA256Final(hash, &sha);
    free(text);
}

void nkc_model_hash(struct nkc_model *m, const struct nkc_component *const *classes, size_t count,
                    uint8_t hash[32])
{
    struct reach r;
    reach_init(&r, m->session->arena);
    for (size_t i = 0; i < count; i++)
        reach_component(&r, classes[i]);
    reach_hash(&r, hash);
}

void nkc_model_hash_text(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out)
{
    uint8_t hash[32];
    struct reach r;
    reach_init(&r, m->session->arena);
    reach_input(&r, input);
    reach_hash(&r, hash);
    for (size_t i = 0; i < sizeof hash; i++)
        nkc_buf_printf(out, "%02x", hash[i]);
    nkc_buf_putc(out, '\n');
}
