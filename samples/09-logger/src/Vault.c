/* A vault that believes whoever the policy lets through. */
#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <stdlib.h>
#include <vault/Vault.edl.h>

static nk_err_t open_door(struct vault_IDoor *self, const vault_IDoor_Open_req *req,
                          const struct nk_arena *in, vault_IDoor_Open_res *res,
                          struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)out;
    res->coins = 12;
    return NK_EOK;
}

static nk_err_t close_door(struct vault_IDoor *self, const vault_IDoor_Close_req *req,
                           const struct nk_arena *in, vault_IDoor_Close_res *res,
                           struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)res, (void)out;
    return NK_EOK;
}

static nk_err_t set_pin(struct vault_IDoor *self, const vault_IDoor_SetPin_req *req,
                        const struct nk_arena *in, vault_IDoor_SetPin_res *res,
                        struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)res, (void)out;
    return NK_EOK;
}

int main(void)
{
    static const struct vault_IDoor_ops ops = {
        .Open = open_door, .Close = close_door, .SetPin = set_pin};
    static struct vault_IDoor door = {.ops = &ops};
    static vault_Vault_entity vault;
    const NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(vault_Vault, vault);
    ServiceId unused;

    vault_Vault_entity_init(&vault, &door);
    NkKosDoDispatch(ServiceLocatorRegister("vault_link", NULL, 0, &unused), &info);
    return EXIT_FAILURE;
}
