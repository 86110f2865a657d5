/* The functions of the name server as calls of it. */
#include <coresrv/ns/ns_api.h>

#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <kl/core/INameServer.idl.h>
#include <nk/arena.h>
#include <stdlib.h>
#include <string.h>

#include "../client.h"

#define ENDPOINT "ns" /* of the class kl.core.NameServer */

struct NsConnection {
    NkKosTransport transport;
    struct kl_core_INameServer_proxy proxy;
    Handle own; /* a channel of our own, to be closed; INVALID_HANDLE: the static one */
};

/* Over the static channel; where there is none, over one of our own. */
static Retcode open_channel(struct NsConnection *ns, const char *name, rtl_uint32_t msecs)
{
    rtl_uint32_t dynamic_riid = INVALID_RIID;
    nk_iid_t riid;
    Retcode rc = client_connect(NS_SERVER_NAME, ENDPOINT, &ns->transport, &riid);

    ns->own = INVALID_HANDLE;
    if (rc == rcResourceNotFound) {
        rc = KnCmConnect(name ? name : NS_CONNECTION_NAME, NS_SERVER_NAME, msecs, &ns->own,
                         &dynamic_riid);
        riid = (nk_iid_t)dynamic_riid;
        NkKosTransport_Init(&ns->transport, ns->own, NK_NULL, 0);
    }
    kl_core_INameServer_proxy_init(&ns->proxy, &ns->transport.base, riid);
    return rc;
}

Retcode NsCreate(const char *name, rtl_uint32_t msecs, NsHandle *ns)
{
    struct NsConnection *made = ns ? malloc(sizeof *made) : NULL;
    Retcode rc;

    if (!ns)
        return rcInvalidArgument;
    if (!made)
        return rcOutOfMemory;
    rc = open_channel(made, name, msecs);
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

/* The arena has room for as many names as the message has, of any length that names may have. */
static Retcode put_name(struct nk_arena *arena, nk_ptr_t *at, const char *name)
{
    const size_t length = name ? strnlen(name, NS_NAME_SIZE) : 0;

    if (length == 0 || length == NS_NAME_SIZE)
        return rcInvalidArgument;
    return client_retcode(NkKosCopyStringToArena(arena, at, name));
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

/* What both changes of the table send. */
struct entry {
    struct nk_arena arena;
    nk_ptr_t type, server, service;
    char names[3 * NS_NAME_SIZE];
};

static Retcode make_entry(struct entry *e, NsHandle ns, const char *type, const char *server,
                          const char *service)
{
    Retcode rc;

    if (!ns)
        return rcInvalidArgument;
    e->arena = nk_arena_create(e->names, sizeof e->names);
    rc = put_name(&e->arena, &e->type, type);
    if (rc == rcOk)
        rc = put_name(&e->arena, &e->server, server);
    return rc == rcOk ? put_name(&e->arena, &e->service, service) : rc;
}

Retcode NsPublishService(NsHandle ns, const char *type, const char *server, const char *service)
{
    kl_core_INameServer_Publish_req req = {0};
    kl_core_INameServer_Publish_res res = {0};
    struct entry e;
    Retcode rc = make_entry(&e, ns, type, server, service);

    if (rc != rcOk)
        return rc;
    req.type = e.type, req.server = e.server, req.service = e.service;
    rc =
        client_retcode(kl_core_INameServer_Publish(&ns->proxy.base, &req, &e.arena, &res, NK_NULL));
    return rc == rcOk ? res.rc : rc;
}

Retcode NsUnPublishService(NsHandle ns, const char *type, const char *server, const char *service)
{
    kl_core_INameServer_UnPublish_req req = {0};
    kl_core_INameServer_UnPublish_res res = {0};
    struct entry e;
    Retcode rc = make_entry(&e, ns, type, server, service);

    if (rc != rcOk)
        return rc;
    req.type = e.type, req.server = e.server, req.service = e.service;
    rc = client_retcode(
        kl_core_INameServer_UnPublish(&ns->proxy.base, &req, &e.arena, &res, NK_NULL));
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
        rc = client_retcode(
            kl_core_INameServer_Enum(&ns->proxy.base, &req, &out_arena, &res, &in_arena));
    if (rc == rcOk)
        rc = res.rc;
    if (rc == rcOk)
        rc = take_name(&in_arena, &res.server, server, serverSize);
    return rc == rcOk ? take_name(&in_arena, &res.service, service, serviceSize) : rc;
}
