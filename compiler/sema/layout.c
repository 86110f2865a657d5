/* Sizes, offsets and arena bounds (generated-code 3 to 6). Pure functions on the model. */
#include "sema/sema.h"

enum { PTR_SIZE = 8, PTR_ALIGN = 4, HANDLE_SIZE = 16, HANDLE_ALIGN = 8, TAG_SIZE = 4 };
enum { HEADER_SIZE = 24, MESSAGE_ALIGN = 8 };

uint64_t nkc_sat_add(uint64_t a, uint64_t b)
{
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

static uint64_t sat_mul(uint64_t a, uint64_t b)
{
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

static uint64_t align_up(uint64_t value, uint64_t align)
{
    return (value + align - 1) / align * align;
}

/* A type of its own around its elements, if any. */
static void count_level(struct nkc_type *t)
{
    t->depth = 1 + (t->elem ? t->elem->depth : 0);
    t->parts = nkc_sat_add(1, t->elem ? t->elem->parts : 0);
}

static void layout_pointer(struct nkc_type *t, uint64_t arena)
{
    count_level(t);
    t->size = PTR_SIZE;
    t->align = PTR_ALIGN;
    t->arena = arena;
    t->has_pointers = t->needs_check = true;
}

static bool layout_array(struct nkc_type *t, uint64_t *size)
{
    count_level(t);
    *size = sat_mul(t->elem->size, t->count);
    t->size = (uint32_t)*size;
    t->align = t->elem->align;
    t->arena = sat_mul(t->elem->arena, t->count);
    t->has_pointers = t->elem->has_pointers;
    t->needs_check = t->elem->needs_check;
    return *size <= NKC_TYPE_SIZE_MAX;
}

bool nkc_layout_type(struct nkc_type *t, uint64_t *size)
{
    t->depth = 1;
    switch (t->kind) {
    case NKC_INT:
        t->size = t->align = t->width;
        break;
    case NKC_HANDLE:
        t->size = HANDLE_SIZE;
        t->align = HANDLE_ALIGN;
        break;
    case NKC_STRING:
        layout_pointer(t, t->count + 1);
        break;
    case NKC_BYTES:
        layout_pointer(t, t->count);
        break;
    case NKC_SEQUENCE:
        layout_pointer(t, sat_mul(t->count, nkc_sat_add(t->elem->size, t->elem->arena)));
        break;
    case NKC_ARRAY:
        return layout_array(t, size);
    case NKC_STRUCT:
    case NKC_UNION:
        t->size = t->composite->size;
        t->align = t->composite->align;
        t->arena = t->composite->arena;
        t->has_pointers = t->composite->has_pointers;
        t->needs_check = t->composite->needs_check;
        t->depth = t->composite->depth;
        t->parts = t->composite->parts;
        break;
    }
    *size = t->size;
    return true;
}

static bool layout_struct(struct nkc_composite *c, uint64_t *size)
{
    uint64_t at = 0;
    c->align = 1;
    NKC_FOREACH(i, &c->fields) {
        struct nkc_field *f = &c->fields.data[i];
        at = align_up(at, f->type->align);
        f->offset = (uint32_t)at;
        at += f->type->size; /* 2^31 each: no overflow before 2^33 fields */
        if (f->type->align > c->align)
            c->align = f->type->align;
        c->arena = nkc_sat_add(c->arena, f->type->arena);
        c->has_pointers |= f->type->has_pointers;
        c->needs_check |= f->type->needs_check;
    }
    *size = align_up(at, c->align);
    return *size <= NKC_TYPE_SIZE_MAX;
}

/* { uint32 tag; union data; }: data aligned as its members need. */
static bool layout_union(struct nkc_composite *c, uint64_t *size)
{
    uint64_t widest = 0;
    c->data_align = 1;
    NKC_FOREACH(i, &c->fields) {
        const struct nkc_type *t = c->fields.data[i].type;
        if (t->size > widest)
            widest = t->size;
        if (t->align > c->data_align)
            c->data_align = t->align;
        if (t->arena > c->arena)
            c->arena = t->arena;
        c->has_pointers |= t->has_pointers;
    }
    c->needs_check = true; /* the tag */
    c->align = c->data_align > TAG_SIZE ? c->data_align : TAG_SIZE;
    c->data_offset = (uint32_t)align_up(TAG_SIZE, c->data_align);
    *size = align_up(c->data_offset + widest, c->align);
    return *size <= NKC_TYPE_SIZE_MAX;
}

static void count_fields(struct nkc_composite *c)
{
    uint32_t deepest = 0;
    c->parts = c->is_union; /* its tag */
    NKC_FOREACH(i, &c->fields) {
        const struct nkc_type *t = c->fields.data[i].type;
        c->parts = nkc_sat_add(c->parts, t->parts);
        if (t->depth > deepest)
            deepest = t->depth;
    }
    c->depth = deepest + 1;
}

bool nkc_layout_composite(struct nkc_composite *c, uint64_t *size)
{
    count_fields(c);
    c->arena = 0;
    c->has_pointers = c->needs_check = false;
    bool ok = c->is_union ? layout_union(c, size) : layout_struct(c, size);
    c->size = (uint32_t)*size;
    return ok;
}

/* Stable partition: the kernel must find all handles without knowing the types (5.4). */
static void handles_first(struct nkc_arena *arena, struct nkc_message *msg)
{
    size_t count = msg->params.len, at = 0;
    struct nkc_field *sorted = nkc_arena_alloc(arena, count * sizeof *sorted);
    uint32_t *declared = nkc_arena_alloc(arena, count * sizeof *declared);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++)
            if ((msg->params.data[i].type->kind == NKC_HANDLE) == (pass == 0)) {
                declared[i] = (uint32_t)at;
                sorted[at++] = msg->params.data[i];
            }
    msg->params.data = sorted;
    msg->params.cap = count;
    msg->declared.data = declared;
    msg->declared.len = msg->declared.cap = count;
}

uint64_t nkc_layout_message(struct nkc_arena *arena, struct nkc_message *msg)
{
    uint64_t at = HEADER_SIZE;
    if (msg->params.len)
        handles_first(arena, msg);
    NKC_FOREACH(i, &msg->params) {
        struct nkc_field *f = &msg->params.data[i];
        at = align_up(at, f->type->align);
        f->offset = (uint32_t)at;
        at += f->type->size;
        msg->handle_count += f->type->kind == NKC_HANDLE;
        msg->arena = nkc_sat_add(msg->arena, f->type->arena);
        msg->has_pointers |= f->type->has_pointers;
        msg->needs_check |= f->type->needs_check;
        msg->parts = nkc_sat_add(msg->parts, f->type->parts);
    }
    at = align_up(at, MESSAGE_ALIGN);
    msg->size = (uint32_t)at;
    return at;
}

static uint64_t max_u64(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

void nkc_bounds_cover(struct nkc_bounds *max, const struct nkc_bounds *other)
{
    max->req_arena = max_u64(max->req_arena, other->req_arena);
    max->res_arena = max_u64(max->res_arena, other->res_arena);
    for (int d = 0; d < NKC_DIRECTIONS; d++)
        max->handles[d] = (uint32_t)max_u64(max->handles[d], other->handles[d]);
}

void nkc_bounds_of_method(struct nkc_method *method)
{
    const struct nkc_message *msg = method->message;
    method->bounds.req_arena = msg[NKC_REQ].arena;
    method->bounds.res_arena = max_u64(msg[NKC_RES].arena, msg[NKC_ERR].arena);
    for (int d = 0; d < NKC_DIRECTIONS; d++)
        method->bounds.handles[d] = msg[d].handle_count;
}
