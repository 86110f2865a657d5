/* The client: finds a server that did not exist when the system started, and connects to it. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/ns/ns_api.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <kos/thread.h>

#include <ping/ILaunch.idl.h>
#include <ping/IPing.idl.h>

enum { NAME_SIZE = 64, PINGS = 3 };

/* The first service of the type `ping.IPing`; the name server may know several. */
static Retcode find(NsHandle ns, char *server, char *service)
{
    return NsEnumServices(ns, "ping.IPing", 0, server, NAME_SIZE, service, NAME_SIZE);
}

/* The starter is there from the beginning, and so is the channel to it. */
static nk_err_t startServer(void)
{
    NkKosTransport transport;
    struct ping_ILaunch_proxy starter;
    ping_ILaunch_Start_req req = {0};
    ping_ILaunch_Start_res res = {0};
    Handle handle = ServiceLocatorConnect("starter_link");

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    ping_ILaunch_proxy_init(&starter, &transport.base, ServiceLocatorGetRiid(handle, "launch"));
    return ping_ILaunch_Start(&starter.base, &req, NK_NULL, &res, NK_NULL);
}

static int fail(const char *what)
{
    printf("[Client] %s failed\n", what);
    return EXIT_FAILURE;
}

/* A channel made at run time is used as any other. */
static int ping(Handle handle, rtl_uint32_t riid)
{
    NkKosTransport transport;
    struct ping_IPing_proxy server;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    ping_IPing_proxy_init(&server, &transport.base, (nk_iid_t)riid);
    for (nk_uint32_t i = 1; i <= PINGS; i++) {
        ping_IPing_Ping_req req = {.number = i};
        ping_IPing_Ping_res res = {0};

        if (ping_IPing_Ping(&server.base, &req, NK_NULL, &res, NK_NULL) != NK_EOK)
            return fail("ping");
        printf("[Client] ping %u, answer %u\n", (unsigned)i, (unsigned)res.answer);
    }
    return EXIT_SUCCESS;
}

int main(void)
{
    char server[NAME_SIZE], service[NAME_SIZE];
    NsHandle ns;
    Handle handle;
    rtl_uint32_t riid;

    if (NsCreate(RTL_NULL, INFINITE_TIMEOUT, &ns) != rcOk)
        return fail("finding the name server");
    if (find(ns, server, service) == rcResourceNotFound)
        printf("[Client] nobody offers ping.IPing yet\n");
    if (startServer() != NK_EOK)
        return fail("starting the server");
    while (find(ns, server, service) != rcOk)
        KosThreadSleep(10);
    printf("[Client] %s offers it as %s\n", server, service);
    NsDestroy(ns);

    /* Waits until the server has accepted, or dropped, the connection. */
    if (KnCmConnect(server, service, INFINITE_TIMEOUT, &handle, &riid) != rcOk)
        return fail("connecting");
    printf("[Client] connected\n");
    int status = ping(handle, riid);
    KnHandleClose(handle);
    return status;
}
