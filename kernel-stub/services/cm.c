/* kl.core.CM: channels made at run time, by the names of a server and its service. Who may ask for
 * one is a matter of the policy for these calls; what then goes over it, of that for its messages.
 */
#include "services.h"

METHOD(CM, Connect)
{
    const char *server, *service;
    uint32_t handle;
    Retcode rc = arg_text(in, &req->server, &server);

    if (rc == rcOk)
        rc = arg_text(in, &req->service, &service);
    if (rc == rcOk)
        rc = cm_connect(server, service, deadline_after_ms(req->msecs), &handle, &res->id);
    if (rc == rcOk)
        res->handle = nk_handle_desc(handle, OCAP_IPC_CLIENT, 0);
    return rc;
}

/* The filter has no meaning (ipc-and-kernel 4.3). */
METHOD(CM, Listen)
{
    const struct cm_request *r;
    Retcode rc = cm_listen(deadline_after_ms(req->msecs), &r);

    if (rc == rcOk)
        rc = result_text(out, &res->client, cm_client(r), strlen(cm_client(r)),
                         kl_core_CM_Listen_res_client_size);
    if (rc == rcOk)
        rc = result_text(out, &res->service, cm_service(r), strlen(cm_service(r)),
                         kl_core_CM_Listen_res_service_size);
    return rc;
}

METHOD(CM, Drop)
{
    const char *client, *service;
    Retcode rc = arg_text(in, &req->client, &client);

    if (rc == rcOk)
        rc = arg_text(in, &req->service, &service);
    return rc == rcOk ? cm_drop(client, service) : rc;
}

/* The result is the handle of a listener made here; one that was given stays the caller's alone. */
METHOD(CM, Accept)
{
    const char *client, *service;
    struct listener *listener = NULL;
    uint32_t value = KOS_HANDLE_INVALID;
    Retcode rc = arg_text(in, &req->client, &client);

    if (rc == rcOk)
        rc = arg_text(in, &req->service, &service);
    if (rc == rcOk && !arg_no_handle(&req->listener))
        rc = arg_listener(&req->listener, OCAP_IPC_ADD_CHANNEL, &listener);
    if (rc == rcOk && req->id > __NK_IID_MAX)
        rc = rcInvalidArgument;
    if (rc == rcOk)
        rc = cm_accept(client, service, req->id, listener, &value);
    if (rc == rcOk && !listener)
        res->handle = nk_handle_desc(value, OCAP_IPC_LISTENER, 0);
    return rc;
}

INTERFACE(CM, ENTRY(CM, Connect), ENTRY(CM, Listen), ENTRY(CM, Drop), ENTRY(CM, Accept));
