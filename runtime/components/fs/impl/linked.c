/* The functions of <fs/fs.h> for the program this is linked into. */
#include <fs/fs.h>

#include <errno.h>

#include "impl/lock.h"
#include "impl/ramfs.h"
#include "impl/vfs.h"

static struct vfs_files files;

/* Evaluates a call of vfs.h under the lock. */
#define LOCKED(type, call)                                                                         \
    do {                                                                                           \
        type result_;                                                                              \
                                                                                                   \
        vfs_enter();                                                                               \
        result_ = (call);                                                                          \
        vfs_leave();                                                                               \
        return result_;                                                                            \
    } while (0)

int fs_open(const char *path, uint32_t flags, uint32_t mode)
{
    LOCKED(int, vfs_open(&files, path, flags, mode));
}

int fs_close(int file)
{
    LOCKED(int, vfs_close(&files, (unsigned)file));
}

int64_t fs_read(int file, void *data, size_t size)
{
    LOCKED(int64_t, vfs_read(&files, (unsigned)file, data, size));
}

int64_t fs_write(int file, const void *data, size_t size)
{
    LOCKED(int64_t, vfs_write(&files, (unsigned)file, data, size));
}

int64_t fs_seek(int file, int64_t offset, int whence)
{
    LOCKED(int64_t, vfs_seek(&files, (unsigned)file, offset, (unsigned)whence));
}

int fs_truncate(int file, uint64_t size)
{
    LOCKED(int, vfs_truncate(&files, (unsigned)file, size));
}

int fs_stat(int file, struct fs_status *status)
{
    LOCKED(int, vfs_stat(&files, (unsigned)file, status));
}

int fs_stat_path(const char *path, struct fs_status *status)
{
    LOCKED(int, vfs_stat_path(path, status));
}

int fs_list(int file, struct fs_entry *entries, unsigned count)
{
    LOCKED(int, vfs_list(&files, (unsigned)file, entries, count));
}

int fs_unlink(const char *path)
{
    LOCKED(int, vfs_unlink(path));
}

int fs_rename(const char *from, const char *to)
{
    LOCKED(int, vfs_rename(from, to));
}

int fs_make_dir(const char *path, uint32_t mode)
{
    LOCKED(int, vfs_make_dir(path, mode));
}

int fs_remove_dir(const char *path)
{
    LOCKED(int, vfs_remove_dir(path));
}

int fs_set_mode(const char *path, uint32_t mode)
{
    LOCKED(int, vfs_set_mode(path, mode));
}

int fs_get_space(struct fs_space *space)
{
    vfs_enter();
    ramfs_get_space(space);
    vfs_leave();
    return 0;
}
