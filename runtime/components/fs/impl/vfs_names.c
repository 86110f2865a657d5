/* Names: what changes directories, and what asks for a path only. */
#include <errno.h>
#include <string.h>

#include "common/path_check.h"
#include "impl/vfs.h"

/* Where a path leads, and whether it exists: all but its last name must. */
static int look_up_new(const char *path, struct fs_walk *walk, struct fs_place *place, bool *exists)
{
    int err = fs_path_check(path);

    if (err == 0)
        err = fs_walk(path, walk);
    if (err)
        return err;
    err = fs_find(walk, place);
    *exists = err == 0;
    return err == -ENOENT ? 0 : err;
}

/* A path that must exist. */
static int look_up(const char *path, struct fs_walk *walk, struct fs_place *place)
{
    bool exists;
    int err = look_up_new(path, walk, place, &exists);

    return err == 0 && !exists ? -ENOENT : err;
}

int vfs_stat_path(const char *path, struct fs_status *status)
{
    struct fs_walk walk;
    struct fs_place place;
    int err = look_up(path, &walk, &place);

    if (err == 0)
        place.tree->stat(place.node, status);
    return err;
}

int vfs_set_mode(const char *path, uint32_t mode)
{
    struct fs_walk walk;
    struct fs_place place;
    int err = look_up(path, &walk, &place);

    if (err == 0 && !place.tree->changes)
        err = -EROFS;
    if (err == 0)
        place.tree->changes->set_mode(place.node, mode);
    return err;
}

int vfs_unlink(const char *path)
{
    struct fs_walk walk;
    struct fs_place place;
    int err = look_up(path, &walk, &place);

    if (err == 0 && fs_is_dir(place))
        err = -EPERM;
    if (err == 0)
        err = fs_may(walk.dir, 2);
    if (err == 0)
        place.tree->changes->remove(place.node);
    return err;
}

int vfs_make_dir(const char *path, uint32_t mode)
{
    struct fs_walk walk;
    struct fs_place place;
    bool exists;
    int node, err = look_up_new(path, &walk, &place, &exists);

    if (err == 0 && exists)
        err = -EEXIST;
    if (err == 0)
        err = fs_may(walk.dir, 2);
    if (err)
        return err;
    node = walk.dir.tree->changes->make(walk.dir.node, walk.name, walk.length, FS_KIND_DIRECTORY,
                                        mode);
    return node < 0 ? node : 0;
}

int vfs_remove_dir(const char *path)
{
    struct fs_walk walk;
    struct fs_place place;
    int err = look_up(path, &walk, &place);

    if (err)
        return err;
    if (!fs_is_dir(place))
        return -ENOTDIR;
    if (fs_is_root(place))
        return -EBUSY;
    if (fs_is_dots(&walk))
        return walk.length == 1 ? -EINVAL : -ENOTEMPTY;
    err = fs_may(walk.dir, 2);
    if (err == 0 && !place.tree->is_empty(place.node))
        err = -ENOTEMPTY;
    if (err == 0)
        place.tree->changes->remove(place.node);
    return err;
}

/* ---- rename --------------------------------------------------------------------------------- */

struct end {
    struct fs_walk walk;
    struct fs_place place;
    bool exists;
};

static int check_ends(const struct end *from, const struct end *to)
{
    int err;

    if (fs_is_root(from->place) || (to->exists && fs_is_root(to->place)))
        return -EBUSY;
    if (fs_is_dots(&from->walk) || fs_is_dots(&to->walk))
        return -EINVAL;
    if (from->walk.dir.tree != to->walk.dir.tree)
        return -EXDEV;
    err = fs_may(from->walk.dir, 2);
    if (err == 0)
        err = fs_may(to->walk.dir, 2);
    if (err == 0 && to->walk.ends_in_slash && !fs_is_dir(from->place))
        err = -ENOTDIR;
    if (err == 0 && fs_is_dir(from->place) && fs_is_below(to->walk.dir, from->place))
        err = -EINVAL;
    return err;
}

/* What stands in the way and is to be replaced. */
static int check_replaced(struct fs_place from, struct fs_place to)
{
    if (fs_is_dir(from) && !fs_is_dir(to))
        return -ENOTDIR;
    if (!fs_is_dir(from) && fs_is_dir(to))
        return -EISDIR;
    return fs_is_dir(to) && !to.tree->is_empty(to.node) ? -ENOTEMPTY : 0;
}

int vfs_rename(const char *from_path, const char *to_path)
{
    struct end from, to;
    const struct fs_tree_changes *changes;
    int err = look_up(from_path, &from.walk, &from.place);

    if (err == 0)
        err = look_up_new(to_path, &to.walk, &to.place, &to.exists);
    if (err == 0)
        err = check_ends(&from, &to);
    if (err)
        return err;
    changes = from.place.tree->changes;
    if (to.exists) {
        if (fs_is_same(from.place, to.place))
            return 0;
        err = check_replaced(from.place, to.place);
        if (err)
            return err;
        changes->remove(to.place.node);
    }
    changes->move(from.place.node, to.walk.dir.node, to.walk.name, to.walk.length);
    return 0;
}
