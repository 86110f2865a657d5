/* Handles: closing, copying, revoking, user objects (OCap).
 *
 * A function that makes a handle stores it on success only; the caller owns it and closes it with
 * KnHandleClose. rcInvalidArgument: no such handle; rcSecurityDisallow: not allowed;
 * rcHandleRevoked. Rules: libkos-api 6, ipc-and-kernel 8. */
#ifndef CORESRV_HANDLE_HANDLE_API_H
#define CORESRV_HANDLE_HANDLE_API_H

#include <coresrv/handle/notice_api.h>
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
/* Only the handles that were given away, or copied, with the badge, and all that came of them. */
Retcode KnHandleRevokeSubtree(Handle handle, Handle badge);

/* A badge: `context` comes back with handles that were given away with it when they are sent here
 * (nk_get_badge_op). The notice (INVALID_HANDLE: none) gets, under the number eventId,
 * EVENT_BADGE_CLOSED when the last of those handles is gone and EVENT_OBJECT_DESTROYED when an
 * object given away with the badge has ended. */
Retcode KnHandleCreateBadge(Notice notice, rtl_uintptr_t eventId, void *context, Handle *handle);
/* Needs OCAP_HANDLE_GET_SID. */
Retcode KnHandleGetSidByHandle(Handle handle, rtl_uint32_t *sid);

/* type: HANDLE_TYPE_USER_FIRST .. _LAST. The Ex form binds the object to the endpoint `riid` of the
 * caller's own listener `ipcChannel`: who gets a handle with OCAP_IPC_CALL calls that endpoint
 * through it, with INVALID_RIID in the proxy, and the server finds the object in `self` of the
 * request. */
Retcode KnHandleCreateUserObject(rtl_uint32_t type, rtl_uint32_t rights, void *context,
                                 Handle *handle);
Retcode KnHandleCreateUserObjectEx(rtl_uint32_t type, rtl_uint32_t rights, Handle ipcChannel,
                                   rtl_uint32_t riid, void *context, Handle *handle);

static inline nk_rights_t nk_get_rights(const nk_handle_desc_t *desc)
{
    return desc->rights;
}

/* Whether the handle came back to the process that gave the object out: it is that process's own,
 * not to be closed, and `badge` the context attached there. */
static inline nk_bool_t nk_is_handle_dereferenced(const nk_handle_desc_t *desc)
{
    return desc->badge != NK_INVALID_HANDLE;
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
