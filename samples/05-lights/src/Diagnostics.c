/* Diagnostics: prints what the lights report. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>

#include <road/Diagnostics.edl.h>

/* A text may come without a chunk, and is then empty. */
static const char *textOf(const struct nk_arena *arena, const nk_ptr_t *text)
{
    nk_size_t size = 0;
    const nk_char_t *bytes = nk_arena_get(nk_char_t, arena, text, &size);
    return size ? bytes : "";
}

static nk_err_t changedImpl(struct road_IReport *self, const road_IReport_Changed_req *req,
                            const struct nk_arena *reqArena, road_IReport_Changed_res *res,
                            struct nk_arena *resArena)
{
    (void)self, (void)res, (void)resArena;
    printf("[Diag ] %s: %s\n", textOf(reqArena, &req->direction), textOf(reqArena, &req->colour));
    return NK_EOK;
}

int main(void)
{
    static const struct road_IReport_ops ops = {.Changed = changedImpl};
    static struct road_IReport report = {.ops = &ops};
    ServiceId id;

    road_Diagnostics_entity entity;
    road_Diagnostics_entity_init(&entity, &report);
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(road_Diagnostics, entity);
    NkKosDoDispatch(ServiceLocatorRegister("report_link", NK_NULL, 0, &id), &info);
    return EXIT_FAILURE;
}
