#include "impl/path.h"

#include <errno.h>
#include <string.h>

#include "impl/ramfs.h"
#include "impl/romfs.h"

static const struct fs_place root = {&ramfs, 0}, rom_root = {&romfs, 0};
static struct fs_place rom_mount; /* what /romfs is in memory; nobody gets to see it */

void fs_mount(void)
{
    ramfs_init();
    romfs_init();
    rom_mount = (struct fs_place){&ramfs, 0};
    rom_mount.node =
        (unsigned)ramfs.changes->make(root.node, FS_ROM, strlen(FS_ROM), FS_KIND_DIRECTORY, 0555);
}

bool fs_is_same(struct fs_place a, struct fs_place b)
{
    return a.tree == b.tree && a.node == b.node;
}

bool fs_is_root(struct fs_place place)
{
    return place.node == 0;
}

bool fs_is_dir(struct fs_place place)
{
    struct fs_status status;

    place.tree->stat(place.node, &status);
    return status.kind == FS_KIND_DIRECTORY;
}

int fs_may(struct fs_place place, unsigned bits)
{
    struct fs_status status;

    if ((bits & 2) && !place.tree->changes)
        return -EROFS;
    place.tree->stat(place.node, &status);
    return (status.mode >> 6 & bits) == bits ? 0 : -EACCES;
}

static struct fs_place above(struct fs_place dir)
{
    if (fs_is_same(dir, rom_root))
        dir = rom_mount;
    dir.node = dir.tree->parent(dir.node);
    return dir;
}

bool fs_is_below(struct fs_place place, struct fs_place dir)
{
    while (!fs_is_same(place, dir) && !fs_is_same(place, root))
        place = above(place);
    return fs_is_same(place, dir);
}

static bool is_name(const char *name, size_t length, const char *what)
{
    return strlen(what) == length && memcmp(name, what, length) == 0;
}

bool fs_is_dots(const struct fs_walk *walk)
{
    return is_name(walk->name, walk->length, ".") || is_name(walk->name, walk->length, "..");
}

/* From *place, which must be a directory, to what has the name in it. */
static int step(struct fs_place *place, const char *name, size_t length)
{
    int node, err;

    if (!fs_is_dir(*place))
        return -ENOTDIR;
    err = fs_may(*place, 1);
    if (err)
        return err;
    if (length > FS_NAME_MAX)
        return -ENAMETOOLONG;
    if (is_name(name, length, "."))
        return 0;
    if (is_name(name, length, "..")) {
        *place = above(*place);
        return 0;
    }
    node = place->tree->find(place->node, name, length);
    if (node < 0)
        return node;
    place->node = (unsigned)node;
    if (fs_is_same(*place, rom_mount))
        *place = rom_root;
    return 0;
}

int fs_walk(const char *path, struct fs_walk *walk)
{
    int err = 0;

    *walk = (struct fs_walk){.dir = root, .name = path + strspn(path, "/")};
    walk->length = strcspn(walk->name, "/");
    for (;;) {
        const char *next = walk->name + walk->length;

        walk->ends_in_slash = *next == '/' || walk->length == 0;
        next += strspn(next, "/");
        if (*next == '\0')
            break;
        err = step(&walk->dir, walk->name, walk->length);
        if (err)
            return err;
        walk->name = next;
        walk->length = strcspn(next, "/");
    }
    if (!fs_is_dir(walk->dir))
        return -ENOTDIR;
    return walk->length > FS_NAME_MAX ? -ENAMETOOLONG : 0;
}

int fs_find(const struct fs_walk *walk, struct fs_place *place)
{
    int err = 0;

    *place = walk->dir;
    if (walk->length > 0)
        err = step(place, walk->name, walk->length);
    if (err == 0 && walk->ends_in_slash && !fs_is_dir(*place))
        err = -ENOTDIR;
    return err;
}
