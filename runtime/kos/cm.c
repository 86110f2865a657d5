/* Channels made at run time: the kernel's CM endpoint. */
#include <coresrv/cm/cm_api.h>

#include <kl/core/CM.idl.h>
#include <kl/core/Core.edl.h>

#include "kernel.h"

static Retcode put_names(struct nk_arena *arena, nk_ptr_t *first, const char *one, nk_ptr_t *second,
                         const char *two)
{
    Retcode rc = kos_put_string(arena, first, one);

    return rc == rcOk ? kos_put_string(arena, second, two) : rc;
}

Retcode KnCmConnect(const char *server, const char *service, rtl_uint32_t msecs, Handle *handle,
                    rtl_uint32_t *rsid)
{
    char out[kl_core_CM_Connect_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_CM_Connect_req req = {0};
    kl_core_CM_Connect_res res;
    Retcode rc;

    if (!handle || !rsid)
        return rcInvalidArgument;
    rc = put_names(&arena, &req.server, server, &req.service, service);
    req.msecs = msecs;
    if (rc == rcOk)
        rc = KOS_KERNEL_CALL(kl_core_CM_Connect, cm_CM, &req, &arena, &res, NULL);
    if (rc == rcOk) {
        *handle = nk_get_handle(&res.handle);
        *rsid = res.id;
    }
    return rc;
}

Retcode KnCmListen(const char *filter, rtl_uint32_t msecs, char *client, char *service)
{
    char out[kl_core_CM_Listen_req_arena_size], in[kl_core_CM_Listen_res_arena_size];
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_CM_Listen_req req = {0};
    kl_core_CM_Listen_res res;
    Retcode rc;

    if (!client || !service)
        return rcInvalidArgument;
    rc = kos_put_string(&out_arena, &req.filter, filter ? filter : "");
    req.msecs = msecs;
    if (rc == rcOk)
        rc = KOS_KERNEL_CALL(kl_core_CM_Listen, cm_CM, &req, &out_arena, &res, &in_arena);
    if (rc == rcOk)
        rc = kos_take_string(&in_arena, &res.client, client, UCORE_STRING_SIZE);
    if (rc == rcOk)
        rc = kos_take_string(&in_arena, &res.service, service, UCORE_STRING_SIZE);
    return rc;
}

Retcode KnCmAccept(const char *client, const char *service, rtl_uint32_t rsid, Handle listener,
                   Handle *handle)
{
    char out[kl_core_CM_Accept_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_CM_Accept_req req = {0};
    kl_core_CM_Accept_res res;
    Retcode rc;

    if (!handle)
        return rcInvalidArgument;
    rc = put_names(&arena, &req.client, client, &req.service, service);
    req.id = rsid;
    req.listener = listener == INVALID_HANDLE ? nk_handle_desc(INVALID_HANDLE, 0, 0)
                                              : nk_handle_desc(listener);
    if (rc == rcOk)
        rc = KOS_KERNEL_CALL(kl_core_CM_Accept, cm_CM, &req, &arena, &res, NULL);
    if (rc == rcOk)
        *handle = listener == INVALID_HANDLE ? nk_get_handle(&res.handle) : listener;
    return rc;
}

Retcode KnCmDrop(const char *client, const char *service)
{
    char out[kl_core_CM_Drop_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_CM_Drop_req req = {0};
    kl_core_CM_Drop_res res;
    Retcode rc = put_names(&arena, &req.client, client, &req.service, service);

    return rc == rcOk ? KOS_KERNEL_CALL(kl_core_CM_Drop, cm_CM, &req, &arena, &res, NULL) : rc;
}
