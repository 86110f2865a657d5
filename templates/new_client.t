/* The client: adds numbers. It does not know the policy and finds out what is refused. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <{{name}}/ICounter.idl.h>

static void add(struct {{name}}_ICounter_proxy *counter, nk_uint32_t amount)
{
    {{name}}_ICounter_Add_req req = {.amount = amount};
    {{name}}_ICounter_Add_res res = {0};

    nk_err_t rc = {{name}}_ICounter_Add(&counter->base, &req, NK_NULL, &res, NK_NULL);
    if (rc == NK_EOK)
        printf("[Client] add %u: the total is %u\n", (unsigned)amount, (unsigned)res.total);
    else
        printf("[Client] add %u: %s\n", (unsigned)amount, rc == NK_EPERM ? "refused" : "failed");
}

int main(void)
{
    /* The channel of init.yaml, and the endpoint of the server's class. */
    Handle handle = ServiceLocatorConnect("counter_link");
    NkKosTransport transport;
    struct {{name}}_ICounter_proxy counter;

    if (handle == INVALID_HANDLE) {
        fprintf(stderr, "[Client] there is no channel `counter_link`\n");
        return EXIT_FAILURE;
    }
    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    {{name}}_ICounter_proxy_init(&counter, &transport.base, ServiceLocatorGetRiid(handle, "counter"));

    add(&counter, 5);
    add(&counter, 50);
    add(&counter, 500);
    return EXIT_SUCCESS;
}
