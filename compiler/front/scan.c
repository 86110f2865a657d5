/* The scanner's hand-written half: lexical errors, numbers, names, the two meanings of `>>`. */
#include "front/xdl.h"

enum { NAME_MAX_LENGTH = 1023 };

struct nkc_span xdl_here(const struct xdl_ctx *c)
{
    return (struct nkc_span){c->src, c->begin, c->end};
}

void xdl_bad_bytes(struct xdl_ctx *c)
{
    unsigned char byte = (unsigned char)c->src->text[c->begin];
    const char *text;
    if (byte >= 0x80)
        text = nkc_arena_printf(c->s->arena, "non-ASCII byte 0x%02x outside a comment", byte);
    else if (byte == '.')
        text = "stray `.`: the parts of a name are joined by `.` without white space";
    else if (byte > 0x20 && byte < 0x7f)
        text = nkc_arena_printf(c->s->arena, "character `%c` does not belong here", byte);
    else
        text = nkc_arena_printf(c->s->arena, "control byte 0x%02x does not belong here", byte);
    nkc_diag(c->s, LEX_CHAR, xdl_here(c), text);
    c->file->error = true;
}

void xdl_open_comment(struct xdl_ctx *c)
{
    nkc_diag(c->s, LEX_COMMENT, (struct nkc_span){c->src, c->comment, c->comment + 2});
    xdl_lost(c, (struct nkc_span){c->src, c->comment, c->src->size});
    c->file->error = true;
    c->at_end = true;
}

void xdl_bracket(struct xdl_ctx *c, char bracket)
{
    switch (bracket) {
    case '<':
        if (c->angle++ == 0)
            c->paren_base = c->paren;
        break;
    case '>':
        c->angle -= c->angle > 0;
        break;
    case '(':
        c->paren++;
        break;
    case ')':
        c->paren -= c->paren > 0;
        break;
    default: /* no type and no expression goes across `;`, `{` or `}` */
        c->angle = c->paren = 0;
    }
}

bool xdl_is_shift(const struct xdl_ctx *c)
{
    return c->angle == 0 || c->paren > c->paren_base;
}

const char *xdl_word(struct xdl_ctx *c)
{
    uint32_t size = c->end - c->begin;
    if (size > NAME_MAX_LENGTH) {
        nkc_diag(c->s, LEX_NAME, xdl_here(c), (unsigned)size, (unsigned)NAME_MAX_LENGTH);
        c->file->error = true;
        size = NAME_MAX_LENGTH;
    }
    return nkc_intern(c->s, c->src->text + c->begin, size);
}

bool xdl_is_int_type(const char *word)
{
    static const char *const names[] = {
#define NKC_INT_TYPE(idl, c, width, is_signed, is_word) #idl,
#include "base/int_types.def"
#undef NKC_INT_TYPE
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i][0] == word[0] && strcmp(names[i], word) == 0)
            return true;
    return false;
}

/* Value of a digit in any base up to 16; 16 for anything else. */
static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (unsigned)(c - 'A') + 10;
    return 16;
}

enum number_result { NUMBER_OK, NUMBER_MALFORMED, NUMBER_LARGE };

static enum number_result read_digits(const char *p, const char *end, unsigned base,
                                      uint64_t *value)
{
    if (p == end)
        return NUMBER_MALFORMED;
    bool large = false;
    for (*value = 0; p < end; p++) {
        unsigned digit = digit_value(*p);
        if (digit >= base)
            return NUMBER_MALFORMED;
        large |= __builtin_mul_overflow(*value, (uint64_t)base, value);
        large |= __builtin_add_overflow(*value, (uint64_t)digit, value);
    }
    return large ? NUMBER_LARGE : NUMBER_OK;
}

static void warn_leading_zero(struct xdl_ctx *c, const char *p, size_t size)
{
    const char *text = nkc_arena_strndup(c->s->arena, p, size < 40 ? size : 40);
    size_t zeros = strspn(text, "0");
    if (strspn(text, "0123456789") == size && zeros < size)
        nkc_diag(c->s, LEX_OCTAL, xdl_here(c), text, text + zeros);
}

const struct nkc_ast_expr *xdl_number(struct xdl_ctx *c)
{
    const char *p = c->src->text + c->begin, *end = c->src->text + c->end;
    size_t size = (size_t)(end - p);
    unsigned base = 10;
    if (size > 1 && p[0] == '0') {
        if (p[1] == 'x' || p[1] == 'X')
            base = 16;
        else if (p[1] == 'o' || p[1] == 'O')
            base = 8;
        else
            warn_leading_zero(c, p, size);
    }

    uint64_t value = 0;
    switch (read_digits(base == 10 ? p : p + 2, end, base, &value)) {
    case NUMBER_OK: {
        struct nkc_ast_expr *e = NKC_NEW(c->s->arena, struct nkc_ast_expr);
        e->kind = NKC_EXPR_NUMBER;
        e->value = value;
        e->span = xdl_here(c);
        return e;
    }
    case NUMBER_LARGE:
        nkc_diag(c->s, LEX_RANGE, xdl_here(c));
        break;
    case NUMBER_MALFORMED:
        nkc_diag(c->s, LEX_NUMBER, xdl_here(c),
                 nkc_arena_strndup(c->s->arena, p, size < 40 ? size : 40));
        c->file->error = true;
        return NULL;
    }
    c->file->error = true;
    return xdl_expr_error(c, xdl_here(c));
}
