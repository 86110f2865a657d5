/* Server side of kill.IServe for both processes, and calls of it. Include once. */
#ifndef SERVE_H
#define SERVE_H

#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <kill/IServe.idl.h>
#include <kill/Main.edl.h>
#include <kos/event.h>
#include <kos/thread.h>
#include <rtl/countof.h>
#include <string.h>

static KosEvent release; /* Hold answers */
static Handle kept[256]; /* by Keep and Give */
static unsigned kept_count;

static nk_err_t echo(struct kill_IServe *self, const struct kill_IServe_Echo_req *req,
                     const struct nk_arena *in, struct kill_IServe_Echo_res *res,
                     struct nk_arena *out)
{
    nk_size_t size;
    const nk_uint8_t *data = nk_arena_get(nk_uint8_t, in, &req->data, &size);

    (void)self;
    return data ? nk_arena_store(nk_uint8_t, out, &res->same, data, size) : NK_EBADMSG;
}

static nk_err_t hold(struct kill_IServe *self, const struct kill_IServe_Hold_req *req,
                     const struct nk_arena *in, struct kill_IServe_Hold_res *res,
                     struct nk_arena *out)
{
    (void)self, (void)req, (void)in, (void)res, (void)out;
    KosEventWait(&release, rtl_true);
    return NK_EOK;
}

static nk_err_t keep(struct kill_IServe *self, const struct kill_IServe_Keep_req *req,
                     const struct nk_arena *in, struct kill_IServe_Keep_res *res,
                     struct nk_arena *out)
{
    (void)self, (void)in, (void)res, (void)out;
    if (kept_count < rtl_countof(kept))
        kept[kept_count++] = nk_get_handle(&req->handle);
    return NK_EOK;
}

static nk_err_t give(struct kill_IServe *self, const struct kill_IServe_Give_req *req,
                     const struct nk_arena *in, struct kill_IServe_Give_res *res,
                     struct nk_arena *out)
{
    Handle object;

    (void)self, (void)req, (void)in, (void)out;
    if (kept_count == rtl_countof(kept) ||
        KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, OCAP_HANDLE_TRANSFER, NULL, &object) !=
            rcOk)
        return NK_ENOMEM;
    kept[kept_count++] = object;
    res->handle = nk_handle_desc(object);
    return NK_EOK;
}

static inline void drop_kept(void)
{
    while (kept_count > 0)
        (void)KnHandleClose(kept[--kept_count]);
}

/* Serves until nobody is there any more. Both classes have the same endpoints. */
static int serve(void *listener)
{
    static const struct kill_IServe_ops ops = {
        .Echo = echo, .Hold = hold, .Keep = keep, .Give = give};
    static struct kill_IServe impl = {.ops = &ops};
    static char in[kill_Main_entity_req_arena_size], out[kill_Main_entity_res_arena_size];
    kill_Main_entity entity;
    kill_Main_entity_req req;
    kill_Main_entity_res res;
    NkKosTransport transport;
    nk_err_t err;

    kill_Main_entity_init(&entity, &impl);
    NkKosTransport_Init(&transport, *(Handle *)listener, NK_NULL, 0);
    for (;;) {
        struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
        struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);

        memset(&res, 0, sizeof res);
        nk_req_reset(&req);
        err = nk_transport_recv(&transport.base, &req.base_, &in_arena);
        if (err != NK_EOK)
            return err;
        (void)kill_Main_entity_dispatch(&entity, &req.base_, &in_arena, &res.base_, &out_arena);
        (void)nk_transport_reply(&transport.base, &res.base_, &out_arena);
    }
}

/* ---- calls --------------------------------------------------------------------------------- */

static void proxy_of(struct kill_IServe_proxy *proxy, NkKosTransport *transport, Handle handle)
{
    NkKosTransport_Init(transport, handle, NK_NULL, 0);
    kill_IServe_proxy_init(proxy, &transport->base, kill_Main_serve_iid);
}

static inline nk_err_t call_echo(Handle handle, nk_size_t size)
{
    static char out[8192] __attribute__((aligned(8))), in[8192] __attribute__((aligned(8)));
    struct nk_arena out_arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    struct nk_arena in_arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    NkKosTransport transport;
    struct kill_IServe_proxy proxy;
    kill_IServe_Echo_req req = {0};
    kill_IServe_Echo_res res = {0};

    proxy_of(&proxy, &transport, handle);
    if (!nk_arena_alloc(nk_uint8_t, &out_arena, &req.data, size))
        return NK_ENOMEM;
    return kill_IServe_Echo(&proxy.base, &req, &out_arena, &res, &in_arena);
}

static inline nk_err_t call_hold(Handle handle)
{
    NkKosTransport transport;
    struct kill_IServe_proxy proxy;
    kill_IServe_Hold_req req = {0};
    kill_IServe_Hold_res res = {0};

    proxy_of(&proxy, &transport, handle);
    return kill_IServe_Hold(&proxy.base, &req, NULL, &res, NULL);
}

static inline nk_err_t call_keep(Handle handle, nk_handle_desc_t desc)
{
    NkKosTransport transport;
    struct kill_IServe_proxy proxy;
    kill_IServe_Keep_req req = {.handle = desc};
    kill_IServe_Keep_res res = {0};

    proxy_of(&proxy, &transport, handle);
    return kill_IServe_Keep(&proxy.base, &req, NULL, &res, NULL);
}

static inline Handle call_give(Handle handle)
{
    NkKosTransport transport;
    struct kill_IServe_proxy proxy;
    kill_IServe_Give_req req = {0};
    kill_IServe_Give_res res = {0};

    proxy_of(&proxy, &transport, handle);
    if (kill_IServe_Give(&proxy.base, &req, NULL, &res, NULL) != NK_EOK)
        return INVALID_HANDLE;
    return nk_get_handle(&res.handle);
}

#endif
