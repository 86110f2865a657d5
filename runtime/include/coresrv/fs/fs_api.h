/* Files of the boot image, read only. The names of these functions are ours: what the reference
 * calls them is not public. Rules: ipc-and-kernel 10.2, libkos-api 1. */
#ifndef CORESRV_FS_FS_API_H
#define CORESRV_FS_FS_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* rcResourceNotFound */
Retcode KnFsOpen(const char *name, Handle *file);
Retcode KnFsClose(Handle file);
Retcode KnFsGetSize(Handle file, rtl_size_t *size);

/* Up to `size` bytes from `offset`; *read is less at the end of the file. */
Retcode KnFsRead(Handle file, rtl_size_t offset, void *buf, rtl_size_t size, rtl_size_t *read);

/* Files of the image, and the name of one of them by its place, from 0. rcResourceNotFound: there
 * are fewer; rcBufferTooSmall. */
Retcode KnFsGetCount(rtl_uint32_t *count);
Retcode KnFsGetName(rtl_uint32_t index, char *name, rtl_size_t size);

#ifdef __cplusplus
}
#endif
#endif
