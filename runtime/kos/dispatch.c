/* NkKosDoDispatch: the server loop with buffers from one allocation. */
#include <coresrv/nk/transport-kos-dispatch.h>

#include <stdlib.h>

/* Generated arena sizes leave out padding between chunks: up to 7 bytes each for the few chunks of
 * a message. */
#define ARENA_SLACK 64

struct buffers {
    struct nk_message *req, *res;
    struct nk_arena req_arena, res_arena;
};

static nk_size_t round16(nk_size_t size)
{
    return (size + 15) & ~(nk_size_t)15;
}

static unsigned char *take(unsigned char **at, nk_size_t size)
{
    unsigned char *part = *at;

    *at += round16(size);
    return part;
}

/* Returns what to free, NULL for want of memory. */
static void *allocate(struct buffers *buffers, const NkKosDispatchInfo *info)
{
    nk_size_t req_arena = info->reqArenaSize ? info->reqArenaSize + ARENA_SLACK : 0;
    nk_size_t res_arena = info->resArenaSize ? info->resArenaSize + ARENA_SLACK : 0;
    unsigned char *memory = calloc(1, round16(info->reqSize) + round16(info->resSize) +
                                          round16(req_arena) + round16(res_arena));
    unsigned char *at = memory;

    if (!memory)
        return NULL;
    buffers->req = (struct nk_message *)(void *)take(&at, info->reqSize);
    buffers->res = (struct nk_message *)(void *)take(&at, info->resSize);
    buffers->req_arena = nk_arena_create(take(&at, req_arena), req_arena);
    buffers->res_arena = nk_arena_create(take(&at, res_arena), res_arena);
    return memory;
}

/* One request. Only what makes the listener useless is an error; a request that cannot be answered
 * is its client's loss. */
static nk_err_t serve(NkKosTransport *transport, struct buffers *buffers,
                      const NkKosDispatchInfo *info)
{
    nk_err_t err;

    nk_message_reset_(buffers->req, info->reqSize, NK_FALSE);
    nk_arena_reset(&buffers->req_arena);
    nk_arena_reset(&buffers->res_arena);
    err = nk_transport_recv(&transport->base, buffers->req, &buffers->req_arena);
    if (err != NK_EOK)
        return err;
    if (info->dispatch(info->entity, buffers->req, &buffers->req_arena, buffers->res,
                       &buffers->res_arena) == NK_EOK)
        (void)nk_transport_reply(&transport->base, buffers->res, &buffers->res_arena);
    return NK_EOK;
}

static int is_fatal(nk_err_t err)
{
    return err == NK_EINVAL || err == NK_EPERM || err == NK_ENOTCONN;
}

Retcode NkKosDoDispatch(Handle handle, const NkKosDispatchInfo *info)
{
    NkKosTransport transport;
    struct buffers buffers;
    void *memory;
    nk_err_t err;

    if (!info || !info->dispatch)
        return rcInvalidArgument;
    memory = allocate(&buffers, info);
    if (!memory)
        return rcOutOfMemory;
    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    do
        err = serve(&transport, &buffers, info);
    while (!is_fatal(err));
    free(memory);
    return err == NK_EPERM      ? rcSecurityDisallow
           : err == NK_ENOTCONN ? rcNotConnected
                                : rcInvalidArgument;
}
