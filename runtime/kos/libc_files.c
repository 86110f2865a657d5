/* The file system calls picolibc links against. There are no files: only the console's output. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "console.h"

static int no_such_call(void)
{
    errno = ENOSYS;
    return -1;
}

ssize_t write(int fd, const void *buf, size_t size)
{
    if (fd != STDOUT_FILENO && fd != STDERR_FILENO) {
        errno = EBADF;
        return -1;
    }
    kos_console_write(buf, size);
    return (ssize_t)size;
}

/* The console has no input: always the end of the file. */
ssize_t read(int fd, void *buf, size_t size)
{
    (void)buf;
    (void)size;
    if (fd == STDIN_FILENO)
        return 0;
    errno = EBADF;
    return -1;
}

int open(const char *path, int flags, ...)
{
    (void)path;
    (void)flags;
    return no_such_call();
}

int close(int fd)
{
    (void)fd;
    return no_such_call();
}

off_t lseek(int fd, off_t offset, int whence)
{
    (void)fd;
    (void)offset;
    (void)whence;
    return no_such_call();
}

int fstat(int fd, struct stat *status)
{
    (void)fd;
    (void)status;
    return no_such_call();
}

int stat(const char *path, struct stat *status)
{
    (void)path;
    (void)status;
    return no_such_call();
}

int unlink(const char *path)
{
    (void)path;
    return no_such_call();
}
