/* Drives scanner and parser over one source and words the syntax errors. */
#include "front/parse.h"

#include "front/xdl.h"

#include "xdl_parse.h"
#define YY_NO_UNISTD_H
#include "xdl_lex.h"

static const char *const kind_articles[] = {"an IDL", "a CDL", "an EDL"};
static const char *const kind_heads[] = {"`package`", "`component`", "`task class`"};

/* ---- tokens ----------------------------------------------------------------------------- */

/* The kind of file that begins with `token`, or `kind` itself when the token begins none. */
static enum nkc_file_kind kind_by_head(int token, enum nkc_file_kind kind)
{
    switch (token) {
    case T_PACKAGE:
        return NKC_FILE_IDL;
    case T_COMPONENT:
        return NKC_FILE_CDL;
    case T_TASK:
    case T_ENTITY:
        return NKC_FILE_EDL;
    default:
        return kind;
    }
}

/* The next token; the scanner is not asked again once the text has ended. */
static int next_token(struct xdl_ctx *c)
{
    if (c->at_end)
        return T_END;
    int token = xdl_scan_lex(c->scanner);
    c->at_end |= token == T_END;
    return token;
}

/* Reads the first token and answers with the start token of the language it belongs to. */
static int start_token(struct xdl_ctx *c)
{
    c->started = true;
    c->pending = next_token(c);
    enum nkc_file_kind kind = kind_by_head(c->pending, c->file->kind);
    if (kind != c->file->kind) {
        nkc_diag(c->s, FILE_KIND, xdl_here(c), xdl_word(c), kind_articles[c->file->kind],
                 kind_heads[c->file->kind]);
        c->file->error = true;
    }
    return kind == NKC_FILE_IDL ? T_START_IDL : T_START_XDL;
}

int xdl_lex(XDL_STYPE *value, struct nkc_span *place, struct xdl_ctx *c)
{
    if (!c->started) {
        *place = (struct nkc_span){c->src, 0, 0};
        return start_token(c);
    }
    c->previous_end = c->pending ? c->previous_end : c->end;
    int token = c->pending ? c->pending : next_token(c);
    c->pending = 0;
    if (token == T_END)
        c->begin = c->end;
    *place = xdl_here(c);
    if (token == T_NUMBER && !(value->expr = xdl_number(c)))
        return T_XDL_error;
    if (token == T_NAME || token == T_DOTTED || (token >= T_INT && token <= T_COMPONENTS))
        value->name = (struct nkc_ast_name){xdl_word(c), *place};
    return token;
}

/* ---- messages --------------------------------------------------------------------------- */

struct expected {
    bool name, full_name, type, number, infix, any_word;
};

static bool is_word(const char *symbol)
{
    return symbol[0] != '\'' && strspn(symbol, "abcdefghijklmnopqrstuvwxyzH") == strlen(symbol);
}

static bool is_infix(const char *symbol)
{
    static const char *const operators[] = {"**",  "<<",  ">>",  "'*'", "'/'", "'%'",
                                            "'+'", "'-'", "'&'", "'|'", "'^'"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strcmp(symbol, operators[i]) == 0)
            return true;
    return false;
}

/* Where names are expected every keyword is one, and a type may begin with many words: say what
 * they stand for instead of listing them. */
static struct expected summarize(const char *const *symbols, size_t count)
{
    struct expected e = {0};
    bool definition_word = false, integer = false;
    for (size_t i = 0; i < count; i++) {
        e.name |= strcmp(symbols[i], "a name") == 0;
        e.full_name |= strcmp(symbols[i], "a full name") == 0;
        e.number |= strcmp(symbols[i], "a number") == 0;
        e.infix |= strcmp(symbols[i], "**") == 0;
        definition_word |= strcmp(symbols[i], "const") == 0;
        integer |= strcmp(symbols[i], "an integer type") == 0;
    }
    e.any_word = e.name;
    e.type = e.name && integer && !definition_word;
    return e;
}

/* The group that stands for all words and operand signs, or NULL. */
static const char *group_text(const struct expected *e)
{
    if (e->number)
        return "a constant expression";
    if (e->full_name)
        return "a full name";
    if (e->type)
        return "a type";
    return e->name ? "a name" : NULL;
}

