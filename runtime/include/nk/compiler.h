/* Compiler dependent parts of the nk layer: attributes, alignment, compile-time checks.
 *
 * Macros only; gcc and clang, C99 and later, C++11 and later, hosted and freestanding.
 * Rules: generated-code 3 and 12. */
#ifndef NK_COMPILER_H
#define NK_COMPILER_H

/* Message structs are packed and name the alignment of every field themselves. */
#define __nk_packed     __attribute__((packed))
#define __nk_alignas(n) __attribute__((aligned(n)))

#if defined(__cplusplus)
#define nk_alignof(T) alignof(T)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define nk_alignof(T) _Alignof(T)
#else
#define nk_alignof(T) __alignof__(T)
#endif

#define nk_offsetof(T, field) __builtin_offsetof(T, field)

/* `ident` is an identifier that ends up in the compiler's message, e.g. bad_T_field_offset. */
#if defined(__cplusplus)
#define nk_static_assert(cond, ident) static_assert(cond, #ident)
#else
#define nk_static_assert(cond, ident) __extension__ _Static_assert(cond, #ident)
#endif

#define nk_unused(x)     ((void)(x))
#define nk_array_size(a) (sizeof(a) / sizeof((a)[0]))

#define nk_likely(e)   __builtin_expect(!!(e), 1)
#define nk_unlikely(e) __builtin_expect(!!(e), 0)

#endif
