/* kl.core.IPC: objects that interrupt blocked IPC calls of the own process. */
#include "services.h"

METHOD(IPC, CreateSyncObject)
{
    uint32_t value;
    Retcode rc = sync_create(current_proc(), &value);

    if (rc == rcOk)
        res->syncHandle = nk_handle_desc(value, OCAP_HANDLE_GET_SID, 0);
    return rc;
}

METHOD(IPC, SetInterrupt)
{
    struct object *sync;
    Retcode rc = arg_object(&req->syncHandle, OBJ_SYNC, 0, &sync);

    if (rc == rcOk)
        sync_set(current_proc(), sync);
    return rc;
}

METHOD(IPC, ClearInterrupt)
{
    struct object *sync;
    Retcode rc = arg_object(&req->syncHandle, OBJ_SYNC, 0, &sync);

    if (rc == rcOk)
        sync_clear(sync);
    return rc;
}

INTERFACE(IPC, ENTRY(IPC, CreateSyncObject), ENTRY(IPC, SetInterrupt), ENTRY(IPC, ClearInterrupt));
