/* Publishes two services, drops who asks for one, serves who asks for the other until all have
 * gone. */
#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/ns/ns_api.h>
#include <coresrv/syscalls.h>
#include <dyn/Server.edl.h>
#include <kos/thread.h>
#include <services/rtl/nk_msg.h>
#include <string.h>

#include "../../check.h"

static nk_err_t add(struct dyn_ISum *self, const struct dyn_ISum_Add_req *req,
                    const struct nk_arena *in, struct dyn_ISum_Add_res *res, struct nk_arena *out)
{
    (void)self, (void)in, (void)out;
    res->sum = req->a + req->b;
    return NK_EOK;
}

static nk_err_t forbidden(struct dyn_ISum *self, const struct dyn_ISum_Forbidden_req *req,
                          const struct nk_arena *in, struct dyn_ISum_Forbidden_res *res,
                          struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)res, (void)out;
    CHECK(!"a request that the policy denies");
    return NK_EOK;
}

static const struct dyn_ISum_ops ops = {.Add = add, .Forbidden = forbidden};
static struct dyn_ISum sum = {.ops = &ops};
static dyn_Server_entity entity;

static nk_err_t serve_one(Handle listener)
{
    NkKosTransport transport;
    dyn_Server_entity_req req;
    dyn_Server_entity_res res;
    nk_err_t err;

    NkKosTransport_Init(&transport, listener, NK_NULL, 0);
    nk_req_reset(&req);
    err = nk_transport_recv(&transport.base, &req.base_, NULL);
    if (err != NK_EOK)
        return err;
    CHECK(req.base_.iid == dyn_Server_sum_iid);
    CHECK(dyn_Server_entity_dispatch(&entity, &req.base_, NULL, &res.base_, NULL) == NK_EOK);
    return nk_transport_reply(&transport.base, &res.base_, NULL);
}

/* Another thread accepts, so that this one ends when the last client has gone. */
static int serve(void *listener)
{
    unsigned served = 0;
    nk_err_t err;

    while ((err = serve_one(*(Handle *)listener)) == NK_EOK)
        served++;
    CHECK(err == NK_ENOTCONN);
    return (int)served;
}

static void publish(NsHandle ns)
{
    CHECK(NsPublishService(ns, "dyn.ISum", "dyn.Server", "refused") == rcOk);
    CHECK(NsPublishService(ns, "dyn.ISum", "dyn.Server", "sum") == rcOk);
    CHECK(NsPublishService(ns, "dyn.ISum", "dyn.Server", "sum") == rcAlreadyExists);
    CHECK(NsPublishService(ns, "dyn.IOther", "dyn.Server", "sum") == rcOk);
    CHECK(NsUnPublishService(ns, "dyn.IOther", "dyn.Server", "sum") == rcOk);
    CHECK(NsUnPublishService(ns, "dyn.IOther", "dyn.Server", "sum") == rcResourceNotFound);
    CHECK(NsPublishService(ns, "", "dyn.Server", "sum") == rcInvalidArgument);
}

static void expect_request(const char *wanted)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];

    CHECK(KnCmListen(NULL, INFINITE_TIMEOUT, client, service) == rcOk);
    CHECK(strcmp(client, "dyn.Client") == 0 && strcmp(service, wanted) == 0);
}

int main(void)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Handle listener, same;
    NsHandle ns;
    Tid tid;

    dyn_Server_entity_init(&entity, &sum, &sum);
    CHECK(NsCreate(RTL_NULL, 1000, &ns) == rcOk);
    publish(ns);
    CHECK(KnCmListen(NULL, 0, client, service) == rcTimeout);
    CHECK(KnCmAccept("dyn.Client", "nothing", 1, INVALID_HANDLE, &listener) == rcResourceNotFound);
    CHECK(KnCmDrop("dyn.Client", "nothing") == rcResourceNotFound);

    expect_request("refused");
    expect_request("refused"); /* the same one until it is answered */
    CHECK(KnCmDrop("dyn.Client", "refused") == rcOk);

    expect_request("sum");
    CHECK(KnCmAccept("dyn.Client", "sum", 1 << 16, INVALID_HANDLE, &listener) == rcInvalidArgument);
    CHECK(KnCmAccept("dyn.Client", "sum", dyn_Server_sum_iid, 2, &listener) == rcSecurityDisallow);
    CHECK(KnCmAccept("dyn.Client", "sum", dyn_Server_sum_iid, INVALID_HANDLE, &listener) == rcOk);
    CHECK(KosThreadCreate(&tid, 15, 0, serve, &listener, 0) == rcOk);
    expect_request("sum");
    CHECK(KnCmAccept("dyn.Client", "sum", dyn_Server_sum_iid, listener, &same) == rcOk);
    CHECK(same == listener);
    CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 2);
    CHECK(serve_one(listener) == NK_ENOTCONN); /* nobody is there yet */

    expect_request("sum"); /* and again somebody */
    CHECK(KnCmAccept("dyn.Client", "sum", dyn_Server_sum_iid, listener, &same) == rcOk);
    CHECK(serve_one(listener) == NK_EOK);
    CHECK(KnHandleClose(listener) == rcOk);
    expect_request("last"); /* never answered: its client learns that the server has ended */
    NsDestroy(ns);
    return check_end("Server");
}
