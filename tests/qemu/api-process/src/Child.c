/* Ends as its first argument says. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/task.h>
#include <kos/thread.h>
#include <proc/ITwice.idl.h>
#include <stdlib.h>
#include <string.h>

/* 2 * 21 by the server, over the channel named `link`, or named as the server. */
static int ask(const char *channel, const char *endpoint)
{
    Handle handle = ServiceLocatorConnect(channel);
    NkKosTransport transport;
    struct proc_ITwice_proxy proxy;
    proc_ITwice_Twice_req req = {.value = 21};
    proc_ITwice_Twice_res res = {0};

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    proc_ITwice_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, endpoint));
    return proc_ITwice_Twice(&proxy.base, &req, NULL, &res, NULL) == NK_EOK ? (int)res.result : 1;
}

/* A byte of the memory the parent gave. */
static int look(void)
{
    Handle mdl = KosTaskLookupResource("memory");
    void *at;

    if (mdl == INVALID_HANDLE || KosTaskLookupResource("other") != INVALID_HANDLE ||
        KnPmmMdlMap(mdl, 0, 4096, NULL, VMM_FLAG_READ | VMM_FLAG_WRITE, &at) !=
            rcSecurityDisallow ||
        KnPmmMdlMap(mdl, 0, 4096, NULL, VMM_FLAG_READ, &at) != rcOk)
        return 1;
    return *(unsigned char *)at;
}

int main(int argc, const char *argv[], const char *envs[])
{
    const char *what = argc > 1 ? argv[1] : "";

    if (strcmp(what, "count") == 0)
        return 10 * argc + (envs[0] && strcmp(envs[0], "COLOUR=red") == 0 && !envs[1]);
    if (strcmp(what, "ask") == 0)
        return ask("link", "twice");
    if (strcmp(what, "look") == 0)
        return look();
    if (strcmp(what, "fault") == 0)
        ((void (*)(void))0x10)();
    for (;;)
        KosThreadSleep(INFINITE_TIMEOUT);
}
