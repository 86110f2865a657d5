/* Messages of test cases: typed values to bytes (pal 2, 3; layout: generated-code 5).
 *
 * What a case leaves out is zero, which is the default of every type: 0, empty, the first member of
 * a union. Chunks are placed in the arena in the order they are met, aligned as verifiers ask. */
#include "base/utf8.h"
#include "pal/pal.h"
#include "policy/pol_config.h"

#include <inttypes.h>

enum { DEPTH_MAX = 64, MESSAGE_MAX = 4 * 1024 * 1024, NOTE_MAX = 48 };

/* Where bytes go while one message is made. */
struct builder {
    struct pal_scope *scope;
    struct pal_message *m;
    unsigned depth;
    bool failed;
};

/* A value's place: a type at an offset, and what to call it in notes and diagnostics. */
struct place {
    const struct nkc_type *type;
    bool in_arena;
    uint32_t offset;
    const char *path;
};

static struct nkc_session *session(const struct builder *b)
{
    return b->scope->p->s;
}

static void put(struct builder *b, const struct place *at, const struct psl_expr *e);

/* ---- bytes ---- */

static void store(struct builder *b, bool in_arena, uint32_t offset, uint64_t value, unsigned width)
{
    unsigned char *bytes = (in_arena ? b->m->arena : b->m->constant) + offset;
    for (unsigned i = 0; i < width; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
}

static void note(struct builder *b, const struct place *at, uint32_t size, const char *text)
{
    struct pal_piece piece = {at->in_arena, at->offset, size,
                              nkc_arena_printf(session(b)->arena, "%s : %s", at->path, text)};
    nkc_vec_push(session(b)->arena, &b->m->pieces, piece);
}

/* Zeroed room in the arena; false after reporting that the message is too large. */
static bool reserve(struct builder *b, uint64_t size, uint32_t align, struct nkc_span span,
                    uint32_t *offset)
{
    struct pal_message *m = b->m;
    uint64_t start = (m->arena_size + (uint64_t)align - 1) / align * align;
    if (size > MESSAGE_MAX || start + size + m->size > MESSAGE_MAX) {
        nkc_diag(session(b), PAL_MESSAGE_SIZE, span, (unsigned)MESSAGE_MAX);
        b->failed = true;
        return false;
    }
    if (start + size > m->arena_room) {
        m->arena_room = (uint32_t)(start + size) * 2 + 64;
        unsigned char *more = nkc_arena_alloc(session(b)->arena, m->arena_room);
        if (m->arena_size)
            memcpy(more, m->arena, m->arena_size);
        m->arena = more;
    }
    m->arena_size = (uint32_t)(start + size);
    *offset = (uint32_t)start;
    return true;
}

/* ---- what is found where something else should be ---- */

static void wrong(struct builder *b, const struct psl_expr *e, const char *wanted)
{
    b->failed = true;
    if (e->kind != PSL_E_ERROR)
        nkc_diag(session(b), PSL_TYPE, e->span, wanted,
                 e->kind == PSL_E_NAME ? "a variable" : pol_config_kind(e));
}

static void too_many(struct builder *b, const struct place *at, struct nkc_span span,
                     uint64_t found, const char *what)
{
    b->failed = true;
    nkc_diag(session(b), PAL_TOO_MANY, span, at->path, (unsigned long long)at->type->count, what,
             (unsigned long long)found);
}

/* ---- numbers and handles ---- */

static bool fits(const struct nkc_type *t, const struct psl_expr *e)
{
    unsigned bits = t->width * 8u;
    if (!t->is_signed)
        return !e->negative && (bits == 64 || e->value >> bits == 0);
    uint64_t limit = UINT64_C(1) << (bits - 1);
    return e->negative ? e->value <= limit : e->value < limit;
}

static void put_number(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    const struct nkc_type *t = at->type;
    uint64_t value = e->negative ? 0 - e->value : e->value;
    if (!fits(t, e)) {
        nkc_diag(session(b), PSL_RANGE, e->span, e->negative ? "-" : "",
                 (unsigned long long)e->value,
                 nkc_arena_printf(session(b)->arena, "`%s`", t->idl_name));
        b->failed = true;
        return;
    }
    store(b, at->in_arena, at->offset, value, t->width);
    note(b, at, t->width, psl_span_text(session(b), e->span, NOTE_MAX));
}

/* The SID a variable holds, as a literal. */
static const struct psl_expr *variable_value(struct builder *b, const struct psl_expr *e,
                                             struct psl_expr *literal)
{
    const struct pal_variable *v = pal_find(b->scope, e->name);
    if (!v) {
        b->failed = true;
        return NULL;
    }
    *literal = (struct psl_expr){.kind = PSL_E_INT, .value = v->sid, .span = e->span};
    return literal;
}

static void put_int(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    struct psl_expr literal;
    if (e->kind == PSL_E_NAME && !(e = variable_value(b, e, &literal)))
        return;
    if (e->kind == PSL_E_INT || e->kind == PSL_E_BOOL)
        put_number(b, at, e);
    else
        wrong(b, e, "a number");
}

/* A SID, or `{ handle : SID, rights : MASK }`: 4 bytes each; the badge stays zero. */
static void put_handle(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    static const struct nkc_type word = {.kind = NKC_INT, .idl_name = "UInt32", .width = 4};
    static const char *const names[] = {"handle", "rights"};
    struct place part = *at;
    part.type = &word;
    if (e->kind == PSL_E_INT || e->kind == PSL_E_NAME) {
        put_int(b, &part, e);
        return;
    }
    if (e->kind != PSL_E_DICT) {
        wrong(b, e, "a SID");
        return;
    }
    NKC_FOREACH(i, &e->entries->list) {
        const struct psl_entry *entry = &e->entries->list.data[i];
        bool rights = strcmp(entry->key.text, names[1]) == 0;
        if (!rights && strcmp(entry->key.text, names[0]) != 0) {
            nkc_diag(session(b), PSL_NO_FIELD, entry->key.span, "a handle", entry->key.text);
            nkc_diag_mean(session(b), entry->key.span, nkc_nearest(entry->key.text, names, 2));
            b->failed = true;
            continue;
        }
        part.offset = at->offset + (rights ? 4 : 0);
        part.path = nkc_arena_printf(session(b)->arena, "%s.%s", at->path, names[rights]);
        put_int(b, &part, entry->value);
    }
}

/* ---- texts, buffers, sequences ---- */

static void describe(struct builder *b, const struct place *at, uint32_t offset, uint32_t size)
{
    store(b, at->in_arena, at->offset, offset, 4);
    store(b, at->in_arena, at->offset + 4, size, 4);
    note(b, at, 8,
         nkc_arena_printf(session(b)->arena, "%" PRIu32 " bytes at %" PRIu32 " of the arena", size,
                          offset));
}

static bool is_utf8(const char *text)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + strlen(text);
    for (size_t n; p < end; p += n)
        if ((n = nkc_utf8_length(p, end)) == 0)
            return false;
    return true;
}

