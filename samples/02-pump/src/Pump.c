/* The pump: does what it is told. That it is armed first and never turns too fast is the policy's
 * business, and nothing here checks it. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>

#include <lab/Ctl.idl.h>
#include <lab/Pump.edl.h>

static nk_err_t armImpl(struct lab_Ctl *self, const lab_Ctl_Arm_req *req,
                        const struct nk_arena *reqArena, lab_Ctl_Arm_res *res,
                        struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)res, (void)resArena;
    printf("[Pump ] armed\n");
    return NK_EOK;
}

static nk_err_t startImpl(struct lab_Ctl *self, const lab_Ctl_Start_req *req,
                          const struct nk_arena *reqArena, lab_Ctl_Start_res *res,
                          struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    printf("[Pump ] turns at %u rpm\n", (unsigned)req->rpm);
    res->rc = 0;
    return NK_EOK;
}

static nk_err_t stopImpl(struct lab_Ctl *self, const lab_Ctl_Stop_req *req,
                         const struct nk_arena *reqArena, lab_Ctl_Stop_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)res, (void)resArena;
    printf("[Pump ] stands still\n");
    return NK_EOK;
}

int main(void)
{
    static const struct lab_Ctl_ops ops = {.Arm = armImpl, .Start = startImpl, .Stop = stopImpl};
    static struct lab_Ctl ctl = {.ops = &ops};
    ServiceId id;

    lab_Control_component control;
    lab_Control_component_init(&control, &ctl);
    lab_Pump_entity entity;
    lab_Pump_entity_init(&entity, &control);

    /* Receive, dispatch, reply, for ever: the loop that 01-echo writes out. */
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(lab_Pump, entity);
    NkKosDoDispatch(ServiceLocatorRegister("pump_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
