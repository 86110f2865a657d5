/* Test vectors: goes through the messages of an interface and through the values of each. */
#include "back/vec.h"

#include <stdlib.h>

static void walk(struct vec *v, const struct nkc_type *type, const struct vec_place *place);

/* ---- values ------------------------------------------------------------------------------ */

static struct vec_place element_of(const struct vec *v, const struct vec_place *place,
                                   uint64_t index)
{
    struct vec_place inner = *place;
    inner.path = nkc_arena_printf(v->s->arena, "%s[]", place->path);
    inner.where = nkc_arena_printf(v->s->arena, "%s[%lu]", place->where, (unsigned long)index);
    if (place->indices < 2)
        inner.elem[place->indices] = (uint32_t)index;
    inner.indices++;
    return inner;
}

static struct vec_place field_of(const struct vec *v, const struct vec_place *place,
                                 const struct nkc_field *field, uint64_t offset)
{
    struct vec_place inner = *place;
    inner.path = nkc_arena_printf(v->s->arena, "%s.%s", place->path, field->name);
    inner.where = nkc_arena_printf(v->s->arena, "%s.%s", place->where, field->name);
    inner.offset += offset;
    return inner;
}

/* Of two elements the second is looked at, so that a verifier that stops early shows. */
static void walk_sequence(struct vec *v, const struct nkc_type *type, const struct vec_place *place)
{
    uint64_t count = type->count < 2 ? type->count : 2, used = v->used, at;
    if (!count || !type->elem->needs_check)
        return;
    struct vec_place inner = element_of(v, place, count - 1);
    if (!vec_grow(v, count * type->elem->size, type->elem->align, &at)) {
        vec_print_skipped(v, &inner, "all", count * type->elem->size);
        return;
    }
    vec_put32(vec_at(v, place, 0), at);
    vec_put32(vec_at(v, place, 4), count * type->elem->size);
    inner.in_arena = true;
    inner.offset = at + (count - 1) * type->elem->size;
    walk(v, type->elem, &inner);
    memset(vec_at(v, place, 0), 0, 8);
    v->used = used;
}

static void walk_array(struct vec *v, const struct nkc_type *type, const struct vec_place *place)
{
    for (uint64_t i = 0; i<type->count; i += type->count> 1 ? type->count - 1 : 1) {
        struct vec_place inner = element_of(v, place, i);
        inner.offset += i * type->elem->size;
        walk(v, type->elem, &inner);
    }
}

static void print_tag(struct vec *v, const struct vec_place *place, const char *label, uint64_t tag,
                      uint64_t count)
{
    vec_put32(vec_at(v, place, 0), tag);
    vec_print(v, place, label, (struct vec_want){tag < count ? VEC_OK : VEC_TAG, tag, count});
    vec_put32(vec_at(v, place, 0), 0);
}

static void walk_union(struct vec *v, const struct nkc_composite *u, const struct vec_place *place)
{
    uint64_t count = u->fields.len;
    print_tag(v, place, "tag-last", count - 1, count);
    print_tag(v, place, "tag-over", count, count);
    print_tag(v, place, "tag-all-ones", UINT32_MAX, count);
    NKC_FOREACH(i, &u->fields) {
        const struct nkc_field *field = &u->fields.data[i];
        struct vec_place inner = field_of(v, place, field, u->data_offset);
        /* What another member would forbid is nothing to this one. */
        vec_put32(vec_at(v, place, 0), i);
        if (!field->type->needs_check) {
            memset(vec_at(v, &inner, 0), 0xff, u->size - u->data_offset);
            vec_print(v, place, nkc_arena_printf(v->s->arena, "member-%s", field->name),
                      (struct vec_want){VEC_OK, 0, 0});
            memset(vec_at(v, &inner, 0), 0, u->size - u->data_offset);
        }
        walk(v, field->type, &inner);
        vec_put32(vec_at(v, place, 0), 0);
    }
}

/* Types nest at most as deep as the front end allows. */
static void walk(struct vec *v, const struct nkc_type *type, const struct vec_place *place)
{
    if (!type->needs_check)
        return;
    switch (type->kind) {
    case NKC_INT:
    case NKC_HANDLE:
        break;
    case NKC_STRING:
    case NKC_BYTES:
    case NKC_SEQUENCE:
        vec_chunk(v, type, place);
        if (type->kind == NKC_SEQUENCE)
            walk_sequence(v, type, place);
        break;
    case NKC_ARRAY:
        walk_array(v, type, place);
        break;
    case NKC_UNION:
        walk_union(v, type->composite, place);
        break;
    case NKC_STRUCT:
        NKC_FOREACH(i, &type->composite->fields) {
            const struct nkc_field *field = &type->composite->fields.data[i];
            struct vec_place inner = field_of(v, place, field, field->offset);
            walk(v, field->type, &inner);
        }
        break;
    }
}

/* ---- the message ------------------------------------------------------------------------- */

static const struct vec_place whole = {.path = "", .where = ""};

enum { HEADER_EX = 4, HANDLES_SHIFT = 23, HANDLES_MAX = 255, SIZE_LIMIT = 1 << 23 };

/* size_ex, ncaps and err of the header (generated-code 5.1). */
static void put_header(struct vec *v, uint64_t size, uint64_t handles, bool err)
{
    vec_put32(v->constant + HEADER_EX,
              size | handles << HANDLES_SHIFT | (err ? UINT64_C(1) << 31 : 0));
}

