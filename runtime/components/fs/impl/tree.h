/* What a file system is for vfs.c: nodes with numbers, 0 is its root directory.
 *
 * Callers pass numbers that find, make, parent or root gave, of nodes that are in the tree or held,
 * and files where files are meant: permissions, kinds and names are checked in vfs.c. Not
 * thread-safe: see vfs.h. Results below 0 are -errno. */
#ifndef FS_TREE_H
#define FS_TREE_H

#include <fs/fs.h>
#include <stdbool.h>

/* What only a tree that can be written has. */
struct fs_tree_changes {
    int64_t (*write)(unsigned file, uint64_t at, const void *data, size_t size);
    int (*truncate)(unsigned file, uint64_t size);
    /* A new, empty node; name has 1 to FS_NAME_MAX bytes and is not in the directory. */
    int (*make)(unsigned dir, const char *name, size_t length, enum fs_kind kind, uint32_t mode);
    /* Takes a file or an empty directory out of its directory; it lives on while it is held. */
    void (*remove)(unsigned node);
    /* Moves a node; the name is not in the directory, which does not lie below the node. */
    void (*move)(unsigned node, unsigned dir, const char *name, size_t length);
    void (*set_mode)(unsigned node, uint32_t mode);
};

struct fs_tree {
    const struct fs_tree_changes *changes;                      /* NULL: read-only */
    int (*find)(unsigned dir, const char *name, size_t length); /* -ENOENT */
    unsigned (*parent)(unsigned dir);
    void (*stat)(unsigned node, struct fs_status *status);
    int64_t (*read)(unsigned file, uint64_t at, void *data, size_t size);
    /* The entry at *place, from 0, `.` and `..` first; 1 and *place is moved on, or 0 at the end.
     * Every entry that stays in the directory all the time comes exactly once. */
    int (*next)(unsigned dir, uint64_t *place, struct fs_entry *entry);
    bool (*is_empty)(unsigned dir);
    /* A node that is held is not reused, also when it is removed meanwhile. */
    int (*hold)(unsigned node);
    void (*drop)(unsigned node);
};

#endif
