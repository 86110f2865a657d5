/* Virtual memory of the calling process and memory objects (MDL) to share.
 *
 * Sizes are multiples of the page (4096). Flags: vmm/flags.h. Rules: libkos-api 12. */
#ifndef CORESRV_VMM_VMM_API_H
#define CORESRV_VMM_VMM_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>
#include <vmm/flags.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Null on failure. `addr` is a hint or null. */
void *KnVmAllocate(void *addr, rtl_size_t size, int flags);
Retcode KnVmCommit(void *addr, rtl_size_t size, int flags);
Retcode KnVmDecommit(void *addr, rtl_size_t size);
Retcode KnVmProtect(void *addr, rtl_size_t size, int flags);
Retcode KnVmUnmap(void *addr, rtl_size_t size);

/* A memory object; the handle can be sent to other processes. */
Retcode KnPmmMdlCreate(rtl_size_t size, int flags, Handle *handle);
Retcode KnPmmMdlMap(Handle handle, rtl_size_t offset, rtl_size_t size, void *hint, int flags,
                    void **addr);

/* Memory objects with a copy of what lies there now; flags: the rights of the handle. */
Retcode KnPmmMdlCreateFromBuf(const void *buf, rtl_size_t size, int flags, Handle *handle);
Retcode KnPmmMdlCreateFromVm(void *addr, rtl_size_t size, int flags, Handle *handle);
/* A new object with a copy of a part of another one, which is the caller's to write. */
Retcode KnPmmMdlClone(Handle origin, rtl_size_t offset, rtl_size_t size, Handle *handle);

#ifdef __cplusplus
}
#endif
#endif
