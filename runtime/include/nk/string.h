/* The few string functions the nk layer offers, with the contracts of the C library's.
 *
 * Strings of a received message are NUL-terminated only once the security module or a validator has
 * said so. Rules: libkos-api 13. */
#ifndef NK_STRING_H
#define NK_STRING_H

#include <nk/stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline nk_size_t nk_strlen(const nk_char_t *s)
{
    return __builtin_strlen(s);
}

static inline int nk_strcmp(const nk_char_t *a, const nk_char_t *b)
{
    return __builtin_strcmp(a, b);
}

/* Copies at most `size` bytes and pads with zeros; no terminator if `src` is longer. */
static inline nk_char_t *nk_strncpy(nk_char_t *dst, const nk_char_t *src, nk_size_t size)
{
    nk_size_t i = 0;

    for (; i < size && src[i]; i++)
        dst[i] = src[i];
    for (; i < size; i++)
        dst[i] = '\0';
    return dst;
}

static inline void *nk_memcpy(void *dst, const void *src, nk_size_t size)
{
    return __builtin_memcpy(dst, src, size);
}

static inline void *nk_memset(void *dst, int value, nk_size_t size)
{
    return __builtin_memset(dst, value, size);
}

#ifdef __cplusplus
}
#endif
#endif
