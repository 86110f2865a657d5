/* Handles: the kernel's Handle endpoint. */
#include <coresrv/handle/handle_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/Handle.idl.h>

#include "kernel.h"
#include "sl.h"

/* A handle slot with nothing in it. */
static nk_handle_desc_t empty_desc(void)
{
    return nk_handle_desc(INVALID_HANDLE, 0, 0);
}

static nk_handle_desc_t desc_or_empty(Handle handle)
{
    return handle == INVALID_HANDLE ? empty_desc() : nk_handle_desc(handle);
}

Retcode KnHandleClose(Handle handle)
{
    kl_core_Handle_Close_req req = {0};
    kl_core_Handle_Close_res res;
    Retcode rc;

    req.handle = nk_handle_desc(handle);
    rc = KOS_KERNEL_CALL(kl_core_Handle_Close, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk)
        kos_sl_forget(handle);
    return rc;
}

Retcode KnHandleCopy(Handle inHandle, rtl_uint32_t newRightsMask, Handle copyBadge,
                     Handle *outHandle)
{
    kl_core_Handle_Copy_req req = {0};
    kl_core_Handle_Copy_res res;
    Retcode rc;

    if (!outHandle)
        return rcInvalidArgument;
    req.inHandle = nk_handle_desc(inHandle);
    req.copyBadge = desc_or_empty(copyBadge);
    req.newRightsMask = newRightsMask;
    rc = KOS_KERNEL_CALL(kl_core_Handle_Copy, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *outHandle = nk_get_handle(&res.outHandle);
    return rc;
}

Retcode KnHandleRevoke(Handle handle)
{
    kl_core_Handle_Revoke_req req = {0};
    kl_core_Handle_Revoke_res res;
    Retcode rc;

    req.handle = nk_handle_desc(handle);
    rc = KOS_KERNEL_CALL(kl_core_Handle_Revoke, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk)
        kos_sl_forget(handle);
    return rc;
}

Retcode KnHandleRevokeSubtree(Handle handle, Handle badge)
{
    kl_core_Handle_RevokeSubtree_req req = {0};
    kl_core_Handle_RevokeSubtree_res res;

    req.handle = nk_handle_desc(handle);
    req.badge = desc_or_empty(badge);
    return KOS_KERNEL_CALL(kl_core_Handle_RevokeSubtree, handle_Handle, &req, NULL, &res, NULL);
}

Retcode KnHandleCreateBadge(Notice notice, rtl_uintptr_t eventId, void *context, Handle *handle)
{
    kl_core_Handle_CreateBadge_req req = {0};
    kl_core_Handle_CreateBadge_res res;
    Retcode rc;

    if (!handle)
        return rcInvalidArgument;
    req.notify = desc_or_empty(notice);
    req.notifyContext = eventId;
    req.badgeContext = (nk_uintptr_t)context;
    rc = KOS_KERNEL_CALL(kl_core_Handle_CreateBadge, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *handle = nk_get_handle(&res.badge);
    return rc;
}

Retcode KnHandleGetSidByHandle(Handle handle, rtl_uint32_t *sid)
{
    kl_core_Handle_GetSidByHandle_req req = {0};
    kl_core_Handle_GetSidByHandle_res res;
    Retcode rc;

    if (!sid)
        return rcInvalidArgument;
    req.handle = nk_handle_desc(handle);
    rc = KOS_KERNEL_CALL(kl_core_Handle_GetSidByHandle, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *sid = res.sid;
    return rc;
}

Retcode KnHandleCreateUserObjectEx(rtl_uint32_t type, rtl_uint32_t rights, Handle ipcChannel,
                                   rtl_uint32_t riid, void *context, Handle *handle)
{
    kl_core_Handle_CreateUserObject_req req = {0};
    kl_core_Handle_CreateUserObject_res res;
    Retcode rc;

    if (!handle || riid > __NK_IID_MAX)
        return rcInvalidArgument;
    req.ipcChannel = desc_or_empty(ipcChannel);
    req.type = type;
    req.rights = rights;
    req.context = (nk_uintptr_t)context;
    req.riid = (nk_uint16_t)riid;
    rc = KOS_KERNEL_CALL(kl_core_Handle_CreateUserObject, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *handle = nk_get_handle(&res.handle);
    return rc;
}

Retcode KnHandleCreateUserObject(rtl_uint32_t type, rtl_uint32_t rights, void *context,
                                 Handle *handle)
{
    return KnHandleCreateUserObjectEx(type, rights, INVALID_HANDLE, 0, context, handle);
}