/* A text, with its zero when it is a string of IDL. */
static void put_text(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    bool string = at->type->kind == NKC_STRING;
    size_t len = strlen(e->text);
    uint32_t size = (uint32_t)len + string, offset;
    if (len > at->type->count) {
        too_many(b, at, e->span, len, "bytes");
        return;
    }
    if (string && !is_utf8(e->text)) {
        nkc_diag(session(b), PAL_UTF8, e->span);
        b->failed = true;
        return;
    }
    if (!reserve(b, size, 1, e->span, &offset))
        return;
    memcpy(b->m->arena + offset, e->text, len);
    describe(b, at, offset, size);
    struct place bytes = {at->type, true, offset, at->path};
    if (size)
        note(b, &bytes, size, psl_span_text(session(b), e->span, NOTE_MAX));
}

static void put_elements(struct builder *b, const struct place *at, const struct nkc_type *elem,
                         bool in_arena, uint32_t offset, const struct psl_expr *e)
{
    NKC_FOREACH(i, &e->entries->list) {
        struct place item = {elem, in_arena, offset + (uint32_t)i * elem->size,
                             nkc_arena_printf(session(b)->arena, "%s[%zu]", at->path, i)};
        put(b, &item, e->entries->list.data[i].value);
    }
}

static bool count_fits(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    if (e->kind != PSL_E_LIST) {
        wrong(b, e, at->type->kind == NKC_BYTES ? "a text or a list of numbers" : "a list");
        return false;
    }
    if (e->entries->list.len > at->type->count) {
        too_many(b, at, e->span, e->entries->list.len, "elements");
        return false;
    }
    return true;
}

