/* Three threads on one listener; a second listener that stays quiet until it is asked for. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/ipc/ipc_api.h>
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <ipc/Server.edl.h>
#include <kos/event.h>
#include <kos/thread.h>
#include <services/rtl/nk_msg.h>

#include "../../check.h"

#define THREADS 3

static Handle main_link, quiet_link;
static KosEvent listen;

static nk_err_t work(struct ipc_IWork *self, const struct ipc_IWork_Work_req *req,
                     const struct nk_arena *in, struct ipc_IWork_Work_res *res,
                     struct nk_arena *out)
{
    (void)self, (void)in, (void)out;
    KosThreadSleep(req->msec);
    res->same = req->value;
    res->thread = KosThreadCurrentId();
    return NK_EOK;
}

static nk_err_t begin_listen(struct ipc_IWork *self, const struct ipc_IWork_Listen_req *req,
                             const struct nk_arena *in, struct ipc_IWork_Listen_res *res,
                             struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)res, (void)out;
    KosEventSet(&listen);
    return NK_EOK;
}

static const struct ipc_IWork_ops ops = {.Work = work, .Listen = begin_listen};
static struct ipc_IWork impl = {.ops = &ops};
static ipc_Server_entity entity;

static int serve(void *link)
{
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(ipc_Server, entity);

    return NkKosDoDispatch(*(Handle *)link, &info) == rcOk;
}

static Retcode receive(rtl_uint32_t msec, Handle sync)
{
    ipc_Server_entity_req req;
    SMsgHdr in;

    nk_req_reset(&req);
    CHECK(PackInMsg(&in, &req.base_, NULL) == NK_EOK);
    return RecvEx(quiet_link, &in, msec, sync);
}

static int interrupt_soon(void *sync)
{
    KosThreadSleep(50);
    return KnIpcSetInterrupt(*(Handle *)sync) == rcOk;
}

static void waits_for_requests(void)
{
    ipc_Server_entity_res res = {0};
    Handle sync, other;
    SMsgHdr out;
    Tid tid;

    CHECK(receive(30, INVALID_HANDLE) == rcTimeout);
    CHECK(KnIpcCreateSyncObject(&sync) == rcOk);
    CHECK(KnIpcCreateSyncObjectEx(IPC_SYNC_AUTO_CLEAR, &other) == rcUnimplemented);
    CHECK(receive(30, sync) == rcTimeout);
    CHECK(KosThreadCreate(&tid, 15, 0, interrupt_soon, &sync, 0) == rcOk);
    CHECK(receive(INFINITE_TIMEOUT, sync) == rcIpcInterrupt);
    CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 1);
    CHECK(receive(INFINITE_TIMEOUT, sync) == rcIpcInterrupt);
    CHECK(receive(30, INVALID_HANDLE) == rcTimeout);
    CHECK(KnIpcClearInterrupt(sync) == rcOk);
    CHECK(receive(30, sync) == rcTimeout);
    CHECK(receive(30, quiet_link) == rcSecurityDisallow);
    CHECK(receive(30, 77777) == rcInvalidArgument && receive(30, 0) == rcInvalidArgument);
    CHECK(KnHandleCopy(sync, ~0U, INVALID_HANDLE, &other) == rcSecurityDisallow);
    CHECK(KnHandleClose(sync) == rcOk);
    nk_req_reset(&res);
    CHECK(PackInMsg(&out, &res.base_, NULL) == NK_EOK && Recv(1, &out) == rcSecurityDisallow);
    CHECK(PackOutMsg(&out, &res.base_, NULL) == NK_EOK);
    CHECK(Reply(quiet_link, &out) == rcInvalidThreadState);
}

int main(void)
{
    ServiceId id;
    Tid tid;

    main_link = ServiceLocatorRegister("main_link", NULL, 0, &id);
    quiet_link = ServiceLocatorRegister("quiet_link", NULL, 0, &id);
    ipc_Server_entity_init(&entity, &impl);
    KosEventInit(&listen);
    waits_for_requests();
    check_end("Server");
    for (int i = 0; i < THREADS; i++)
        CHECK(KosThreadCreate(&tid, 15, 0, serve, &main_link, 0) == rcOk);
    KosEventWait(&listen, rtl_true);
    return serve(&quiet_link);
}
