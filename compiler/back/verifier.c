/* Verifiers: from a message type to a tree of checks, printed by templates/verifier.t; and makers
 * of random messages, which print the same tree by templates/maker.t. */
#include "back/verifier.h"

#include "back/tmpl.h"

struct v_step;
typedef NKC_VEC(struct v_step *) step_list;

/* One check and what it encloses. `base` is the C pointer the offset counts from: the message `m`
 * or an element `e<k>`; d numbers the step's own variables, so that none shadows another. */
struct v_step {
    bool is_chunk, is_array, is_union, is_member;
    bool is_text, loops; /* chunk: text to check, elements to go through */
    bool nested;         /* chunk: elements have chunks of their own */
    const char *path, *base;
    uint32_t d, offset, row;
    const char *elem0, *elem1; /* C expressions of the indices that lead here */
    uint64_t max;              /* elements; array: count; union: tags; member: its tag */
    uint32_t item, align;
    uint32_t tag_offset; /* member: where its tag stands */
    const char *claim;   /* with elements: name of the predicate that holds of each */
    step_list steps;
};

struct v_message {
    const char *function;
    const char *type; /* of makers: P_M_req */
    uint16_t mid;
    bool is_error;
    uint32_t size, handle_count;
    bool has_pointers, reads_message;
    bool acsl; /* with contracts */
    step_list steps;
    step_list items; /* the steps with elements, inner ones first */
};

static const struct nkc_view_type step_view;
static const struct nkc_view_field step_fields[] = {
    NKC_V_BOOL("is_chunk", struct v_step, is_chunk),
    NKC_V_BOOL("is_array", struct v_step, is_array),
    NKC_V_BOOL("is_union", struct v_step, is_union),
    NKC_V_BOOL("is_member", struct v_step, is_member),
    NKC_V_BOOL("is_text", struct v_step, is_text),
    NKC_V_BOOL("loops", struct v_step, loops),
    NKC_V_NUMBER("nested", struct v_step, nested),
    NKC_V_TEXT("path", struct v_step, path),
    NKC_V_TEXT("base", struct v_step, base),
    NKC_V_NUMBER("d", struct v_step, d),
    NKC_V_NUMBER("offset", struct v_step, offset),
    NKC_V_NUMBER("row", struct v_step, row),
    NKC_V_TEXT("elem0", struct v_step, elem0),
    NKC_V_TEXT("elem1", struct v_step, elem1),
    NKC_V_NUMBER("max", struct v_step, max),
    NKC_V_NUMBER("item", struct v_step, item),
    NKC_V_NUMBER("align", struct v_step, align),
    NKC_V_NUMBER("tag_offset", struct v_step, tag_offset),
    NKC_V_TEXT("claim", struct v_step, claim),
    NKC_V_POINTERS("steps", struct v_step, steps, step_view),
};
static const struct nkc_view_type step_view = NKC_V_TYPE("step", step_fields);

static const struct nkc_view_field message_fields[] = {
    NKC_V_TEXT("function", struct v_message, function),
    NKC_V_TEXT("type", struct v_message, type),
    NKC_V_NUMBER("mid", struct v_message, mid),
    NKC_V_NUMBER("is_error", struct v_message, is_error),
    NKC_V_NUMBER("size", struct v_message, size),
    NKC_V_NUMBER("handle_count", struct v_message, handle_count),
    NKC_V_BOOL("has_pointers", struct v_message, has_pointers),
    NKC_V_NUMBER("needs_arena", struct v_message, has_pointers),
    NKC_V_BOOL("reads_message", struct v_message, reads_message),
    NKC_V_BOOL("acsl", struct v_message, acsl),
    NKC_V_POINTERS("steps", struct v_message, steps, step_view),
    NKC_V_POINTERS("items", struct v_message, items, step_view),
};
static const struct nkc_view_type message_view = NKC_V_TYPE("message", message_fields);

/* ---- field table ------------------------------------------------------------------------ */

void nkc_field_table_init(struct nkc_field_table *table, struct nkc_arena *arena)
{
    memset(table, 0, sizeof *table);
    table->arena = arena;
    nkc_map_init(&table->index, arena);
}

