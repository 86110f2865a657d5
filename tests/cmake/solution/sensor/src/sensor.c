/* Stores as many values as its argument says. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <demo/IStore.idl.h>

int main(int argc, char *argv[])
{
    Handle handle = ServiceLocatorConnect("store_link");
    NkKosTransport transport;
    struct demo_IStore_proxy proxy;
    int count = argc > 1 ? atoi(argv[1]) : 0;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    demo_IStore_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, "db.store"));
    for (int i = 1; i <= count; i++) {
        demo_IStore_Put_req req = {.value = (nk_uint32_t)i};
        demo_IStore_Put_res res = {0};
        nk_err_t rc = demo_IStore_Put(&proxy.base, &req, NK_NULL, &res, NK_NULL);

        if (rc == NK_EOK)
            printf("[Sensor] stored %d, %u so far\n", i, (unsigned)res.count);
        else
            printf("[Sensor] %d: refused\n", i);
    }
    return EXIT_SUCCESS;
}
