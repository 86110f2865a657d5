/* nk_assert: a broken precondition inside the program itself, never bad input.
 *
 * Hosted builds use assert() of the C library; freestanding ones (kernel, security module) trap.
 * NDEBUG leaves only the type check. Rules: generated-code 7, 12; platform 6. */
#ifndef NK_ASSERT_H
#define NK_ASSERT_H

#if defined(NDEBUG)
#define nk_assert(e) ((void)sizeof(!(e)))
#elif __STDC_HOSTED__
#include <assert.h>
#define nk_assert(e) assert(e)
#else
#define nk_assert(e) ((e) ? (void)0 : __builtin_trap())
#endif

#endif
