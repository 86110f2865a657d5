/* kl.core.INameServer over the functions of ns_api.h. */
#include <coresrv/nk/transport-kos.h>
#include <kl/core/NameServer.edl.h>
#include <ns/server.h>
#include <string.h>

_Static_assert(NS_NAME_SIZE == kl_core_INameServer_Publish_req_type_size, "NS_NAME_SIZE");

static NsHandle names;
static kl_core_NameServer_entity entity;

/* A name of the request; NULL, which the functions refuse, for one that is none. */
static const char *name_of(const struct nk_arena *in, const nk_ptr_t *chunk)
{
    nk_size_t size;
    const nk_char_t *text = nk_arena_get(nk_char_t, in, chunk, &size);

    return text && size > 0 && text[size - 1] == '\0' ? text : NULL;
}

static nk_err_t publish(struct kl_core_INameServer *self,
                        const struct kl_core_INameServer_Publish_req *req,
                        const struct nk_arena *in, struct kl_core_INameServer_Publish_res *res,
                        struct nk_arena *out)
{
    (void)self, (void)out;
    res->rc = NsPublishService(names, name_of(in, &req->type), name_of(in, &req->server),
                               name_of(in, &req->service));
    return NK_EOK;
}

static nk_err_t unpublish(struct kl_core_INameServer *self,
                          const struct kl_core_INameServer_UnPublish_req *req,
                          const struct nk_arena *in, struct kl_core_INameServer_UnPublish_res *res,
                          struct nk_arena *out)
{
    (void)self, (void)out;
    res->rc = NsUnPublishService(names, name_of(in, &req->type), name_of(in, &req->server),
                                 name_of(in, &req->service));
    return NK_EOK;
}

/* The names of `not found` are empty. */
static nk_err_t enumerate(struct kl_core_INameServer *self,
                          const struct kl_core_INameServer_Enum_req *req, const struct nk_arena *in,
                          struct kl_core_INameServer_Enum_res *res, struct nk_arena *out)
{
    char server[NS_NAME_SIZE] = "", service[NS_NAME_SIZE] = "";
    nk_err_t err;

    (void)self;
    res->rc = NsEnumServices(names, name_of(in, &req->type), req->index, server, sizeof server,
                             service, sizeof service);
    err = NkKosCopyStringToArena(out, &res->server, server);
    return err == NK_EOK ? NkKosCopyStringToArena(out, &res->service, service) : err;
}

Retcode NsServerInit(void)
{
    static const struct kl_core_INameServer_ops ops = {
        .Publish = publish, .UnPublish = unpublish, .Enum = enumerate};
    static struct kl_core_INameServer interface = {.ops = &ops};

    kl_core_NameServer_entity_init(&entity, &interface);
    return NsCreate(NULL, 0, &names);
}

nk_err_t NsServeOne(struct nk_transport *listener)
{
    static char in[kl_core_NameServer_entity_req_arena_size];
    static char out[kl_core_NameServer_entity_res_arena_size];
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_NameServer_entity_req req;
    kl_core_NameServer_entity_res res;
    nk_err_t err;

    memset(&res, 0, sizeof res);
    nk_req_reset(&req);
    err = nk_transport_recv(listener, &req.base_, &in_arena);
    if (err != NK_EOK)
        return err;
    if (kl_core_NameServer_entity_dispatch(&entity, &req.base_, &in_arena, &res.base_,
                                           &out_arena) == NK_EOK)
        (void)nk_transport_reply(listener, &res.base_, &out_arena);
    return NK_EOK; /* whoever gets no answer is released by the next receive */
}
