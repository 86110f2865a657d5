/* The server of the round-trip measurement: answers at once, copies nothing it need not. */
#include <stdlib.h>
#include <string.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <bench/Server.edl.h>

static nk_err_t small(struct bench_IEcho *self, const bench_IEcho_Small_req *req,
                      const struct nk_arena *reqArena, bench_IEcho_Small_res *res,
                      struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->ra = req->a, res->rb = req->b, res->rc = req->c, res->rd = req->d, res->re = req->e;
    return NK_EOK;
}

static nk_err_t checked(struct bench_IEcho *self, const bench_IEcho_Checked_req *req,
                        const struct nk_arena *reqArena, bench_IEcho_Checked_res *res,
                        struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->ra = req->a, res->rb = req->b, res->rc = req->c, res->rd = req->d, res->re = req->e;
    return NK_EOK;
}

/* Replies with a chunk of the same size that already stands in the arena: what is measured is the
 * system, not a memcpy of this program. */
static nk_err_t bulk(struct bench_IEcho *self, const bench_IEcho_Bulk_req *req,
                     const struct nk_arena *reqArena, bench_IEcho_Bulk_res *res,
                     struct nk_arena *resArena)
{
    (void)self, (void)reqArena;
    res->reply = req->data;
    resArena->current = (char *)resArena->start + req->data.size;
    return NK_EOK;
}

int main(void)
{
    static const struct bench_IEcho_ops ops = {
        .Small = small, .Checked = checked, .Bulk = bulk};
    static struct bench_IEcho echo = {.ops = &ops};
    static struct bench_IOther other; /* its methods are never called */
    static _Alignas(8) char reqBuffer[bench_Server_entity_req_arena_size];
    static _Alignas(8) char resBuffer[bench_Server_entity_res_arena_size];

    bench_Server_entity entity;
    bench_Server_entity_init(&entity, &echo, &other);
    ServiceId id;
    NkKosTransport transport;
    NkKosTransport_Init(&transport, ServiceLocatorRegister("link", NK_NULL, 0, &id), NK_NULL, 0);

    bench_Server_entity_req req;
    bench_Server_entity_res res;
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));
    struct nk_arena resArena = NK_ARENA_INITIALIZER(resBuffer, resBuffer + sizeof(resBuffer));
    for (;;) {
        nk_req_reset(&req);
        nk_arena_reset(&reqArena);
        nk_arena_reset(&resArena);
        if (nk_transport_recv(&transport.base, &req.base_, &reqArena) != NK_EOK)
            return EXIT_FAILURE;
        bench_Server_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, &resArena);
        nk_transport_reply(&transport.base, &res.base_, &resArena);
    }
}
