/* Paths into the message: `message.ranges.[0].len` (security-models 5, psl 5, 6.4). */
#include "policy/pol_expr.h"

/* The type PSL sees for a type of IDL. */
static struct pol_type type_of(const struct nkc_type *t)
{
    struct pol_type type = {.data = t};
    switch (t->kind) {
    case NKC_INT:
        type.kind = POL_T_INT;
        type.width = t->width;
        type.is_signed = t->is_signed;
        break;
    case NKC_HANDLE:
        type.kind = POL_T_HANDLE;
        break;
    case NKC_STRING:
        type.kind = POL_T_TEXT;
        break;
    case NKC_BYTES:
        type.kind = POL_T_BYTES;
        break;
    case NKC_SEQUENCE:
    case NKC_ARRAY:
    case NKC_STRUCT:
    case NKC_UNION:
        type.kind = POL_T_DATA;
        break;
    }
    return type;
}

/* A copy of the place of `from` (NULL = the message) that the caller extends. */
static struct pol_node *extend(struct pol_scope *c, const struct pol_node *from,
                               const struct nkc_type *type, const struct psl_expr *e)
{
    struct nkc_arena *arena = c->p->s->arena;
    struct pol_node *n = pol_node_new(c, POL_N_PLACE, POL_T_BAD, e);
    n->type = type_of(type);
    n->place = NKC_NEW(arena, struct pol_place);
    if (!from || !from->place)
        return n;
    NKC_FOREACH(i, &from->place->steps)
        nkc_vec_push(arena, &n->place->steps, from->place->steps.data[i]);
    n->place->offset = from->place->offset;
    n->place->path = from->place->path;
    n->place->elem_count = from->place->elem_count;
    memcpy(n->place->elem, from->place->elem, sizeof n->place->elem);
    return n;
}

static void add_name(struct pol_scope *c, struct pol_place *place, const char *name)
{
    place->path = place->path ? nkc_arena_printf(c->p->s->arena, "%s.%s", place->path, name) : name;
}

static void no_field(struct pol_scope *c, const struct psl_expr *e, const struct nkc_field *fields,
                     size_t count, const char *where)
{
    nkc_diag(c->p->s, PSL_NO_FIELD, e->name.span, where, e->name.text);
    const char **names = nkc_arena_alloc(c->p->s->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = fields[i].name;
    const char *near = nkc_nearest(e->name.text, names, count);
    nkc_diag_mean(c->p->s, e->name.span, near);
}

/* ---- message.parameter ---- */

/* A parameter of this name that the method has in another direction. */
static const char *other_direction(const struct nkc_method *m, const char *name,
                                   enum nkc_direction d)
{
    for (int o = 0; o < NKC_DIRECTIONS; o++)
        if (o != (int)d && nkc_find_param(&m->message[o], name))
            return nkc_direction_word(o);
    return NULL;
}

static struct pol_node *parameter(struct pol_scope *c, const struct psl_expr *e)
{
    if (c->sel->bad)
        return pol_bad(c, e); /* the selectors were reported */
    if (c->sel->event == PSL_EXECUTE) {
        nkc_diag(c->p->s, PSL_EXECUTE_MESSAGE, e->span);
        return pol_bad(c, e);
    }
    const struct nkc_method *m = c->sel->method;
    if (!m) {
        nkc_diag(c->p->s, PSL_MESSAGE, e->span);
        nkc_diag(c->p->s, NOTE_HERE, c->sel->span, "these selectors meet several methods");
        return pol_bad(c, e);
    }
    enum nkc_direction d = pol_direction(c->sel->event);
    const struct nkc_message *msg = &m->message[d];
    const struct nkc_field *f = nkc_find_param(msg, e->name.text);
    if (!f) {
        const char *other = other_direction(m, e->name.text, d);
        if (other)
            nkc_diag(c->p->s, PSL_DIRECTION, e->name.span, e->name.text, other,
                     psl_event_text(c->sel->event), nkc_direction_word(d));
        else
            no_field(c, e, msg->params.data, msg->params.len,
                     nkc_arena_printf(c->p->s->arena, "the %s message of method `%s`",
                                      psl_event_text(c->sel->event), m->name));
        return pol_bad(c, e);
    }
    struct pol_node *n = extend(c, NULL, f->type, e);
    n->place->offset = f->offset;
    n->place->path = f->name;
    return n;
}

/* ---- a name alone ---- */

/* Other words for the values that rules have. */
static const char *known_as(const char *name)
{
    static const char *const words[][2] = {
        {"source", "src_sid"},  {"src", "src_sid"},    {"sender", "src_sid"},
        {"client", "src_sid"},  {"dst", "dst_sid"},    {"destination", "dst_sid"},
        {"target", "dst_sid"},  {"server", "dst_sid"}, {"recipient", "dst_sid"},
        {"request", "message"}, {"msg", "message"},    {"response", "message"},
        {"error", "message"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i][0], name) == 0)
            return words[i][1];
    return NULL;
}

