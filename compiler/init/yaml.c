#include "init/yaml.h"

#include <yaml.h>

const char *nkc_yaml_kind_name(enum nkc_yaml_kind kind)
{
    static const char *const names[] = {"nothing", "a string", "a list", "a mapping"};
    return names[kind];
}

/* ---- places ----------------------------------------------------------------------------- */

/* libyaml counts characters, spans count bytes: the byte of every STRIDE-th character. */
enum { STRIDE = 256 };

struct reader {
    struct nkc_session *s;
    const struct nkc_source *src;
    NKC_VEC(uint32_t) marks;
};

static bool starts_character(const struct nkc_source *src, uint32_t at)
{
    return ((unsigned char)src->text[at] & 0xc0) != 0x80;
}

static void index_characters(struct reader *r)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->src->size; i++)
        if (starts_character(r->src, i) && count++ % STRIDE == 0)
            nkc_vec_push(r->s->arena, &r->marks, i);
}

static uint32_t byte_of(const struct reader *r, size_t character)
{
    size_t mark = character / STRIDE;
    if (mark >= r->marks.len)
        return r->src->size;
    uint32_t at = r->marks.data[mark];
    for (size_t left = character % STRIDE; left && at < r->src->size; left--)
        do
            at++;
        while (at < r->src->size && !starts_character(r->src, at));
    return at;
}

static struct nkc_span span_of(const struct reader *r, yaml_mark_t begin, yaml_mark_t end)
{
    return (struct nkc_span){r->src, byte_of(r, begin.index), byte_of(r, end.index)};
}

/* ---- nodes ------------------------------------------------------------------------------ */

static bool is_nothing(const yaml_node_t *n)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    if (n->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp((const char *)n->data.scalar.value, words[i]) == 0)
            return true;
    return false;
}

static void fill_scalar(struct reader *r, const yaml_node_t *from, struct nkc_yaml_node *to)
{
    to->size = from->data.scalar.length;
    to->text = nkc_arena_strndup(r->s->arena, (const char *)from->data.scalar.value, to->size);
    to->kind = is_nothing(from) ? NKC_YAML_NOTHING : NKC_YAML_TEXT;
}

/* `all` holds one node per node of the document; libyaml numbers them from 1. */
static void fill_list(struct reader *r, const yaml_node_t *from, struct nkc_yaml_node *to,
                      const struct nkc_yaml_node *all)
{
    to->kind = NKC_YAML_LIST;
    const yaml_node_item_t *end = from->data.sequence.items.top;
    for (const yaml_node_item_t *i = from->data.sequence.items.start; i < end; i++)
        nkc_vec_push(r->s->arena, &to->items, &all[*i - 1]);
}

static void fill_map(struct reader *r, const yaml_node_t *from, struct nkc_yaml_node *to,
                     const struct nkc_yaml_node *all)
{
    to->kind = NKC_YAML_MAP;
    const yaml_node_pair_t *end = from->data.mapping.pairs.top;
    for (const yaml_node_pair_t *p = from->data.mapping.pairs.start; p < end; p++)
        nkc_vec_push(r->s->arena, &to->pairs,
                     (struct nkc_yaml_pair){&all[p->key - 1], &all[p->value - 1]});
}

static const struct nkc_yaml_node *copy_nodes(struct reader *r, yaml_document_t *doc)
{
    size_t count = (size_t)(doc->nodes.top - doc->nodes.start);
    struct nkc_yaml_node *all = nkc_arena_alloc(r->s->arena, count * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_t *from = &doc->nodes.start[i];
        all[i].span = span_of(r, from->start_mark, from->end_mark);
        if (from->type == YAML_SEQUENCE_NODE)
            fill_list(r, from, &all[i], all);
        else if (from->type == YAML_MAPPING_NODE)
            fill_map(r, from, &all[i], all);
        else
            fill_scalar(r, from, &all[i]);
    }
    return all; /* the first node is the root */
}

/* ---- limits ----------------------------------------------------------------------------- */

/* libyaml needs time that grows with the square of nesting, of anchors and of %TAG directives. */
enum { SIZE_MAX_YAML = 1024 * 1024, DEPTH_MAX = 64, ANCHORS_MAX = 1024 };

static bool refuse(const struct reader *r, struct nkc_span at, const char *why)
{
    nkc_diag(r->s, INIT_YAML, at, why);
    return false;
}

static bool check_text(const struct reader *r)
{
    if (r->src->size > SIZE_MAX_YAML) {
        nkc_diag(r->s, FILE_SIZE, NKC_NO_SPAN, r->src->path, (unsigned long long)r->src->size,
                 (unsigned)SIZE_MAX_YAML);
        return false;
    }
    const struct nkc_lines *lines = nkc_source_lines(r->src);
    for (uint32_t i = 0; i < lines->count; i++) {
        uint32_t at = lines->begin[i];
        if (strncmp(r->src->text + at, "%TAG", 4) == 0)
            return refuse(r, (struct nkc_span){r->src, at, at + 4}, "tags are not supported");
    }
    return true;
}

