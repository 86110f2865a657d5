/* The functions of the name server as calls of it. */
#include <coresrv/ns/ns_api.h>

#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kl/core/INameServer.idl.h>
#include <nk/arena.h>
#include <stdlib.h>
#include <string.h>

#include "../retcode.h"

struct NsConnection {
    NkKosTransport transport;
    struct kl_core_INameServer_proxy proxy;
    Handle own; /* a channel of our own, to be closed; INVALID_HANDLE: the static one */
};

static void open_static(struct NsConnection *ns, Handle handle)
{
    NkKosTransport_Init(&ns->transport, handle, NK_NULL, 0);
    kl_core_INameServer_proxy_init(&ns->proxy, &ns->transport.base,
                                   ServiceLocatorGetRiid(handle, "names"));
    ns->own = INVALID_HANDLE;
}

static Retcode open_dynamic(struct NsConnection *ns, const char *name, rtl_uint32_t msecs)
{
    rtl_uint32_t riid;
    Retcode rc =
        KnCmConnect(name ? name : NS_CONNECTION_NAME, NS_SERVER_NAME, msecs, &ns->own, &riid);

    if (rc != rcOk)
        return rc;
    NkKosTransport_Init(&ns->transport, ns->own, NK_NULL, 0);
    kl_core_INameServer_proxy_init(&ns->proxy, &ns->transport.base, (nk_iid_t)riid);
    return rcOk;
}

Retcode NsCreate(const char *name, rtl_uint32_t msecs, NsHandle *ns)
{
    Handle handle = ServiceLocatorConnect(NS_SERVER_NAME);
    struct NsConnection *made;
    Retcode rc = rcOk;

    if (!ns)
        return rcInvalidArgument;
    made = malloc(sizeof *made);
    if (!made)
        return rcOutOfMemory;
    if (handle != INVALID_HANDLE)
        open_static(made, handle);
    else
        rc = open_dynamic(made, name, msecs);
    if (rc == rcOk)
        *ns = made;
    else
        free(made);
    return rc;
}

void NsDestroy(NsHandle ns)
{
    if (!ns)
        return;
    if (ns->own != INVALID_HANDLE)
        (void)KnHandleClose(ns->own);
    free(ns);
}

/* rcBufferTooSmall: the names are longer than names may be. */
static Retcode put_name(struct nk_arena *arena, nk_ptr_t *at, const char *name)
{
    if (!name)
        return rcInvalidArgument;
    return NkKosCopyStringToArena(arena, at, name) == NK_EOK ? rcOk : rcBufferTooSmall;
}

/* The server is not believed that it sent a text. */
static Retcode take_name(const struct nk_arena *arena, const nk_ptr_t *at, char *name,
                         rtl_size_t size)
{
    nk_size_t count;
    const nk_char_t *text = nk_arena_get(nk_char_t, arena, at, &count);

    if (!text || count == 0 || text[count - 1] != 0)
        return rcReceiveError;
    if (!name || count > size)
        return rcBufferTooSmall;
    memcpy(name, text, count);
    return rcOk;
}

static Retcode put_triple(struct nk_arena *arena, nk_ptr_t *type_at, const char *type,
                          nk_ptr_t *server_at, const char *server, nk_ptr_t *service_at,
                          const char *service)
{
    Retcode rc = put_name(arena, type_at, type);

    if (rc == rcOk)
        rc = put_name(arena, server_at, server);
    return rc == rcOk ? put_name(arena, service_at, service) : rc;
}

Retcode NsPublishService(NsHandle ns, const char *type, const char *server, const char *service)
{
    char out[kl_core_INameServer_Publish_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_INameServer_Publish_req req = {0};
    kl_core_INameServer_Publish_res res = {0};
    Retcode rc;

    if (!ns)
        return rcInvalidArgument;
    rc = put_triple(&arena, &req.type, type, &req.server, server, &req.service, service);
    if (rc == rcOk)
        rc = retcode_of(kl_core_INameServer_Publish(&ns->proxy.base, &req, &arena, &res, NK_NULL));
    return rc == rcOk ? res.rc : rc;
}

Retcode NsUnPublishService(NsHandle ns, const char *type, const char *server, const char *service)
{
    char out[kl_core_INameServer_UnPublish_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_INameServer_UnPublish_req req = {0};
    kl_core_INameServer_UnPublish_res res = {0};
    Retcode rc;

    if (!ns)
        return rcInvalidArgument;
    rc = put_triple(&arena, &req.type, type, &req.server, server, &req.service, service);
    if (rc == rcOk)
        rc =
            retcode_of(kl_core_INameServer_UnPublish(&ns->proxy.base, &req, &arena, &res, NK_NULL));
    return rc == rcOk ? res.rc : rc;
}

Retcode NsEnumServices(NsHandle ns, const char *type, unsigned index, char *server,
                       rtl_size_t serverSize, char *service, rtl_size_t serviceSize)
{
    char out[kl_core_INameServer_Enum_req_arena_size], in[kl_core_INameServer_Enum_res_arena_size];
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_INameServer_Enum_req req = {0};
    kl_core_INameServer_Enum_res res = {0};
    Retcode rc;

    if (!ns)
        return rcInvalidArgument;
    rc = put_name(&out_arena, &req.type, type);
    req.index = index;
    if (rc == rcOk)
        rc = retcode_of(
            kl_core_INameServer_Enum(&ns->proxy.base, &req, &out_arena, &res, &in_arena));
    if (rc == rcOk)
        rc = res.rc;
    if (rc == rcOk)
        rc = take_name(&in_arena, &res.server, server, serverSize);
    return rc == rcOk ? take_name(&in_arena, &res.service, service, serviceSize) : rc;
}
