/* From template text to nodes. */
#include "back/tmpl_code.h"

#include <stdlib.h>

struct parser {
    struct nkc_tmpl_set *set;
    struct tmpl_code *code;
    const char *text;
    uint32_t size, at;
    uint32_t text_from; /* literal text not yet turned into a node starts here */
    struct {
        uint32_t node;
        const char *name;
        size_t len;
    } open[32];
    uint32_t depth;
};

/* One tag: `{{` sigil name `}}`. */
struct tag {
    uint32_t begin, end;
    char sigil; /* '#', '^', '/', '>', '!' or 0 */
    const char *name;
    size_t len;
};

static void fail(struct parser *p, uint32_t begin, uint32_t end, const char *text)
{
    struct nkc_span span = {p->code->src, begin, end};
    nkc_diag(p->set->session, TMPL_SYNTAX, span, text);
    p->code->bad = true;
}

uint32_t tmpl_symbol(struct nkc_tmpl_set *set, const char *name, size_t size)
{
    uintptr_t number = (uintptr_t)nkc_map_getn(&set->symbols, name, size);
    if (number)
        return (uint32_t)(number - 1);
    const char *known = nkc_arena_strndup(set->session->arena, name, size);
    nkc_vec_push(set->session->arena, &set->symbol_names, known);
    number = set->symbol_names.len;
    nkc_map_add(&set->symbols, known, (void *)number);
    return (uint32_t)(number - 1);
}

struct tmpl_code *tmpl_find(struct nkc_tmpl_set *set, const char *name, size_t size)
{
    for (size_t i = 0; i < set->count; i++)
        if (strlen(set->codes[i].name) == size && memcmp(set->codes[i].name, name, size) == 0)
            return &set->codes[i];
    return NULL;
}

static void note_nearest(struct nkc_tmpl_set *set, const char *name)
{
    const char **names = nkc_arena_alloc(set->session->arena, (set->count + 1) * sizeof *names);
    for (size_t i = 0; i < set->count; i++)
        names[i] = set->codes[i].name;
    const char *near = nkc_nearest(name, names, set->count);
    if (near)
        nkc_diag(set->session, NOTE_MEAN, NKC_NO_SPAN, near);
}

static struct tmpl_node *add_node(struct parser *p, enum tmpl_op op, uint32_t begin)
{
    struct nkc_arena *arena = p->set->session->arena;
    nkc_vec_push(arena, &p->code->nodes, (struct tmpl_node){.op = op, .begin = begin});
    return &p->code->nodes.data[p->code->nodes.len - 1];
}

static void add_text(struct parser *p, uint32_t end)
{
    if (end <= p->text_from)
        return;
    struct tmpl_node *node = add_node(p, TMPL_TEXT, p->text_from);
    node->text = p->text + p->text_from;
    node->size = end - p->text_from;
}