static bool in_group(const struct expected *e, const char *symbol)
{
    if (strncmp(symbol, "a ", 2) == 0 || strncmp(symbol, "an ", 3) == 0)
        return true;
    if (e->any_word && is_word(symbol))
        return true;
    if (e->number)
        return is_infix(symbol) || strcmp(symbol, "'('") == 0 || strcmp(symbol, "'~'") == 0;
    return e->infix && is_infix(symbol);
}

/* "`;`" for the symbol ';' and for the word of a keyword; texts stay as they are. */
static const char *quoted(struct xdl_ctx *c, const char *symbol)
{
    if (strchr(symbol, ' '))
        return symbol;
    if (symbol[0] == '\'')
        return nkc_arena_printf(c->s->arena, "`%c`", symbol[1]);
    return nkc_arena_printf(c->s->arena, "`%s`", symbol);
}

static const char *found_text(struct xdl_ctx *c, struct nkc_span found)
{
    enum { SHOWN = 40 };
    uint32_t size = found.end - found.begin;
    if (size == 0)
        return "end of file";
    return nkc_arena_printf(c->s->arena, "`%.*s%s`", (int)(size < SHOWN ? size : SHOWN),
                            found.src->text + found.begin, size > SHOWN ? "..." : "");
}

/* A missing `;` or `}` is felt at the next token, which may be lines away: point behind what
 * stands before it. */
static struct nkc_span error_place(const struct xdl_ctx *c, struct nkc_span found)
{
    uint32_t gap = found.begin - c->previous_end;
    struct nkc_span before = {c->src, c->previous_end, c->previous_end};
    if (c->previous_end == 0 || !memchr(c->src->text + c->previous_end, '\n', gap))
        return found;
    return before;
}

void xdl_syntax_error(struct xdl_ctx *c, struct nkc_span found, const char *const *symbols,
                      size_t count)
{
    struct expected e = summarize(symbols, count);
    const char *texts[8];
    size_t used = 0, max = sizeof texts / sizeof *texts;
    const char *group = group_text(&e);
    if (group)
        texts[used++] = group;
    for (size_t i = 0; i < count && used < max; i++)
        if (!in_group(&e, symbols[i]))
            texts[used++] = quoted(c, symbols[i]);

    struct nkc_buf text = {0};
    nkc_buf_puts(&text, "expected ");
    for (size_t i = 0; i < used; i++) {
        if (i)
            nkc_buf_puts(&text, i + 1 == used ? " or " : ", ");
        nkc_buf_puts(&text, texts[i]);
    }
    nkc_buf_printf(&text, ", found %s", found_text(c, found));
    bool closes = used == 1 && texts[0][0] == '`' && strchr(";}", texts[0][1]);
    struct nkc_span place = closes ? error_place(c, found) : found;
    nkc_diag(c->s, SYN, place, text.data);
    if (closes)
        nkc_diag_fix(c->s, (struct nkc_span){place.src, place.begin, place.begin},
                     texts[0][1] == ';' ? ";" : "}");
    nkc_buf_free(&text);
    c->file->error = true;
}

/* Bison calls this when its stack would pass YYMAXDEPTH, the bound on nesting. */
void xdl_error(const struct nkc_span *place, struct xdl_ctx *c, const char *message)
{
    (void)message;
    nkc_diag(c->s, SYN_DEPTH, *place);
    c->file->error = true;
}

/* ---- driver ----------------------------------------------------------------------------- */

/* The scanner works on a copy: it writes NULs behind tokens, and messages quote the source. */
static bool begin_scan(struct xdl_ctx *c)
{
    if (xdl_scan_lex_init_extra(c, &c->scanner) != 0)
        return false;
    return xdl_scan__scan_bytes(c->src->text, (int)c->src->size, c->scanner) != NULL;
}

struct nkc_ast_file *nkc_parse(struct nkc_session *s, struct nkc_source *src,
                               enum nkc_file_kind kind)
{
    struct nkc_ast_file *file = NKC_NEW(s->arena, struct nkc_ast_file);
    file->kind = kind;
    file->src = src;
    nkc_map_init(&file->lost, s->arena);
    struct xdl_ctx c = {.s = s, .src = src, .file = file};
    if (!begin_scan(&c) || xdl_parse(&c) != 0)
        file->error = true;
    xdl_scan_lex_destroy(c.scanner);
    return file;
}
