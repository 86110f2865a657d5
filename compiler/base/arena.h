/* Bump allocator that owns everything a compilation makes.
 *
 * Purpose: AST, model and strings live until the session ends; nothing is freed singly.
 * Ownership: memory belongs to the arena; nkc_arena_free releases all of it.
 * Threads: one arena is used by one thread at a time.
 * Errors: running out of memory ends the process (nkc_oom); a compiler has no better answer. */
#ifndef NKC_BASE_ARENA_H
#define NKC_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct nkc_arena;

struct nkc_arena *nkc_arena_new(void);
void nkc_arena_free(struct nkc_arena *arena);

/* Returns `size` zeroed bytes aligned for any object; never NULL. */
void *nkc_arena_alloc(struct nkc_arena *arena, size_t size);
/* Copies `size` bytes and adds a terminating NUL. */
char *nkc_arena_strndup(struct nkc_arena *arena, const char *text, size_t size);
char *nkc_arena_strdup(struct nkc_arena *arena, const char *text);
/* The texts in a row, up to NULL; faster than nkc_arena_printf for thousands of names. */
char *nkc_arena_concat(struct nkc_arena *arena, const char *first, ...) __attribute__((sentinel));
char *nkc_arena_printf(struct nkc_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *nkc_arena_vprintf(struct nkc_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#define NKC_NEW(arena, type) ((type *)nkc_arena_alloc((arena), sizeof(type)))

/* Says that memory ran out and ends the process with status 1. */
_Noreturn void nkc_oom(void);
/* The same when errno says so, behind a failed call that allocates (fopen, realpath): the caller's
 * own message would blame the file, and other calls might take the failure for an answer. */
void nkc_oom_if_errno(void);

/* malloc and realloc that never return NULL; for the few buffers that live outside an arena. */
void *nkc_xrealloc(void *old, size_t size);

#endif
