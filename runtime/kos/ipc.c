/* IPC synchronisation objects: the kernel's IPC endpoint. */
#include <coresrv/ipc/ipc_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/IPC.idl.h>

#include "kernel.h"

Retcode KnIpcCreateSyncObject(Handle *syncHandle)
{
    kl_core_IPC_CreateSyncObject_req req = {0};
    kl_core_IPC_CreateSyncObject_res res;
    Retcode rc;

    if (!syncHandle)
        return rcInvalidArgument;
    rc = KOS_KERNEL_CALL(kl_core_IPC_CreateSyncObject, ipc_IPC, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *syncHandle = nk_get_handle(&res.syncHandle);
    return rc;
}

Retcode KnIpcCreateSyncObjectEx(rtl_uint32_t flags, Handle *syncHandle)
{
    return flags == 0 ? KnIpcCreateSyncObject(syncHandle) : rcUnimplemented;
}

Retcode KnIpcSetInterrupt(Handle syncHandle)
{
    kl_core_IPC_SetInterrupt_req req = {0};
    kl_core_IPC_SetInterrupt_res res;

    req.syncHandle = nk_handle_desc(syncHandle);
    return KOS_KERNEL_CALL(kl_core_IPC_SetInterrupt, ipc_IPC, &req, NULL, &res, NULL);
}

Retcode KnIpcClearInterrupt(Handle syncHandle)
{
    kl_core_IPC_ClearInterrupt_req req = {0};
    kl_core_IPC_ClearInterrupt_res res;

    req.syncHandle = nk_handle_desc(syncHandle);
    return KOS_KERNEL_CALL(kl_core_IPC_ClearInterrupt, ipc_IPC, &req, NULL, &res, NULL);
}
