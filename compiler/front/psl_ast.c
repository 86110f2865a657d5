/* Constructors of the PSL tree, and texts taken from the source. */
#include "front/psl_ast.h"

#include <ctype.h>

const char *psl_op_text(enum psl_op op)
{
    static const char *const texts[PSL_OP_COUNT] = {
        [PSL_OP_NOT] = "!", [PSL_OP_COMPL] = "~", [PSL_OP_NEG] = "-", [PSL_OP_IMPLIES] = "==>",
        [PSL_OP_OR] = "||", [PSL_OP_AND] = "&&",  [PSL_OP_EQ] = "==", [PSL_OP_NE] = "!=",
        [PSL_OP_LT] = "<",  [PSL_OP_LE] = "<=",   [PSL_OP_GT] = ">",  [PSL_OP_GE] = ">=",
        [PSL_OP_BOR] = "|", [PSL_OP_BAND] = "&",  [PSL_OP_ADD] = "+", [PSL_OP_SUB] = "-",
        [PSL_OP_MUL] = "*",
    };
    return texts[op];
}

const char *const psl_event_words[] = {"execute", "request", "response", "error", "security", NULL};

const char *psl_event_text(enum psl_event event)
{
    return psl_event_words[event];
}

const char *const psl_selector_words[] = {"src",      "dst",    "interface", "component",
                                          "endpoint", "method", NULL};

const char *psl_selector_text(enum psl_selector_kind kind)
{
    return psl_selector_words[kind];
}

struct psl_expr *psl_expr_new(struct psl_parse *p, enum psl_expr_kind kind, struct nkc_span span)
{
    struct psl_expr *e = NKC_NEW(p->s->arena, struct psl_expr);
    e->kind = kind;
    e->span = span;
    return e;
}

struct psl_expr *psl_unary(struct psl_parse *p, enum psl_op op, struct psl_expr *operand,
                           struct nkc_span span)
{
    if (op == PSL_OP_NEG && operand->kind == PSL_E_INT && !operand->in_parens) {
        operand->negative = !operand->negative && operand->value != 0;
        operand->span = span;
        return operand;
    }
    struct psl_expr *e = psl_expr_new(p, PSL_E_UNARY, span);
    e->op = op;
    e->left = operand;
    return e;
}

struct psl_expr *psl_binary(struct psl_parse *p, enum psl_op op, struct psl_expr *left,
                            struct psl_expr *right, struct nkc_span span)
{
    struct psl_expr *e = psl_expr_new(p, PSL_E_BINARY, span);
    e->op = op;
    e->left = left;
    e->right = right;
    return e;
}

struct psl_expr *psl_entries_expr(struct psl_parse *p, enum psl_expr_kind kind,
                                  struct psl_entries *entries, struct nkc_span span)
{
    struct psl_expr *e = psl_expr_new(p, kind, span);
    e->entries = entries;
    return e;
}

struct psl_entries *psl_entries_add(struct psl_parse *p, struct psl_entries *entries,
                                    struct psl_entry field)
{
    if (field.value)
        nkc_vec_push(p->s->arena, &entries->list, field);
    else
        entries->broken = true;
    return entries;
}

struct psl_name psl_name_join(struct psl_parse *p, struct psl_name left, struct psl_name right)
{
    const char *text = nkc_arena_printf(p->s->arena, "%s.%s", left.text, right.text);
    return (struct psl_name){nkc_interns(p->s, text), nkc_span_join(left.span, right.span)};
}

struct psl_item *psl_item_new(struct psl_parse *p, enum psl_item_kind kind, struct nkc_span span)
{
    struct psl_item *item = NKC_NEW(p->s->arena, struct psl_item);
    item->kind = kind;
    item->span = span;
    return item;
}

struct psl_decl *psl_decl_new(struct psl_parse *p, enum psl_decl_kind kind, struct nkc_span span)
{
    struct psl_decl *decl = NKC_NEW(p->s->arena, struct psl_decl);
    decl->kind = kind;
    decl->span = span;
    return decl;
}

struct psl_type *psl_type_new(struct psl_parse *p, enum psl_type_kind kind, struct nkc_span span)
{
    struct psl_type *type = NKC_NEW(p->s->arena, struct psl_type);
    type->kind = kind;
    type->span = span;
    return type;
}

struct psl_type *psl_type_or(struct psl_parse *p, struct psl_type *left, struct psl_type *right,
                             struct nkc_span span)
{
    if (left->kind != PSL_T_VARIANT) {
        struct psl_type *variant = psl_type_new(p, PSL_T_VARIANT, span);
        variant->items = NKC_NEW(p->s->arena, struct psl_type_items);
        nkc_vec_push(p->s->arena, &variant->items->list, (struct psl_type_item){.type = left});
        left = variant;
    }
    nkc_vec_push(p->s->arena, &left->items->list, (struct psl_type_item){.type = right});
    left->span = span;
    return left;
}

struct psl_case *psl_case_new(struct psl_parse *p, enum psl_event event, struct nkc_span span)
{
    struct psl_case *c = NKC_NEW(p->s->arena, struct psl_case);
    c->event = event;
    c->span = span;
    return c;
}

/* Length of the comment at `text`, 0 when there is none. */
static uint32_t comment_length(const char *text, uint32_t size)
{
    if (size < 2 || text[0] != '/' || (text[1] != '/' && text[1] != '*'))
        return 0;
    bool line = text[1] == '/';
    uint32_t i = 2;
    while (i < size && !(line ? text[i] == '\n' : text[i] == '/' && text[i - 1] == '*' && i > 2))
        i++;
    return i < size ? i + 1 : size;
}

/* Length of the text literal at `text`, which starts with a quotation mark. */
static uint32_t literal_length(const char *text, uint32_t size)
{
    uint32_t i = 1;
    while (i < size && text[i] != '"')
        i += text[i] == '\\' ? 2 : 1;
    return i < size ? i + 1 : size;
}

const char *psl_span_text(struct nkc_session *s, struct nkc_span span, size_t limit)
{
    const char *text = span.src->text;
    char *out = nkc_arena_alloc(s->arena, limit + 4);
    size_t n = 0;
    bool blank = false;
    uint32_t i = span.begin;
    while (i < span.end && n <= limit) {
        uint32_t skip = comment_length(text + i, span.end - i);
        if (!skip && isspace((unsigned char)text[i]))
            skip = 1;
        if (skip) {
            blank = n > 0;
            i += skip;
            continue;
        }
        if (blank && n < limit)
            out[n++] = ' ';
        blank = false;
        uint32_t end = i + (text[i] == '"' ? literal_length(text + i, span.end - i) : 1);
        while (i < end && n <= limit)
            out[n++] = text[i++];
    }
    if (n > limit) {
        n = limit - 3;
        while (n > 0 && ((unsigned char)out[n] & 0xc0) == 0x80)
            n--;
        memcpy(out + n, "...", 3);
        n += 3;
    }
    out[n] = '\0';
    return out;
}
