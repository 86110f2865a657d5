/* From paths to nodes: the file system in memory with that of the image below /romfs. */
#ifndef FS_PATH_H
#define FS_PATH_H

#include "impl/tree.h"

struct fs_place {
    const struct fs_tree *tree;
    unsigned node;
};

/* A path up to its last name. */
struct fs_walk {
    struct fs_place dir;
    const char *name;   /* in the path */
    size_t length;      /* 0: the path is the root */
    bool ends_in_slash; /* it means a directory */
};

/* Makes both trees. */
void fs_mount(void);

/* The directory that the last name is in. Fails with -errno; the path has passed fs_path_check. */
int fs_walk(const char *path, struct fs_walk *walk);

/* The last name itself: -ENOENT; -ENOTDIR when it ends in a slash and is a file. */
int fs_find(const struct fs_walk *walk, struct fs_place *place);

bool fs_is_dir(struct fs_place place);
bool fs_is_root(struct fs_place place); /* of one of the trees */
bool fs_is_same(struct fs_place a, struct fs_place b);
bool fs_is_below(struct fs_place place, struct fs_place dir); /* or the same */

/* The last name is `.` or `..`. */
bool fs_is_dots(const struct fs_walk *walk);

/* 0, -EROFS or -EACCES; `bits` are 4 read, 2 write, 1 search. */
int fs_may(struct fs_place place, unsigned bits);

#endif