static void put_sequence(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    static const struct nkc_type byte = {
        .kind = NKC_INT, .idl_name = "UInt8", .width = 1, .size = 1, .align = 1};
    const struct nkc_type *elem = at->type->kind == NKC_BYTES ? &byte : at->type->elem;
    uint32_t offset;
    if (!count_fits(b, at, e))
        return;
    uint64_t size = (uint64_t)e->entries->list.len * elem->size;
    if (!reserve(b, size, elem->align, e->span, &offset))
        return;
    describe(b, at, offset, (uint32_t)size);
    put_elements(b, at, elem, true, offset, e);
}

/* ---- structs and unions ---- */

static const struct nkc_field *find_member(struct builder *b, const struct nkc_composite *comp,
                                           struct psl_name name)
{
    const char **names = nkc_arena_alloc(session(b)->arena, (comp->fields.len + 1) * sizeof *names);
    NKC_FOREACH(i, &comp->fields) {
        names[i] = comp->fields.data[i].name;
        if (strcmp(names[i], name.text) == 0)
            return &comp->fields.data[i];
    }
    nkc_diag(session(b), PSL_NO_FIELD, name.span,
             nkc_arena_printf(session(b)->arena, "%s `%s`", comp->is_union ? "union" : "struct",
                              comp->name),
             name.text);
    nkc_diag_mean(session(b), name.span, nkc_nearest(name.text, names, comp->fields.len));
    b->failed = true;
    return NULL;
}

/* Reports a key that stands twice in a dictionary. */
static void check_keys(struct builder *b, const struct psl_expr *e)
{
    NKC_FOREACH(i, &e->entries->list)
        for (size_t k = 0; k < i; k++)
            if (strcmp(e->entries->list.data[k].key.text, e->entries->list.data[i].key.text) == 0) {
                nkc_diag(session(b), PSL_KEY_TWICE, e->entries->list.data[i].key.span,
                         e->entries->list.data[i].key.text);
                b->failed = true;
                break;
            }
}

static void put_member(struct builder *b, const struct place *at, const struct psl_entry *entry)
{
    const struct nkc_composite *comp = at->type->composite;
    const struct nkc_field *f = find_member(b, comp, entry->key);
    if (!f)
        return;
    struct place member = {f->type, at->in_arena, at->offset + f->offset,
                           nkc_arena_printf(session(b)->arena, "%s.%s", at->path, f->name)};
    if (comp->is_union) {
        uint32_t tag = (uint32_t)(f - comp->fields.data);
        store(b, at->in_arena, at->offset, tag, 4);
        note(b, at, 4, nkc_arena_printf(session(b)->arena, "member %s", f->name));
        member.offset += comp->data_offset;
    }
    put(b, &member, entry->value);
}

static void put_composite(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    if (e->kind != PSL_E_DICT) {
        wrong(b, e,
              at->type->composite->is_union ? "a dictionary with one member" : "a dictionary");
        return;
    }
    if (at->type->composite->is_union && e->entries->list.len > 1) {
        nkc_diag(session(b), PAL_UNION, e->span, at->path, e->entries->list.len);
        b->failed = true;
        return;
    }
    check_keys(b, e);
    NKC_FOREACH(i, &e->entries->list)
        put_member(b, at, &e->entries->list.data[i]);
}

/* ---- any value ---- */

