/* The advisor: has been taken over. Every hour it tries something else before it answers. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/entity/entity_api.h>
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <kos/thread.h>

#include <plant/Advisor.edl.h>
#include <plant/IValve.idl.h>

static NkKosTransport toValve;
static nk_iid_t valveId; /* number of its endpoint `valve` */
static struct plant_IValve_proxy valve;

static void tell(const char *what, nk_err_t rc)
{
    printf("[Advis] %s: %s\n", what,
           rc == NK_EOK     ? "it worked!"
           : rc == NK_EPERM ? "refused"
                            : "failed");
}

/* ---- what it may not do ------------------------------------------------------------------- */

static nk_err_t setOn(struct plant_IValve_proxy *proxy)
{
    plant_IValve_Set_req req = {.percent = 70};
    plant_IValve_Set_res res = {0};
    return plant_IValve_Set(&proxy->base, &req, NK_NULL, &res, NK_NULL);
}

static void turnTheValve(void)
{
    tell("turn the valve myself", setOn(&valve));
}

static void startHelpers(void)
{
    static const EntityInfo info = {.eiid = "plant.Operator"};
    tell("start an operator of my own", EntityInit(&info) ? NK_EOK : NK_EPERM);
}

/* ---- messages that no proxy would send ---------------------------------------------------- */

/* Sends a note behind the back of the proxy. The arena holds "abc" with its zero; `text` says where
 * the valve should look for the note, `size` how long the message is said to be. */
static void note(const char *what, nk_mid_t method, nk_ptr_t text, nk_size_t size)
{
    char buffer[8];
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof(buffer));
    plant_IValve_Note_req req = {.text = text};
    plant_IValve_Note_res res = {0};
    nk_ptr_t chunk;

    NkKosCopyStringToArena(&arena, &chunk, "abc");
    nk_message_reset_(&req.base_, size, NK_FALSE);
    nk_msg_set_method_id(&req, valveId, method);
    nk_req_reset(&res);
    tell(what, nk_transport_call(&toValve.base, &req.base_, &arena, &res.base_, NK_NULL));
}

static void sendRubbish(void)
{
    const nk_mid_t mid = plant_IValve_Note_mid;
    const nk_size_t size = sizeof(plant_IValve_Note_req);

    note("a note far outside", mid, (nk_ptr_t){1000, 4}, size);
    note("a note as long as the memory", mid, (nk_ptr_t){0, 0xffffffff}, size);
    note("a note without an end", mid, (nk_ptr_t){0, 3}, size);
    note("half a message", mid, (nk_ptr_t){0, 4}, size - 8);
    note("a method that does not exist", 99, (nk_ptr_t){0, 4}, size);
}

/* ---- handles of others -------------------------------------------------------------------- */

static void guessHandles(void)
{
    unsigned worked = 0;

    for (Handle handle = 2; handle <= 1000; handle++) {
        NkKosTransport transport;
        struct plant_IValve_proxy proxy;

        if (handle == toValve.handle)
            continue;
        NkKosTransport_Init(&transport, handle, NK_NULL, 0);
        plant_IValve_proxy_init(&proxy, &transport.base, valveId);
        worked += setOn(&proxy) == NK_EOK;
    }
    printf("[Advis] guess handles up to 1000: %u worked\n", worked);
}

/* ---- flood, and death ---------------------------------------------------------------------- */

static int flood(void *context)
{
    (void)context;
    plant_IValve_Get_req req = {0};
    plant_IValve_Get_res res = {0};

    while (plant_IValve_Get(&valve.base, &req, NK_NULL, &res, NK_NULL) == NK_EOK)
        ;
    return 0;
}

static void startFlood(void)
{
    Tid tid;
    KosThreadCreate(&tid, ThreadPriorityNormal, 0, flood, NULL, 0);
    printf("[Advis] ask the valve all the time\n");
}

static void endBeforeTheAnswer(void)
{
    printf("[Advis] end before the answer\n");
    exit(EXIT_FAILURE);
}

/* One attack an hour. In hour 1 the advice is the attack: let the operator do the damage. */
static void (*const attacks[])(void) = {
    [2] = turnTheValve, [3] = sendRubbish, [4] = guessHandles,
    [5] = startHelpers, [6] = startFlood,  [7] = endBeforeTheAnswer,
};

static nk_err_t adviseImpl(struct plant_IAdvice *self, const plant_IAdvice_Advise_req *req,
                           const struct nk_arena *reqArena, plant_IAdvice_Advise_res *res,
                           struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->percent = req->hour == 1 ? 200 : 40 + req->hour;
    if (req->hour < sizeof(attacks) / sizeof(attacks[0]) && attacks[req->hour])
        attacks[req->hour]();
    return NK_EOK;
}

int main(void)
{
    static const struct plant_IAdvice_ops ops = {.Advise = adviseImpl};
    static struct plant_IAdvice advice = {.ops = &ops};
    Handle handle = ServiceLocatorConnect("valve_link");
    ServiceId id;

    NkKosTransport_Init(&toValve, handle, NK_NULL, 0);
    valveId = ServiceLocatorGetRiid(handle, "valve");
    plant_IValve_proxy_init(&valve, &toValve.base, valveId);

    plant_Advisor_entity entity;
    plant_Advisor_entity_init(&entity, &advice);
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(plant_Advisor, entity);
    NkKosDoDispatch(ServiceLocatorRegister("advice_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
