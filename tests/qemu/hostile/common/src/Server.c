/* The honest server. It counts every request it is woken for, and prints what it does not expect. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <coresrv/handle/handle_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kos/thread.h>
#include <nk/abi.h>

#include <hostile/ITarget.idl.h>
#include <hostile/Server.edl.h>

static nk_uint32_t seen;

static nk_err_t pingImpl(struct hostile_ITarget *self, const hostile_ITarget_Ping_req *req,
                         const struct nk_arena *reqArena, hostile_ITarget_Ping_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)req, (void)reqArena, (void)resArena;
    res->seen = seen;
    return NK_EOK;
}

static nk_err_t textImpl(struct hostile_ITarget *self, const hostile_ITarget_Text_req *req,
                         const struct nk_arena *reqArena, hostile_ITarget_Text_res *res,
                         struct nk_arena *resArena)
{
    nk_size_t size = 0;
    const nk_char_t *text = nk_arena_get(nk_char_t, reqArena, &req->text, &size);

    (void)self, (void)resArena;
    res->length = size ? (nk_uint32_t)strlen(text) : 0;
    return NK_EOK;
}

static nk_err_t blobImpl(struct hostile_ITarget *self, const hostile_ITarget_Blob_req *req,
                         const struct nk_arena *reqArena, hostile_ITarget_Blob_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->length = req->data.size;
    return NK_EOK;
}

static nk_err_t wordsImpl(struct hostile_ITarget *self, const hostile_ITarget_Words_req *req,
                          const struct nk_arena *reqArena, hostile_ITarget_Words_res *res,
                          struct nk_arena *resArena)
{
    nk_size_t count = 0;
    const nk_uint32_t *words = nk_arena_get(nk_uint32_t, reqArena, &req->words, &count);

    (void)self, (void)resArena;
    res->sum = 0;
    for (nk_size_t i = 0; i < count; i++)
        res->sum += words[i];
    return NK_EOK;
}

static nk_err_t itemsImpl(struct hostile_ITarget *self, const hostile_ITarget_Items_req *req,
                          const struct nk_arena *reqArena, hostile_ITarget_Items_res *res,
                          struct nk_arena *resArena)
{
    nk_size_t count = 0;
    const hostile_ITarget_Item *items =
        nk_arena_get(hostile_ITarget_Item, reqArena, &req->items, &count);

    (void)self, (void)resArena;
    res->sum = 0;
    for (nk_size_t i = 0; i < count; i++) {
        nk_size_t size = 0;
        const nk_char_t *name = nk_arena_get(nk_char_t, reqArena, &items[i].name, &size);

        res->sum += items[i].id + (size ? (nk_uint32_t)strlen(name) : 0);
    }
    return NK_EOK;
}

static nk_err_t chooseImpl(struct hostile_ITarget *self, const hostile_ITarget_Choose_req *req,
                           const struct nk_arena *reqArena, hostile_ITarget_Choose_res *res,
                           struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->tag = req->choice.tag;
    return NK_EOK;
}

static Handle kept[KOS_HANDLES_MAX];
static unsigned keptCount;

/* 1 when a handle has come that this process now holds; it is closed again. */
static nk_uint32_t take(const nk_handle_desc_t *desc)
{
    return KnHandleClose(desc->handle) == rcOk;
}

static nk_err_t giveImpl(struct hostile_ITarget *self, const hostile_ITarget_Give_req *req,
                         const struct nk_arena *reqArena, hostile_ITarget_Give_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    if (req->a == 1 && keptCount < KOS_HANDLES_MAX) {
        kept[keptCount++] = req->first.handle;
        res->held = 1;
        return NK_EOK;
    }
    res->held = take(&req->first);
    return NK_EOK;
}

static nk_err_t giveTwoImpl(struct hostile_ITarget *self, const hostile_ITarget_GiveTwo_req *req,
                            const struct nk_arena *reqArena, hostile_ITarget_GiveTwo_res *res,
                            struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->held = take(&req->first) + take(&req->second);
    return NK_EOK;
}

static nk_err_t readImpl(struct hostile_ITarget *self, const hostile_ITarget_Read_req *req,
                         const struct nk_arena *reqArena, hostile_ITarget_Read_res *res,
                         struct nk_arena *resArena)
{
    nk_char_t *text;

    (void)self, (void)reqArena;
    if (req->size == 0 || req->size > hostile_ITarget_MaxText)
        return NK_EINVAL;
    text = nk_arena_alloc(nk_char_t, resArena, &res->text, req->size + 1);
    if (!text)
        return NK_ENOMEM;
    memset(text, 'r', req->size);
    return NK_EOK;
}

static nk_err_t sleepImpl(struct hostile_ITarget *self, const hostile_ITarget_Sleep_req *req,
                          const struct nk_arena *reqArena, hostile_ITarget_Sleep_res *res,
                          struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    KosThreadSleep(req->delay);
    res->seen = seen;
    return NK_EOK;
}

static nk_err_t dropImpl(struct hostile_ITarget *self, const hostile_ITarget_Drop_req *req,
                         const struct nk_arena *reqArena, hostile_ITarget_Drop_res *res,
                         struct nk_arena *resArena)
{
    (void)self, (void)reqArena, (void)resArena;
    res->closed = 0;
    while (keptCount > 0 && res->closed < req->count) {
        KnHandleClose(kept[--keptCount]);
        res->closed++;
    }
    return NK_EOK;
}

static struct hostile_ITarget *target(void)
{
    static const struct hostile_ITarget_ops ops = {
        .Ping = pingImpl, .Text = textImpl, .Blob = blobImpl, .Words = wordsImpl,
        .Items = itemsImpl, .Choose = chooseImpl, .Give = giveImpl, .GiveTwo = giveTwoImpl,
        .Read = readImpl, .Sleep = sleepImpl,
        .Drop = dropImpl};
    static struct hostile_ITarget object = {.ops = &ops};

    return &object;
}

int main(void)
{
    hostile_Server_entity entity;
    hostile_Server_entity_req req;
    hostile_Server_entity_res res;
    char reqBuffer[hostile_Server_entity_req_arena_size];
    char resBuffer[hostile_Server_entity_res_arena_size];
    struct nk_arena reqArena = NK_ARENA_INITIALIZER(reqBuffer, reqBuffer + sizeof(reqBuffer));
    struct nk_arena resArena = NK_ARENA_INITIALIZER(resBuffer, resBuffer + sizeof(resBuffer));
    NkKosTransport transport;
    ServiceId id;

    hostile_Server_entity_init(&entity, target());
    NkKosTransport_Init(&transport, ServiceLocatorRegister("target_link", NK_NULL, 0, &id), NK_NULL,
                        0);
    for (;;) {
        nk_req_reset(&req);
        nk_arena_reset(&reqArena);
        nk_arena_reset(&resArena);
        nk_err_t err = nk_transport_recv(&transport.base, &req.base_, &reqArena);
        if (err != NK_EOK) {
            printf("[Server] woken with error %d\n", (int)err);
            return EXIT_FAILURE;
        }
        seen++;
        err = hostile_Server_entity_dispatch(&entity, &req.base_, &reqArena, &res.base_, &resArena);
        if (err != NK_EOK)
            printf("[Server] saw riid %u mid %u, error %d\n", (unsigned)req.base_.iid,
                   (unsigned)req.base_.mid, (int)err);
        nk_transport_reply(&transport.base, &res.base_, &resArena);
    }
}
