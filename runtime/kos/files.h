/* What the files of the C library share: libc_files.c, libc_names.c, libc_dirs.c. */
#ifndef KOS_FILES_H
#define KOS_FILES_H

#include <errno.h>
#include <fs/fs.h>
#include <sys/stat.h>

#define KOS_FIRST_FILE 3 /* descriptor of the file that the file system calls 0 */

/* The file system's number of a descriptor; -1, which it knows for none, of another. */
int kos_file_of(int fd);

/* `mode` without what umask takes. */
mode_t kos_masked(mode_t mode);

void kos_fill_stat(struct stat *to, const struct fs_status *from);

/* Of a function of the file system: itself, or -1 with errno set. */
static inline int kos_files_result(int result)
{
    if (result >= 0)
        return result;
    errno = -result;
    return -1;
}

#endif