uint16_t nkc_field_row(struct nkc_field_table *table, const char *path)
{
    uintptr_t row = (uintptr_t)nkc_map_get(&table->index, path);
    if (row)
        return (uint16_t)row;
    if (table->rows.len == NKC_FIELD_ROWS_MAX)
        return 0;
    const char *copy = nkc_arena_strdup(table->arena, path);
    nkc_vec_push(table->arena, &table->rows, copy);
    row = table->rows.len;
    nkc_map_add(&table->index, copy, (void *)row);
    return (uint16_t)row;
}

/* ---- steps ------------------------------------------------------------------------------ */

/* Where a field stands: what its step needs to know from outside. */
struct v_place {
    const char *base;
    uint32_t offset;
    const char *path;
    uint32_t d;       /* free number for variables */
    uint32_t indices; /* sequences and arrays around */
    const char *elem0, *elem1;
};

struct v_maker {
    struct nkc_arena *arena;
    struct nkc_field_table *fields;
    const char *function;
    step_list items; /* of the function in the making */
};

static struct v_step *new_step(struct v_maker *m, const struct v_place *at)
{
    struct v_step *step = NKC_NEW(m->arena, struct v_step);
    step->path = at->path;
    step->base = at->base;
    step->offset = at->offset;
    step->d = at->d;
    step->elem0 = at->elem0;
    step->elem1 = at->elem1;
    return step;
}

/* The place of the elements inside a sequence or array step. */
static struct v_place element_place(struct v_maker *m, const struct v_place *at)
{
    struct v_place inner = {
        .base = nkc_arena_printf(m->arena, "e%u", (unsigned)at->d),
        .path = nkc_arena_printf(m->arena, "%s[]", at->path),
        .d = at->d + 1,
        .indices = at->indices + 1,
        .elem0 = at->elem0,
        .elem1 = at->elem1,
    };
    const char *index = nkc_arena_printf(m->arena, "i%u", (unsigned)at->d);
    if (at->indices == 0)
        inner.elem0 = index;
    else if (at->indices == 1)
        inner.elem1 = index;
    return inner;
}

static void add_steps(struct v_maker *m, const struct nkc_type *type, const struct v_place *at,
                      void *list);

static void push_step(struct v_maker *m, void *list, struct v_step *step)
{
    step_list *steps = list;
    nkc_vec_push(m->arena, steps, step);
}

/* Adds the checks of one element to `step`, and the step to those that have elements. */
static void add_elements(struct v_maker *m, const struct nkc_type *elem, const struct v_place *at,
                         struct v_step *step)
{
    struct v_place inner = element_place(m, at);
    add_steps(m, elem, &inner, &step->steps);
    nkc_vec_push(m->arena, &m->items, step);
    step->claim = nkc_arena_printf(m->arena, "%s_item%u", m->function, (unsigned)m->items.len);
}

static struct v_step *chunk_step(struct v_maker *m, const struct nkc_type *type,
                                 const struct v_place *at)
{
    struct v_step *step = new_step(m, at);
    step->is_chunk = true;
    step->is_text = type->kind == NKC_STRING;
    step->row = nkc_field_row(m->fields, at->path);
    step->max = step->is_text ? type->count + 1 : type->count;
    step->item = step->align = 1;
    if (type->kind != NKC_SEQUENCE)
        return step;
    step->item = type->elem->size;
    step->align = type->elem->align;
    step->loops = type->elem->needs_check;
    step->nested = type->elem->has_pointers;
    if (step->loops)
        add_elements(m, type->elem, at, step);
    return step;
}

static struct v_step *array_step(struct v_maker *m, const struct nkc_type *type,
                                 const struct v_place *at)
{
    struct v_step *step = new_step(m, at);
    step->is_array = true;
    step->max = type->count;
    step->item = type->elem->size;
    add_elements(m, type->elem, at, step);
    return step;
}

static struct v_place field_place(struct v_maker *m, const struct nkc_field *field,
                                  const struct v_place *at, uint32_t offset)
{
    struct v_place inner = *at;
    inner.offset += offset;
    inner.path = nkc_arena_printf(m->arena, "%s.%s", at->path, field->name);
    return inner;
}

