/* Transport to the security module: a handle from Handle.SecurityConnect that only takes calls. */
#include <coresrv/nk/transport-kos-security.h>

#include <coresrv/handle/handle_api.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Handle.idl.h>

#include "kernel.h"

static nk_err_t security_call(struct nk_transport *self, const struct nk_message *req,
                              const struct nk_arena *req_arena, struct nk_message *res,
                              struct nk_arena *res_arena)
{
    const NkKosSecurityTransport *security = (const NkKosSecurityTransport *)(void *)self;
    NkKosTransport transport;

    NkKosTransport_Init(&transport, security->handle, NK_NULL, 0);
    return nk_transport_call(&transport.base, req, req_arena, res, res_arena);
}

static const struct nk_transport_ops security_ops = {.call = security_call};

nk_err_t NkKosSecurityTransport_Init(NkKosSecurityTransport *transport, void *buffer,
                                     nk_size_t size)
{
    kl_core_Handle_SecurityConnect_req req = {0};
    kl_core_Handle_SecurityConnect_res res;
    Retcode rc;

    nk_assert(transport);
    nk_unused(buffer);
    nk_unused(size);
    transport->base.ops = &security_ops;
    transport->handle = INVALID_HANDLE;
    rc = KOS_KERNEL_CALL(kl_core_Handle_SecurityConnect, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk)
        transport->handle = nk_get_handle(&res.client);
    return NkKosErrFromRetcode(rc);
}

void NkKosSecurityTransport_Fini(NkKosSecurityTransport *transport)
{
    if (transport->handle != INVALID_HANDLE)
        (void)KnHandleClose(transport->handle);
    transport->handle = INVALID_HANDLE;
}