static const char *near_value(struct pol_scope *c, const char *name)
{
    static const char *const values[] = {"message", "src_sid", "true", "false", "dst_sid"};
    const struct nkc_method *m = c->sel->bad ? NULL : c->sel->method;
    const struct nkc_message *msg = m ? &m->message[pol_direction(c->sel->event)] : NULL;
    size_t count = msg ? msg->params.len : 0;
    const char **params = nkc_arena_alloc(c->p->s->arena, (count + 1) * sizeof *params);
    for (size_t i = 0; i < count; i++)
        params[i] = msg->params.data[i].name;
    const char *param = nkc_nearest(name, params, count);
    bool exact = param && strcmp(param, name) == 0;
    const char *value = exact ? NULL : known_as(name);
    if (!value && !exact)
        value = nkc_nearest(name, values, c->sel->event == PSL_SECURITY ? 4 : 5);
    if (value && strlen(value) <= strlen("false") && value[0] != name[0])
        value = NULL; /* of short words, many are as near */
    return value || !param ? value : nkc_arena_printf(c->p->s->arena, "message.%s", param);
}

void pol_report_value(struct pol_scope *c, const struct psl_expr *e)
{
    const char *near = near_value(c, e->name.text);
    nkc_diag(c->p->s, PSL_VALUE_NAME, e->span, e->name.text);
    nkc_diag_mean(c->p->s, e->name.span, near);
    if (!near)
        nkc_diag(c->p->s, NOTE_HERE, e->span,
                 "values are numbers, texts in quotation marks, `true`, `false`, `src_sid`, "
                 "`dst_sid` and `message.PARAMETER`");
}

/* ---- data.field ---- */

static struct pol_node *handle_part(struct pol_scope *c, const struct psl_expr *e,
                                    const struct pol_node *from)
{
    bool rights = strcmp(e->name.text, "rights") == 0;
    if (!rights && strcmp(e->name.text, "handle") != 0) {
        nkc_diag(c->p->s, PSL_NO_FIELD, e->name.span, "a handle", e->name.text);
        static const char *const parts[] = {"handle", "rights"};
        nkc_diag(c->p->s, NOTE_HERE, e->name.span, "a handle has `handle` and `rights`");
        nkc_diag_mean(c->p->s, e->name.span, nkc_nearest(e->name.text, parts, 2));
        return pol_bad(c, e);
    }
    struct pol_node *n = extend(c, from, from->type.data, e);
    n->type = (struct pol_type){.kind = POL_T_INT, .width = 4};
    n->place->offset += rights ? 4 : 0;
    add_name(c, n->place, rights ? "rights" : "handle");
    return n;
}

static struct pol_node *member(struct pol_scope *c, const struct psl_expr *e,
                               const struct pol_node *from)
{
    const struct nkc_composite *comp = from->type.data->composite;
    for (size_t i = 0; i < comp->fields.len; i++) {
        const struct nkc_field *f = &comp->fields.data[i];
        if (strcmp(f->name, e->name.text) != 0)
            continue;
        struct pol_node *n = extend(c, from, f->type, e);
        if (comp->is_union) {
            struct pol_step arm = {POL_STEP_ARM, n->place->offset, 0, 0, (uint32_t)i};
            nkc_vec_push(c->p->s->arena, &n->place->steps, arm);
            n->place->offset += comp->data_offset;
        }
        n->place->offset += f->offset;
        add_name(c, n->place, f->name);
        return n;
    }
    no_field(c, e, comp->fields.data, comp->fields.len,
             nkc_arena_printf(c->p->s->arena, "%s `%s`", comp->is_union ? "union" : "struct",
                              comp->name));
    return pol_bad(c, e);
}

static struct pol_node *dict_field(struct pol_scope *c, const struct psl_expr *e,
                                   const struct pol_node *dict)
{
    NKC_FOREACH(i, &dict->items)
        if (strcmp(dict->items.data[i].key, e->name.text) == 0)
            return dict->items.data[i].node;
    const char **names = nkc_arena_alloc(c->p->s->arena, (dict->items.len + 1) * sizeof *names);
    NKC_FOREACH(i, &dict->items)
        names[i] = dict->items.data[i].key;
    nkc_diag(c->p->s, PSL_NO_FIELD, e->name.span, "this dictionary", e->name.text);
    nkc_diag_mean(c->p->s, e->name.span, nkc_nearest(e->name.text, names, dict->items.len));
    return pol_bad(c, e);
}

