/* EntropyGet as a call of the process EntropyEntity. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <entropy/entropy.h>
#include <kl/Entropy.idl.h>
#include <string.h>

#include "../retcode.h"

#define ENDPOINT "entropy" /* of the class kl.EntropyEntity */

static Retcode ask(Handle handle, void *buffer, rtl_size_t size)
{
    nk_uint8_t in[kl_Entropy_Get_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    struct kl_Entropy_Get_req req = {.size = (nk_uint32_t)size};
    struct kl_Entropy_Get_res res = {0};
    struct kl_Entropy_proxy proxy;
    NkKosTransport transport;
    const nk_uint8_t *data;
    nk_size_t count;
    Retcode rc;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    kl_Entropy_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, ENDPOINT));
    rc = retcode_of(kl_Entropy_Get(&proxy.base, &req, NK_NULL, &res, &arena));
    if (rc == rcOk)
        rc = res.rc;
    if (rc != rcOk)
        return rc;
    data = nk_arena_get(nk_uint8_t, &arena, &res.data, &count);
    if (!data || count != size)
        return rcReceiveError;
    memcpy(buffer, data, size);
    return rcOk;
}

Retcode EntropyGet(void *buffer, rtl_size_t size)
{
    const Handle handle = ServiceLocatorConnect(ENTROPY_SERVICE_NAME);

    if (!buffer || size == 0 || size > ENTROPY_SIZE_MAX)
        return rcInvalidArgument;
    memset(buffer, 0, size);
    return handle == INVALID_HANDLE ? rcResourceNotFound : ask(handle, buffer, size);
}
