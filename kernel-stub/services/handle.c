/* kl.core.Handle: handles, user objects, static channels (ipc-and-kernel 4.2, 8; platform 3). */
#include "services.h"
#include <refusal.h>
#include <handle/handletype.h>

METHOD(Handle, Copy)
{
    struct badge *badge;
    uint32_t value;
    Retcode rc = arg_badge(&req->copyBadge, &badge);

    if (rc != rcOk)
        return rc;
    rc = handle_copy(current_proc(), req->inHandle.handle, req->newRightsMask, badge, &value);
    if (rc == rcOk)
        res->outHandle = nk_handle_desc(value, handle_entry(current_proc(), value)->rights, 0);
    return rc == rcOk ? rcOk : refusal_of_handle("Handle.Copy", req->inHandle.handle, rc);
}

/* An object of the program's own, with a SID. The kernel gives no meaning to type and context. With
 * the server's end of a channel the object is callable: a Call on a handle to it that has
 * OCAP_IPC_CALL reaches that server at the endpoint `riid`. */
METHOD(Handle, CreateUserObject)
{
    struct listener *listener = NULL;
    uint32_t value;
    Retcode rc = rcOk;

    if (req->type < HANDLE_TYPE_USER_FIRST || req->type > HANDLE_TYPE_USER_LAST)
        return rcInvalidArgument;
    if (!arg_no_handle(&req->ipcChannel))
        rc = arg_listener(&req->ipcChannel, OCAP_IPC_RECV, &listener);
    if (rc == rcOk)
        rc = user_object_create(current_proc(), req->type, req->rights, req->context, listener,
                                req->riid, &value);
    if (rc == rcOk)
        res->handle = nk_handle_desc(value, req->rights, 0);
    return rc;
}

METHOD(Handle, Close)
{
    return handle_close(current_proc(), req->handle.handle);
}

/* A static channel. srListener and the results are handle values in the tables of the two
 * processes, not handles of the caller; the server's end is the listener itself. */
METHOD(Handle, Connect)
{
    struct proc *server, *client;
    uint32_t listener = req->srListener, client_end;
    Retcode rc = arg_proc(&req->server, OCAP_TASK_CONTROL, &server);

    if (rc == rcOk)
        rc = arg_proc(&req->client, OCAP_TASK_CONTROL, &client);
    if (rc != rcOk)
        return rc;
    if (req->createSrEndpoint != 0)
        return rcUnimplemented;
    rc = channel_connect(server, client, &listener, &client_end);
    if (rc != rcOk)
        return rc;
    res->outSrListener = listener;
    res->outSrEndpoint = KOS_HANDLE_INVALID;
    res->outClEndpoint = client_end;
    return rcOk;
}

METHOD(Handle, GetSidByHandle)
{
    struct object *o;
    Retcode rc = arg_object(&req->handle, OBJ_NONE, RIGHT_GET_SID, &o);

    if (rc != rcOk)
        return rc;
    res->sid = object_sid(o);
    return res->sid != 0 ? rcOk : rcOutOfMemory;
}

METHOD(Handle, Revoke)
{
    return handle_revoke(current_proc(), req->handle.handle);
}

/* Only what was given away with the badge. */
METHOD(Handle, RevokeSubtree)
{
    struct badge *badge;
    Retcode rc = arg_badge(&req->badge, &badge);

    if (rc != rcOk)
        return rc;
    return badge ? handle_revoke_subtree(current_proc(), req->handle.handle, badge)
                 : rcInvalidArgument;
}

METHOD(Handle, CreateBadge)
{
    struct object *notice = NULL;
    uint32_t value;
    Retcode rc = rcOk;

    if (!arg_no_handle(&req->notify))
        rc = arg_object(&req->notify, OBJ_NOTICE, 0, &notice);
    if (rc == rcOk)
        rc = badge_create(current_proc(), (struct notice *)(void *)notice, req->notifyContext,
                          req->badgeContext, &value);
    if (rc == rcOk)
        res->badge = nk_handle_desc(value, OCAP_HANDLE_GET_SID | OCAP_HANDLE_GET_EVENT, 0);
    return rc;
}

METHOD(Handle, SecurityConnect)
{
    uint32_t value;
    Retcode rc = security_connect(current_proc(), &value);

    if (rc == rcOk)
        res->client = nk_handle_desc(value, OCAP_IPC_CALL, 0);
    return rc;
}

/* A dynamic channel may be given up by its client; a static one is for good. */
METHOD(Handle, Disconnect)
{
    struct object *o;
    Retcode rc = arg_object(&req->client, OBJ_CHANNEL, 0, &o);

    if (rc != rcOk)
        return rc;
    if (!container_of(o, struct channel, obj)->dynamic)
        return rcInvalidOperation;
    return handle_close(current_proc(), req->client.handle);
}

UNBUILT(Handle, Alloc)
UNBUILT(Handle, Free)
UNBUILT(Handle, Init)
UNBUILT(Handle, Fini)
UNBUILT(Handle, UidAlloc)
UNBUILT(Handle, UidFree)

INTERFACE(Handle, ENTRY(Handle, Alloc), ENTRY(Handle, Free), ENTRY(Handle, Copy),
          ENTRY(Handle, Init), ENTRY(Handle, Fini), ENTRY(Handle, CreateUserObject),
          ENTRY(Handle, Close), ENTRY(Handle, Connect), ENTRY(Handle, Disconnect),
          ENTRY(Handle, SecurityConnect), ENTRY(Handle, UidAlloc), ENTRY(Handle, UidFree),
          ENTRY(Handle, GetSidByHandle), ENTRY(Handle, Revoke), ENTRY(Handle, RevokeSubtree),
          ENTRY(Handle, CreateBadge));
