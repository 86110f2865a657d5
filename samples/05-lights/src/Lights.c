/* The lights: switch what they are told and report it. Which signal may show what and when is the
 * policy's business, and nothing here checks it. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>

#include <road/IReport.idl.h>
#include <road/Lights.edl.h>

/* An endpoint with state: the interface object comes first. */
struct signal {
    struct road_ISignal base;
    const char *direction;
};

static struct road_IReport_proxy report;

/* That nobody hears the report is no reason to stop the traffic. */
static nk_err_t show(const char *direction, const char *colour)
{
    char buffer[road_IReport_Changed_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof(buffer));
    road_IReport_Changed_req req = {0};
    road_IReport_Changed_res res = {0};

    if (NkKosCopyStringToArena(&arena, &req.direction, direction) != NK_EOK ||
        NkKosCopyStringToArena(&arena, &req.colour, colour) != NK_EOK ||
        road_IReport_Changed(&report.base, &req, &arena, &res, NK_NULL) != NK_EOK)
        printf("[Light] no report of %s, %s\n", direction, colour);
    return NK_EOK;
}

static nk_err_t redImpl(struct road_ISignal *self, const road_ISignal_Red_req *req,
                        const struct nk_arena *reqArena, road_ISignal_Red_res *res,
                        struct nk_arena *resArena)
{
    (void)req, (void)reqArena, (void)res, (void)resArena;
    return show(((struct signal *)self)->direction, "red");
}

static nk_err_t yellowImpl(struct road_ISignal *self, const road_ISignal_Yellow_req *req,
                           const struct nk_arena *reqArena, road_ISignal_Yellow_res *res,
                           struct nk_arena *resArena)
{
    (void)req, (void)reqArena, (void)res, (void)resArena;
    return show(((struct signal *)self)->direction, "yellow");
}

static nk_err_t greenImpl(struct road_ISignal *self, const road_ISignal_Green_req *req,
                          const struct nk_arena *reqArena, road_ISignal_Green_res *res,
                          struct nk_arena *resArena)
{
    (void)req, (void)reqArena, (void)res, (void)resArena;
    return show(((struct signal *)self)->direction, "green");
}

static nk_err_t onImpl(struct road_IPower *self, const road_IPower_On_req *req,
                       const struct nk_arena *reqArena, road_IPower_On_res *res,
                       struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)res, (void)resArena;
    return show("all", "red");
}

int main(void)
{
    static const struct road_ISignal_ops signalOps = {
        .Red = redImpl, .Yellow = yellowImpl, .Green = greenImpl};
    static const struct road_IPower_ops powerOps = {.On = onImpl};
    static struct signal north = {.base = {&signalOps}, .direction = "north"};
    static struct signal east = {.base = {&signalOps}, .direction = "east"};
    static struct road_IPower power = {.ops = &powerOps};

    Handle diagnostics = ServiceLocatorConnect("report_link");
    NkKosTransport transport;
    NkKosTransport_Init(&transport, diagnostics, NK_NULL, 0);
    road_IReport_proxy_init(&report, &transport.base, ServiceLocatorGetRiid(diagnostics, "report"));

    road_CSignal_component northSignal, eastSignal;
    road_CSignal_component_init(&northSignal, &north.base);
    road_CSignal_component_init(&eastSignal, &east.base);
    road_Lights_entity entity;
    road_Lights_entity_init(&entity, &power, &northSignal, &eastSignal);

    ServiceId id;
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(road_Lights, entity);
    NkKosDoDispatch(ServiceLocatorRegister("lights_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