static void put_value(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    switch (at->type->kind) {
    case NKC_INT:
        put_int(b, at, e);
        break;
    case NKC_HANDLE:
        put_handle(b, at, e);
        break;
    case NKC_STRING:
        if (e->kind == PSL_E_TEXT)
            put_text(b, at, e);
        else
            wrong(b, e, "a text");
        break;
    case NKC_BYTES:
        if (e->kind == PSL_E_TEXT)
            put_text(b, at, e);
        else
            put_sequence(b, at, e);
        break;
    case NKC_SEQUENCE:
        put_sequence(b, at, e);
        break;
    case NKC_ARRAY:
        if (count_fits(b, at, e))
            put_elements(b, at, at->type->elem, at->in_arena, at->offset, e);
        break;
    case NKC_STRUCT:
    case NKC_UNION:
        put_composite(b, at, e);
        break;
    }
}

static void put(struct builder *b, const struct place *at, const struct psl_expr *e)
{
    if (b->depth == DEPTH_MAX) {
        nkc_diag(session(b), PSL_DEPTH, e->span);
        b->failed = true;
        return;
    }
    b->depth++;
    put_value(b, at, e);
    b->depth--;
}

/* ---- parameters ---- */

static void report_parameter(struct builder *b, const struct nkc_method *method,
                             enum psl_event event, struct psl_name name)
{
    enum nkc_direction d = pol_direction(event);
    const struct nkc_message *msg = &method->message[d];
    b->failed = true;
    for (int o = 0; o < NKC_DIRECTIONS; o++)
        if (nkc_find_param(&method->message[o], name.text)) {
            nkc_diag(session(b), PSL_DIRECTION, name.span, name.text, nkc_direction_word(o),
                     psl_event_text(event), nkc_direction_word(d));
            return;
        }
    const char **names = nkc_arena_alloc(session(b)->arena, (msg->params.len + 1) * sizeof *names);
    NKC_FOREACH(i, &msg->params)
        names[i] = msg->params.data[i].name;
    nkc_diag(session(b), PSL_NO_FIELD, name.span,
             nkc_arena_printf(session(b)->arena, "the %s message of method `%s`",
                              psl_event_text(event), method->name),
             name.text);
    nkc_diag_mean(session(b), name.span, nkc_nearest(name.text, names, msg->params.len));
}

static void put_parameters(struct builder *b, const struct nkc_method *method, enum psl_event event,
                           const struct psl_expr *params)
{
    check_keys(b, params);
    NKC_FOREACH(i, &params->entries->list) {
        const struct psl_entry *entry = &params->entries->list.data[i];
        const struct nkc_field *f =
            nkc_find_param(&method->message[pol_direction(event)], entry->key.text);
        if (!f) {
            report_parameter(b, method, event, entry->key);
            continue;
        }
        struct place at = {f->type, false, f->offset, f->name};
        put(b, &at, entry->value);
    }
}

/* The header of every message (generated-code 5.1): RIID, MID, size with handle count and flag. */
static void put_header(struct builder *b, const struct nkc_method *method, uint32_t riid,
                       enum psl_event event)
{
    const struct nkc_message *msg = &method->message[pol_direction(event)];
    uint32_t error = event == PSL_ERROR;
    struct place at = {NULL, false, 0, "header"};
    store(b, false, 0, riid, 2);
    store(b, false, 2, method->mid, 2);
    store(b, false, 4, msg->size | msg->handle_count << 23 | error << 31, 4);
    note(b, &at, 8,
         nkc_arena_printf(session(b)->arena, "riid %" PRIu32 ", mid %u, %" PRIu32 " bytes%s", riid,
                          (unsigned)method->mid, msg->size, error ? ", error" : ""));
}

struct pal_message *pal_message_new(struct pal_scope *scope, const struct nkc_method *method,
                                    uint32_t riid, enum psl_event event,
                                    const struct psl_expr *params)
{
    struct nkc_arena *arena = scope->p->s->arena;
    struct pal_message *m = NKC_NEW(arena, struct pal_message);
    m->size = method->message[pol_direction(event)].size;
    m->constant = nkc_arena_alloc(arena, m->size);
    struct builder b = {.scope = scope, .m = m};
    put_header(&b, method, riid, event);
    if (params)
        put_parameters(&b, method, event, params);
    return b.failed ? NULL : m;
}
