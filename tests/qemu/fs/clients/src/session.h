/* Sessions that a program opens by hand, beside the one of the client library. */
#ifndef SESSION_H
#define SESSION_H

#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <fs/ISessions.idl.h>
#include <fs/fs.h>
#include <fs/server.h>
#include <kos/task.h>

#define STATUS(error) NK_ELOGIC_MAKE(error)

/* Shows that handle with those rights. */
static inline nk_err_t open_session_as(Handle client, nk_rights_t rights, Handle *session)
{
    Handle server = ServiceLocatorConnect(FS_CHANNEL);
    fs_ISessions_Open_req req = {.client = nk_handle_desc(client, rights)};
    fs_ISessions_Open_res res;
    fs_ISessions_proxy proxy;
    NkKosTransport transport;
    nk_err_t err;

    NkKosTransport_Init(&transport, server, NK_NULL, 0);
    fs_ISessions_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(server, "fs.sessions"));
    err = fs_ISessions_Open_proxy(&proxy, &req, NK_NULL, &res, NK_NULL);
    *session = err == NK_EOK ? nk_get_handle(&res.session) : INVALID_HANDLE;
    return err;
}

#define WHO (OCAP_HANDLE_GET_SID | OCAP_TASK_INFO)

static inline nk_err_t open_session(Handle *session)
{
    return open_session_as(KosTaskGetSelf(), WHO, session);
}

#endif