/* Splits `a.b` into symbol numbers; "." alone is the item itself. */
static void set_path(struct parser *p, struct tmpl_node *node, const struct tag *tag)
{
    if (tag->len == 1 && tag->name[0] == '.') {
        static const uint32_t self[] = {TMPL_SYM_SELF};
        node->path = self;
        node->path_len = 1;
        return;
    }
    uint32_t parts = 1;
    for (size_t i = 0; i < tag->len; i++)
        parts += tag->name[i] == '.';
    uint32_t *path = nkc_arena_alloc(p->set->session->arena, parts * sizeof *path);
    const char *name = tag->name, *end = tag->name + tag->len;
    for (uint32_t i = 0; i < parts; i++) {
        const char *dot = memchr(name, '.', (size_t)(end - name));
        size_t len = (size_t)((dot ? dot : end) - name);
        if (len == 0)
            fail(p, tag->begin, tag->end, "a name is missing in the path");
        path[i] = tmpl_symbol(p->set, name, len);
        name += len + 1;
    }
    node->path = path;
    node->path_len = parts;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Reads the tag at p->at; false when it is not closed on its line. */
static bool read_tag(struct parser *p, struct tag *tag)
{
    tag->begin = p->at;
    uint32_t i = p->at + 2;
    while (i + 1 < p->size && p->text[i] != '\n' && !(p->text[i] == '}' && p->text[i + 1] == '}'))
        i++;
    if (i + 1 >= p->size || p->text[i] != '}') {
        fail(p, tag->begin, i, "expected `}}` before the end of the line");
        return false;
    }
    tag->end = i + 2;
    uint32_t from = tag->begin + 2;
    tag->sigil = p->text[from] && strchr("#^/>!", p->text[from]) ? p->text[from++] : '\0';
    while (from < i && is_blank(p->text[from]))
        from++;
    while (i > from && is_blank(p->text[i - 1]))
        i--;
    tag->name = p->text + from;
    tag->len = i - from;
    if (tag->len == 0 && tag->sigil != '!')
        fail(p, tag->begin, tag->end, "the tag names nothing");
    return true;
}

/* The start of the line that holds `at`, if only blanks stand between; else `at`. */
static uint32_t blank_before(const struct parser *p, uint32_t at)
{
    uint32_t i = at;
    while (i > p->text_from && is_blank(p->text[i - 1]))
        i--;
    return i == 0 || p->text[i - 1] == '\n' ? i : at;
}

/* The start of the next line, if only blanks stand between; else `at`. */
static uint32_t blank_after(const struct parser *p, uint32_t at)
{
    uint32_t i = at;
    while (i < p->size && is_blank(p->text[i]))
        i++;
    if (i == p->size)
        return i;
    return p->text[i] == '\n' ? i + 1 : at;
}

/* A tag that prints nothing itself and fills a whole line takes the line with it. */
static bool alone_on_line(const struct parser *p, const struct tag *tag, uint32_t *begin,
                          uint32_t *end)
{
    *begin = blank_before(p, tag->begin);
    bool line_start = *begin == 0 || p->text[*begin - 1] == '\n';
    *end = blank_after(p, tag->end);
    bool line_end = *end == p->size || p->text[*end - 1] == '\n';
    return line_start && line_end;
}

static void open_section(struct parser *p, const struct tag *tag)
{
    if (p->depth == sizeof p->open / sizeof *p->open) {
        fail(p, tag->begin, tag->end, "sections are nested too deep");
        return;
    }
    p->open[p->depth].node = (uint32_t)p->code->nodes.len;
    p->open[p->depth].name = tag->name;
    p->open[p->depth++].len = tag->len;
    set_path(p, add_node(p, tag->sigil == '#' ? TMPL_SECTION : TMPL_INVERTED, tag->begin), tag);
}

static void close_section(struct parser *p, const struct tag *tag)
{
    if (p->depth == 0) {
        fail(p, tag->begin, tag->end, "no section is open here");
        return;
    }
    p->depth--;
    if (p->open[p->depth].len != tag->len ||
        memcmp(p->open[p->depth].name, tag->name, tag->len) != 0)
        fail(p, tag->begin, tag->end,
             nkc_arena_printf(p->set->session->arena, "expected `{{/%.*s}}`",
                              (int)p->open[p->depth].len, p->open[p->depth].name));
    p->code->nodes.data[p->open[p->depth].node].end = (uint32_t)p->code->nodes.len;
}

/* Cuts the filters off the name: `name | html | upper`. */
static struct tmpl_filter read_filters(struct parser *p, struct tag *tag)
{
    struct tmpl_filter filter = {0};
    const char *end = tag->name + tag->len;
    const char *bar = memchr(tag->name, '|', tag->len);
    for (tag->len = (size_t)((bar ? bar : end) - tag->name);
         tag->len && is_blank(tag->name[tag->len - 1]);)
        tag->len--;
    while (bar) {
        const char *name = bar + 1;
        bar = memchr(name, '|', (size_t)(end - name));
        const char *stop = bar ? bar : end;
        while (name < stop && is_blank(*name))
            name++;
        while (stop > name && is_blank(stop[-1]))
            stop--;
        if (tmpl_filter_add(&filter, name, (size_t)(stop - name)))
            continue;
        const char *text = nkc_intern(p->set->session, name, (size_t)(stop - name));
        const char *near = tmpl_filter_nearest(text);
        fail(p, tag->begin, tag->end,
             nkc_arena_printf(p->set->session->arena, "there is no filter `%s`", text));
        if (near)
            nkc_diag(p->set->session, NOTE_MEAN, NKC_NO_SPAN, near);
    }
    return filter;
}

static void add_value(struct parser *p, struct tag *tag)
{
    struct tmpl_filter filter = read_filters(p, tag);
    struct tmpl_node *node = add_node(p, TMPL_VALUE, tag->begin);
    node->filter = filter;
    set_path(p, node, tag);
}

static void add_partial(struct parser *p, const struct tag *tag, bool alone, uint32_t indent)
{
    struct tmpl_code *partial = tmpl_find(p->set, tag->name, tag->len);
    if (!partial) {
        struct nkc_span span = {p->code->src, tag->begin, tag->end};
        nkc_diag(p->set->session, TMPL_MISSING, span,
                 nkc_intern(p->set->session, tag->name, tag->len));
        note_nearest(p->set, nkc_intern(p->set->session, tag->name, tag->len));
        p->code->bad = true;
        return;
    }
    struct tmpl_node *node = add_node(p, TMPL_PARTIAL, tag->begin);
    node->partial = partial;
    node->indent = indent;
    node->in_line = !alone;
}

/* `indent`: blanks before a tag that is alone on its line. */
static void add_tag(struct parser *p, struct tag *tag, bool alone, uint32_t indent)
{
    switch (tag->sigil) {
    case '#':
    case '^':
        open_section(p, tag);
        break;
    case '/':
        close_section(p, tag);
        break;
    case '>':
        add_partial(p, tag, alone, indent);
        break;
    case '!':
        break;
    default:
        add_value(p, tag);
    }
}

/* Room for all nodes at once: each tag makes one, with one for the text before it. */
static void reserve_nodes(struct parser *p)
{
    size_t tags = 0;
    const char *end = p->text + p->size, *at = p->text + p->at;
    while ((at = memchr(at, '{', (size_t)(end - at))) != NULL && at + 1 < end) {
        tags += at[1] == '{';
        at += at[1] == '{' ? 2 : 1;
    }
    p->code->nodes.cap = 2 * tags + 1;
    p->code->nodes.data =
        nkc_arena_alloc(p->set->session->arena, p->code->nodes.cap * sizeof *p->code->nodes.data);
}

static void parse(struct parser *p)
{
    reserve_nodes(p);
    while (p->at + 1 < p->size) {
        const char *brace = memchr(p->text + p->at, '{', p->size - p->at - 1);
        if (!brace)
            break;
        p->at = (uint32_t)(brace - p->text);
        if (p->text[p->at + 1] != '{') {
            p->at++;
            continue;
        }
        struct tag tag;
        if (!read_tag(p, &tag))
            return;
        uint32_t begin = tag.begin, end = tag.end, line_begin, line_end;
        bool alone = tag.sigil && alone_on_line(p, &tag, &line_begin, &line_end);
        if (alone) {
            begin = line_begin;
            end = line_end;
        }
        add_text(p, begin);
        p->at = p->text_from = end;
        add_tag(p, &tag, alone, tag.begin - begin);
    }
    add_text(p, p->size);
    if (p->depth) {
        uint32_t begin = p->code->nodes.data[p->open[p->depth - 1].node].begin;
        fail(p, begin, begin + 2, "this section is not closed");
    }
}

bool tmpl_compile(struct nkc_tmpl_set *set, struct tmpl_code *code)
{
    if (code->src)
        return !code->bad;
    const struct nkc_tmpl_source *in = code->input;
    struct parser p = {.set = set, .code = code};
    if (in->src) {
        code->src = in->src;
        p.size = in->end;
        p.at = p.text_from = in->begin;
    } else {
        const char *path = nkc_arena_printf(set->session->arena, "templates/%s.t", code->name);
        code->src = nkc_source_static(set->session, path, in->text, in->size);
        p.size = code->src->size;
    }
    p.text = code->src->text;
    parse(&p);
    return !code->bad;
}
