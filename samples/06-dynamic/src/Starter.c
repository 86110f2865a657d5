/* The starter: the only program that may start another. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/entity/entity_api.h>
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>

#include <ping/Starter.edl.h>

static nk_err_t startImpl(struct ping_ILaunch *self, const ping_ILaunch_Start_req *req,
                          const struct nk_arena *reqArena, ping_ILaunch_Start_res *res,
                          struct nk_arena *resArena)
{
    static const EntityInfo info = {.eiid = "ping.Server"}; /* its program: the file Server */
    Entity *server = EntityInit(&info);

    (void)self, (void)req, (void)reqArena, (void)res, (void)resArena;
    printf("[Start ] starting ping.Server\n");
    nk_err_t rc = server && EntityRun(server) == rcOk ? NK_EOK : NK_ENOENT;
    if (server)
        EntityFree(server); /* forgets it; the process goes on */
    return rc;
}

int main(void)
{
    static const struct ping_ILaunch_ops ops = {.Start = startImpl};
    static struct ping_ILaunch launch = {.ops = &ops};
    ServiceId id;

    ping_Starter_entity entity;
    ping_Starter_entity_init(&entity, &launch);
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(ping_Starter, entity);
    NkKosDoDispatch(ServiceLocatorRegister("starter_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
