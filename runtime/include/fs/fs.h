/* A file system: a writable one in memory, and below /romfs the files of the image, read-only.
 *
 * libfs_impl.a has these functions in the program itself, libfs_client.a calls the process fs.Fs
 * for them over the channel FS_CHANNEL. Programs include <fcntl.h>, <unistd.h>, <sys/stat.h>,
 * <dirent.h> and <stdio.h> and are linked with one of the two; nothing else differs. The functions
 * here are what those of the C library come down to.
 *
 * A result below 0 is -errno, and means what POSIX says of the function of the C library named in
 * the comment. Paths are UTF-8 and begin at the root, also without a slash; there are no links.
 * Thread-safe; nothing is allocated. Limits: FS_*, docs/components.md. */
#ifndef FS_FS_H
#define FS_FS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FS_CHANNEL "fs.Fs" /* name of channels to the process */
#define FS_ROM     "romfs" /* name in the root of the directory of the image's files */

#define FS_PATH_MAX 1023 /* bytes of a path, without the zero */
#define FS_NAME_MAX 255  /* bytes of a name in it */
#define FS_OPEN_MAX 32   /* open files of a program */

#define FS_LIST_MAX 8 /* entries that fs_list gives at once */

/* How fs_open opens: a sum. Without FS_READ and FS_WRITE a file is only there for fs_stat. */
#define FS_READ      1U
#define FS_WRITE     2U
#define FS_CREATE    4U
#define FS_EXCLUSIVE 8U
#define FS_TRUNCATE  16U
#define FS_APPEND    32U
#define FS_DIRECTORY 64U

enum fs_kind { FS_KIND_FILE = 1, FS_KIND_DIRECTORY = 2 };
enum fs_whence { FS_FROM_START, FS_FROM_HERE, FS_FROM_END };

struct fs_status {
    uint32_t device; /* 1 in memory, 2 the image */
    uint32_t number; /* of the file in it */
    uint32_t kind;   /* enum fs_kind */
    uint32_t mode;   /* permission bits; those of the owner count, and all programs are the owner */
    uint32_t links;
    uint64_t size;
    uint64_t blocks;           /* of 512 bytes */
    int64_t modified, changed; /* seconds since 1970 */
};

struct fs_entry {
    uint32_t number;
    uint32_t kind;
    char name[FS_NAME_MAX + 1];
};

struct fs_space {
    uint32_t block; /* bytes */
    uint32_t blocks, blocks_free;
    uint32_t files, files_free;
};

int fs_open(const char *path, uint32_t flags, uint32_t mode); /* open: a number from 0 */
int fs_close(int file);
int64_t fs_read(int file, void *data, size_t size);
int64_t fs_write(int file, const void *data, size_t size);
int64_t fs_seek(int file, int64_t offset, int whence); /* lseek; of a directory: rewinddir */
int fs_truncate(int file, uint64_t size);              /* ftruncate */
int fs_stat(int file, struct fs_status *status);       /* fstat */
int fs_stat_path(const char *path, struct fs_status *status);

/* readdir: the next entries, at most `count`; 0 at the end. */
int fs_list(int file, struct fs_entry *entries, unsigned count);

int fs_unlink(const char *path);
int fs_rename(const char *from, const char *to);
int fs_make_dir(const char *path, uint32_t mode);
int fs_remove_dir(const char *path);
int fs_set_mode(const char *path, uint32_t mode); /* chmod */
int fs_get_space(struct fs_space *space);         /* of the file system in memory */

/* The table through which libkos calls the library that a program is linked with. Each of the two
 * defines it; without either, that of libkos answers ENOSYS. It is a table, and kos.ld asks for it,
 * so that a program that calls but fopen takes all functions from one library. */
struct fs_functions {
    int (*open)(const char *path, uint32_t flags, uint32_t mode);
    int (*close)(int file);
    int64_t (*read)(int file, void *data, size_t size);
    int64_t (*write)(int file, const void *data, size_t size);
    int64_t (*seek)(int file, int64_t offset, int whence);
    int (*truncate)(int file, uint64_t size);
    int (*stat)(int file, struct fs_status *status);
    int (*stat_path)(const char *path, struct fs_status *status);
    int (*list)(int file, struct fs_entry *entries, unsigned count);
    int (*unlink)(const char *path);
    int (*rename)(const char *from, const char *to);
    int (*make_dir)(const char *path, uint32_t mode);
    int (*remove_dir)(const char *path);
    int (*set_mode)(const char *path, uint32_t mode);
    int (*get_space)(struct fs_space *space);
};

extern const struct fs_functions fs_functions;

#ifdef __cplusplus
}
#endif
#endif
