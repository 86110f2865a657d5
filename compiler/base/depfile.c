/* Make rules with every file that a session read. */
#include "base/quote.h"
#include "base/session.h"

/* Not a template of the tool. */
static bool is_file(const struct nkc_source *src)
{
    return src->real_path != NULL;
}

void nkc_depfile(struct nkc_session *s, const char *target, struct nkc_buf *out)
{
    nkc_buf_printf(out, "%s:", nkc_quote_make(s->arena, target));
    NKC_FOREACH(i, &s->sources)
        if (is_file(s->sources.data[i]))
            nkc_buf_printf(out, " \\\n  %s", nkc_quote_make(s->arena, s->sources.data[i]->path));
    nkc_buf_putc(out, '\n');
    /* Each also as a target of its own: one that is gone is no longer used, make must not stop. */
    NKC_FOREACH(i, &s->sources)
        if (is_file(s->sources.data[i]))
            nkc_buf_printf(out, "%s:\n", nkc_quote_make(s->arena, s->sources.data[i]->path));
}
