/* Streams of fopen and fdopen, in a list: exit() and fflush(NULL) empty all that are open (C11
 * 7.21.5.2, 7.22.4.4). picolibc keeps none, so the driver links with --wrap for these names. */
#include "process.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lock.h"

typedef int close_fn(FILE *stream);

struct stream {
    FILE *file;
    close_fn *close; /* picolibc's, which frees the stream */
    struct stream *next;
};

static struct kos_lock lock;
static struct stream *streams;

/* The names that the linker gives to both sides. */
FILE *__real_fopen(const char *path, const char *mode);
FILE *__real_fdopen(int fd, const char *mode);
int __real_fflush(FILE *file);
FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fdopen(int fd, const char *mode);
int __wrap_fflush(FILE *file);

static struct stream *take_out(FILE *file)
{
    kos_lock_take(&lock);
    struct stream **at = &streams;
    while (*at && (*at)->file != file)
        at = &(*at)->next;
    struct stream *found = *at;
    if (found)
        *at = found->next;
    kos_lock_release(&lock);
    return found;
}

/* Every stream in the list has this for its close. */
static int close_listed(FILE *file)
{
    struct stream *stream = take_out(file);
    close_fn *close = stream->close;

    free(stream);
    return close(file);
}

/* Puts a stream of picolibc, or NULL, into the list. */
static FILE *listed(FILE *file)
{
    if (!file)
        return NULL;
    struct __file_close *closable = (struct __file_close *)file;
    struct stream *stream = malloc(sizeof *stream);
    if (!stream) {
        (void)closable->close(file);
        errno = ENOMEM;
        return NULL;
    }
    *stream = (struct stream){file, closable->close, NULL};
    closable->close = close_listed;
    kos_lock_take(&lock);
    stream->next = streams;
    streams = stream;
    kos_lock_release(&lock);
    return file;
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    return listed(__real_fopen(path, mode));
}

FILE *__wrap_fdopen(int fd, const char *mode)
{
    return listed(__real_fdopen(fd, mode));
}

static int flush_all(void)
{
    int result = 0;

    kos_lock_take(&lock);
    for (struct stream *at = streams; at; at = at->next)
        if ((at->file->flags & __SWR) && __real_fflush(at->file) != 0)
            result = EOF;
    kos_lock_release(&lock);
    return result;
}

int __wrap_fflush(FILE *file)
{
    if (file)
        return __real_fflush(file);
    (void)__real_fflush(stdout);
    return flush_all();
}

__attribute__((destructor)) static void flush_at_exit(void)
{
    (void)flush_all();
}
