#include "client/call.h"

#include <coresrv/sl/sl_api.h>
#include <errno.h>
#include <fs/ISessions.idl.h>
#include <fs/fs.h>
#include <kos/mutex.h>

static KosMutex mutex;
static Handle session = INVALID_HANDLE;

int fs_call_refused(nk_err_t err)
{
    return err == NK_EPERM ? -EACCES : err == NK_ENOMEM ? -ENOMEM : -EIO;
}

int fs_call_failed(nk_uint16_t status)
{
    return status ? -status : -EIO;
}

static int open_session(void)
{
    fs_ISessions_Open_req req = {0};
    fs_ISessions_Open_res res;
    fs_ISessions_proxy proxy;
    NkKosTransport transport;
    Handle server = ServiceLocatorConnect(FS_CHANNEL);
    nk_err_t err;

    if (server == INVALID_HANDLE)
        return -ENXIO;
    NkKosTransport_Init(&transport, server, NK_NULL, 0);
    fs_ISessions_proxy_init(&proxy, &transport.base,
                            ServiceLocatorGetRiid(server, "fs.CFs.sessions"));
    err = fs_ISessions_Open_proxy(&proxy, &req, NK_NULL, &res, NK_NULL);
    if (err != NK_EOK)
        return fs_call_refused(err);
    if (nk_msg_check_err(&res.base_))
        return fs_call_failed(res.err_.status);
    session = nk_get_handle(&res.session);
    return 0;
}

int fs_call_begin(struct fs_call *call)
{
    int err = 0;

    KosMutexLock(&mutex);
    if (session == INVALID_HANDLE)
        err = open_session();
    KosMutexUnlock(&mutex);
    if (err)
        return err;
    NkKosTransport_Init(&call->transport, session, NK_NULL, 0);
    fs_IFiles_proxy_init(&call->proxy, &call->transport.base, INVALID_RIID); /* the handle says it */
    return 0;
}
