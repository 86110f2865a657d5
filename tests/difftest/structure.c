/* The rules of well-formed messages, read off the types one after the other (generated-code 11). */
#include "interp.h"

struct walk {
    const uint8_t *arena;
    uint64_t used;
    struct opinion *out;
};

static uint32_t load32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool broken(struct walk *w, unsigned code, uint64_t value, uint64_t limit)
{
    w->out->reason.stage = NK_STAGE_STRUCTURE;
    w->out->reason.code = (nk_uint8_t)code;
    w->out->reason.value = value;
    w->out->reason.limit = limit;
    return false;
}

/* Where in the message: the path as it is written in reasons, and the two outermost indices. */
struct spot {
    char path[PATH_MAX_TEXT];
    uint32_t elem[2];
    unsigned indices;
};

static bool broken_at(struct walk *w, const struct spot *at, unsigned code, uint64_t value,
                      uint64_t limit)
{
    snprintf(w->out->field, sizeof w->out->field, "%s", at->path);
    w->out->reason.elem[0] = at->elem[0];
    w->out->reason.elem[1] = at->elem[1];
    return broken(w, code, value, limit);
}

static unsigned utf8_length(const uint8_t *p, uint64_t left)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned n = p[0] < 0x80 ? 1 : p[0] >> 5 == 6 ? 2 : p[0] >> 4 == 14 ? 3 : p[0] >> 3 == 30 ? 4 : 0;
    uint32_t code;

    if (n <= 1)
        return n;
    if (n > left)
        return 0;
    code = p[0] & (0xffu >> (n + 1));
    for (unsigned k = 1; k < n; k++) {
        if (p[k] >> 6 != 2)
            return 0;
        code = code << 6 | (p[k] & 0x3fu);
    }
    return code < least[n] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0 : n;
}

static bool fits_text(struct walk *w, const struct spot *at, const uint8_t *text, uint64_t size)
{
    const uint64_t end = size - 1;

    if (size == 0)
        return true;
    if (text[end] != 0)
        return broken_at(w, at, NK_STRUCT_TERMINATOR, size, 0);
    for (uint64_t i = 0; i < end;) {
        unsigned n = utf8_length(text + i, end - i);

        if (text[i] == 0)
            return broken_at(w, at, NK_STRUCT_INNER_ZERO, i, end);
        if (n == 0)
            return broken_at(w, at, NK_STRUCT_UTF8, i, end);
        i += n;
    }
    return true;
}

static bool fits(struct walk *w, const struct nkc_type *t, const uint8_t *p, const struct spot *at);

static bool fits_elements(struct walk *w, const struct nkc_type *elem, const uint8_t *p,
                          uint64_t count, const struct spot *at)
{
    struct spot inner = *at;

    if (!elem->needs_check)
        return true;
    strcat(inner.path, "[]");
    inner.indices++;
    for (uint64_t i = 0; i < count; i++) {
        if (at->indices < 2)
            inner.elem[at->indices] = (uint32_t)i;
        if (!fits(w, elem, p + i * elem->size, &inner))
            return false;
    }
    return true;
}

static bool fits_chunk(struct walk *w, const struct nkc_type *t, const uint8_t *p,
                       const struct spot *at)
{
    const uint64_t offset = load32(p), size = load32(p + 4);
    const uint64_t item = t->kind == NKC_SEQUENCE ? t->elem->size : 1;
    const uint64_t align = t->kind == NKC_SEQUENCE ? t->elem->align : 1;
    const uint64_t max = t->kind == NKC_STRING ? t->count + 1 : t->count;

    if (offset + size > w->used)
        return broken_at(w, at, NK_STRUCT_OUTSIDE, offset + size, w->used);
    if (size % item)
        return broken_at(w, at, NK_STRUCT_MULTIPLE, size, item);
    if (size / item > max)
        return broken_at(w, at, NK_STRUCT_COUNT, size / item, max);
    if (offset % align)
        return broken_at(w, at, NK_STRUCT_MISALIGNED, offset, align);
    if (t->kind == NKC_STRING)
        return fits_text(w, at, w->arena + offset, size);
    return t->kind != NKC_SEQUENCE ||
           fits_elements(w, t->elem, w->arena + offset, size / item, at);
}

static bool fits_member(struct walk *w, const struct nkc_field *f, const uint8_t *p,
                        const struct spot *at)
{
    struct spot inner = *at;

    snprintf(inner.path + strlen(inner.path), sizeof inner.path - strlen(inner.path), ".%s", f->name);
    return fits(w, f->type, p + f->offset, &inner);
}

static bool fits_composite(struct walk *w, const struct nkc_composite *c, const uint8_t *p,
                           const struct spot *at)
{
    if (c->is_union) {
        const uint32_t tag = load32(p);

        if (tag >= c->fields.len)
            return broken_at(w, at, NK_STRUCT_TAG, tag, c->fields.len);
        return fits_member(w, &c->fields.data[tag], p + c->data_offset, at);
    }
    NKC_FOREACH(i, &c->fields)
        if (!fits_member(w, &c->fields.data[i], p, at))
            return false;
    return true;
}

static bool fits(struct walk *w, const struct nkc_type *t, const uint8_t *p, const struct spot *at)
{
    switch (t->kind) {
    case NKC_STRING:
    case NKC_BYTES:
    case NKC_SEQUENCE:
        return fits_chunk(w, t, p, at);
    case NKC_ARRAY:
        return fits_elements(w, t->elem, p, t->count, at);
    case NKC_STRUCT:
    case NKC_UNION:
        return fits_composite(w, t->composite, p, at);
    default:
        return true;
    }
}

bool structure_fits(const struct nkc_message *m, const struct nk_message *msg,
                    const struct nk_arena *arena, struct opinion *out)
{
    const uint8_t *p = (const uint8_t *)msg;
    struct walk w = {.out = out,
                     .arena = arena->start,
                     .used = (uint64_t)((const char *)arena->current - (const char *)arena->start)};

    if (msg->ex.size_ex != m->size)
        return broken(&w, NK_STRUCT_SIZE, msg->ex.size_ex, m->size);
    if (msg->ex.ncaps != m->handle_count)
        return broken(&w, NK_STRUCT_HANDLES, msg->ex.ncaps, m->handle_count);
    if (!m->has_pointers && w.used)
        return broken(&w, NK_STRUCT_ARENA_EXTRA, w.used, 0);
    NKC_FOREACH(i, &m->params) {
        const struct nkc_field *f = &m->params.data[i];
        struct spot at = {.indices = 0};

        snprintf(at.path, sizeof at.path, "%s", f->name);
        if (!fits(&w, f->type, p + f->offset, &at))
            return false;
    }
    return true;
}
