/* Files in memory: nodes and blocks from fixed pools.
 *
 * A file owns whole blocks; bytes of its last block behind its end are zero. A write takes what is
 * left when the pool runs out, and changes nothing when that is nothing. */
#ifndef FS_RAMFS_H
#define FS_RAMFS_H

#include "impl/tree.h"

#define RAMFS_NODES  256  /* files and directories, the root included */
#define RAMFS_BLOCK  4096 /* bytes */
#define RAMFS_BLOCKS 1024
#define RAMFS_DEVICE 1

extern const struct fs_tree ramfs;

/* An empty root. Whatever was there is gone: for the first use, and for tests. */
void ramfs_init(void);
void ramfs_get_space(struct fs_space *space);

#endif
