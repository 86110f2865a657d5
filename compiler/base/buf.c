#include "base/buf.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void nkc_buf_free(struct nkc_buf *buf)
{
    free(buf->data);
    memset(buf, 0, sizeof *buf);
}

char *nkc_buf_reserve(struct nkc_buf *buf, size_t more)
{
    if (buf->cap - buf->len <= more) {
        size_t cap = buf->cap ? buf->cap : 4096;
        while (cap - buf->len <= more)
            cap *= 2;
        buf->data = nkc_xrealloc(buf->data, cap);
        buf->cap = cap;
    }
    return buf->data + buf->len;
}

void nkc_buf_puts(struct nkc_buf *buf, const char *text)
{
    nkc_buf_write(buf, text, strlen(text));
}

void nkc_buf_putc(struct nkc_buf *buf, char c)
{
    nkc_buf_write(buf, &c, 1);
}

void nkc_buf_printf(struct nkc_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0)
        return;
    char *at = nkc_buf_reserve(buf, (size_t)n);
    va_start(args, format);
    vsnprintf(at, (size_t)n + 1, format, args);
    va_end(args);
    buf->len += (size_t)n;
}
