/* Counts the values that it is given. */
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <demo/Store.edl.h>

static nk_err_t put(struct demo_IStore *self, const demo_IStore_Put_req *req,
                    const struct nk_arena *reqArena, demo_IStore_Put_res *res,
                    struct nk_arena *resArena)
{
    static nk_uint32_t count;

    (void)self;
    (void)req;
    (void)reqArena;
    (void)resArena;
    res->count = ++count;
    return NK_EOK;
}

int main(void)
{
    static const struct demo_IStore_ops ops = {.Put = put};
    static struct demo_IStore store = {.ops = &ops};
    demo_CStore_component db;
    demo_Store_entity entity;
    demo_Store_entity_req req;
    demo_Store_entity_res res;
    NkKosTransport transport;
    ServiceId id;

    demo_CStore_component_init(&db, &store);
    demo_Store_entity_init(&entity, &db);
    NkKosTransport_Init(&transport, ServiceLocatorRegister("store_link", NK_NULL, 0, &id), NK_NULL, 0);
    for (;;) {
        nk_req_reset(&req);
        if (nk_transport_recv(&transport.base, &req.base_, NK_NULL) != NK_EOK)
            return EXIT_FAILURE;
        demo_Store_entity_dispatch(&entity, &req.base_, NK_NULL, &res.base_, NK_NULL);
        (void)nk_transport_reply(&transport.base, &res.base_, NK_NULL);
    }
}
