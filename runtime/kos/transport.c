/* NkKosTransport: call, recv and reply of generated code as system calls. Every message of every
 * program passes here, so the arguments go straight into registers; what PackOutMsg and PackInMsg
 * refuse is refused here too. */
#include <coresrv/nk/transport-kos.h>

#include <coresrv/syscalls.h>
#include <services/rtl/nk_msg.h>

#include "console.h"
#include "svc.h"

#define UNLIKELY(e) __builtin_expect(!!(e), 0)

/* Size of the constant part and, above, of the arena; 0: not a message. */
static inline nk_uint64_t sizes(const struct nk_message *message, nk_size_t arena)
{
    nk_uint32_t size;

    if (UNLIKELY(!message))
        return 0;
    size = message->ex.size_ex;
    if (UNLIKELY(size < sizeof *message || arena > NK_UINT32_MAX))
        return 0;
    return size | (nk_uint64_t)arena << 32;
}

static inline struct svc_buffers to_send(const struct nk_message *message,
                                         const struct nk_arena *arena)
{
    if (!arena)
        return (struct svc_buffers){message, NK_NULL, sizes(message, 0)};
    return (struct svc_buffers){message, arena->start,
                                sizes(message, nk_arena_allocated_size(arena))};
}

/* More room than the kernel can count is no mistake of the caller. */
static inline nk_size_t room(const struct nk_arena *arena)
{
    const nk_uintptr_t start = (nk_uintptr_t)arena->start, end = (nk_uintptr_t)arena->end;
    const nk_size_t size = end > start ? end - start : 0;

    return size > NK_UINT32_MAX ? NK_UINT32_MAX : size;
}

static inline struct svc_buffers to_receive(const struct nk_message *message,
                                            const struct nk_arena *arena)
{
    if (!arena)
        return (struct svc_buffers){message, NK_NULL, sizes(message, 0)};
    return (struct svc_buffers){message, arena->start, sizes(message, room(arena))};
}

/* The received bytes are the used part of a receive arena; nothing is left of an older message. */
static inline void take_arena(struct nk_arena *arena, nk_uint64_t received)
{
    if (arena)
        arena->current = (char *)arena->start + (received >> 32);
}

static nk_err_t transport_call(struct nk_transport *self, const struct nk_message *req,
                               const struct nk_arena *req_arena, struct nk_message *res,
                               struct nk_arena *res_arena)
{
    const NkKosTransport *transport = (const NkKosTransport *)(void *)self;
    const struct svc_buffers out = to_send(req, req_arena), in = to_receive(res, res_arena);
    nk_uint64_t received;
    Retcode rc;

    if (UNLIKELY(!out.sizes || !in.sizes))
        return NK_EINVAL;
    kos_console_before_call();
    rc = svc_call(svc_pair(transport->handle, transport->callTimeout), out, in,
                  transport->callSyncHandle, &received);
    if (UNLIKELY(rc != rcOk))
        return NkKosErrFromRetcode(rc);
    take_arena(res_arena, received);
    return NK_EOK;
}

static nk_err_t transport_recv(struct nk_transport *self, struct nk_message *req,
                               struct nk_arena *req_arena)
{
    const NkKosTransport *transport = (const NkKosTransport *)(void *)self;
    const struct svc_buffers in = to_receive(req, req_arena);
    nk_uint64_t received;
    Retcode rc;

    if (UNLIKELY(!in.sizes))
        return NK_EINVAL;
    kos_console_before_call();
    rc = svc_recv(svc_pair(transport->handle, transport->recvTimeout), in,
                  transport->recvSyncHandle, &received);
    if (UNLIKELY(rc != rcOk))
        return NkKosErrFromRetcode(rc);
    take_arena(req_arena, received);
    return NK_EOK;
}

static nk_err_t transport_reply(struct nk_transport *self, const struct nk_message *res,
                                const struct nk_arena *res_arena)
{
    const NkKosTransport *transport = (const NkKosTransport *)(void *)self;
    const struct svc_buffers out = to_send(res, res_arena);
    Retcode rc;

    if (UNLIKELY(!out.sizes))
        return NK_EINVAL;
    rc = svc_reply(transport->reply_handle, out);
    return UNLIKELY(rc != rcOk) ? NkKosErrFromRetcode(rc) : NK_EOK;
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
