/* Walks a view and a JSON tree side by side. */
#include "model/view_compare.h"

struct compare {
    struct nkc_session *s;
    const struct nkc_source *src;
    bool same;
};

static struct nkc_span span_of(const struct compare *c, const struct nkc_json *node)
{
    bool is_block = node->kind == NKC_JSON_OBJECT || node->kind == NKC_JSON_LIST;
    return (struct nkc_span){c->src, node->begin, is_block ? node->begin + 1 : node->end};
}

static void differ(struct compare *c, const struct nkc_json *node, const char *name,
                   const char *expected)
{
    enum { SHOWN = 40 };
    uint32_t size = node->end - node->begin;
    const char *found = nkc_json_noun(node->kind);
    if (node->kind >= NKC_JSON_TEXT && size <= SHOWN)
        found = nkc_arena_strndup(c->s->arena, c->src->text + node->begin, size);
    nkc_diag(c->s, MODEL_DIFFERS, span_of(c, node), name, found, expected);
    c->same = false;
}

static const char *number_text(const struct compare *c, uint64_t number)
{
    return nkc_arena_printf(c->s->arena, "%llu", (unsigned long long)number);
}

static void compare_object(struct compare *c, const struct nkc_view_type *type, const void *object,
                           const struct nkc_json *node, const char *name);

/* Numbers may be texts whatever their size. */
static void compare_number(struct compare *c, uint64_t number, const struct nkc_json *node,
                           const char *name)
{
    const char *text = number_text(c, number);
    bool same = node->kind == NKC_JSON_INTEGER
                    ? node->integer >= 0 && (uint64_t)node->integer == number
                    : node->kind == NKC_JSON_TEXT && strcmp(node->text, text) == 0;
    if (!same)
        differ(c, node, name, text);
}

static void compare_text(struct compare *c, const char *text, const struct nkc_json *node,
                         const char *name)
{
    if (node->kind != NKC_JSON_TEXT || strcmp(node->text, text) != 0)
        differ(c, node, name, nkc_arena_printf(c->s->arena, "\"%s\"", text));
}

static void compare_list(struct compare *c, const struct nkc_view_list *list,
                         const struct nkc_json *node, const char *name)
{
    if (node->kind != NKC_JSON_LIST || node->count != list->len) {
        const char *items = list->len == 1 ? "item" : "items";
        const char *expected = nkc_arena_printf(c->s->arena, "a list of %zu %s", list->len, items);
        differ(c, node, name, expected);
        return;
    }
    for (size_t i = 0; i < list->len; i++) {
        const struct nkc_json *item = &node->items[i];
        if (list->type)
            compare_object(c, list->type, nkc_view_item(list, i), item, name);
        else if (list->numbers)
            compare_number(c, nkc_view_number(list, i), item, name);
        else
            compare_text(c, nkc_view_text(list, i), item, name);
    }
}

static void compare_value(struct compare *c, const struct nkc_view_value *v,
                          const struct nkc_json *node, const char *name)
{
    switch (v->kind) {
    case NKC_VIEW_TEXT:
        compare_text(c, v->text ? v->text : "", node, name);
        break;
    case NKC_VIEW_NUMBER:
        compare_number(c, v->number, node, name);
        break;
    case NKC_VIEW_BOOL:
        if (node->kind != NKC_JSON_BOOL || node->flag != v->flag)
            differ(c, node, name, v->flag ? "true" : "false");
        break;
    case NKC_VIEW_OBJECT:
        if (v->object.data)
            compare_object(c, v->object.type, v->object.data, node, name);
        break;
    case NKC_VIEW_LIST:
        compare_list(c, &v->list, node, name);
        break;
    }
}

static const struct nkc_view_field *find_field(const struct nkc_view_type *type, const char *name)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (!type->fields[i].derived && strcmp(type->fields[i].name, name) == 0)
            return &type->fields[i];
    return NULL;
}

static void check_names(struct compare *c, const struct nkc_view_type *type,
                        const struct nkc_json *node)
{
    for (size_t i = 0; i < node->count; i++) {
        const struct nkc_json *item = &node->items[i];
        if (find_field(type, item->key))
            continue;
        struct nkc_span span = {c->src, item->key_begin, item->key_end};
        nkc_diag(c->s, MODEL_SHAPE, span,
                 nkc_arena_printf(c->s->arena, "a %s has no member of this name", type->name));
        const char *near = nkc_view_nearest(type, item->key);
        if (near)
            nkc_diag(c->s, NOTE_MEAN, NKC_NO_SPAN, near);
        c->same = false;
        if (c->s->last_dropped)
            return; /* past the flood limit: a hostile object may hold a million of them */
    }
}

static void compare_object(struct compare *c, const struct nkc_view_type *type, const void *object,
                           const struct nkc_json *node, const char *name)
{
    if (node->kind != NKC_JSON_OBJECT) {
        differ(c, node, name, "an object");
        return;
    }
    check_names(c, type, node);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct nkc_view_field *field = &type->fields[i];
        const struct nkc_json *member = nkc_json_member(node, field->name);
        struct nkc_view_value v;
        bool wanted = nkc_view_dumped(field, object, false, &v);
        if (wanted && member) {
            compare_value(c, &v, member, field->name);
        } else if (wanted) {
            nkc_diag(c->s, MODEL_SHAPE, span_of(c, node),
                     nkc_arena_printf(c->s->arena, "expected a member `%s`", field->name));
            c->same = false;
        } else if (member && !field->is_place && !field->derived) {
            differ(c, member, field->name, "none");
        }
    }
}

bool nkc_view_compare(struct nkc_session *s, const struct nkc_source *src,
                      const struct nkc_view_type *type, const void *object,
                      const struct nkc_json *json)
{
    struct compare c = {s, src, true};
    compare_object(&c, type, object, json, type->name);
    return c.same;
}
