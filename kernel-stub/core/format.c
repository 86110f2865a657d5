/* A small printf: bounded output, no floating point. */
#include <stdarg.h>
#include "format.h"

struct spec {
    bool left, zero, longer;
    unsigned width, precision;
    bool has_precision;
};

static void put(struct buffer *b, char c)
{
    if (b->used + 1 < b->size) {
        b->text[b->used++] = c;
        b->text[b->used] = '\0';
    }
}

static void put_padded(struct buffer *b, const char *text, size_t size, const struct spec *s)
{
    size_t pad = s->width > size ? s->width - size : 0;

    for (size_t i = 0; !s->left && i < pad; i++)
        put(b, s->zero ? '0' : ' ');
    for (size_t i = 0; i < size; i++)
        put(b, text[i]);
    for (size_t i = 0; s->left && i < pad; i++)
        put(b, ' ');
}

static void put_number(struct buffer *b, uint64_t value, bool negative, unsigned base,
                       const struct spec *s)
{
    char digits[24];
    size_t at = sizeof(digits);

    do {
        digits[--at] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value > 0);
    if (negative)
        digits[--at] = '-';
    put_padded(b, digits + at, sizeof(digits) - at, s);
}

static const char *parse_spec(const char *f, struct spec *s, va_list *args)
{
    *s = (struct spec){0};
    for (; *f == '-' || *f == '0'; f++) {
        s->left |= *f == '-';
        s->zero |= *f == '0';
    }
    for (; *f >= '0' && *f <= '9'; f++)
        s->width = s->width * 10 + (unsigned)(*f - '0');
    if (f[0] == '.' && f[1] == '*') {
        int n = va_arg(*args, int);

        s->has_precision = true;
        s->precision = n > 0 ? (unsigned)n : 0;
        f += 2;
    }
    for (; *f == 'l' || *f == 'z'; f++)
        s->longer = true;
    return f;
}

static void put_string(struct buffer *b, const char *text, const struct spec *s)
{
    size_t n = 0;

    while ((!s->has_precision || n < s->precision) && text[n])
        n++;
    put_padded(b, text, n, s);
}

static void put_arg(struct buffer *b, char kind, const struct spec *s, va_list *args)
{
    if (kind == 's') {
        put_string(b, va_arg(*args, const char *), s);
    } else if (kind == 'c') {
        put(b, (char)va_arg(*args, int));
    } else if (kind == 'd') {
        int64_t v = s->longer ? va_arg(*args, int64_t) : va_arg(*args, int);

        put_number(b, v < 0 ? 0 - (uint64_t)v : (uint64_t)v, v < 0, 10, s);
    } else if (kind == 'u' || kind == 'x') {
        uint64_t v = s->longer ? va_arg(*args, uint64_t) : va_arg(*args, unsigned);

        put_number(b, v, false, kind == 'x' ? 16 : 10, s);
    } else {
        put(b, kind);
    }
}

void vformat(struct buffer *b, const char *fmt, va_list args)
{
    va_list rest;

    va_copy(rest, args);
    for (; *fmt; fmt++) {
        struct spec s;

        if (*fmt != '%') {
            put(b, *fmt);
            continue;
        }
        fmt = parse_spec(fmt + 1, &s, &rest);
        if (!*fmt)
            break;
        put_arg(b, *fmt, &s, &rest);
    }
    va_end(rest);
}

void format(struct buffer *b, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vformat(b, fmt, args);
    va_end(args);
}
