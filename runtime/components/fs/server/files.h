/* The endpoint fs.IFiles. */
#ifndef FS_SERVER_FILES_H
#define FS_SERVER_FILES_H

#include <fs/IFiles.idl.h>

extern const struct fs_IFiles_ops fs_files_ops;

/* Makes the answer `res` the error -result. */
#define FS_FAIL(res, result)                                                                       \
    do {                                                                                           \
        nk_err_reset(res);                                                                         \
        (res)->err_.status = (nk_uint16_t) - (result);                                             \
    } while (0)

#endif
