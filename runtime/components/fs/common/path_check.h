/* What a path must be before anything looks into it: the same for both libraries. */
#ifndef FS_PATH_CHECK_H
#define FS_PATH_CHECK_H

/* 0, or -errno: EFAULT (null), ENOENT (empty), ENAMETOOLONG, EILSEQ (not UTF-8, as messages ask).
 */
int fs_path_check(const char *path);

#endif
