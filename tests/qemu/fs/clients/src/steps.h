/* Processes that take turns: a step is a file that one makes and the others wait for. */
#ifndef STEPS_H
#define STEPS_H

#include <errno.h>
#include <fcntl.h>
#include <fs/fs.h>
#include <kos/thread.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../check.h"

#define LINES 200

static inline void step(const char *path)
{
    CHECK(close(open(path, O_WRONLY | O_CREAT, 0666)) == 0);
}

static inline void wait_for(const char *path)
{
    struct stat status;

    for (int i = 0; i < 4000; i++) {
        if (stat(path, &status) == 0)
            return;
        KosThreadSleep(5);
    }
    printf("no %s\n", path);
    failures++;
}

/* Lines of ten bytes at the end of the file that others write to, too. */
static inline void append_lines(const char *text)
{
    int fd = open("/lines", O_WRONLY | O_CREAT | O_APPEND, 0666);

    CHECK(fd >= 0);
    for (int i = 0; i < LINES; i++)
        CHECK(write(fd, text, 10) == 10);
    CHECK(close(fd) == 0);
}

#endif
