/* The files of the image, read-only, in one directory. Their names and sizes are read once. */
#ifndef FS_ROMFS_H
#define FS_ROMFS_H

#include "impl/tree.h"

#define ROMFS_DEVICE 2

extern const struct fs_tree romfs;

/* Reads the list of files. A list that cannot be read is empty: a policy may refuse it. */
void romfs_init(void);

#endif
