/* Takes the longest messages, at a priority below that of who watches the clock. */
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kos/thread.h>

#include <lat/Server.edl.h>

enum { LOW = 10 };

static nk_err_t take_bytes(struct lat_IBulk *self, const lat_IBulk_Bytes_req *req,
                           const struct nk_arena *reqArena, lat_IBulk_Bytes_res *res,
                           struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    if (req->data.size == 0)
        KosThreadSleep(50); /* others may queue */
    res->size = req->data.size;
    return NK_EOK;
}

static nk_err_t take_text(struct lat_IBulk *self, const lat_IBulk_Text_req *req,
                          const struct nk_arena *reqArena, lat_IBulk_Text_res *res,
                          struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->size = req->text.size;
    return NK_EOK;
}

static int serve(void *context)
{
    static const struct lat_IBulk_ops ops = {.Bytes = take_bytes, .Text = take_text};
    static struct lat_IBulk bulk = {.ops = &ops};
    static _Alignas(8) char buffer[lat_Server_entity_req_arena_size];

    lat_Server_entity entity;
    lat_Server_entity_init(&entity, &bulk);
    NkKosTransport transport;
    NkKosTransport_Init(&transport, *(Handle *)context, NK_NULL, 0);

    lat_Server_entity_req req;
    lat_Server_entity_res res;
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof(buffer));
    for (;;) {
        nk_req_reset(&req);
        nk_arena_reset(&reqArena);
        if (nk_transport_recv(&transport.base, &req.base_, &reqArena) != NK_EOK)
            return EXIT_FAILURE;
        lat_Server_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, RTL_NULL);
        nk_transport_reply(&transport.base, &res.base_, RTL_NULL);
    }
}

int main(void)
{
    static Handle handle;
    ServiceId id;
    Tid tid;

    handle = ServiceLocatorRegister("bulk", NK_NULL, 0, &id);
    if (KosThreadCreate(&tid, LOW, 0, serve, &handle, 0) != rcOk)
        return EXIT_FAILURE;
    return KosThreadWait(tid, INFINITE_TIMEOUT);
}
