/* Handles: closing, copying, revoking, user objects (OCap).
 *
 * A function that makes a handle stores it on success only; the caller owns it and closes it with
 * KnHandleClose. rcInvalidArgument: no such handle; rcSecurityDisallow: not allowed;
 * rcHandleRevoked. Rules: libkos-api 6, ipc-and-kernel 8. */
#ifndef CORESRV_HANDLE_HANDLE_API_H
#define CORESRV_HANDLE_HANDLE_API_H

#include <handle/handletype.h>
#include <nk/errno.h>
#include <nk/types.h>
#include <rtl/retcode.h>
#include <services/ocap.h>

#ifdef __cplusplus
extern "C" {
#endif

Retcode KnHandleClose(Handle handle);
Retcode KnHandleCopy(Handle inHandle, rtl_uint32_t newRightsMask, Handle copyBadge,
                     Handle *outHandle);
Retcode KnHandleRevoke(Handle handle);
Retcode KnHandleRevokeSubtree(Handle handle, Handle badge);
Retcode KnHandleGetSidByHandle(Handle handle, rtl_uint32_t *sid);

/* type: HANDLE_TYPE_USER_FIRST .. _LAST. The Ex form binds the object to an endpoint behind a
 * server handle and so makes a callable handle. */
Retcode KnHandleCreateUserObject(rtl_uint32_t type, rtl_uint32_t rights, void *context,
                                 Handle *handle);
Retcode KnHandleCreateUserObjectEx(rtl_uint32_t type, rtl_uint32_t rights, Handle ipcChannel,
                                   rtl_uint32_t riid, void *context, Handle *handle);

static inline nk_rights_t nk_get_rights(const nk_handle_desc_t *desc)
{
    return desc->rights;
}

/* The transfer context of a handle that came back to its owner, if it carries all the rights of
 * `operation`; else NK_EPERM. */
static inline nk_err_t nk_get_badge_op(const nk_handle_desc_t *desc, nk_rights_t operation,
                                       nk_badge_t *badge)
{
    if ((desc->rights & operation) != operation)
        return NK_EPERM;
    *badge = desc->badge;
    return NK_EOK;
}

#ifdef __cplusplus
}
#endif
#endif
