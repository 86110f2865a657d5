/* Waits until the service is published, connects and calls. */
#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/ns/ns_api.h>
#include <dyn/ISum.idl.h>
#include <kos/thread.h>
#include <string.h>

#include "../../check.h"

static nk_err_t add(Handle handle, rtl_uint32_t riid, nk_uint32_t *sum)
{
    NkKosTransport transport;
    struct dyn_ISum_proxy proxy;
    dyn_ISum_Add_req req = {.a = 40, .b = 2};
    dyn_ISum_Add_res res = {0};
    nk_err_t err;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    dyn_ISum_proxy_init(&proxy, &transport.base, (nk_iid_t)riid);
    err = dyn_ISum_Add(&proxy.base, &req, NULL, &res, NULL);
    *sum = res.sum;
    return err;
}

static nk_err_t call_forbidden(Handle handle, rtl_uint32_t riid)
{
    NkKosTransport transport;
    struct dyn_ISum_proxy proxy;
    dyn_ISum_Forbidden_req req = {0};
    dyn_ISum_Forbidden_res res = {0};

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    dyn_ISum_proxy_init(&proxy, &transport.base, (nk_iid_t)riid);
    return dyn_ISum_Forbidden(&proxy.base, &req, NULL, &res, NULL);
}

static void nobody_there(void)
{
    char long_name[200];
    Handle handle;
    rtl_uint32_t riid;

    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    CHECK(KnCmConnect("dyn.Nobody", "sum", 30, &handle, &riid) == rcResourceNotFound);
    CHECK(KnCmConnect("dyn.Client", "sum", 30, &handle, &riid) == rcTimeout);
    CHECK(KnCmConnect(long_name, "sum", 30, &handle, &riid) == rcInvalidArgument);
    CHECK(KnCmConnect("dyn.Server", "", 30, &handle, &riid) == rcInvalidArgument);
    CHECK(KnCmConnect(NULL, "sum", 30, &handle, &riid) == rcInvalidArgument);
}

/* The server is not there yet. */
static void find(NsHandle ns, char *server, char *service)
{
    Retcode rc;

    CHECK(NsEnumServices(ns, "dyn.ISum", 0, server, 64, service, 64) == rcResourceNotFound);
    while ((rc = NsEnumServices(ns, "dyn.ISum", 1, server, 64, service, 64)) == rcResourceNotFound)
        KosThreadSleep(20);
    CHECK(rc == rcOk && strcmp(server, "dyn.Server") == 0 && strcmp(service, "sum") == 0);
    CHECK(NsEnumServices(ns, "dyn.ISum", 0, server, 64, service, 64) == rcOk);
    CHECK(strcmp(service, "refused") == 0);
    CHECK(NsEnumServices(ns, "dyn.ISum", 2, server, 64, service, 64) == rcResourceNotFound);
    CHECK(NsEnumServices(ns, "dyn.ISum", 1, server, 64, service, 2) == rcBufferTooSmall);
}

int main(void)
{
    char server[64], service[64];
    Handle one, two;
    rtl_uint32_t riid, sum;
    NsHandle ns;

    nobody_there();
    CHECK(NsCreate("dyn.NoNames", 10, &ns) == rcResourceNotFound);
    CHECK(NsCreate(RTL_NULL, 1000, &ns) == rcOk);
    find(ns, server, service);

    CHECK(KnCmConnect(server, "refused", INFINITE_TIMEOUT, &one, &riid) == rcNotConnected);
    CHECK(KnCmConnect(server, "sum", INFINITE_TIMEOUT, &one, &riid) == rcOk && riid == 1);
    CHECK(add(one, riid, &sum) == NK_EOK && sum == 42);
    CHECK(call_forbidden(one, riid) == NK_EPERM);
    CHECK(KnCmConnect(server, "sum", INFINITE_TIMEOUT, &two, &riid) == rcOk && two != one);
    CHECK(KnHandleClose(one) == rcOk);
    CHECK(add(two, riid, &sum) == NK_EOK && sum == 42);
    CHECK(KnHandleClose(two) == rcOk);
    KosThreadSleep(20); /* the server sees that nobody is left */
    CHECK(KnCmConnect(server, "sum", INFINITE_TIMEOUT, &one, &riid) == rcOk);
    CHECK(add(one, riid, &sum) == NK_EOK && sum == 42);
    KosThreadSleep(20);
    CHECK(add(one, riid, &sum) == NK_ENOTCONN); /* the server has closed its end */
    CHECK(KnCmConnect(server, "last", INFINITE_TIMEOUT, &two, &riid) == rcNotConnected);
    CHECK(KnCmConnect(server, "sum", 10, &two, &riid) == rcResourceNotFound);
    NsDestroy(ns);
    return check_end("Client");
}
