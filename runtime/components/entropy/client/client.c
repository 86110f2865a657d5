/* EntropyGet as a call of the process EntropyEntity. */
#include <entropy/entropy.h>
#include <kl/Entropy.idl.h>
#include <string.h>

#include "../client.h"

#define ENDPOINT "entropy" /* of the class kl.EntropyEntity */

static Retcode ask(struct kl_Entropy_proxy *proxy, void *buffer, rtl_size_t size)
{
    nk_uint8_t in[kl_Entropy_Get_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    struct kl_Entropy_Get_req req = {.size = (nk_uint32_t)size};
    struct kl_Entropy_Get_res res = {0};
    const nk_uint8_t *data;
    nk_size_t count;
    Retcode rc = client_retcode(kl_Entropy_Get(&proxy->base, &req, NK_NULL, &res, &arena));

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
    struct kl_Entropy_proxy proxy;
    NkKosTransport transport;
    nk_iid_t riid;
    Retcode rc;

    if (!buffer || size == 0 || size > ENTROPY_SIZE_MAX)
        return rcInvalidArgument;
    memset(buffer, 0, size);
    rc = client_connect(ENTROPY_SERVICE_NAME, ENDPOINT, &transport, &riid);
    if (rc != rcOk)
        return rc;
    kl_Entropy_proxy_init(&proxy, &transport.base, riid);
    return ask(&proxy, buffer, size);
}
