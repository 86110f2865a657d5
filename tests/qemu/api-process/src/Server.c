#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <proc/Server.edl.h>

static nk_err_t twice(struct proc_ITwice *self, const struct proc_ITwice_Twice_req *req,
                      const struct nk_arena *in, struct proc_ITwice_Twice_res *res,
                      struct nk_arena *out)
{
    (void)self, (void)in, (void)out;
    res->result = 2 * req->value;
    return NK_EOK;
}

int main(void)
{
    static const struct proc_ITwice_ops ops = {.Twice = twice};
    static struct proc_ITwice impl = {.ops = &ops};
    proc_Server_entity entity;
    NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(proc_Server, entity);
    ServiceId id;

    proc_Server_entity_init(&entity, &impl);
    NkKosDoDispatch(ServiceLocatorRegister("link", NULL, 0, &id), &info);
    return 1;
}
