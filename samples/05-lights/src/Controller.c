/* The controller: runs the lights, at first as it should, then with a fault. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <road/IPower.idl.h>
#include <road/ISignal.idl.h>

static void show(const char *what, nk_err_t rc)
{
    if (rc != NK_EOK)
        printf("[Contr] %s: %s\n", what, rc == NK_EPERM ? "refused" : "failed");
}

static void on(struct road_IPower_proxy *power)
{
    road_IPower_On_req req = {0};
    road_IPower_On_res res = {0};
    show("on", road_IPower_On(&power->base, &req, NK_NULL, &res, NK_NULL));
}

static void red(struct road_ISignal_proxy *signal)
{
    road_ISignal_Red_req req = {0};
    road_ISignal_Red_res res = {0};
    show("red", road_ISignal_Red(&signal->base, &req, NK_NULL, &res, NK_NULL));
}

static void yellow(struct road_ISignal_proxy *signal)
{
    road_ISignal_Yellow_req req = {0};
    road_ISignal_Yellow_res res = {0};
    show("yellow", road_ISignal_Yellow(&signal->base, &req, NK_NULL, &res, NK_NULL));
}

static void green(struct road_ISignal_proxy *signal)
{
    road_ISignal_Green_req req = {0};
    road_ISignal_Green_res res = {0};
    show("green", road_ISignal_Green(&signal->base, &req, NK_NULL, &res, NK_NULL));
}

int main(void)
{
    NkKosTransport transport;
    struct road_IPower_proxy power;
    struct road_ISignal_proxy north, east;
    Handle handle = ServiceLocatorConnect("lights_link");

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    road_IPower_proxy_init(&power, &transport.base, ServiceLocatorGetRiid(handle, "power"));
    road_ISignal_proxy_init(&north, &transport.base, ServiceLocatorGetRiid(handle, "north.signal"));
    road_ISignal_proxy_init(&east, &transport.base, ServiceLocatorGetRiid(handle, "east.signal"));

    printf("[Contr] before the lights are on\n");
    green(&north);
    on(&power);

    printf("[Contr] one round, as it should be\n");
    green(&north);
    yellow(&north);
    red(&north);
    green(&east);
    yellow(&east);
    red(&east);

    printf("[Contr] and now with a fault\n");
    green(&north);
    green(&east); /* two greens */
    red(&north);  /* no yellow */
    yellow(&north);
    green(&east); /* north has not stopped yet */
    red(&north);
    green(&north); /* not its turn */
    green(&east);
    on(&power); /* begins anew, but east is green */
    return EXIT_SUCCESS;
}
