/* Calls that time out, are interrupted or are not, and three at once. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/ipc/ipc_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <coresrv/time/time_api.h>
#include <ipc/IWork.idl.h>
#include <kos/thread.h>
#include <services/rtl/nk_msg.h>

#include "../../check.h"

static Handle main_link, quiet_link;
static nk_iid_t iid;

/* One call packed by hand; the value must come back. */
static Retcode work(Handle link, rtl_uint32_t pause, rtl_uint32_t msec, Handle sync)
{
    ipc_IWork_Work_req req = {.msec = pause, .value = 1234};
    ipc_IWork_Work_res res = {0};
    SMsgHdr out, in;
    Retcode rc;

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, iid, ipc_IWork_Work_mid);
    nk_req_reset(&res);
    CHECK(PackOutMsg(&out, &req.base_, NULL) == NK_EOK);
    CHECK(PackInMsg(&in, &res.base_, NULL) == NK_EOK);
    rc = sync == INVALID_HANDLE && msec == INFINITE_TIMEOUT ? Call(link, &out, &in)
                                                            : CallEx(link, &out, &in, msec, sync);
    CHECK(rc != rcOk || (res.same == 1234 && !nk_msg_check_err(&res)));
    return rc;
}

static int interrupt_soon(void *sync)
{
    KosThreadSleep(50);
    return KnIpcSetInterrupt(*(Handle *)sync) == rcOk;
}

static void waits_for_server(void)
{
    Handle sync;
    Tid tid;

    CHECK(work(quiet_link, 0, 30, INVALID_HANDLE) == rcTimeout);
    CHECK(KnIpcCreateSyncObject(&sync) == rcOk);
    CHECK(KosThreadCreate(&tid, 15, 0, interrupt_soon, &sync, 0) == rcOk);
    CHECK(work(quiet_link, 0, INFINITE_TIMEOUT, sync) == rcIpcInterrupt);
    CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 1);
    CHECK(work(main_link, 0, 1000, sync) == rcIpcInterrupt);
    CHECK(work(main_link, 0, INFINITE_TIMEOUT, INVALID_HANDLE) == rcOk);
    CHECK(KnIpcClearInterrupt(sync) == rcOk);
    CHECK(work(quiet_link, 0, 30, sync) == rcTimeout);
    CHECK(work(quiet_link, 0, 30, main_link) == rcSecurityDisallow);
    CHECK(work(quiet_link, 0, 30, 77777) == rcInvalidArgument);
    CHECK(KnHandleClose(sync) == rcOk);
    CHECK(KnIpcSetInterrupt(sync) == rcInvalidArgument);
}

/* What the server has received takes its course. */
static void waits_for_reply(void)
{
    Handle sync;
    Tid tid;

    CHECK(KnIpcCreateSyncObject(&sync) == rcOk);
    CHECK(KosThreadCreate(&tid, 15, 0, interrupt_soon, &sync, 0) == rcOk);
    CHECK(work(main_link, 150, INFINITE_TIMEOUT, sync) == rcOk);
    CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 1);
    CHECK(work(main_link, 0, INFINITE_TIMEOUT, sync) == rcIpcInterrupt);
    CHECK(KnHandleClose(sync) == rcOk);
    CHECK(work(main_link, 150, 50, INVALID_HANDLE) == rcTimeout);
}

struct caller {
    rtl_uint32_t value, thread;
};

static int call_slowly(void *context)
{
    struct caller *caller = context;
    NkKosTransport transport;
    struct ipc_IWork_proxy proxy;
    ipc_IWork_Work_req req = {.msec = 200, .value = caller->value};
    ipc_IWork_Work_res res = {0};

    NkKosTransport_Init(&transport, main_link, NK_NULL, 0);
    ipc_IWork_proxy_init(&proxy, &transport.base, iid);
    if (ipc_IWork_Work(&proxy.base, &req, NULL, &res, NULL) != NK_EOK)
        return 0;
    caller->thread = res.thread;
    return res.same == caller->value;
}

/* Three requests of 200 ms each are served side by side, each by a thread of its own. */
static void several_at_once(void)
{
    struct caller callers[3] = {{1, 0}, {2, 0}, {3, 0}};
    rtl_size_t start = KnGetMSecSinceStart();
    Tid tids[3];

    for (int i = 0; i < 3; i++)
        CHECK(KosThreadCreate(&tids[i], 15, 0, call_slowly, &callers[i], 0) == rcOk);
    for (int i = 0; i < 3; i++)
        CHECK(KosThreadWait(tids[i], INFINITE_TIMEOUT) == 1);
    CHECK(KnGetMSecSinceStart() - start < 350);
    CHECK(callers[0].thread != callers[1].thread && callers[1].thread != callers[2].thread &&
          callers[0].thread != callers[2].thread);
}

static void transport_with_sync(void)
{
    NkKosTransportSync transport;
    struct ipc_IWork_proxy proxy;
    ipc_IWork_Work_req req = {.msec = 0, .value = 7};
    ipc_IWork_Work_res res = {0};
    ipc_IWork_Listen_req listen_req = {0};
    ipc_IWork_Listen_res listen_res = {0};
    Handle sync;

    CHECK(KnIpcCreateSyncObject(&sync) == rcOk);
    NkKosTransportSync_Init(&transport, quiet_link, sync, 30, INFINITE_TIMEOUT);
    ipc_IWork_proxy_init(&proxy, &transport.base, iid);
    CHECK(ipc_IWork_Work(&proxy.base, &req, NULL, &res, NULL) == NK_EAGAIN);
    NkKosTransportSync_Init(&transport, main_link, sync, 1000, INFINITE_TIMEOUT);
    CHECK(ipc_IWork_Listen(&proxy.base, &listen_req, NULL, &listen_res, NULL) == NK_EOK);
    NkKosTransportSync_Init(&transport, quiet_link, sync, 1000, INFINITE_TIMEOUT);
    CHECK(ipc_IWork_Work(&proxy.base, &req, NULL, &res, NULL) == NK_EOK && res.same == 7);
    CHECK(KnIpcSetInterrupt(sync) == rcOk);
    CHECK(ipc_IWork_Work(&proxy.base, &req, NULL, &res, NULL) == NK_EAGAIN);
    CHECK(KnHandleClose(sync) == rcOk);
}

int main(void)
{
    main_link = ServiceLocatorConnect("main_link");
    quiet_link = ServiceLocatorConnect("quiet_link");
    iid = ServiceLocatorGetRiid(main_link, "work");
    CHECK(work(main_link, 0, INFINITE_TIMEOUT, INVALID_HANDLE) == rcOk);
    waits_for_server();
    waits_for_reply();
    several_at_once();
    transport_with_sync();
    return check_end("Client");
}