static bool has_anchor(const yaml_event_t *e)
{
    return (e->type == YAML_SCALAR_EVENT && e->data.scalar.anchor) ||
           (e->type == YAML_SEQUENCE_START_EVENT && e->data.sequence_start.anchor) ||
           (e->type == YAML_MAPPING_START_EVENT && e->data.mapping_start.anchor);
}

/* Runs over the whole text once; errors of syntax are left to the second pass. */
static bool check_events(const struct reader *r, yaml_parser_t *parser)
{
    size_t depth = 0, anchors = 0;
    for (bool end = false; !end;) {
        bool ok = true;
        yaml_event_t e;
        if (!yaml_parser_parse(parser, &e))
            return true;
        end = e.type == YAML_STREAM_END_EVENT;
        anchors += has_anchor(&e);
        if (e.type == YAML_SEQUENCE_START_EVENT || e.type == YAML_MAPPING_START_EVENT)
            depth++;
        else if (e.type == YAML_SEQUENCE_END_EVENT || e.type == YAML_MAPPING_END_EVENT)
            depth--;
        if (depth > DEPTH_MAX)
            ok = refuse(r, span_of(r, e.start_mark, e.end_mark), "nesting is too deep");
        else if (anchors > ANCHORS_MAX)
            ok = refuse(r, span_of(r, e.start_mark, e.end_mark), "too many anchors");
        yaml_event_delete(&e);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- documents -------------------------------------------------------------------------- */

/* What a template leaves behind where it was not expanded: no text of YAML begins so. */
static const char *left_over(const struct reader *r, uint32_t at)
{
    const char *text = r->src->text + at;
    if (at < r->src->size && *text == '@')
        return "this looks like a variable of CMake that was not replaced";
    if (at < r->src->size && at > 0 && *text == '%' && text[-1] == '{')
        return "template blocks are not supported: use CMake variables, or one file per variant";
    return NULL;
}

/* libyaml has no error for some of its failed allocations. */
static void report(const struct reader *r, const yaml_parser_t *p)
{
    if (p->error == YAML_MEMORY_ERROR || p->error == YAML_NO_ERROR)
        nkc_oom();
    struct nkc_span at = {r->src, 0, 0};
    if (p->error == YAML_READER_ERROR)
        at.begin = p->problem_offset < r->src->size ? (uint32_t)p->problem_offset : r->src->size;
    else
        at.begin = byte_of(r, p->problem_mark.index);
    at.end = at.begin + 1;
    nkc_diag(r->s, INIT_YAML, at, p->problem ? p->problem : "malformed text");
    const char *hint = left_over(r, at.begin);
    if (hint)
        nkc_diag(r->s, NOTE_HERE, NKC_NO_SPAN, hint);
    else if (p->context && p->error != YAML_READER_ERROR)
        nkc_diag(r->s, NOTE_HERE, span_of(r, p->context_mark, p->context_mark), p->context);
}

/* A second document would be silently lost. */
static bool nothing_follows(const struct reader *r, yaml_parser_t *parser)
{
    yaml_document_t doc;
    if (!yaml_parser_load(parser, &doc)) {
        report(r, parser);
        return false;
    }
    const yaml_node_t *root = yaml_document_get_root_node(&doc);
    if (root)
        nkc_diag(r->s, INIT_SECOND, span_of(r, root->start_mark, root->end_mark));
    yaml_document_delete(&doc);
    return !root;
}

static const struct nkc_yaml_node *read_only_document(struct reader *r, yaml_parser_t *parser)
{
    yaml_document_t doc;
    const struct nkc_yaml_node *root = NULL;
    if (!yaml_parser_load(parser, &doc)) {
        report(r, parser);
        return NULL;
    }
    if (!yaml_document_get_root_node(&doc))
        nkc_diag(r->s, INIT_EMPTY, ((struct nkc_span){r->src, 0, 0}));
    else
        root = copy_nodes(r, &doc);
    yaml_document_delete(&doc);
    return root && nothing_follows(r, parser) ? root : NULL;
}

static void open_parser(const struct reader *r, yaml_parser_t *parser)
{
    if (!yaml_parser_initialize(parser))
        nkc_oom();
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)r->src->text, r->src->size);
}

static bool check_limits(const struct reader *r)
{
    yaml_parser_t parser;
    if (!check_text(r))
        return false;
    open_parser(r, &parser);
    bool ok = check_events(r, &parser);
    yaml_parser_delete(&parser);
    return ok;
}

const struct nkc_yaml_node *nkc_yaml_read(struct nkc_session *s, const struct nkc_source *src)
{
    struct reader r = {.s = s, .src = src};
    yaml_parser_t parser;
    index_characters(&r);
    if (!check_limits(&r))
        return NULL;
    open_parser(&r, &parser);
    const struct nkc_yaml_node *root = read_only_document(&r, &parser);
    yaml_parser_delete(&parser);
    return root;
}
