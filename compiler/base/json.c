/* jansson reads the text; a second, trusting walk over the same text finds the places. */
#include "base/json.h"

#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>

struct walk {
    struct nkc_session *s;
    const char *text;
    uint32_t at;
    size_t count; /* values so far */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Moves to the next value, key or bracket. */
static void skip_to_value(struct walk *w)
{
    while (is_space(w->text[w->at]) || w->text[w->at] == ',' || w->text[w->at] == ':')
        w->at++;
}

static void skip_string(struct walk *w)
{
    for (w->at++; w->text[w->at] != '"'; w->at++)
        if (w->text[w->at] == '\\')
            w->at++;
    w->at++;
}

static void skip_word(struct walk *w)
{
    while (w->text[w->at] && !strchr(" \t\n\r,:]}", w->text[w->at]))
        w->at++;
}

static bool build(struct walk *w, json_t *value, struct nkc_json *node);

static bool build_object(struct walk *w, json_t *value, struct nkc_json *node)
{
    const char *key;
    json_t *member;
    node->kind = NKC_JSON_OBJECT;
    node->count = json_object_size(value);
    struct nkc_json *items = nkc_arena_alloc(w->s->arena, (node->count + 1) * sizeof *items);
    node->items = items;
    w->at++;
    json_object_foreach(value, key, member)
    {
        skip_to_value(w);
        items->key = nkc_interns(w->s, key);
        items->key_begin = w->at;
        skip_string(w);
        items->key_end = w->at;
        if (!build(w, member, items++))
            return false;
    }
    skip_to_value(w);
    w->at++;
    return true;
}

static bool build_list(struct walk *w, json_t *value, struct nkc_json *node)
{
    node->kind = NKC_JSON_LIST;
    node->count = json_array_size(value);
    struct nkc_json *items = nkc_arena_alloc(w->s->arena, (node->count + 1) * sizeof *items);
    node->items = items;
    w->at++;
    for (size_t i = 0; i < node->count; i++)
        if (!build(w, json_array_get(value, i), &items[i]))
            return false;
    skip_to_value(w);
    w->at++;
    return true;
}

static void build_scalar(struct walk *w, json_t *value, struct nkc_json *node)
{
    if (json_is_string(value)) {
        node->kind = NKC_JSON_TEXT;
        node->text = nkc_intern(w->s, json_string_value(value), json_string_length(value));
        skip_string(w);
        return;
    }
    skip_word(w);
    node->kind = NKC_JSON_OTHER;
    if (json_is_integer(value)) {
        node->kind = NKC_JSON_INTEGER;
        node->integer = json_integer_value(value);
    } else if (json_is_boolean(value)) {
        node->kind = NKC_JSON_BOOL;
        node->flag = json_is_true(value);
    }
}

/* Recursion is as deep as jansson let the text be (2048). False: too many values. */
static bool build(struct walk *w, json_t *value, struct nkc_json *node)
{
    bool ok = ++w->count <= NKC_JSON_VALUES_MAX;
    skip_to_value(w);
    node->begin = w->at;
    if (json_is_object(value))
        ok = ok && build_object(w, value, node);
    else if (json_is_array(value))
        ok = ok && build_list(w, value, node);
    else
        build_scalar(w, value, node);
    node->end = w->at;
    return ok;
}

static void *alloc_or_end(size_t size)
{
    return nkc_xrealloc(NULL, size);
}

void nkc_json_end_without_memory(void)
{
    json_set_alloc_funcs(alloc_or_end, free);
}

const struct nkc_json *nkc_json_parse(struct nkc_session *s, const struct nkc_source *src)
{
    json_error_t error;
    nkc_json_end_without_memory();
    json_t *value = json_loadb(src->text, src->size, JSON_REJECT_DUPLICATES, &error);
    if (!value) {
        uint32_t at = error.position > 0 ? (uint32_t)error.position - 1 : 0;
        struct nkc_span span = {src, at < src->size ? at : src->size, at + 1};
        nkc_diag(s, MODEL_SYNTAX, span, error.text);
        return NULL;
    }
    struct walk w = {.s = s, .text = src->text};
    struct nkc_json *root = NKC_NEW(s->arena, struct nkc_json);
    bool ok = build(&w, value, root);
    json_decref(value);
    if (ok)
        return root;
    nkc_diag(s, MODEL_SYNTAX, ((struct nkc_span){src, 0, 1}), "too many values");
    return NULL;
}

const struct nkc_json *nkc_json_member(const struct nkc_json *object, const char *key)
{
    if (object->kind != NKC_JSON_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->count; i++)
        if (strcmp(object->items[i].key, key) == 0)
            return &object->items[i];
    return NULL;
}

const char *nkc_json_noun(enum nkc_json_kind kind)
{
    static const char *const nouns[] = {"an object",  "a list",        "text",
                                        "an integer", "true or false", "something else"};
    return nouns[kind];
}

json_t *nkc_json_text(const char *any)
{
    struct nkc_buf clean = {0};
    nkc_buf_puts(&clean, "");
    const unsigned char *p = (const unsigned char *)any, *end = p + strlen(any);
    while (p < end) {
        size_t n = nkc_utf8_length(p, end);
        if (n)
            nkc_buf_write(&clean, (const char *)p, n);
        else
            nkc_buf_puts(&clean, "\xef\xbf\xbd");
        p += n ? n : 1;
    }
    json_t *value = json_stringn(clean.data ? clean.data : "", clean.len);
    nkc_buf_free(&clean);
    return value;
}
