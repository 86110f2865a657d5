/* The name server, class kl.core.NameServer.
 *
 * Clients come over the static channels named kl.core.NameServer and at run time, with KnCmConnect
 * to this process and any service name; one listener and one thread serve all of them, the main
 * thread accepts. Rules: ipc-and-kernel 4.4. */
#include <coresrv/cm/cm_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kl/core/NameServer.edl.h>
#include <kos/event.h>
#include <kos/thread.h>
#include <ns/server.h>
#include <stdio.h>
#include <stdlib.h>

static Handle listener = INVALID_HANDLE;
static KosEvent joined; /* a client has come: there is somebody to receive from */

/* A listener without clients receives nothing until the next one has joined. */
static int serve(void *unused)
{
    NkKosTransport transport;
    nk_err_t err;

    (void)unused;
    NkKosTransport_Init(&transport, listener, NK_NULL, 0);
    do {
        err = NsServeOne(&transport.base);
        if (err == NK_ENOTCONN)
            KosEventWait(&joined, rtl_true);
    } while (err != NK_EINVAL && err != NK_EPERM);
    fprintf(stderr, "ns: the listener is of no use any more\n");
    return 1;
}

static Retcode start_serving(void)
{
    Tid tid;

    return KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, serve, NULL, 0);
}

/* Accepts whoever comes. Returns when the kernel does not let it any more. */
static Retcode accept_clients(void)
{
    static char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Handle accepted;
    Retcode rc;

    while ((rc = KnCmListen(NULL, INFINITE_TIMEOUT, client, service)) == rcOk) {
        int first = listener == INVALID_HANDLE;

        /* A client may have given up meanwhile, or have no room for a handle. */
        if (KnCmAccept(client, service, kl_core_NameServer_ns_iid, listener, &accepted) != rcOk)
            continue;
        listener = accepted;
        KosEventSet(&joined);
        if (first && (rc = start_serving()) != rcOk)
            return rc;
    }
    return rc;
}

int main(void)
{
    Retcode rc = NsServerInit();
    ServiceId id;

    KosEventInit(&joined);
    listener = ServiceLocatorRegister(NS_SERVER_NAME, NULL, 0, &id);
    if (rc == rcOk && listener != INVALID_HANDLE)
        rc = start_serving();
    if (rc == rcOk)
        rc = accept_clients();
    fprintf(stderr, "ns: no new clients: error %d\n", RC_GET_CODE(rc));
    if (listener == INVALID_HANDLE)
        return EXIT_FAILURE;
    for (;;) /* those who are there are still served */
        KosThreadSleep(INFINITE_TIMEOUT);
}
