/* The server: publishes its service, then accepts one client after the other. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/ns/ns_api.h>
#include <coresrv/syscalls.h>
#include <rtl/retcode.h>

#include <ping/Server.edl.h>

static nk_err_t pingImpl(struct ping_IPing *self, const ping_IPing_Ping_req *req,
                         const struct nk_arena *reqArena, ping_IPing_Ping_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->answer = req->number * 10;
    return NK_EOK;
}

/* Says to everybody: the process ping.Server offers the type ping.IPing under the name `ping`. */
static Retcode publish(void)
{
    NsHandle ns;
    Retcode rc = NsCreate(RTL_NULL, INFINITE_TIMEOUT, &ns);

    if (rc != rcOk)
        return rc;
    printf("[Server] I offer ping.IPing as ping\n");
    rc = NsPublishService(ns, "ping.IPing", "ping.Server", "ping");
    NsDestroy(ns);
    return rc;
}

/* Waits for a client and makes the channel, whose requests go to the endpoint `ping`. */
static Retcode acceptClient(Handle *listener)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Retcode rc = KnCmListen(RTL_NULL, INFINITE_TIMEOUT, client, service);

    if (rc != rcOk)
        return rc;
    printf("[Server] %s asks for %s\n", client, service);
    return KnCmAccept(client, service, ping_Server_ping_iid, INVALID_HANDLE, listener);
}

int main(void)
{
    static const struct ping_IPing_ops ops = {.Ping = pingImpl};
    static struct ping_IPing ping = {.ops = &ops};
    Handle listener;

    ping_Server_entity entity;
    ping_Server_entity_init(&entity, &ping);
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(ping_Server, entity);

    if (publish() != rcOk) {
        printf("[Server] nobody takes my service\n");
        return EXIT_FAILURE;
    }
    while (acceptClient(&listener) == rcOk) {
        NkKosDoDispatch(listener, &info); /* until the client has closed its end */
        KnHandleClose(listener);
    }
    return EXIT_FAILURE;
}
