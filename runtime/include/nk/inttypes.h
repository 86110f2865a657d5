/* Integers of fixed width and their literals.
 *
 * NK_*_C(x) takes a decimal literal, possibly with a minus sign. Generated constants are casts of
 * these. Rules: generated-code 3 and 12. */
#ifndef NK_INTTYPES_H
#define NK_INTTYPES_H

typedef __UINT8_TYPE__ nk_uint8_t;
typedef __UINT16_TYPE__ nk_uint16_t;
typedef __UINT32_TYPE__ nk_uint32_t;
typedef __UINT64_TYPE__ nk_uint64_t;
typedef __INT8_TYPE__ nk_sint8_t;
typedef __INT16_TYPE__ nk_sint16_t;
typedef __INT32_TYPE__ nk_sint32_t;
typedef __INT64_TYPE__ nk_sint64_t;

#define NK_UINT8_C(x)  x
#define NK_UINT16_C(x) x
#define NK_UINT32_C(x) x##U
#define NK_SINT8_C(x)  x
#define NK_SINT16_C(x) x
#define NK_SINT32_C(x) x
#if __SIZEOF_LONG__ == 8
#define NK_UINT64_C(x) x##UL
#define NK_SINT64_C(x) x##L
#else
#define NK_UINT64_C(x) x##ULL
#define NK_SINT64_C(x) x##LL
#endif

#define NK_UINT8_MAX  ((nk_uint8_t)(NK_UINT8_C(255)))
#define NK_UINT16_MAX ((nk_uint16_t)(NK_UINT16_C(65535)))
#define NK_UINT32_MAX ((nk_uint32_t)(NK_UINT32_C(4294967295)))
#define NK_UINT64_MAX ((nk_uint64_t)(NK_UINT64_C(18446744073709551615)))

#endif
