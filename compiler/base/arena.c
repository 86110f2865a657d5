#include "base/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(ALIGNMENT) unsigned char data[];
};

struct nkc_arena {
    struct block *head;
};

void nkc_oom(void)
{
    fputs("nkc: out of memory\n", stderr);
    exit(1);
}

void nkc_oom_if_errno(void)
{
    if (errno == ENOMEM)
        nkc_oom();
}

void *nkc_xrealloc(void *old, size_t size)
{
    void *p = realloc(old, size ? size : 1);
    if (!p)
        nkc_oom();
    return p;
}

struct nkc_arena *nkc_arena_new(void)
{
    struct nkc_arena *arena = nkc_xrealloc(NULL, sizeof *arena);
    arena->head = NULL;
    return arena;
}

void nkc_arena_free(struct nkc_arena *arena)
{
    if (!arena)
        return;
    for (struct block *b = arena->head; b;) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

static struct block *new_block(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct block))
        nkc_oom();
    struct block *b = nkc_xrealloc(NULL, sizeof *b + size);
    b->used = 0;
    b->size = size;
    b->next = NULL;
    return b;
}

void *nkc_arena_alloc(struct nkc_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        nkc_oom();
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    struct block *b = arena->head;
    if (!b || b->size - b->used < size) {
        b = new_block(size > BLOCK_SIZE ? size : BLOCK_SIZE);
        /* An oversize block is full at once: keep the current one in front for what follows. */
        if (size > BLOCK_SIZE && arena->head) {
            b->next = arena->head->next;
            arena->head->next = b;
        } else {
            b->next = arena->head;
            arena->head = b;
        }
    }
    void *p = b->data + b->used;
    b->used += size;
    memset(p, 0, size);
    return p;
}

char *nkc_arena_strndup(struct nkc_arena *arena, const char *text, size_t size)
{
    char *p = nkc_arena_alloc(arena, size + 1);
    memcpy(p, text, size);
    return p;
}

char *nkc_arena_strdup(struct nkc_arena *arena, const char *text)
{
    return nkc_arena_strndup(arena, text, strlen(text));
}

char *nkc_arena_vprintf(struct nkc_arena *arena, const char *format, va_list args)
{
    char usual[256]; /* formatted once when it fits, which names and numbers do */
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(usual, sizeof usual, format, again);
    va_end(again);
    if (n < 0)
        nkc_oom();
    if ((size_t)n < sizeof usual)
        return nkc_arena_strndup(arena, usual, (size_t)n);
    char *p = nkc_arena_alloc(arena, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, args);
    return p;
}

char *nkc_arena_printf(struct nkc_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *p = nkc_arena_vprintf(arena, format, args);
    va_end(args);
    return p;
}

char *nkc_arena_concat(struct nkc_arena *arena, const char *first, ...)
{
    va_list args;
    size_t size = 0;
    va_start(args, first);
    for (const char *text = first; text; text = va_arg(args, const char *))
        size += strlen(text);
    va_end(args);
    char *all = nkc_arena_alloc(arena, size + 1), *at = all;
    va_start(args, first);
    for (const char *text = first; text; text = va_arg(args, const char *)) {
        size_t n = strlen(text);
        memcpy(at, text, n);
        at += n;
    }
    va_end(args);
    return all;
}
