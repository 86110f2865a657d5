#include "base/quote.h"

#include <stdio.h>
#include <string.h>

/* Octal escapes end after three digits, whatever follows; `?` is escaped because of trigraphs. */
const char *nkc_quote_c(struct nkc_arena *arena, const char *text)
{
    char *literal = nkc_arena_alloc(arena, strlen(text) * 4 + 3), *p = literal;
    *p++ = '"';
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (strchr("\"\\?", c))
            *p++ = '\\';
        if (c >= ' ' && c < 0x7f)
            *p++ = *text;
        else
            p += sprintf(p, "\\%03o", c);
    }
    *p = '"';
    return literal;
}

const char *nkc_quote_comment(struct nkc_arena *arena, const char *text)
{
    char *out = nkc_arena_strdup(arena, text);
    for (char *c = out; *c; c++)
        if ((c[0] == '*' && c[1] == '/') || (c[0] == '/' && c[1] == '*'))
            c[0] = ' ';
    return out;
}

const char *nkc_quote_make(struct nkc_arena *arena, const char *path)
{
    char *word = nkc_arena_alloc(arena, strlen(path) * 2 + 1), *p = word;
    for (; *path; path++) {
        if (strchr(" \t#\\", *path))
            *p++ = '\\';
        if (*path == '$')
            *p++ = '$';
        *p++ = *path;
    }
    return word;
}
