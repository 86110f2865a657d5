/* The relay: a server of the client that passes texts on as a client of the server. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <echo/ITalk.idl.h>
#include <echo/Relay.edl.h>

/* An endpoint with state: the interface object comes first. */
struct relay {
    struct echo_ITalk base;
    struct echo_ITalk_proxy server;
};

static nk_err_t sayImpl(struct echo_ITalk *self, const echo_ITalk_Say_req *req,
                        const struct nk_arena *reqArena, echo_ITalk_Say_res *res,
                        struct nk_arena *resArena)
{
    struct relay *relay = (struct relay *)self;
    echo_ITalk_Say_req forward = {0};

    /* The arena goes on as it came: its chunks stay where they are. */
    forward.text = req->text;
    nk_err_t rc = echo_ITalk_Say(&relay->server.base, &forward, reqArena, res, resArena);
    if (rc == NK_EOK)
        printf("[Relay ] passed a text on\n");
    return rc;
}

static nk_err_t shoutImpl(struct echo_ITalk *self, const echo_ITalk_Shout_req *req,
                          const struct nk_arena *reqArena, echo_ITalk_Shout_res *res,
                          struct nk_arena *resArena)
{
    struct relay *relay = (struct relay *)self;
    echo_ITalk_Shout_req forward = {0};

    forward.volume = req->volume;
    forward.text = req->text;
    nk_err_t rc = echo_ITalk_Shout(&relay->server.base, &forward, reqArena, res, resArena);
    if (rc == NK_EPERM) {
        printf("[Relay ] I may not shout at the server: NK_EPERM\n");
        return NK_ELOGIC_MAKE(echo_ITalk_NotAllowed); /* an error reply with this status */
    }
    return rc;
}

int main(void)
{
    static const struct echo_ITalk_ops ops = {.Say = sayImpl, .Shout = shoutImpl};
    static struct relay relay = {.base = {&ops}};

    Handle server = ServiceLocatorConnect("server_link");
    NkKosTransport toServer;
    NkKosTransport_Init(&toServer, server, NK_NULL, 0);
    echo_ITalk_proxy_init(&relay.server, &toServer.base, ServiceLocatorGetRiid(server, "say.talk"));

    echo_Relay_entity entity;
    echo_Relay_entity_init(&entity, &relay.base);

    ServiceId id;
    NkKosTransport transport;
    NkKosTransport_Init(&transport, ServiceLocatorRegister("relay_link", NK_NULL, 0, &id), NK_NULL,
                        0);

    echo_Relay_entity_req req;
    echo_Relay_entity_res res;
    char reqBuffer[echo_Relay_entity_req_arena_size];
    char resBuffer[echo_Relay_entity_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));
    struct nk_arena resArena = NK_ARENA_INITIALIZER(resBuffer, resBuffer + sizeof(resBuffer));

    for (;;) {
        nk_req_reset(&req);
        nk_arena_reset(&reqArena);
        nk_arena_reset(&resArena);
        if (nk_transport_recv(&transport.base, &req.base_, &reqArena) != NK_EOK)
            return EXIT_FAILURE;
        echo_Relay_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, &resArena);
        nk_transport_reply(&transport.base, &res.base_, &resArena);
    }
}
