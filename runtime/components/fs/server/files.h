/* The endpoint fs.IFiles. */
#ifndef FS_SERVER_FILES_H
#define FS_SERVER_FILES_H

#include <fs/IFiles.idl.h>

extern const struct fs_IFiles_ops fs_files_ops;

/* What a method returns: success, or the error -result. */
#define FS_ANSWER(result) ((result) < 0 ? NK_ELOGIC_MAKE(-(result)) : NK_EOK)

#endif
