/* Functions of the C library that take a path. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "files.h"

int stat(const char *path, struct stat *status)
{
    struct fs_status from;
    int result = kos_files_result(fs_functions.stat_path(path, &from));

    if (result == 0)
        kos_fill_stat(status, &from);
    return result;
}

int access(const char *path, int mode)
{
    struct fs_status status;
    int result = kos_files_result(fs_functions.stat_path(path, &status));

    if (result == 0 && (status.mode >> 6 & (unsigned)mode) != (unsigned)mode) {
        errno = EACCES;
        result = -1;
    }
    return result;
}

int chmod(const char *path, mode_t mode)
{
    return kos_files_result(fs_functions.set_mode(path, mode));
}

int unlink(const char *path)
{
    return kos_files_result(fs_functions.unlink(path));
}

int rmdir(const char *path)
{
    return kos_files_result(fs_functions.remove_dir(path));
}

/* That of picolibc does not remove directories. */
int remove(const char *path)
{
    int result = fs_functions.unlink(path);

    return kos_files_result(result == -EPERM ? fs_functions.remove_dir(path) : result);
}

int rename(const char *from, const char *to)
{
    return kos_files_result(fs_functions.rename(from, to));
}

int mkdir(const char *path, mode_t mode)
{
    return kos_files_result(fs_functions.make_dir(path, kos_masked(mode)));
}

int truncate(const char *path, off_t size)
{
    int result, error, fd = open(path, O_WRONLY);

    if (fd < 0)
        return -1;
    result = ftruncate(fd, size);
    error = errno;
    (void)close(fd);
    errno = error;
    return result;
}
