#include "client/call.h"

#include <errno.h>
#include <fs/ISessions.idl.h>
#include <fs/fs.h>
#include <kos/mutex.h>
#include <kos/task.h>
#include <services/ocap.h>

#include "../client.h"

static KosMutex mutex;
static Handle session = INVALID_HANDLE;

int fs_call_result(nk_err_t err)
{
    if (NK_ELOGIC_CHECK(err))
        return NK_ELOGIC_GET(err) ? -(int)NK_ELOGIC_GET(err) : -EIO;
    return err == NK_EOK ? 0 : err == NK_EPERM ? -EACCES : err == NK_ENOMEM ? -ENOMEM : -EIO;
}

static int open_session(void)
{
    fs_ISessions_Open_req req = {
        .client = nk_handle_desc(KosTaskGetSelf(), OCAP_HANDLE_GET_SID | OCAP_TASK_INFO)};
    fs_ISessions_Open_res res;
    fs_ISessions_proxy proxy;
    NkKosTransport transport;
    nk_iid_t riid;
    int err;

    if (client_connect(FS_CHANNEL, "fs.CFs.sessions", &transport, &riid) != rcOk)
        return -ENXIO;
    fs_ISessions_proxy_init(&proxy, &transport.base, riid);
    err = fs_call_result(fs_ISessions_Open_proxy(&proxy, &req, NK_NULL, &res, NK_NULL));
    if (err)
        return err;
    session = nk_get_handle(&res.session);
    return session == INVALID_HANDLE ? -EIO : 0;
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
    fs_IFiles_proxy_init(&call->proxy, &call->transport.base,
                         INVALID_RIID); /* the handle says it */
    return 0;
}
