/* IPC synchronisation objects: ending the waits of CallEx and RecvEx from another thread.
 *
 * An object belongs to its process and cannot be sent. While it is set, every CallEx and RecvEx
 * with it that waits for its partner, and every later one, ends with rcIpcInterrupt. A Call that
 * the server has received already takes its course. Close it with KnHandleClose. Rules: libkos-api
 * 13, ipc-and-kernel 6.5. */
#ifndef CORESRV_IPC_IPC_API_H
#define CORESRV_IPC_IPC_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

Retcode KnIpcCreateSyncObject(Handle *syncHandle);
Retcode KnIpcSetInterrupt(Handle syncHandle);
Retcode KnIpcClearInterrupt(Handle syncHandle);

#define IPC_SYNC_AUTO_CLEAR 1U

/* One that clears itself after the first interruption: rcUnimplemented unless flags is 0. */
Retcode KnIpcCreateSyncObjectEx(rtl_uint32_t flags, Handle *syncHandle);

#ifdef __cplusplus
}
#endif
#endif
