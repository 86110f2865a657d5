/* Preloaded into a tool: one allocation fails, that of libraries included.
 *
 *   NK_FAIL_AT=n      the n-th call of malloc, calloc or realloc returns NULL (none when absent)
 *   NK_FAIL_REST=1    all later calls fail as well
 *   NK_FAIL_COUNT=F   at a regular end the number of calls is written to the file F
 *
 * A C library without __libc_malloc and its kin is not supported. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static unsigned long calls, fail_at;
static int fail_rest, counting;

__attribute__((constructor)) static void start(void)
{
    const char *at = getenv("NK_FAIL_AT");

    fail_at = at ? strtoul(at, NULL, 10) : 0;
    fail_rest = getenv("NK_FAIL_REST") != NULL;
    counting = 1;
}

__attribute__((destructor)) static void finish(void)
{
    const char *path = getenv("NK_FAIL_COUNT");
    char text[32];
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;

    counting = 0;
    if (fd < 0)
        return;
    snprintf(text, sizeof text, "%lu\n", calls);
    if (write(fd, text, strlen(text)) < 0)
        _exit(99);
    close(fd);
}

static int fails(void)
{
    if (!counting)
        return 0;
    calls++;
    if (!fail_at || calls < fail_at || (calls > fail_at && !fail_rest))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}