static struct pol_node *field(struct pol_scope *c, const struct psl_expr *e)
{
    if (!pol_need_model(c->p, "Struct", "access to a field", e->name.span))
        return pol_bad(c, e);
    if (e->left->kind == PSL_E_MESSAGE)
        return parameter(c, e);
    if (e->left->kind == PSL_E_NAME && nkc_map_get(&c->p->objects, e->left->name.text)) {
        const char *call = nkc_arena_printf(c->p->s->arena, "a parameter behind `%s.%s`",
                                            e->left->name.text, e->name.text);
        nkc_diag(c->p->s, PSL_TYPE, e->span, call, "none");
        return pol_bad(c, e);
    }
    struct pol_node *from = pol_check(c, e->left);
    if (from->kind == POL_N_DICT)
        return dict_field(c, e, from);
    if (from->kind == POL_N_PLACE && from->type.kind == POL_T_HANDLE)
        return handle_part(c, e, from);
    if (from->kind == POL_N_PLACE && from->type.kind == POL_T_DATA && from->type.data->composite)
        return member(c, e, from);
    if (from->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, e->left->span, "a dictionary",
                 pol_type_text(c->p->s, from->type));
    return pol_bad(c, e);
}

/* ---- data.[n] ---- */

static struct pol_node *list_item(struct pol_scope *c, const struct psl_expr *e,
                                  const struct pol_node *list)
{
    if (e->value < list->items.len)
        return list->items.data[e->value].node;
    nkc_diag(c->p->s, PSL_INDEX, e->span, (unsigned long long)e->value,
             (unsigned long long)list->items.len);
    return pol_bad(c, e);
}

static struct pol_node *element(struct pol_scope *c, const struct psl_expr *e,
                                const struct pol_node *from)
{
    const struct nkc_type *t = from->type.data;
    if (e->value >= t->count) {
        nkc_diag(c->p->s, PSL_INDEX, e->span, (unsigned long long)e->value,
                 (unsigned long long)t->count);
        return pol_bad(c, e);
    }
    struct pol_node *n = extend(c, from, t->elem, e);
    if (t->kind == NKC_ARRAY) {
        n->place->offset += (uint32_t)(e->value * t->elem->size);
    } else {
        struct pol_step step = {POL_STEP_ELEM, n->place->offset, e->value, t->elem->size, 0};
        nkc_vec_push(c->p->s->arena, &n->place->steps, step);
        n->place->offset = 0;
    }
    if (n->place->elem_count < 2)
        n->place->elem[n->place->elem_count] = (uint32_t)e->value;
    n->place->elem_count++;
    n->place->path = nkc_arena_printf(c->p->s->arena, "%s[]", n->place->path);
    return n;
}

static struct pol_node *item(struct pol_scope *c, const struct psl_expr *e)
{
    if (!pol_need_model(c->p, "Struct", "access to an element", e->span))
        return pol_bad(c, e);
    struct pol_node *from = pol_check(c, e->left);
    if (from->kind == POL_N_LIST)
        return list_item(c, e, from);
    if (from->kind == POL_N_PLACE && from->type.kind == POL_T_DATA && from->type.data->elem)
        return element(c, e, from);
    if (from->type.kind != POL_T_BAD)
        nkc_diag(c->p->s, PSL_TYPE, e->left->span, "a list, array or sequence",
                 pol_type_text(c->p->s, from->type));
    return pol_bad(c, e);
}

/* ---- for the models: parts of values that no text of the policy names ---- */

static struct psl_expr *part_expr(struct pol_scope *c, enum psl_expr_kind kind,
                                  const struct pol_node *from)
{
    struct psl_expr *e = NKC_NEW(c->p->s->arena, struct psl_expr);
    *e = *from->source;
    e->kind = kind;
    return e;
}

struct pol_node *pol_member(struct pol_scope *c, const struct pol_node *from, const char *name)
{
    struct psl_expr *e = part_expr(c, PSL_E_FIELD, from);
    e->name = (struct psl_name){name, e->span};
    return member(c, e, from);
}

struct pol_node *pol_element(struct pol_scope *c, const struct pol_node *from, size_t index)
{
    struct psl_expr *e = part_expr(c, PSL_E_INDEX, from);
    e->value = index;
    return element(c, e, from);
}

struct pol_node *pol_path(struct pol_scope *c, const struct psl_expr *e)
{
    if (e->kind == PSL_E_MESSAGE)
        return pol_node_new(c, POL_N_DICT, POL_T_MESSAGE, e);
    struct pol_node *n = e->kind == PSL_E_FIELD ? field(c, e) : item(c, e);
    if (n->type.kind == POL_T_BYTES) {
        nkc_diag(c->p->s, PSL_BYTES, e->span);
        return pol_bad(c, e);
    }
    return n;
}
