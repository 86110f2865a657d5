/* Answers checked messages and counts what is wrong with them. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <fuzz/IExchange.idl.h>
#include <fuzz/Server.edl.h>
#include <stdio.h>
#include <stdlib.h>

#include "sum.h"

static nk_uint64_t last;
static nk_uint32_t wrong, complaints;

static void check(int good, const char *what)
{
    if (good)
        return;
    wrong++;
    printf("[Server] WRONG after %u: %s\n", (unsigned)last, what);
}

static nk_err_t exchangeImpl(struct fuzz_IExchange *self, const fuzz_IExchange_Exchange_req *req,
                             const struct nk_arena *in, fuzz_IExchange_Exchange_res *res,
                             struct nk_arena *out)
{
    nk_size_t size = 0;
    const nk_uint8_t *data = nk_arena_get(nk_uint8_t, in, &req->data, &size);
    nk_uint8_t *turned = nk_arena_alloc(nk_uint8_t, out, &res->turned, size);

    (void)self;
    check(req->seq == last + 1, "a message was lost or came twice");
    check(data && req->sum == sum_of(req->seq, data, size), "a message was altered");
    last = req->seq;
    if (!data || !turned)
        return NK_ENOMEM;
    for (nk_size_t i = 0; i < size; i++)
        turned[i] = (nk_uint8_t)~data[i];
    res->same = req->seq;
    res->answer = sum_of(req->seq, turned, size);
    return NK_EOK;
}

static nk_err_t complainImpl(struct fuzz_IExchange *self, const fuzz_IExchange_Complain_req *req,
                             const struct nk_arena *in, fuzz_IExchange_Complain_res *res,
                             struct nk_arena *out)
{
    (void)self, (void)in, (void)res, (void)out;
    complaints = req->count;
    return NK_EOK;
}

static nk_err_t reportImpl(struct fuzz_IExchange *self, const fuzz_IExchange_Report_req *req,
                           const struct nk_arena *in, fuzz_IExchange_Report_res *res,
                           struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)out;
    res->exchanged = last;
    res->wrong = wrong + complaints;
    return NK_EOK;
}

int main(void)
{
    static const struct fuzz_IExchange_ops ops = {
        .Exchange = exchangeImpl, .Complain = complainImpl, .Report = reportImpl};
    static struct fuzz_IExchange object = {.ops = &ops};
    static char in[fuzz_Server_entity_req_arena_size], out[fuzz_Server_entity_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    struct nk_arena resArena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    fuzz_Server_entity entity;
    fuzz_Server_entity_req req;
    fuzz_Server_entity_res res;
    NkKosTransport transport;
    ServiceId id;

    fuzz_Server_entity_init(&entity, &object);
    NkKosTransport_Init(&transport, ServiceLocatorRegister("link", NK_NULL, 0, &id), NK_NULL, 0);
    for (;;) {
        nk_req_reset(&req);
        nk_arena_reset(&reqArena);
        nk_arena_reset(&resArena);
        check(nk_transport_recv(&transport.base, &req.base_, &reqArena) == NK_EOK, "recv");
        check(fuzz_Server_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, &resArena) ==
                  NK_EOK,
              "dispatch");
        check(nk_transport_reply(&transport.base, &res.base_, &resArena) == NK_EOK, "reply");
    }
}
