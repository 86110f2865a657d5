/* String functions with the contracts of the C library's. Rules: libkos-api 13. */
#ifndef RTL_STRING_H
#define RTL_STRING_H

#include <string.h>

#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline rtl_size_t rtl_strlen(const char *s)
{
    return strlen(s);
}

static inline int rtl_strcmp(const char *a, const char *b)
{
    return strcmp(a, b);
}

static inline int rtl_strncmp(const char *a, const char *b, rtl_size_t size)
{
    return strncmp(a, b, size);
}

static inline char *rtl_strncpy(char *dst, const char *src, rtl_size_t size)
{
    return strncpy(dst, src, size);
}

static inline void *rtl_memcpy(void *dst, const void *src, rtl_size_t size)
{
    return memcpy(dst, src, size);
}

static inline void *rtl_memmove(void *dst, const void *src, rtl_size_t size)
{
    return memmove(dst, src, size);
}

static inline void *rtl_memset(void *dst, int value, rtl_size_t size)
{
    return memset(dst, value, size);
}

static inline int rtl_memcmp(const void *a, const void *b, rtl_size_t size)
{
    return memcmp(a, b, size);
}

#ifdef __cplusplus
}
#endif
#endif
