/* kl.Entropy over EntropyGet. */
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <entropy/server.h>
#include <kl/Entropy.idl.h>
#include <kl/EntropyEntity.edl.h>
#include <stdio.h>

_Static_assert(ENTROPY_SIZE_MAX == kl_Entropy_SizeMax, "ENTROPY_SIZE_MAX");

static nk_err_t get(struct kl_Entropy *self, const struct kl_Entropy_Get_req *req,
                    const struct nk_arena *in, struct kl_Entropy_Get_res *res, struct nk_arena *out)
{
    nk_uint8_t *to = NK_NULL;

    (void)self, (void)in;
    if (req->size > 0 && req->size <= ENTROPY_SIZE_MAX) {
        to = nk_arena_alloc(nk_uint8_t, out, &res->data, req->size);
        if (!to)
            return NK_ENOMEM;
    }
    res->rc = EntropyGet(to, req->size);
    return NK_EOK;
}

Retcode EntropyServe(void)
{
    static const struct kl_Entropy_ops ops = {.Get = get};
    static struct kl_Entropy entropy = {&ops};
    static kl_EntropyEntity_entity entity;
    const NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(kl_EntropyEntity, entity);
    Retcode rc = rcNotConnected;
    ServiceId unused;
    Handle listener;

    kl_EntropyEntity_entity_init(&entity, &entropy);
    listener = ServiceLocatorRegister(ENTROPY_SERVICE_NAME, NULL, 0, &unused);
    if (listener != INVALID_HANDLE)
        rc = NkKosDoDispatch(listener, &info);
    fprintf(stderr, "entropy: cannot serve: error %d\n", RC_GET_CODE(rc));
    return rc;
}
