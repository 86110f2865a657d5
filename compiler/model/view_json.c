/* Canonical JSON of a view. */
#include "model/view_json.h"

#include "base/utf8.h"

#include <string.h>

enum { BUFFER_SIZE = 16384, FIELDS_MAX = 64, TYPES_MAX = 128 };

/* The largest integer that every reader of JSON keeps exactly. */
static const uint64_t exact_max = ((uint64_t)1 << 53) - 1;

/* The fields of a type in the order of their names. */
struct order {
    const struct nkc_view_type *type;
    unsigned char index[FIELDS_MAX];
};

struct writer {
    const struct nkc_view_json *how;
    unsigned level;
    size_t used;
    struct order orders[TYPES_MAX]; /* open addressing by the address of the type */
    char buffer[BUFFER_SIZE];
};

/* ---- text ------------------------------------------------------------------------------- */

static void flush(struct writer *w)
{
    w->how->write(w->how->target, w->buffer, w->used);
    w->used = 0;
}

static void put(struct writer *w, const char *text, size_t size)
{
    if (size > sizeof w->buffer - w->used)
        flush(w);
    if (size > sizeof w->buffer) {
        w->how->write(w->how->target, text, size);
        return;
    }
    memcpy(w->buffer + w->used, text, size);
    w->used += size;
}

static void put_char(struct writer *w, char c)
{
    if (w->used == sizeof w->buffer)
        flush(w);
    w->buffer[w->used++] = c;
}

static void put_line(struct writer *w)
{
    if (w->how->indent == 0)
        return;
    put_char(w, '\n');
    for (unsigned i = 0; i < w->level * w->how->indent; i++)
        put_char(w, ' ');
}

static void put_number(struct writer *w, uint64_t number)
{
    bool as_text = number > exact_max;
    char digits[20];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    if (as_text)
        put_char(w, '"');
    put(w, digits + n, sizeof digits - n);
    if (as_text)
        put_char(w, '"');
}

static void put_escape(struct writer *w, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
    const char *at = strchr(plain, c);
    text[1] = at ? letter[at - plain] : 'u';
    put(w, text, at ? 2 : 6);
}

static void put_text(struct writer *w, const char *text)
{
    put_char(w, '"');
    const unsigned char *p = (const unsigned char *)text, *end = p + strlen(text);
    while (p < end) {
        const unsigned char *run = p;
        while (p < end && *p >= 0x20 && *p < 0x7f && *p != '"' && *p != '\\')
            p++;
        put(w, (const char *)run, (size_t)(p - run));
        if (p == end)
            break;
        size_t n = nkc_utf8_length(p, end);
        if (n == 0)
            put(w, "\xef\xbf\xbd", 3);
        else if (n == 1)
            put_escape(w, *p);
        else
            put(w, (const char *)p, n);
        p += n ? n : 1;
    }
    put_char(w, '"');
}

/* ---- views ------------------------------------------------------------------------------ */

static const struct order *order_of(struct writer *w, const struct nkc_view_type *type)
{
    size_t slot = (uintptr_t)type / sizeof *type % TYPES_MAX;
    while (w->orders[slot].type && w->orders[slot].type != type)
        slot = (slot + 1) % TYPES_MAX;
    struct order *o = &w->orders[slot];
    if (o->type)
        return o;
    o->type = type;
    for (size_t i = 0; i < type->field_count; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(type->fields[o->index[at - 1]].name, type->fields[i].name) > 0;
             at--)
            o->index[at] = o->index[at - 1];
        o->index[at] = (unsigned char)i;
    }
    return o;
}

static void write_object(struct writer *w, const struct nkc_view_type *type, const void *object);

static void write_list(struct writer *w, const struct nkc_view_list *list)
{
    put_char(w, '[');
    w->level++;
    for (size_t i = 0; i < list->len; i++) {
        if (i)
            put_char(w, ',');
        put_line(w);
        if (list->type)
            write_object(w, list->type, nkc_view_item(list, i));
        else if (list->numbers)
            put_number(w, nkc_view_number(list, i));
        else
            put_text(w, nkc_view_text(list, i));
    }
    w->level--;
    if (list->len)
        put_line(w);
    put_char(w, ']');
}

static void write_value(struct writer *w, const struct nkc_view_value *v)
{
    switch (v->kind) {
    case NKC_VIEW_TEXT:
        put_text(w, v->text ? v->text : "");
        break;
    case NKC_VIEW_NUMBER:
        put_number(w, v->number);
        break;
    case NKC_VIEW_BOOL:
        put(w, v->flag ? "true" : "false", v->flag ? 4 : 5);
        break;
    case NKC_VIEW_OBJECT:
        if (v->object.data)
            write_object(w, v->object.type, v->object.data);
        else
            put(w, "null", 4);
        break;
    case NKC_VIEW_LIST:
        write_list(w, &v->list);
        break;
    }
}

static void write_object(struct writer *w, const struct nkc_view_type *type, const void *object)
{
    const struct order *o = order_of(w, type);
    bool any = false;
    put_char(w, '{');
    w->level++;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct nkc_view_field *field = &type->fields[o->index[i]];
        struct nkc_view_value v;
        if (!nkc_view_dumped(field, object, w->how->places, &v))
            continue;
        if (any)
            put_char(w, ',');
        any = true;
        put_line(w);
        put_char(w, '"');
        put(w, field->name, strlen(field->name));
        put(w, "\": ", w->how->indent ? 3 : 2);
        write_value(w, &v);
    }
    w->level--;
    if (any)
        put_line(w);
    put_char(w, '}');
}

void nkc_view_write_json(const struct nkc_view_json *how, const struct nkc_view_type *type,
                         const void *object)
{
    struct writer w;
    w.how = how;
    w.level = 0;
    w.used = 0;
    for (size_t i = 0; i < TYPES_MAX; i++)
        w.orders[i].type = NULL;
    write_object(&w, type, object);
    if (how->indent)
        put_char(&w, '\n');
    flush(&w);
}
