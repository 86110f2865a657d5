/* A file system told in the simplest way: a list of whole paths, each with its bytes.
 *
 * The functions answer as those of vfs.h must. There are no permissions and no image in it. */
#ifndef TEST_FS_MODEL_H
#define TEST_FS_MODEL_H

#include <fs/fs.h>

void model_init(void);
void model_end(void); /* frees all */

int model_open(const char *path, uint32_t flags);
int model_close(int file);
int64_t model_read(int file, void *data, size_t size);
int64_t model_write(int file, const void *data, size_t size);
int64_t model_seek(int file, int64_t offset, int whence);
int model_truncate(int file, uint64_t size);
int model_unlink(const char *path);
int model_make_dir(const char *path);
int model_remove_dir(const char *path);
int model_rename(const char *from, const char *to);
int model_stat_path(const char *path, struct fs_status *status); /* kind and size only */
int model_count(int file);                                       /* entries, `.` and `..` too */
void model_get_space(struct fs_space *space);

#endif
