#include "base/diag.h"

#include <stdlib.h>

#ifndef NKC_VERSION
#define NKC_VERSION "0.0.0"
#endif

const char nkc_version[] = NKC_VERSION;

struct nkc_session *nkc_session_new(const char *tool)
{
    struct nkc_arena *arena = nkc_arena_new();
    struct nkc_session *s = NKC_NEW(arena, struct nkc_session);
    s->arena = arena;
    nkc_map_init(&s->names, arena);
    s->diag_stream = stderr;
    s->diag_sink = &nkc_diag_text;
    s->tool = tool;
    s->word_bytes = 8;
    for (unsigned id = 0; id < NKC_D_COUNT; id++)
        s->diag_off[id] = nkc_diag_info(id)->severity == NKC_WARNING_OFF;
    return s;
}

void nkc_session_free(struct nkc_session *s)
{
    if (!s)
        return;
    nkc_diag_finish(s);
    NKC_FOREACH(i, &s->outputs)
        nkc_buf_free(&s->outputs.data[i]->text);
    NKC_FOREACH(i, &s->sources)
        free(s->sources.data[i]->owned);
    nkc_arena_free(s->arena);
}

const char *nkc_intern(struct nkc_session *s, const char *text, size_t size)
{
    char *have = nkc_map_getn(&s->names, text, size);
    if (have)
        return have;
    char *copy = nkc_arena_strndup(s->arena, text, size);
    nkc_map_add(&s->names, copy, copy);
    return copy;
}

const char *nkc_interns(struct nkc_session *s, const char *text)
{
    return nkc_intern(s, text, strlen(text));
}

int nkc_session_status(const struct nkc_session *s)
{
    return s->error_count ? 1 : 0;
}
