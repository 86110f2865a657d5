/* Brackets of a policy as the parser gets them: in pairs, whatever the text has. */
#include "front/psl_ast.h"

/* One that is missing before `closer` is reported, unless an error behind its partner was, and made
 * up: what follows is read as what it is. Returns the bracket to give. */
static char close_bracket(struct psl_parse *p, struct nkc_span span, char closer, bool *made_up)
{
    size_t n = p->open.len;
    while (n > 0 && p->open.data[n - 1].closer != closer)
        n--;
    *made_up = n > 0 && n < p->open.len;
    if (n == 0)
        return closer;
    struct psl_open last = p->open.data[--p->open.len];
    bool known = p->told > last.at || (p->fault.src && p->fault.end > last.at);
    if (*made_up && !known)
        nkc_diag(p->s, PSL_SYNTAX, span, nkc_arena_printf(p->s->arena, "`%c`", last.closer),
                 nkc_arena_printf(p->s->arena, "`%c`", closer));
    if (*made_up)
        p->fault = (struct nkc_span){span.src, span.begin, span.begin};
    return last.closer;
}

int psl_closing_token(struct psl_parse *p, struct nkc_span span, char closer, bool *made_up)
{
    char c = close_bracket(p, span, closer, made_up);
    p->lone = c == '}' && p->depth == 0;
    p->depth -= c == '}' && !p->lone;
    return c;
}

bool psl_misses_brace(const struct psl_parse *p, uint32_t at)
{
    return p->made_up < p->missing.list.len && p->missing.list.data[p->made_up].at <= at;
}

static void report_unclosed(struct psl_parse *p, struct nkc_span before)
{
    const struct psl_missing *m = &p->missing.list.data[p->made_up];
    uint32_t end = m->open; /* without the `=` or `:` before it */
    while (end > m->head && strchr(" \t\r\n=:", p->src->text[end - 1]))
        end--;
    const char *found = "the end of the file";
    if (m->at < p->src->size)
        found = p->src->text[m->at] == '}'
                    ? "this one"
                    : nkc_arena_printf(p->s->arena, "`%s`", psl_span_text(p->s, before, 40));
    struct nkc_span head = {p->src, m->head, end}, brace = {p->src, m->open, m->open + 1};
    nkc_diag(p->s, PSL_UNCLOSED, before, psl_span_text(p->s, m->head < end ? head : brace, 60),
             found);
    nkc_diag(p->s, NOTE_HERE, brace, "it begins here");
}

/* What is still open inside the block, a parenthesis, is closed with it and needs no report. */
int psl_make_up_brace(struct psl_parse *p, struct nkc_span before)
{
    bool inner;
    if (!p->told_missing)
        report_unclosed(p, before);
    before.end = before.begin;
    p->fault = before;
    int token = psl_closing_token(p, before, '}', &inner);
    p->told_missing = inner;
    p->made_up += !inner;
    return token;
}
