/* The valve: turns as far as it is told, whoever tells it. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>

#include <plant/Valve.edl.h>

static nk_uint32_t position;

static nk_err_t setImpl(struct plant_IValve *self, const plant_IValve_Set_req *req,
                        const struct nk_arena *reqArena, plant_IValve_Set_res *res,
                        struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)res, (void)resArena;
    position = req->percent;
    printf("[Valve] open %u %%\n", (unsigned)position);
    return NK_EOK;
}

static nk_err_t getImpl(struct plant_IValve *self, const plant_IValve_Get_req *req,
                        const struct nk_arena *reqArena, plant_IValve_Get_res *res,
                        struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)resArena;
    res->percent = position;
    return NK_EOK;
}

/* There is no display: a note is taken and forgotten. */
static nk_err_t noteImpl(struct plant_IValve *self, const plant_IValve_Note_req *req,
                         const struct nk_arena *reqArena, plant_IValve_Note_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)res, (void)resArena;
    return NK_EOK;
}

int main(void)
{
    static const struct plant_IValve_ops ops = {.Set = setImpl, .Get = getImpl, .Note = noteImpl};
    static struct plant_IValve valve = {.ops = &ops};
    ServiceId id;

    plant_Valve_entity entity;
    plant_Valve_entity_init(&entity, &valve);
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(plant_Valve, entity);
    NkKosDoDispatch(ServiceLocatorRegister("valve_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
