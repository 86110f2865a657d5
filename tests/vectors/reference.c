#include "reference.h"

#include <setjmp.h>
#include <stdio.h>

enum { PATH_MAX_BYTES = 1024 };

enum {
    SIZE = 1,
    HANDLES,
    ARENA_MISSING,
    ARENA_EXTRA,
    OUTSIDE,
    MISALIGNED,
    MULTIPLE,
    COUNT,
    TERMINATOR,
    INNER_ZERO,
    UTF8,
    TAG
};

/* The way to a value: one link per field name or element. */
struct place {
    const struct place *up;
    const char *name; /* NULL: an element */
    uint32_t index;
};

struct run {
    const struct ref_message *msg;
    struct ref_verdict verdict;
    jmp_buf refused;
};

static char path_text[PATH_MAX_BYTES];

/* Writes the path and the two outermost indices; returns how many indices there are. */
static unsigned describe(const struct place *at, struct ref_verdict *v)
{
    if (!at)
        return 0;
    unsigned depth = describe(at->up, v);
    size_t n = strlen(path_text);
    if (at->name) {
        snprintf(path_text + n, sizeof path_text - n, "%s%s", n ? "." : "", at->name);
        return depth;
    }
    snprintf(path_text + n, sizeof path_text - n, "[]");
    if (depth < 2)
        v->elem[depth] = at->index;
    return depth + 1;
}

static _Noreturn void refuse(struct run *r, const struct place *at, unsigned code, uint64_t value,
                             uint64_t limit)
{
    path_text[0] = '\0';
    r->verdict = (struct ref_verdict){code, path_text, {0, 0}, value, limit};
    describe(at, &r->verdict);
    longjmp(r->refused, 1);
}

static uint64_t read32(const unsigned char *p)
{
    uint64_t value = 0;
    for (int i = 3; i >= 0; i--)
        value = value * 256 + p[i];
    return value;
}

/* ---- text -------------------------------------------------------------------------------- */

/* Decodes one character; 0 bytes when there is none. Written from the definition: the value first,
 * then its shortest form and the range. */
static unsigned decode(const unsigned char *p, uint64_t left)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned n = p[0] < 0x80       ? 1
                 : p[0] >> 5 == 6  ? 2
                 : p[0] >> 4 == 14 ? 3
                 : p[0] >> 3 == 30 ? 4
                                   : 0;
    if (n == 0 || n > left)
        return 0;
    uint32_t value = n == 1 ? p[0] : p[0] & (0xffu >> (n + 1));
    for (unsigned i = 1; i < n; i++) {
        if (p[i] >> 6 != 2)
            return 0;
        value = value << 6 | (p[i] & 0x3f);
    }
    if (value < smallest[n] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    return n;
}

static void check_text(struct run *r, const struct place *at, const unsigned char *text,
                       uint64_t size)
{
    if (size == 0)
        return;
    uint64_t end = size - 1;
    if (text[end] != 0)
        refuse(r, at, TERMINATOR, size, 0);
    for (uint64_t i = 0; i < end;) {
        unsigned n = decode(text + i, end - i);
        if (text[i] == 0)
            refuse(r, at, INNER_ZERO, i, end);
        if (n == 0)
            refuse(r, at, UTF8, i, end);
        i += n;
    }
}

/* ---- values ------------------------------------------------------------------------------ */

static void check_value(struct run *r, const struct nkc_type *type, const unsigned char *p,
                        const struct place *at);

static void check_elements(struct run *r, const struct nkc_type *elem, const unsigned char *p,
                           uint64_t count, const struct place *at)
{
    for (uint64_t i = 0; i < count && elem->needs_check; i++) {
        struct place inner = {at, NULL, (uint32_t)i};
        check_value(r, elem, p + i * elem->size, &inner);
    }
}

