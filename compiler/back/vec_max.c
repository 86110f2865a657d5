/* The largest sound message: every text, sequence and union as large as declared.
 *
 * The declared arena size has no room for padding, so chunks stand in the order of their alignment:
 * then none is needed. */
#include "back/vec.h"

struct chunk {
    struct chunk *owner; /* holds the pointer; NULL: the constant part */
    uint64_t pointer_at;
    uint32_t align;
    uint64_t size, offset;
    unsigned char *data;
};

struct maker {
    struct vec *v;
    NKC_VEC(struct chunk *) chunks;
};

static void fill(struct maker *m, const struct nkc_type *type, struct chunk *owner, uint64_t at);

static unsigned char *bytes_of(const struct maker *m, const struct chunk *owner)
{
    return owner ? owner->data : m->v->constant;
}

static void fill_items(struct maker *m, const struct nkc_type *elem, uint64_t count,
                       struct chunk *owner, uint64_t at)
{
    for (uint64_t i = 0; i < count; i++)
        fill(m, elem, owner, at + i * elem->size);
}

static void fill_chunk(struct maker *m, const struct nkc_type *type, struct chunk *owner,
                       uint64_t at)
{
    struct nkc_arena *arena = m->v->s->arena;
    bool is_sequence = type->kind == NKC_SEQUENCE;
    struct chunk *c = NKC_NEW(arena, struct chunk);
    c->owner = owner;
    c->pointer_at = at;
    c->align = is_sequence ? type->elem->align : 1;
    c->size = is_sequence ? type->count * type->elem->size
                          : type->count + (type->kind == NKC_STRING ? 1 : 0);
    c->data = nkc_arena_alloc(arena, c->size + 1);
    nkc_vec_push(arena, &m->chunks, c);
    if (is_sequence)
        fill_items(m, type->elem, type->count, c, 0);
    else
        memset(c->data, type->kind == NKC_STRING ? 'a' : 0xff, type->count);
}

/* The member that needs most of the arena; of equals, the last, which has the largest tag. */
static void fill_union(struct maker *m, const struct nkc_composite *u, struct chunk *owner,
                       uint64_t at)
{
    size_t best = 0;
    NKC_FOREACH(i, &u->fields)
        if (u->fields.data[i].type->arena >= u->fields.data[best].type->arena)
            best = i;
    vec_put32(bytes_of(m, owner) + at, best);
    fill(m, u->fields.data[best].type, owner, at + u->data_offset);
}

static void fill(struct maker *m, const struct nkc_type *type, struct chunk *owner, uint64_t at)
{
    switch (type->kind) {
    case NKC_INT:
        memset(bytes_of(m, owner) + at, 0xff, type->size);
        break;
    case NKC_HANDLE:
        break;
    case NKC_STRING:
    case NKC_BYTES:
    case NKC_SEQUENCE:
        fill_chunk(m, type, owner, at);
        break;
    case NKC_ARRAY:
        fill_items(m, type->elem, type->count, owner, at);
        break;
    case NKC_STRUCT:
        NKC_FOREACH(i, &type->composite->fields) {
            const struct nkc_field *f = &type->composite->fields.data[i];
            fill(m, f->type, owner, at + f->offset);
        }
        break;
    case NKC_UNION:
        fill_union(m, type->composite, owner, at);
        break;
    }
}

/* Places the chunks of one alignment behind those of larger ones. */
static void place_chunks(struct maker *m, uint32_t align)
{
    NKC_FOREACH(i, &m->chunks) {
        struct chunk *c = m->chunks.data[i];
        if (c->align == align)
            vec_grow(m->v, c->size, c->align, &c->offset);
    }
}

/* Pointers first: the data of an owner is copied when all of its pointers are known. */
static void write_chunks(struct maker *m)
{
    NKC_FOREACH(i, &m->chunks) {
        const struct chunk *c = m->chunks.data[i];
        vec_put32(bytes_of(m, c->owner) + c->pointer_at, c->offset);
        vec_put32(bytes_of(m, c->owner) + c->pointer_at + 4, c->size);
    }
    NKC_FOREACH(i, &m->chunks) {
        const struct chunk *c = m->chunks.data[i];
        if (c->size)
            memcpy(m->v->arena + c->offset, c->data, c->size);
    }
}

void vec_max(struct vec *v)
{
    const struct vec_place whole = {.path = "", .where = ""};
    struct maker m = {.v = v};
    if (v->type->arena > VEC_BYTES_MAX) {
        vec_print_skipped(v, &whole, "maximal", v->type->arena);
        return;
    }
    NKC_FOREACH(i, &v->type->params)
        fill(&m, v->type->params.data[i].type, NULL, v->type->params.data[i].offset);
    for (uint32_t align = 8; align; align /= 2)
        place_chunks(&m, align);
    write_chunks(&m);
    vec_print(v, &whole, "maximal", (struct vec_want){VEC_OK, 0, 0});
}
