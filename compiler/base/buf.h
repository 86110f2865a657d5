/* A growable text buffer outside any arena; generated files are built in one. */
#ifndef NKC_BASE_BUF_H
#define NKC_BASE_BUF_H

#include <stddef.h>
#include <string.h>

struct nkc_buf {
    char *data; /* NUL-terminated once anything was written */
    size_t len, cap;
};

void nkc_buf_free(struct nkc_buf *buf);
/* Makes room for `more` bytes and a NUL behind them; the first of them. */
char *nkc_buf_reserve(struct nkc_buf *buf, size_t more);

/* Inline: templates write in small pieces. */
static inline void nkc_buf_write(struct nkc_buf *buf, const char *text, size_t size)
{
    char *at = buf->cap - buf->len > size ? buf->data + buf->len : nkc_buf_reserve(buf, size);
    memcpy(at, text, size);
    at[size] = '\0';
    buf->len += size;
}

void nkc_buf_puts(struct nkc_buf *buf, const char *text);
void nkc_buf_putc(struct nkc_buf *buf, char c);
void nkc_buf_printf(struct nkc_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
