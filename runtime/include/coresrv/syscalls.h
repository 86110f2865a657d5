/* The three system calls.
 *
 * All block the calling thread only. Call and Recv update the sizes in *msgIn on success and leave
 * them alone on failure. Errors: ipc-and-kernel 6.4, platform 3. Time-outs in milliseconds,
 * INFINITE_TIMEOUT for none; syncHandle INVALID_HANDLE when unused. Rules: ipc-and-kernel 6. */
#ifndef CORESRV_SYSCALLS_H
#define CORESRV_SYSCALLS_H

#include <handle/handletype.h>
#include <ipc/if_rend.h>
#include <rtl/retcode.h>

#ifdef __cplusplus
extern "C" {
#endif

Retcode Call(Handle handle, const SMsgHdr *msgOut, SMsgHdr *msgIn);
Retcode CallEx(Handle handle, const SMsgHdr *msgOut, SMsgHdr *msgIn, rtl_uint32_t mdelay,
               Handle syncHandle);
Retcode Recv(Handle handle, SMsgHdr *msgIn);
Retcode RecvEx(Handle handle, SMsgHdr *msgIn, rtl_uint32_t mdelay, Handle syncHandle);
Retcode Reply(Handle handle, const SMsgHdr *msgOut);

#ifdef __cplusplus
}
#endif
#endif
