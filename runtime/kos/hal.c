/* Boot options and entropy: the kernel's HAL endpoint. */
#include <coresrv/hal/hal_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/HAL.idl.h>
#include <string.h>

#include "kernel.h"

Retcode KnHalGetEnv(const char *name, char *buf, rtl_size_t size)
{
    char out[kl_core_HAL_GetEnv_req_arena_size], in[kl_core_HAL_GetEnv_res_arena_size];
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_HAL_GetEnv_req req = {0};
    kl_core_HAL_GetEnv_res res;
    Retcode rc = kos_put_string(&out_arena, &req.name, name);

    if (rc == rcOk)
        rc = KOS_KERNEL_CALL(kl_core_HAL_GetEnv, hal_HAL, &req, &out_arena, &res, &in_arena);
    if (rc == rcOk)
        rc = kos_take_string(&in_arena, &res.value, buf, size);
    return rc;
}

static Retcode get_entropy(unsigned char *to, nk_size_t size)
{
    char in[kl_core_HAL_GetEntropy_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_HAL_GetEntropy_req req = {0};
    kl_core_HAL_GetEntropy_res res;
    const nk_uint8_t *bytes;
    nk_size_t count;
    Retcode rc;

    req.size = size;
    rc = KOS_KERNEL_CALL(kl_core_HAL_GetEntropy, hal_HAL, &req, NULL, &res, &arena);
    if (rc != rcOk)
        return rc;
    bytes = nk_arena_get(nk_uint8_t, &arena, &res.buffer, &count);
    if (!bytes || count != size)
        return rcReceiveError;
    memcpy(to, bytes, size);
    return rcOk;
}

Retcode KnHalGetEntropy(void *buf, rtl_size_t size)
{
    unsigned char *at = buf;
    Retcode rc = rcOk;

    if (!buf)
        return rcInvalidArgument;
    while (rc == rcOk && size > 0) {
        rtl_size_t part = size < kl_core_HAL_GetEntropy_res_buffer_size
                              ? size
                              : kl_core_HAL_GetEntropy_res_buffer_size;

        rc = get_entropy(at, part);
        at += part;
        size -= part;
    }
    return rc;
}
