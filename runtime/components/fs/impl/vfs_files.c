/* Open files. */
#include <errno.h>
#include <string.h>

#include "common/path_check.h"
#include "impl/lock.h"
#include "impl/vfs.h"

#define OPEN      0x80000000U /* in flags of an entry: it is taken, also without any flag */
#define ALL_FLAGS 127U

void vfs_enter(void)
{
    static bool is_ready;

    fs_lock();
    if (!is_ready)
        fs_mount();
    is_ready = true;
}

void vfs_leave(void)
{
    fs_unlock();
}

static struct vfs_file *file_of(struct vfs_files *files, unsigned file)
{
    return file < FS_OPEN_MAX && files->open[file].flags ? &files->open[file] : NULL;
}

static int free_entry(const struct vfs_files *files)
{
    for (int i = 0; i < FS_OPEN_MAX; i++)
        if (files->open[i].flags == 0)
            return i;
    return -EMFILE;
}

/* ---- open and close ------------------------------------------------------------------------- */

static bool are_valid(uint32_t flags)
{
    return (flags & ~ALL_FLAGS) == 0 && (!(flags & FS_TRUNCATE) || (flags & FS_WRITE)) &&
           !((flags & FS_CREATE) && (flags & FS_DIRECTORY));
}

static int create(const struct fs_walk *walk, uint32_t mode, struct fs_place *place)
{
    int node, err = fs_may(walk->dir, 2);

    if (err)
        return err;
    if (walk->ends_in_slash)
        return -EISDIR;
    node =
        walk->dir.tree->changes->make(walk->dir.node, walk->name, walk->length, FS_KIND_FILE, mode);
    if (node < 0)
        return node;
    *place = (struct fs_place){walk->dir.tree, (unsigned)node};
    return 0;
}

/* A name that is there: may it be opened so? */
static int check_existing(struct fs_place place, uint32_t flags)
{
    unsigned bits = (flags & FS_READ ? 4U : 0) | (flags & FS_WRITE ? 2U : 0);

    if ((flags & FS_CREATE) && (flags & FS_EXCLUSIVE))
        return -EEXIST;
    if (fs_is_dir(place)) {
        if (flags & (FS_WRITE | FS_CREATE))
            return -EISDIR;
    } else if (flags & FS_DIRECTORY) {
        return -ENOTDIR;
    }
    return fs_may(place, bits);
}

static int find_or_create(const char *path, uint32_t flags, uint32_t mode, struct fs_place *place)
{
    struct fs_walk walk;
    int err = fs_walk(path, &walk);

    if (err)
        return err;
    err = fs_find(&walk, place);
    if (err == -ENOENT && (flags & FS_CREATE))
        return create(&walk, mode, place);
    if (err == 0)
        err = check_existing(*place, flags);
    if (err == 0 && (flags & FS_TRUNCATE))
        err = place->tree->changes->truncate(place->node, 0);
    return err;
}

int vfs_open(struct vfs_files *files, const char *path, uint32_t flags, uint32_t mode)
{
    struct fs_place place;
    int entry = free_entry(files), err = fs_path_check(path);

    if (err == 0 && entry < 0)
        err = entry;
    if (err == 0 && !are_valid(flags))
        err = -EINVAL;
    if (err == 0)
        err = find_or_create(path, flags, mode, &place);
    if (err == 0)
        err = place.tree->hold(place.node);
    if (err)
        return err;
    files->open[entry] = (struct vfs_file){.place = place, .flags = flags | OPEN};
    return entry;
}

int vfs_close(struct vfs_files *files, unsigned file)
{
    struct vfs_file *f = file_of(files, file);

    if (!f)
        return -EBADF;
    f->place.tree->drop(f->place.node);
    f->flags = 0;
    return 0;
}

void vfs_close_all(struct vfs_files *files)
{
    for (unsigned i = 0; i < FS_OPEN_MAX; i++)
        (void)vfs_close(files, i);
}

/* ---- data ----------------------------------------------------------------------------------- */

int64_t vfs_read(struct vfs_files *files, unsigned file, void *data, size_t size)
{
    struct vfs_file *f = file_of(files, file);
    int64_t done;

    if (!f || !(f->flags & FS_READ))
        return -EBADF;
    if (fs_is_dir(f->place))
        return -EISDIR;
    done = f->place.tree->read(f->place.node, f->offset, data, size);
    if (done > 0)
        f->offset += (uint64_t)done;
    return done;
}

static uint64_t size_of(const struct vfs_file *f)
{
    struct fs_status status;

    f->place.tree->stat(f->place.node, &status);
    return status.size;
}

int64_t vfs_write(struct vfs_files *files, unsigned file, const void *data, size_t size)
{
    struct vfs_file *f = file_of(files, file);
    int64_t done;

    if (!f || !(f->flags & FS_WRITE))
        return -EBADF;
    if (f->flags & FS_APPEND)
        f->offset = size_of(f);
    done = f->place.tree->changes->write(f->place.node, f->offset, data, size);
    if (done > 0)
        f->offset += (uint64_t)done;
    return done;
}

/* A directory can only be begun again. */
static int64_t rewind_dir(struct vfs_file *f, int64_t offset, unsigned whence)
{
    if (offset != 0 || whence != FS_FROM_START)
        return -EINVAL;
    f->offset = 0;
    return 0;
}

int64_t vfs_seek(struct vfs_files *files, unsigned file, int64_t offset, unsigned whence)
{
    struct vfs_file *f = file_of(files, file);
    int64_t base;

    if (!f)
        return -EBADF;
    if (whence > FS_FROM_END)
        return -EINVAL;
    if (fs_is_dir(f->place))
        return rewind_dir(f, offset, whence);
    base = whence == FS_FROM_START  ? 0
           : whence == FS_FROM_HERE ? (int64_t)f->offset
                                    : (int64_t)size_of(f);
    if (offset > 0 && base > INT64_MAX - offset)
        return -EOVERFLOW;
    if (base + offset < 0)
        return -EINVAL;
    f->offset = (uint64_t)(base + offset);
    return base + offset;
}

int vfs_truncate(struct vfs_files *files, unsigned file, uint64_t size)
{
    struct vfs_file *f = file_of(files, file);

    if (!f)
        return -EBADF;
    if (!(f->flags & FS_WRITE))
        return -EINVAL;
    return f->place.tree->changes->truncate(f->place.node, size);
}

int vfs_stat(struct vfs_files *files, unsigned file, struct fs_status *status)
{
    struct vfs_file *f = file_of(files, file);

    if (!f)
        return -EBADF;
    f->place.tree->stat(f->place.node, status);
    return 0;
}

int vfs_list(struct vfs_files *files, unsigned file, struct fs_entry *entries, unsigned count)
{
    struct vfs_file *f = file_of(files, file);
    unsigned i = 0;

    if (!f || !(f->flags & FS_READ))
        return -EBADF;
    if (!fs_is_dir(f->place))
        return -ENOTDIR;
    if (count > FS_LIST_MAX)
        count = FS_LIST_MAX;
    while (i < count && f->place.tree->next(f->place.node, &f->offset, &entries[i]))
        i++;
    return (int)i;
}
