/* Grants what it is asked: whatever is refused, the policy refuses. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <st/Desk.edl.h>
#include <st/IDesk.idl.h>

#define GRANTS(method)                                                                             \
    static nk_err_t do_##method(struct st_IDesk *self, const st_IDesk_##method##_req *req,         \
                                const struct nk_arena *in, st_IDesk_##method##_res *res,           \
                                struct nk_arena *out)                                              \
    {                                                                                              \
        (void)self, (void)req, (void)in, (void)res, (void)out;                                     \
        return NK_EOK;                                                                             \
    }

GRANTS(Push)
GRANTS(Pull)
GRANTS(Put)
GRANTS(Take)
GRANTS(Set)
GRANTS(SetAndDeny)
GRANTS(Use)
GRANTS(Name)

int main(void)
{
    static const struct st_IDesk_ops ops = {.Push = do_Push,
                                            .Pull = do_Pull,
                                            .Put = do_Put,
                                            .Take = do_Take,
                                            .Set = do_Set,
                                            .SetAndDeny = do_SetAndDeny,
                                            .Use = do_Use,
                                            .Name = do_Name};
    static struct st_IDesk desk = {.ops = &ops};
    static char in[st_Desk_entity_req_arena_size];
    st_Desk_entity entity;
    st_Desk_entity_req req;
    st_Desk_entity_res res;
    ServiceId id;
    NkKosTransport transport;

    st_Desk_entity_init(&entity, &desk);
    NkKosTransport_Init(&transport, ServiceLocatorRegister("desk", NK_NULL, 0, &id), NK_NULL, 0);
    for (;;) {
        struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);

        nk_req_reset(&req);
        if (nk_transport_recv(&transport.base, &req.base_, &arena) != NK_EOK)
            return 1;
        st_Desk_entity_dispatch(&entity, &req.base_, &arena, &res.base_, NK_NULL);
        (void)nk_transport_reply(&transport.base, &res.base_, NK_NULL);
    }
}
