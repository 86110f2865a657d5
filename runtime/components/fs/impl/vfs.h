/* The file system for one program: its open files, over paths and trees.
 *
 * The functions are those of <fs/fs.h> with the table of open files of whoever asks: the program
 * that is linked with the implementation has one, the server one for each client. Every call stands
 * between vfs_enter and vfs_leave. Nothing that is passed is trusted but pointers and sizes of
 * buffers. */
#ifndef FS_VFS_H
#define FS_VFS_H

#include "impl/path.h"

struct vfs_file {
    struct fs_place place;
    uint32_t flags;  /* FS_*; 0: the entry is free */
    uint64_t offset; /* of a directory: the place of the next entry */
};

/* All zero: no file is open. */
struct vfs_files {
    struct vfs_file open[FS_OPEN_MAX];
};

/* Takes and gives the lock; the first time the file systems are made. */
void vfs_enter(void);
void vfs_leave(void);

int vfs_open(struct vfs_files *files, const char *path, uint32_t flags, uint32_t mode);
int vfs_close(struct vfs_files *files, unsigned file);
void vfs_close_all(struct vfs_files *files);
int64_t vfs_read(struct vfs_files *files, unsigned file, void *data, size_t size);
int64_t vfs_write(struct vfs_files *files, unsigned file, const void *data, size_t size);
int64_t vfs_seek(struct vfs_files *files, unsigned file, int64_t offset, unsigned whence);
int vfs_truncate(struct vfs_files *files, unsigned file, uint64_t size);
int vfs_stat(struct vfs_files *files, unsigned file, struct fs_status *status);
int vfs_list(struct vfs_files *files, unsigned file, struct fs_entry *entries, unsigned count);

int vfs_stat_path(const char *path, struct fs_status *status);
int vfs_unlink(const char *path);
int vfs_rename(const char *from, const char *to);
int vfs_make_dir(const char *path, uint32_t mode);
int vfs_remove_dir(const char *path);
int vfs_set_mode(const char *path, uint32_t mode);

#endif