static void header_vectors(struct vec *v, bool err)
{
    const uint64_t size = v->type->size, handles = v->type->handle_count;
    const struct {
        const char *label;
        uint64_t size;
    } sizes[] = {{"size-zero", 0},
                 {"size-under", size - 8},
                 {"size-one-less", size - 1},
                 {"size-one-more", size + 1},
                 {"size-over", size + 8},
                 {"size-max", SIZE_LIMIT - 1}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (sizes[i].size >= SIZE_LIMIT || sizes[i].size == size)
            continue;
        put_header(v, sizes[i].size, handles, err);
        vec_print(v, &whole, sizes[i].label, (struct vec_want){VEC_SIZE, sizes[i].size, size});
    }
    const uint64_t counts[] = {handles - 1, handles + 1, HANDLES_MAX};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (counts[i] > HANDLES_MAX || counts[i] == handles)
            continue;
        put_header(v, size, counts[i], err);
        vec_print(v, &whole, nkc_arena_printf(v->s->arena, "handles-%u", (unsigned)counts[i]),
                  (struct vec_want){VEC_HANDLES, counts[i], handles});
    }
    put_header(v, size, handles, !err); /* whose variant it is, is not the structure's business */
    vec_print(v, &whole, "other-err-flag", (struct vec_want){VEC_OK, 0, 0});
    put_header(v, size, handles, err);
}

static void print_shape(struct vec *v, enum vec_arena shape, const char *label,
                        struct vec_want want)
{
    v->shape = shape;
    vec_print(v, &whole, label, want);
    v->shape = VEC_ARENA_PLAIN;
}

static void arena_vectors(struct vec *v)
{
    const uint64_t backwards = UINT64_MAX, huge = UINT64_C(1) << 32;
    uint64_t at, used = v->used;
    bool chunks = v->type->has_pointers;
    const struct vec_want bad = {VEC_ARENA_MISSING, 0, chunks ? UINT32_MAX : 0};
    struct vec_want want = bad;
    if (!chunks)
        want.code = VEC_ARENA_EXTRA;
    print_shape(v, VEC_ARENA_NONE, "arena-none",
                (struct vec_want){chunks ? VEC_ARENA_MISSING : VEC_OK, 0, 0});
    want.value = backwards;
    print_shape(v, VEC_ARENA_BACKWARDS, "arena-backwards", want);
    want.value = huge;
    print_shape(v, VEC_ARENA_HUGE, "arena-huge", want);
    if (vec_grow(v, 1, 1, &at)) /* bytes that no chunk describes are allowed where chunks are */
        print_shape(v, VEC_ARENA_PLAIN, "arena-one",
                    (struct vec_want){chunks ? VEC_OK : VEC_ARENA_EXTRA, 1, 0});
    v->used = used;
}

static void message_vectors(struct vec *v, uint16_t mid, bool err)
{
    v->constant = nkc_xrealloc(NULL, v->type->size);
    memset(v->constant, 0, v->type->size);
    v->constant[2] = (unsigned char)mid;
    v->constant[3] = (unsigned char)(mid >> 8);
    put_header(v, v->type->size, v->type->handle_count, err);
    vec_print(v, &whole, "minimal", (struct vec_want){VEC_OK, 0, 0});
    header_vectors(v, err);
    arena_vectors(v);
    NKC_FOREACH(i, &v->type->params) {
        const struct nkc_field *param = &v->type->params.data[i];
        struct vec_place place = {
            .offset = param->offset, .path = param->name, .where = param->name};
        walk(v, param->type, &place);
    }
    vec_max(v);
    free(v->constant);
    free(v->arena);
}

static void interface_vectors(struct nkc_session *s, const struct nkc_interface *iface,
                              struct nkc_buf *out)
{
    static const char *const words[] = {"req", "res", "err"};
    NKC_FOREACH(i, &iface->methods)
        for (int d = 0; d < NKC_DIRECTIONS; d++) {
            const struct nkc_method *method = iface->methods.data[i];
            struct vec v = {
                .s = s,
                .out = out,
                .name = nkc_arena_printf(s->arena, "%s.%s.%s", iface->package->name, method->name,
                                         words[d]),
                .type = &method->message[d],
            };
            message_vectors(&v, method->mid, d == NKC_ERR);
        }
}

/* ---- entry ------------------------------------------------------------------------------- */

void nkc_vectors_emit(struct nkc_session *s, const struct nkc_input *input, struct nkc_buf *out)
{
    struct nkc_map seen;
    if (input->package) {
        if (input->package->interface)
            interface_vectors(s, input->package->interface, out);
        return;
    }
    nkc_map_init(&seen, s->arena);
    NKC_FOREACH(i, &input->component->leaves) {
        const struct nkc_interface *iface = input->component->leaves.data[i].endpoint->interface;
        if (nkc_map_add(&seen, iface->package->name, &seen))
            interface_vectors(s, iface, out);
    }
    NKC_FOREACH(i, &input->component->security_leaves) {
        const struct nkc_interface *iface = input->component->security_leaves.data[i].interface;
        if (nkc_map_add(&seen, iface->package->name, &seen))
            interface_vectors(s, iface, out);
    }
}
