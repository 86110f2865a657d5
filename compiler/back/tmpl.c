/* Printing compiled templates. */
#include "back/tmpl_code.h"

#include <stdlib.h>

/* CALLS_MAX: partials printed for one output; templates that call each other twice could go on for
 * ages below any depth. */
enum { CONTEXT_MAX = 256, PARTIAL_MAX = 100, CALLS_MAX = 20000000 };

/* A view type as one set sees it: its fields by symbol number. All of them get numbers when the
 * table is made: names that later templates bring have greater ones, and are no fields of this
 * type. */
struct tmpl_bound {
    const struct nkc_view_type *type;
    const struct nkc_view_field **by_symbol;
    size_t symbol_count;
};

struct context {
    struct tmpl_bound *bound;         /* NULL: the item is a text or a number */
    const void *object;               /* or the text itself */
    const struct nkc_view_list *list; /* of which it is an item, or NULL */
    size_t index;
};

struct printer {
    struct nkc_tmpl_set *set;
    struct nkc_buf *out;
    const struct tmpl_code *code; /* being printed, for messages */
    struct context stack[CONTEXT_MAX];
    size_t depth;
    size_t partials, calls;
    enum nkc_tmpl_escape escape; /* of values without a filter of their own */
    size_t indent;               /* blanks before each line, of the partials being printed */
    bool failed;
};

struct nkc_tmpl_set *nkc_tmpl_set_new(struct nkc_session *s, const struct nkc_tmpl_source *sources,
                                      size_t count)
{
    static const char *const fixed[] = {".", "-first", "-last", "-index"};
    struct nkc_tmpl_set *set = NKC_NEW(s->arena, struct nkc_tmpl_set);
    set->session = s;
    set->count = count;
    set->codes = nkc_arena_alloc(s->arena, (count + 1) * sizeof *set->codes);
    nkc_map_init(&set->symbols, s->arena);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        tmpl_symbol(set, fixed[i], strlen(fixed[i]));
    for (size_t i = 0; i < count; i++) {
        set->codes[i].name = sources[i].name;
        set->codes[i].input = &sources[i];
    }
    return set;
}

struct nkc_tmpl_set *nkc_tmpl_builtin_set(struct nkc_session *s)
{
    if (!s->templates)
        s->templates = nkc_tmpl_set_new(s, nkc_tmpl_builtin, nkc_tmpl_builtin_count);
    return s->templates;
}

static struct tmpl_bound *bind_fields(struct nkc_tmpl_set *set, const struct nkc_view_type *type)
{
    struct tmpl_bound *bound = NKC_NEW(set->session->arena, struct tmpl_bound);
    uint32_t greatest = 0, number;
    bound->type = type;
    for (size_t i = 0; i < type->field_count; i++) {
        number = tmpl_symbol(set, type->fields[i].name, strlen(type->fields[i].name));
        greatest = number > greatest ? number : greatest;
    }
    bound->symbol_count = greatest + 1u;
    bound->by_symbol =
        nkc_arena_alloc(set->session->arena, bound->symbol_count * sizeof *bound->by_symbol);
    for (size_t i = 0; i < type->field_count; i++) {
        number = tmpl_symbol(set, type->fields[i].name, strlen(type->fields[i].name));
        bound->by_symbol[number] = &type->fields[i];
    }
    return bound;
}

static struct tmpl_bound *bind(struct nkc_tmpl_set *set, const struct nkc_view_type *type)
{
    NKC_FOREACH(i, &set->bounds)
        if (set->bounds.data[i]->type == type)
            return set->bounds.data[i];
    struct tmpl_bound *bound = bind_fields(set, type);
    nkc_vec_push(set->session->arena, &set->bounds, bound);
    return bound;
}

static struct nkc_span node_span(const struct printer *p, const struct tmpl_node *node)
{
    const char *end = strstr(p->code->src->text + node->begin, "}}");
    uint32_t at = end ? (uint32_t)(end - p->code->src->text) + 2 : node->begin;
    return (struct nkc_span){p->code->src, node->begin, at};
}

static const struct nkc_view_field *find_field(const struct printer *p, uint32_t symbol,
                                               const void **object)
{
    for (size_t i = p->depth; i-- > 0;) {
        const struct context *c = &p->stack[i];
        if (!c->bound || symbol >= c->bound->symbol_count)
            continue;
        const struct nkc_view_field *field = c->bound->by_symbol[symbol];
        if (field) {
            *object = c->object;
            return field;
        }
    }
    return NULL;
}

/* -first, -last, -index of the innermost list. */
static bool list_value(const struct printer *p, uint32_t symbol, struct nkc_view_value *v)
{
    for (size_t i = p->depth; i-- > 0;) {
        const struct context *c = &p->stack[i];
        if (!c->list)
            continue;
        v->kind = NKC_VIEW_BOOL;
        if (symbol == TMPL_SYM_FIRST) {
            v->flag = c->index == 0;
        } else if (symbol == TMPL_SYM_LAST) {
            v->flag = c->index + 1 == c->list->len;
        } else {
            v->kind = NKC_VIEW_NUMBER;
            v->number = c->index;
        }
        return true;
    }
    return false;
}

