/* A growable text buffer outside any arena; generated files are built in one. */
#ifndef NKC_BASE_BUF_H
#define NKC_BASE_BUF_H

#include <stddef.h>

struct nkc_buf {
    char *data; /* NUL-terminated once anything was written */
    size_t len, cap;
};

void nkc_buf_free(struct nkc_buf *buf);
void nkc_buf_write(struct nkc_buf *buf, const char *text, size_t size);
void nkc_buf_puts(struct nkc_buf *buf, const char *text);
void nkc_buf_putc(struct nkc_buf *buf, char c);
void nkc_buf_printf(struct nkc_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
