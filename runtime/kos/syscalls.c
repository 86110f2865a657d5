/* Call, Recv and Reply: an SMsgHdr pair unpacked into the registers of platform 3. */
#include <coresrv/syscalls.h>

#include "console.h"
#include "svc.h"

/* A size that does not fit its 32 bits cannot be a message. */
static int sizes_ok(const SMsgHdr *hdr)
{
    return ((hdr->msgSize | hdr->arenaSize) >> 32) == 0;
}

static struct svc_buffers buffers(const SMsgHdr *hdr)
{
    return (struct svc_buffers){hdr->msg, hdr->arena, svc_pair(hdr->msgSize, hdr->arenaSize)};
}

static void unpack(SMsgHdr *in, rtl_uint64_t sizes)
{
    in->msgSize = sizes & 0xffffffffU;
    in->arenaSize = sizes >> 32;
}

Retcode CallEx(Handle handle, const SMsgHdr *msgOut, SMsgHdr *msgIn, rtl_uint32_t mdelay,
               Handle syncHandle)
{
    rtl_uint64_t received;
    Retcode rc;

    if (!msgOut || !msgIn || !sizes_ok(msgOut) || !sizes_ok(msgIn))
        return rcInvalidArgument;
    kos_console_before_call();
    rc = svc_call(svc_pair(handle, mdelay), buffers(msgOut), buffers(msgIn), syncHandle, &received);
    if (rc == rcOk)
        unpack(msgIn, received);
    return rc;
}

Retcode RecvEx(Handle handle, SMsgHdr *msgIn, rtl_uint32_t mdelay, Handle syncHandle)
{
    rtl_uint64_t received;
    Retcode rc;

    if (!msgIn || !sizes_ok(msgIn))
        return rcInvalidArgument;
    kos_console_before_call();
    rc = svc_recv(svc_pair(handle, mdelay), buffers(msgIn), syncHandle, &received);
    if (rc == rcOk)
        unpack(msgIn, received);
    return rc;
}

Retcode Reply(Handle handle, const SMsgHdr *msgOut)
{
    if (!msgOut || !sizes_ok(msgOut))
        return rcInvalidArgument;
    return svc_reply(handle, buffers(msgOut));
}

Retcode Call(Handle handle, const SMsgHdr *msgOut, SMsgHdr *msgIn)
{
    return CallEx(handle, msgOut, msgIn, KOS_TIMEOUT_INFINITE, INVALID_HANDLE);
}

Retcode Recv(Handle handle, SMsgHdr *msgIn)
{
    return RecvEx(handle, msgIn, KOS_TIMEOUT_INFINITE, INVALID_HANDLE);
}
