/* Logs of the kernel: its Audit endpoint. */
#include <coresrv/vlog/vlog_api.h>

#include <kl/core/Audit.idl.h>
#include <kl/core/Core.edl.h>
#include <string.h>

#include "kernel.h"

_Static_assert(AUDIT_MESSAGE_SIZE == kl_core_Audit_Read_res_msg_size, "AUDIT_MESSAGE_SIZE");

Retcode KnAuOpen(const char *name, Handle *outRID)
{
    char out[kl_core_Audit_Open_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_Audit_Open_req req = {0};
    kl_core_Audit_Open_res res;
    Retcode rc;

    if (!outRID)
        return rcInvalidArgument;
    rc = kos_put_string(&arena, &req.name, name);
    if (rc == rcOk)
        rc = KOS_KERNEL_CALL(kl_core_Audit_Open, audit_Audit, &req, &arena, &res, NULL);
    *outRID = rc == rcOk ? res.handle.handle : INVALID_HANDLE;
    return rc;
}

Retcode KnAuClose(Handle rid)
{
    kl_core_Audit_Close_req req = {0};
    kl_core_Audit_Close_res res;

    req.handle = nk_handle_desc(rid);
    return KOS_KERNEL_CALL(kl_core_Audit_Close, audit_Audit, &req, NULL, &res, NULL);
}

Retcode KnAuRead(Handle rid, void *msg, rtl_size_t *size, rtl_uint32_t *outDropMsgs)
{
    char in[kl_core_Audit_Read_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_Audit_Read_req req = {0};
    kl_core_Audit_Read_res res;
    const nk_uint8_t *bytes;
    nk_size_t count;
    Retcode rc;

    if (!msg || !size)
        return rcInvalidArgument;
    req.handle = nk_handle_desc(rid);
    rc = KOS_KERNEL_CALL(kl_core_Audit_Read, audit_Audit, &req, NULL, &res, &arena);
    if (rc != rcOk)
        return rc;
    bytes = nk_arena_get(nk_uint8_t, &arena, &res.msg, &count);
    if ((!bytes && count > 0) || count > AUDIT_MESSAGE_SIZE)
        return rcReceiveError;
    if (count > 0)
        memcpy(msg, bytes, count);
    *size = count;
    if (outDropMsgs)
        *outDropMsgs = res.outDropMsgs;
    return rcOk;
}
