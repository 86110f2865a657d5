#include "common/path_check.h"

#include <errno.h>
#include <fs/fs.h>
#include <nk/verify.h>
#include <string.h>

int fs_path_check(const char *path)
{
    size_t length, at = 0;

    if (!path)
        return -EFAULT;
    length = strnlen(path, FS_PATH_MAX + 1);
    if (length == 0)
        return -ENOENT;
    if (length > FS_PATH_MAX)
        return -ENAMETOOLONG;
    while (at < length) {
        nk_uint32_t bytes =
            nk_verify_sequence((const nk_uint8_t *)path + at, (nk_uint32_t)(length - at));

        if (bytes == 0)
            return -EILSEQ;
        at += bytes;
    }
    return 0;
}
