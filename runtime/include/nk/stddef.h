/* Sizes, addresses, truth values and the null pointer of the nk layer.
 *
 * nk_size_t is 8 bytes on LP64 targets. Rules: generated-code 12. */
#ifndef NK_STDDEF_H
#define NK_STDDEF_H

typedef __SIZE_TYPE__ nk_size_t;
typedef __UINTPTR_TYPE__ nk_uintptr_t;

typedef char nk_char_t; /* interchangeable with char: string literals are nk_char_t arrays */
typedef __UINT8_TYPE__ nk_bool_t;

#define NK_TRUE  ((nk_bool_t)1)
#define NK_FALSE ((nk_bool_t)0)

#if defined(__cplusplus)
#define NK_NULL nullptr
#else
#define NK_NULL ((void *)0)
#endif

#endif