static bool self_value(const struct printer *p, struct nkc_view_value *v)
{
    const struct context *c = &p->stack[p->depth - 1];
    if (c->bound) {
        v->kind = NKC_VIEW_OBJECT;
        v->object.type = c->bound->type;
        v->object.data = c->object;
    } else if (c->list && c->list->numbers) {
        v->kind = NKC_VIEW_NUMBER;
        v->number = nkc_view_number(c->list, c->index);
    } else {
        v->kind = NKC_VIEW_TEXT;
        v->text = c->object;
    }
    return true;
}

/* One step of a dotted path into an object. */
static bool step(struct printer *p, uint32_t symbol, struct nkc_view_value *v)
{
    if (v->kind != NKC_VIEW_OBJECT || !v->object.data)
        return false;
    struct tmpl_bound *bound = bind(p->set, v->object.type);
    const struct nkc_view_field *field =
        symbol < bound->symbol_count ? bound->by_symbol[symbol] : NULL;
    if (!field)
        return false;
    *v = nkc_view_get(field, v->object.data);
    return true;
}

/* Notes the nearest name that some context knows. */
static void note_near_name(const struct printer *p, const char *name)
{
    for (size_t i = p->depth; i-- > 0;) {
        const struct context *c = &p->stack[i];
        const char *near = c->bound ? nkc_view_nearest(c->bound->type, name) : NULL;
        if (near) {
            nkc_diag(p->set->session, NOTE_MEAN, NKC_NO_SPAN, near);
            return;
        }
    }
}

static bool lookup(struct printer *p, const struct tmpl_node *node, struct nkc_view_value *v)
{
    uint32_t symbol = node->path[0];
    bool found;
    if (symbol == TMPL_SYM_SELF) {
        found = self_value(p, v);
    } else if (symbol < TMPL_SYM_USER) {
        found = list_value(p, symbol, v);
    } else {
        const void *object;
        const struct nkc_view_field *field = find_field(p, symbol, &object);
        found = field != NULL;
        if (found)
            *v = nkc_view_get(field, object);
    }
    for (uint32_t i = 1; found && i < node->path_len; i++)
        found = step(p, symbol = node->path[i], v);
    if (!found) {
        const char *name = p->set->symbol_names.data[symbol];
        nkc_diag(p->set->session, TMPL_NAME, node_span(p, node), name);
        note_near_name(p, name);
        p->failed = true;
    }
    return found;
}

static void put_blanks(struct nkc_buf *out, size_t count)
{
    while (count--)
        nkc_buf_putc(out, ' ');
}

/* Every write goes through here, so that lines of indented partials start with their blanks. */
static void put(struct printer *p, const char *text, size_t size)
{
    if (p->indent == 0) {
        nkc_buf_write(p->out, text, size);
        return;
    }
    while (size) {
        const char *newline = memchr(text, '\n', size);
        size_t n = newline ? (size_t)(newline - text) + 1 : size;
        bool line_start = p->out->len == 0 || p->out->data[p->out->len - 1] == '\n';
        if (line_start && text[0] != '\n')
            put_blanks(p->out, p->indent);
        nkc_buf_write(p->out, text, n);
        text += n;
        size -= n;
    }
}

static void print_number(struct printer *p, uint64_t number)
{
    char digits[20];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    put(p, digits + n, sizeof digits - n);
}