static struct v_step *union_step(struct v_maker *m, const struct nkc_composite *u,
                                 const struct v_place *at)
{
    struct v_step *step = new_step(m, at);
    step->is_union = true;
    step->row = nkc_field_row(m->fields, at->path);
    step->max = u->fields.len;
    NKC_FOREACH(i, &u->fields) {
        const struct nkc_field *field = &u->fields.data[i];
        if (!field->type->needs_check)
            continue;
        struct v_place inner = field_place(m, field, at, u->data_offset);
        struct v_step *member = new_step(m, &inner);
        member->is_member = true;
        member->max = i;
        member->tag_offset = at->offset;
        inner.d = at->d + 1;
        add_steps(m, field->type, &inner, &member->steps);
        push_step(m, &step->steps, member);
    }
    return step;
}

/* Adds the checks of one value; types nest at most as deep as the front end allows. */
static void add_steps(struct v_maker *m, const struct nkc_type *type, const struct v_place *at,
                      void *list)
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
        push_step(m, list, chunk_step(m, type, at));
        break;
    case NKC_ARRAY:
        push_step(m, list, array_step(m, type, at));
        break;
    case NKC_UNION:
        push_step(m, list, union_step(m, type->composite, at));
        break;
    case NKC_STRUCT:
        NKC_FOREACH(i, &type->composite->fields) {
            const struct nkc_field *field = &type->composite->fields.data[i];
            struct v_place inner = field_place(m, field, at, field->offset);
            add_steps(m, field->type, &inner, list);
        }
        break;
    }
}

/* ---- functions -------------------------------------------------------------------------- */

const char *nkc_verifier_name(struct nkc_session *s, const char *prefix,
                              const struct nkc_method *method, enum nkc_direction direction)
{
    return nkc_arena_printf(s->arena, "%s%s_%s_%s", prefix, method->interface->package->c_name,
                            method->name, nkc_direction_name(direction));
}

static struct v_message make_message(struct v_maker *m, const struct nkc_message *msg,
                                     const char *function, bool acsl)
{
    *m = (struct v_maker){m->arena, m->fields, .function = function};
    struct v_message v = {
        .function = function,
        .size = msg->size,
        .handle_count = msg->handle_count,
        .has_pointers = msg->has_pointers,
        .acsl = acsl,
    };
    NKC_FOREACH(i, &msg->params) {
        const struct nkc_field *param = &msg->params.data[i];
        struct v_place at = {
            .base = "m", .offset = param->offset, .path = param->name, .elem0 = "0", .elem1 = "0"};
        add_steps(m, param->type, &at, &v.steps);
    }
    v.reads_message = v.steps.len != 0;
    v.items = m->items;
    return v;
}

bool nkc_verifier_emit(struct nkc_session *s, const struct nkc_interface *iface, const char *prefix,
                       enum nkc_verifier_style style, struct nkc_field_table *fields,
                       struct nkc_buf *out)
{
    struct v_maker m = {.arena = s->arena, .fields = fields};
    const bool acsl = style == NKC_VERIFIER_ACSL;
    struct nkc_tmpl_set *set = nkc_tmpl_builtin_set(s);
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        for (int d = 0; d < NKC_DIRECTIONS; d++) {
            const char *name = nkc_verifier_name(s, prefix, method, (enum nkc_direction)d);
            struct v_message v = make_message(&m, &method->message[d], name, acsl);
            if (!nkc_tmpl_print(set, "verifier", &message_view, &v, out))
                return false;
        }
    }
    return true;
}

bool nkc_makers_emit(struct nkc_session *s, const struct nkc_interface *iface, struct nkc_buf *out)
{
    struct nkc_field_table fields; /* of no use here */
    struct nkc_tmpl_set *set = nkc_tmpl_builtin_set(s);
    nkc_field_table_init(&fields, s->arena);
    struct v_maker m = {.arena = s->arena, .fields = &fields};
    NKC_FOREACH(i, &iface->methods) {
        const struct nkc_method *method = iface->methods.data[i];
        for (int d = 0; d < NKC_DIRECTIONS; d++) {
            const char *word = nkc_direction_name((enum nkc_direction)d);
            const char *P = iface->package->c_name;
            const char *name = nkc_arena_printf(s->arena, "%s_%s_test_%s", P, method->name, word);
            struct v_message v = make_message(&m, &method->message[d], name, false);
            v.type = nkc_verifier_name(s, "", method, (enum nkc_direction)d);
            v.mid = method->mid;
            v.is_error = d == NKC_ERR;
            if (!nkc_tmpl_print(set, "maker", &message_view, &v, out))
                return false;
        }
    }
    return true;
}
