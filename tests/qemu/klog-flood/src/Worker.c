/* Makes as many refusals as it can. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <flood/IPort.idl.h>
#include <stdio.h>

#include "flood.h"

int main(void)
{
    const Handle handle = ServiceLocatorConnect("port_link");
    struct flood_IPort_proxy port;
    NkKosTransport transport;
    unsigned refused = 0;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    flood_IPort_proxy_init(&port, &transport.base, ServiceLocatorGetRiid(handle, "port"));
    for (unsigned i = 0; i < FLOOD; i++) {
        flood_IPort_Put_req req = {.n = i};
        flood_IPort_Put_res res = {0};

        refused += flood_IPort_Put(&port.base, &req, NK_NULL, &res, NK_NULL) == NK_EPERM;
    }
    printf("[Worker] %s\n", refused == FLOOD ? "all refused" : "WRONG");
    return 0;
}
