/* The server: keeps a total. What is too much is the policy's business; nothing here checks it. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <{{name}}/ICounter.idl.h>
#include <{{name}}/Server.edl.h>

static nk_uint32_t total;

static nk_err_t addImpl(struct {{name}}_ICounter *self, const {{name}}_ICounter_Add_req *req,
                        const struct nk_arena *reqArena, {{name}}_ICounter_Add_res *res,
                        struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    total += req->amount;
    res->total = total;
    printf("[Server] added %u\n", (unsigned)req->amount);
    return NK_EOK;
}

int main(void)
{
    /* The functions behind the endpoint. */
    static const struct {{name}}_ICounter_ops ops = {.Add = addImpl};
    static struct {{name}}_ICounter counter = {.ops = &ops};
    {{name}}_Server_entity entity;
    {{name}}_Server_entity_init(&entity, &counter);

    /* The server's end of the channel of init.yaml. */
    ServiceId id;
    Handle handle = ServiceLocatorRegister("counter_link", NK_NULL, 0, &id);
    NkKosTransport transport;
    NkKosTransport_Init(&transport, handle, NK_NULL, 0);

    {{name}}_Server_entity_req req;
    {{name}}_Server_entity_res res;
    for (;;) {
        nk_req_reset(&req);
        if (nk_transport_recv(&transport.base, &req.base_, NK_NULL) != NK_EOK) {
            fprintf(stderr, "[Server] receive failed\n");
            return EXIT_FAILURE;
        }
        {{name}}_Server_entity_dispatch(&entity, &req.base_, NK_NULL, &res.base_, NK_NULL);
        if (nk_transport_reply(&transport.base, &res.base_, NK_NULL) != NK_EOK)
            fprintf(stderr, "[Server] the reply was refused\n");
    }
}