static void check_chunk(struct run *r, const struct nkc_type *type, const unsigned char *p,
                        const struct place *at)
{
    uint64_t offset = read32(p), size = read32(p + 4), used = (uint64_t)r->msg->used;
    uint64_t item = type->kind == NKC_SEQUENCE ? type->elem->size : 1;
    uint64_t align = type->kind == NKC_SEQUENCE ? type->elem->align : 1;
    uint64_t max = type->count + (type->kind == NKC_STRING);

    if (offset + size > used)
        refuse(r, at, OUTSIDE, offset + size, used);
    if (size % item != 0)
        refuse(r, at, MULTIPLE, size, item);
    if (size / item > max)
        refuse(r, at, COUNT, size / item, max);
    if (offset % align != 0)
        refuse(r, at, MISALIGNED, offset, align);
    if (type->kind == NKC_STRING)
        check_text(r, at, r->msg->arena + offset, size);
    if (type->kind == NKC_SEQUENCE)
        check_elements(r, type->elem, r->msg->arena + offset, size / item, at);
}

static void check_union(struct run *r, const struct nkc_composite *u, const unsigned char *p,
                        const struct place *at)
{
    uint64_t tag = read32(p);
    if (tag >= u->fields.len)
        refuse(r, at, TAG, tag, u->fields.len);
    struct place inner = {at, u->fields.data[tag].name, 0};
    check_value(r, u->fields.data[tag].type, p + u->data_offset, &inner);
}

static void check_struct(struct run *r, const struct nkc_composite *c, const unsigned char *p,
                         const struct place *at)
{
    NKC_FOREACH(i, &c->fields) {
        struct place inner = {at, c->fields.data[i].name, 0};
        check_value(r, c->fields.data[i].type, p + c->fields.data[i].offset, &inner);
    }
}

static void check_value(struct run *r, const struct nkc_type *type, const unsigned char *p,
                        const struct place *at)
{
    switch (type->kind) {
    case NKC_INT:
    case NKC_HANDLE:
        break;
    case NKC_STRING:
    case NKC_BYTES:
    case NKC_SEQUENCE:
        check_chunk(r, type, p, at);
        break;
    case NKC_ARRAY:
        check_elements(r, type->elem, p, type->count, at);
        break;
    case NKC_STRUCT:
        check_struct(r, type->composite, p, at);
        break;
    case NKC_UNION:
        check_union(r, type->composite, p, at);
        break;
    }
}

/* ---- the message ------------------------------------------------------------------------- */

static bool has_chunks(const struct nkc_type *type)
{
    switch (type->kind) {
    case NKC_INT:
    case NKC_HANDLE:
        return false;
    case NKC_ARRAY:
        return has_chunks(type->elem);
    case NKC_STRUCT:
    case NKC_UNION:
        NKC_FOREACH(i, &type->composite->fields)
            if (has_chunks(type->composite->fields.data[i].type))
                return true;
        return false;
    default:
        return true;
    }
}

static void check_arena(struct run *r, const struct nkc_message *type)
{
    const struct ref_message *msg = r->msg;
    bool chunks = false;
    NKC_FOREACH(i, &type->params)
        chunks |= has_chunks(type->params.data[i].type);
    if (!chunks && msg->has_arena && msg->used != 0)
        refuse(r, NULL, ARENA_EXTRA, (uint64_t)msg->used, 0);
    if (chunks && !msg->has_arena)
        refuse(r, NULL, ARENA_MISSING, 0, 0);
    if (chunks && (msg->used < 0 || msg->used > UINT32_MAX))
        refuse(r, NULL, ARENA_MISSING, (uint64_t)msg->used, UINT32_MAX);
}

static void check_message(struct run *r, const struct nkc_message *type)
{
    uint64_t ex = read32(r->msg->constant + 4);
    uint64_t size = ex % 0x800000, handles = ex / 0x800000 % 256;
    if (size != type->size)
        refuse(r, NULL, SIZE, size, type->size);
    if (handles != type->handle_count)
        refuse(r, NULL, HANDLES, handles, type->handle_count);
    check_arena(r, type);
    NKC_FOREACH(i, &type->params) {
        const struct nkc_field *param = &type->params.data[i];
        struct place at = {NULL, param->name, 0};
        check_value(r, param->type, r->msg->constant + param->offset, &at);
    }
}

struct ref_verdict ref_check(const struct nkc_message *type, const struct ref_message *msg)
{
    struct run r = {.msg = msg, .verdict = {.field = ""}};
    if (setjmp(r.refused) == 0)
        check_message(&r, type);
    return r.verdict;
}
