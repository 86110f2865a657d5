/* Open files of the C library: the console is 0 to 2, files of the file system that the program is
 * linked with follow (fs/fs.h). */
#include "files.h"

#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "console.h"

int kos_file_of(int fd)
{
    return fd < KOS_FIRST_FILE ? -1 : fd - KOS_FIRST_FILE;
}

static int is_console(int fd)
{
    return fd >= STDIN_FILENO && fd <= STDERR_FILENO;
}

/* ---- open ------------------------------------------------------------------------------------ */

static mode_t mask = S_IWGRP | S_IWOTH;

mode_t umask(mode_t new_mask)
{
    return __atomic_exchange_n(&mask, new_mask & 0777, __ATOMIC_RELAXED);
}

mode_t kos_masked(mode_t mode)
{
    return mode & ~__atomic_load_n(&mask, __ATOMIC_RELAXED);
}

/* Flags that say nothing here, like O_NOCTTY, are left out. */
static uint32_t fs_flags(int flags)
{
    static const struct {
        int flag;
        uint32_t fs_flag;
    } map[] = {{O_CREAT, FS_CREATE},
               {O_EXCL, FS_EXCLUSIVE},
               {O_TRUNC, FS_TRUNCATE},
               {O_APPEND, FS_APPEND},
               {O_DIRECTORY, FS_DIRECTORY}};
    int access = flags & O_ACCMODE;
    uint32_t result = access == O_RDWR     ? FS_READ | FS_WRITE
                      : access == O_WRONLY ? FS_WRITE
                                           : FS_READ;

    for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
        if (flags & map[i].flag)
            result |= map[i].fs_flag;
    return result;
}

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    int file;

    if ((flags & O_ACCMODE) == O_ACCMODE)
        return kos_files_result(-EINVAL);
    if (flags & O_CREAT) {
        va_list arguments;

        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    file = kos_files_result(fs_functions.open(path, fs_flags(flags), kos_masked(mode)));
    return file < 0 ? file : file + KOS_FIRST_FILE;
}

int creat(const char *path, mode_t mode)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

/* The console cannot be closed; that a program tries is no mistake. */
int close(int fd)
{
    return is_console(fd) ? 0 : kos_files_result(fs_functions.close(kos_file_of(fd)));
}

/* ---- data ------------------------------------------------------------------------------------ */

static off_t long_result(int64_t result)
{
    if (result >= 0)
        return (off_t)result;
    errno = (int)-result;
    return -1;
}

static int fail(int error)
{
    errno = error;
    return -1;
}

ssize_t write(int fd, const void *buf, size_t size)
{
    if (fd == STDIN_FILENO)
        return fail(EBADF);
    if (is_console(fd)) {
        kos_console_write(buf, size);
        return (ssize_t)size;
    }
    return (ssize_t)long_result(fs_functions.write(kos_file_of(fd), buf, size));
}

/* The console has no input: always the end of the file. */
ssize_t read(int fd, void *buf, size_t size)
{
    if (fd == STDIN_FILENO)
        return 0;
    if (is_console(fd))
        return fail(EBADF);
    return (ssize_t)long_result(fs_functions.read(kos_file_of(fd), buf, size));
}

off_t lseek(int fd, off_t offset, int whence)
{
    _Static_assert(SEEK_SET == (int)FS_FROM_START && SEEK_CUR == (int)FS_FROM_HERE &&
                       SEEK_END == (int)FS_FROM_END,
                   "passed on as they are");
    if (is_console(fd))
        return fail(ESPIPE);
    return long_result(fs_functions.seek(kos_file_of(fd), offset, whence));
}

int ftruncate(int fd, off_t size)
{
    if (size < 0 || is_console(fd))
        return fail(EINVAL);
    return kos_files_result(fs_functions.truncate(kos_file_of(fd), (uint64_t)size));
}

/* Files are in memory: there is nothing to wait for. */
int fsync(int fd)
{
    struct stat status;

    return is_console(fd) ? fail(EINVAL) : fstat(fd, &status);
}

/* ---- what they are --------------------------------------------------------------------------- */

void kos_fill_stat(struct stat *to, const struct fs_status *from)
{
    *to = (struct stat){
        .st_dev = (dev_t)from->device,
        .st_ino = (ino_t)from->number,
        .st_mode = (from->kind == FS_KIND_DIRECTORY ? S_IFDIR : S_IFREG) | from->mode,
        .st_nlink = (nlink_t)from->links,
        .st_size = (off_t)from->size,
        .st_atim = {.tv_sec = from->modified},
        .st_mtim = {.tv_sec = from->modified},
        .st_ctim = {.tv_sec = from->changed},
        .st_blksize = 4096,
        .st_blocks = (blkcnt_t)from->blocks,
    };
}

int fstat(int fd, struct stat *status)
{
    struct fs_status from;
    int result;

    if (is_console(fd)) {
        *status = (struct stat){.st_mode = S_IFCHR | 0600, .st_nlink = 1, .st_blksize = 1024};
        return 0;
    }
    result = kos_files_result(fs_functions.stat(kos_file_of(fd), &from));
    if (result == 0)
        kos_fill_stat(status, &from);
    return result;
}

int isatty(int fd)
{
    struct stat status;

    if (is_console(fd))
        return 1;
    if (fstat(fd, &status) == 0)
        errno = ENOTTY;
    return 0;
}