/* ASCII alone: the locale has no say in what is generated. */
static char to_letters(enum tmpl_letters letters, char c)
{
    if (letters == TMPL_UPPER && c >= 'a' && c <= 'z')
        return (char)(c - 'a' + 'A');
    if (letters == TMPL_LOWER && c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    if (letters == TMPL_PATH && c == '.')
        return '/';
    return c;
}

static void print_text(struct printer *p, const struct tmpl_filter *filter, const char *text)
{
    enum nkc_tmpl_escape escape = filter->own_escape ? filter->escape : p->escape;
    if (escape == NKC_ESCAPE_NONE && filter->letters == TMPL_AS_IS) {
        put(p, text, strlen(text));
        return;
    }
    for (; *text; text++) {
        char hold[8], c = to_letters(filter->letters, *text);
        const char *escaped = tmpl_escape(escape, (unsigned char)c, hold);
        put(p, escaped ? escaped : &c, escaped ? strlen(escaped) : 1);
    }
}

static void print_value(struct printer *p, const struct tmpl_node *node)
{
    static const char *const kinds[] = {"text", "number", "flag", "object", "list"};
    struct nkc_view_value v;
    if (!lookup(p, node, &v))
        return;
    if (v.kind == NKC_VIEW_NUMBER) {
        print_number(p, v.number);
    } else if (v.kind == NKC_VIEW_TEXT) {
        if (v.text)
            print_text(p, &node->filter, v.text);
    } else {
        uint32_t symbol = node->path[node->path_len - 1];
        nkc_diag(p->set->session, TMPL_VALUE, node_span(p, node), p->set->symbol_names.data[symbol],
                 kinds[v.kind]);
        p->failed = true;
    }
}

static void print_range(struct printer *p, uint32_t at, uint32_t end);

static bool push(struct printer *p, const struct context *c, const struct tmpl_node *node)
{
    if (p->depth == CONTEXT_MAX) {
        nkc_diag(p->set->session, TMPL_DEPTH, node_span(p, node), (unsigned)CONTEXT_MAX);
        p->failed = true;
        return false;
    }
    p->stack[p->depth++] = *c;
    return true;
}

static void print_list(struct printer *p, const struct tmpl_node *node, uint32_t body,
                       const struct nkc_view_list *list)
{
    struct context c = {.bound = list->type ? bind(p->set, list->type) : NULL, .list = list};
    if (!push(p, &c, node))
        return;
    struct context *top = &p->stack[p->depth - 1];
    for (size_t i = 0; i < list->len && !p->failed; i++) {
        top->index = i;
        if (list->type)
            top->object = nkc_view_item(list, i);
        else if (!list->numbers)
            top->object = nkc_view_text(list, i);
        print_range(p, body, node->end);
    }
    p->depth--;
}

static void print_section(struct printer *p, const struct tmpl_node *node, uint32_t body)
{
    struct nkc_view_value v;
    if (!lookup(p, node, &v))
        return;
    bool truth = nkc_view_truth(&v);
    if (node->op == TMPL_INVERTED ? truth : !truth)
        return;
    if (node->op == TMPL_INVERTED) {
        print_range(p, body, node->end);
    } else if (v.kind == NKC_VIEW_LIST) {
        print_list(p, node, body, &v.list);
    } else if (v.kind == NKC_VIEW_OBJECT) {
        struct context c = {.bound = bind(p->set, v.object.type), .object = v.object.data};
        if (push(p, &c, node)) {
            print_range(p, body, node->end);
            p->depth--;
        }
    } else {
        print_range(p, body, node->end);
    }
}

static void print_code(struct printer *p, struct tmpl_code *code)
{
    if (!tmpl_compile(p->set, code)) {
        p->failed = true;
        return;
    }
    const struct tmpl_code *outer = p->code;
    p->code = code;
    print_range(p, 0, (uint32_t)code->nodes.len);
    p->code = outer;
}

static void print_partial(struct printer *p, const struct tmpl_node *node)
{
    if (p->partials == PARTIAL_MAX) {
        nkc_diag(p->set->session, TMPL_DEPTH, node_span(p, node), (unsigned)PARTIAL_MAX);
        p->failed = true;
        return;
    }
    if (++p->calls > CALLS_MAX) {
        nkc_diag(p->set->session, TMPL_CALLS, node_span(p, node), (unsigned)CALLS_MAX);
        p->failed = true;
        return;
    }
    size_t before = p->out->len;
    p->partials++;
    p->indent += node->indent;
    print_code(p, node->partial);
    if (node->in_line && p->out->len > before && p->out->data[p->out->len - 1] == '\n')
        p->out->data[--p->out->len] = '\0';
    p->indent -= node->indent;
    p->partials--;
}

static void print_range(struct printer *p, uint32_t at, uint32_t end)
{
    while (at < end && !p->failed) {
        const struct tmpl_node *node = &p->code->nodes.data[at];
        switch (node->op) {
        case TMPL_TEXT:
            put(p, node->text, node->size);
            break;
        case TMPL_VALUE:
            print_value(p, node);
            break;
        case TMPL_SECTION:
        case TMPL_INVERTED:
            print_section(p, node, at + 1);
            at = node->end;
            continue;
        case TMPL_PARTIAL:
            print_partial(p, node);
            break;
        }
        at++;
    }
}

bool nkc_tmpl_print_for(struct nkc_tmpl_set *set, const char *name,
                        const struct nkc_tmpl_target *target, struct nkc_buf *out)
{
    struct tmpl_code *code = tmpl_find(set, name, strlen(name));
    if (!code) {
        nkc_diag(set->session, TMPL_MISSING, NKC_NO_SPAN, name);
        return false;
    }
    struct printer p = {.set = set, .out = out, .escape = target->escape};
    if (target->outer_type)
        p.stack[p.depth++] =
            (struct context){.bound = bind(set, target->outer_type), .object = target->outer};
    p.stack[p.depth++] =
        (struct context){.bound = bind(set, target->type), .object = target->object};
    print_code(&p, code);
    return !p.failed;
}

bool nkc_tmpl_print(struct nkc_tmpl_set *set, const char *name, const struct nkc_view_type *type,
                    const void *object, struct nkc_buf *out)
{
    const struct nkc_tmpl_target target = {.type = type, .object = object};
    return nkc_tmpl_print_for(set, name, &target, out);
}
