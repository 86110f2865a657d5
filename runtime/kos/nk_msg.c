/* PackOutMsg, PackInMsg and the mapping of Retcodes to nk errors (ipc-and-kernel 5.3, 6.6). */
#include <coresrv/nk/transport-kos.h>
#include <services/rtl/nk_msg.h>

nk_err_t PackOutMsg(SMsgHdr *hdr, const struct nk_message *message, const struct nk_arena *arena)
{
    nk_size_t used = nk_arena_allocated_size(arena);

    if (!hdr || !message || message->ex.size_ex < sizeof *message)
        return NK_EINVAL;
    /* A sending SMsgHdr is only read from; its pointers serve both directions. */
    hdr->msg = (void *)(nk_uintptr_t)message;
    hdr->msgSize = message->ex.size_ex;
    hdr->arena = used ? arena->start : NULL;
    hdr->arenaSize = used;
    return NK_EOK;
}

nk_err_t PackInMsg(SMsgHdr *hdr, struct nk_message *message, struct nk_arena *arena)
{
    if (!hdr || !message || message->ex.size_ex < sizeof *message)
        return NK_EINVAL;
    hdr->msg = message;
    hdr->msgSize = message->ex.size_ex;
    hdr->arena = NULL;
    hdr->arenaSize = 0;
    if (arena && (nk_uintptr_t)arena->end > (nk_uintptr_t)arena->start) {
        hdr->arena = arena->start;
        hdr->arenaSize = (nk_size_t)((char *)arena->end - (char *)arena->start);
        if (hdr->arenaSize > NK_UINT32_MAX)
            hdr->arenaSize = NK_UINT32_MAX;
    }
    return NK_EOK;
}

nk_err_t NkKosErrFromRetcode(Retcode rc)
{
    switch (rc) {
    case rcOk:
        return NK_EOK;
    case rcSecurityDisallow:
    case rcNoCapability:
    case rcHandleRevoked:
        return NK_EPERM;
    case rcNotConnected:
        return NK_ENOTCONN;
    case rcOutOfMemory:
    case rcQuotaExceeded:
        return NK_ENOMEM;
    case rcTimeout:
    case rcIpcInterrupt:
        return NK_EAGAIN;
    case rcInvalidArgument:
        return NK_EINVAL;
    default:
        return NK_EBADMSG;
    }
}
