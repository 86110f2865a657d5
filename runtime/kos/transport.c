/* NkKosTransport: call, recv and reply of generated code as system calls. */
#include <coresrv/nk/transport-kos.h>

#include <coresrv/syscalls.h>
#include <services/rtl/nk_msg.h>

/* The received bytes are the used part of a receive arena; nothing is left of an older message. */
static void take_arena(struct nk_arena *arena, const SMsgHdr *in)
{
    if (arena)
        arena->current = (char *)arena->start + in->arenaSize;
}

static nk_err_t transport_call(struct nk_transport *self, const struct nk_message *req,
                               const struct nk_arena *req_arena, struct nk_message *res,
                               struct nk_arena *res_arena)
{
    NkKosTransport *transport = (NkKosTransport *)(void *)self;
    SMsgHdr out, in;
    nk_err_t err;
    Retcode rc;

    err = PackOutMsg(&out, req, req_arena);
    if (err == NK_EOK)
        err = PackInMsg(&in, res, res_arena);
    if (err != NK_EOK)
        return err;
    rc = CallEx(transport->handle, &out, &in, transport->callTimeout, transport->callSyncHandle);
    if (rc == rcOk)
        take_arena(res_arena, &in);
    return NkKosErrFromRetcode(rc);
}

static nk_err_t transport_recv(struct nk_transport *self, struct nk_message *req,
                               struct nk_arena *req_arena)
{
    NkKosTransport *transport = (NkKosTransport *)(void *)self;
    SMsgHdr in;
    nk_err_t err;
    Retcode rc;

    err = PackInMsg(&in, req, req_arena);
    if (err != NK_EOK)
        return err;
    rc = RecvEx(transport->handle, &in, transport->recvTimeout, transport->recvSyncHandle);
    if (rc == rcOk)
        take_arena(req_arena, &in);
    return NkKosErrFromRetcode(rc);
}

static nk_err_t transport_reply(struct nk_transport *self, const struct nk_message *res,
                                const struct nk_arena *res_arena)
{
    NkKosTransport *transport = (NkKosTransport *)(void *)self;
    SMsgHdr out;
    nk_err_t err;

    err = PackOutMsg(&out, res, res_arena);
    if (err != NK_EOK)
        return err;
    return NkKosErrFromRetcode(Reply(transport->reply_handle, &out));
}

static const struct nk_transport_ops transport_ops = {
    .call = transport_call,
    .recv = transport_recv,
    .reply = transport_reply,
};

void NkKosTransport_Init(NkKosTransport *transport, Handle handle, void *buffer, nk_size_t size)
{
    nk_assert(transport);
    nk_unused(buffer);
    nk_unused(size);
    transport->base.ops = &transport_ops;
    transport->handle = handle;
    transport->reply_handle = handle;
    transport->thread = 0;
    transport->recvTimeout = INFINITE_TIMEOUT;
    transport->callTimeout = INFINITE_TIMEOUT;
    transport->callSyncHandle = INVALID_HANDLE;
    transport->recvSyncHandle = INVALID_HANDLE;
}

void NkKosSetTransportTimeouts(NkKosTransport *transport, nk_uint32_t callTimeout,
                               nk_uint32_t recvTimeout)
{
    nk_assert(transport);
    transport->callTimeout = callTimeout;
    transport->recvTimeout = recvTimeout;
}

void NkKosTransportSync_Init(NkKosTransportSync *transport, Handle handle, Handle syncHandle,
                             nk_uint32_t sendTimeout, nk_uint32_t recvTimeout)
{
    nk_assert(transport);
    NkKosTransport_Init(transport, handle, NK_NULL, 0);
    NkKosSetTransportTimeouts(transport, sendTimeout, recvTimeout);
    transport->callSyncHandle = syncHandle;
    transport->recvSyncHandle = syncHandle;
}

nk_err_t NkKosCopyStringToArena(struct nk_arena *arena, nk_ptr_t *ptr, const char *str)
{
    nk_assert(str);
    return nk_arena_store(nk_char_t, arena, ptr, str, nk_strlen(str) + 1);
}
