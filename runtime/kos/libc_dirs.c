/* Directory streams: some entries at a time, so that not every one is a message. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files.h"

_Static_assert(sizeof((struct dirent *)0)->d_name == FS_NAME_MAX + 1, "a name fits");

struct kos_dir {
    int fd;
    unsigned next, count; /* of entries */
    struct dirent current;
    struct fs_entry entries[FS_LIST_MAX];
};

DIR *fdopendir(int fd)
{
    struct stat status;
    DIR *dir;

    if (fstat(fd, &status) != 0)
        return NULL;
    if (!S_ISDIR(status.st_mode)) {
        errno = ENOTDIR;
        return NULL;
    }
    dir = malloc(sizeof *dir);
    if (!dir) {
        errno = ENOMEM;
        return NULL;
    }
    dir->fd = fd;
    dir->next = dir->count = 0;
    return dir;
}

DIR *opendir(const char *path)
{
    int error, fd = open(path, O_RDONLY | O_DIRECTORY);
    DIR *dir;

    if (fd < 0)
        return NULL;
    dir = fdopendir(fd);
    if (!dir) {
        error = errno;
        (void)close(fd);
        errno = error;
    }
    return dir;
}

/* At the end, errno stays. */
struct dirent *readdir(DIR *dir)
{
    const struct fs_entry *entry;

    if (dir->next == dir->count) {
        int count =
            kos_files_result(fs_functions.list(kos_file_of(dir->fd), dir->entries, FS_LIST_MAX));

        if (count <= 0)
            return NULL;
        dir->next = 0;
        dir->count = (unsigned)count;
    }
    entry = &dir->entries[dir->next++];
    dir->current.d_ino = (ino_t)entry->number;
    dir->current.d_type = entry->kind == FS_KIND_DIRECTORY ? DT_DIR : DT_REG;
    strcpy(dir->current.d_name, entry->name);
    return &dir->current;
}

void rewinddir(DIR *dir)
{
    dir->next = dir->count = 0;
    (void)lseek(dir->fd, 0, SEEK_SET);
}

int dirfd(DIR *dir)
{
    return dir->fd;
}

int closedir(DIR *dir)
{
    int result = close(dir->fd);

    free(dir);
    return result;
}
