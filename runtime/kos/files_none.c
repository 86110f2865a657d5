/* The file system of a program that is linked with none. */
#include <errno.h>
#include <fs/fs.h>

/* One function of each shape; the table says which stand for which. */
static int no_open(const char *path, uint32_t flags, uint32_t mode)
{
    (void)path, (void)flags, (void)mode;
    return -ENOSYS;
}

static int no_file(int file)
{
    (void)file;
    return -EBADF;
}

static int64_t no_read(int file, void *data, size_t size)
{
    (void)file, (void)data, (void)size;
    return -EBADF;
}

static int64_t no_write(int file, const void *data, size_t size)
{
    (void)file, (void)data, (void)size;
    return -EBADF;
}

static int64_t no_seek(int file, int64_t offset, int whence)
{
    (void)file, (void)offset, (void)whence;
    return -EBADF;
}

static int no_truncate(int file, uint64_t size)
{
    (void)file, (void)size;
    return -EBADF;
}

static int no_stat(int file, struct fs_status *status)
{
    (void)file, (void)status;
    return -EBADF;
}

static int no_stat_path(const char *path, struct fs_status *status)
{
    (void)path, (void)status;
    return -ENOSYS;
}

static int no_list(int file, struct fs_entry *entries, unsigned count)
{
    (void)file, (void)entries, (void)count;
    return -EBADF;
}

static int no_path(const char *path)
{
    (void)path;
    return -ENOSYS;
}

static int no_path_mode(const char *path, uint32_t mode)
{
    (void)path, (void)mode;
    return -ENOSYS;
}

static int no_rename(const char *from, const char *to)
{
    (void)from, (void)to;
    return -ENOSYS;
}

static int no_space(struct fs_space *space)
{
    (void)space;
    return -ENOSYS;
}

const struct fs_functions fs_functions = {
    .open = no_open,
    .close = no_file,
    .read = no_read,
    .write = no_write,
    .seek = no_seek,
    .truncate = no_truncate,
    .stat = no_stat,
    .stat_path = no_stat_path,
    .list = no_list,
    .unlink = no_path,
    .rename = no_rename,
    .make_dir = no_path_mode,
    .remove_dir = no_path,
    .set_mode = no_path_mode,
    .get_space = no_space,
};
