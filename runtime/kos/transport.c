/* NkKosTransport: call, recv and reply of generated code as system calls. Every message of every
 * program passes here, so the arguments go straight into registers, nothing is saved, and what the
 * kernel refuses by itself is not looked at before: a size below that of a header in what is sent.
 * The rest that PackOutMsg and PackInMsg refuse is refused here too. */
#include <coresrv/nk/transport-kos.h>

#include <coresrv/syscalls.h>
#include <services/rtl/nk_msg.h>

#include "console.h"
#include "svc.h"

#define UNLIKELY(e) __builtin_expect(!!(e), 0)
#define COLD        __attribute__((noinline, cold))
#define INLINE      static inline __attribute__((always_inline))

/* Size of the constant part, as the header says. */
static inline nk_uint32_t size_of(const struct nk_message *message)
{
    nk_uint32_t ex;

    __builtin_memcpy(&ex, &message->ex, sizeof ex);
    return ex & __NK_MESSAGE_SIZE_MAX;
}

/* Bytes between two pointers of an arena; none when they are out of order, and no more than the
 * kernel can count: more room than that is no mistake. */
static inline nk_size_t distance(const void *start, const void *end)
{
    const nk_uintptr_t from = (nk_uintptr_t)start, to = (nk_uintptr_t)end;
    const nk_size_t size = to - from;

    if (UNLIKELY(size > NK_UINT32_MAX))
        return to < from ? 0 : NK_UINT32_MAX;
    return size;
}

static inline struct svc_buffers to_send(const struct nk_message *message,
                                         const struct nk_arena *arena)
{
    if (!arena)
        return (struct svc_buffers){message, NK_NULL, size_of(message)};
    return (struct svc_buffers){message, arena->start,
                                svc_pair(size_of(message), distance(arena->start, arena->current))};
}

static inline struct svc_buffers to_receive(const struct nk_message *message,
                                            const struct nk_arena *arena)
{
    if (!arena)
        return (struct svc_buffers){message, NK_NULL, size_of(message)};
    return (struct svc_buffers){message, arena->start,
                                svc_pair(size_of(message), distance(arena->start, arena->end))};
}

/* Not to be sent at all: what the kernel could not tell from the size it is given. */
static inline nk_bool_t is_too_long(const struct nk_arena *arena)
{
    return arena && UNLIKELY((char *)arena->current - (char *)arena->start > NK_UINT32_MAX);
}

static inline nk_bool_t has_room(const struct nk_message *message)
{
    return message && size_of(message) >= sizeof *message;
}

/* The received bytes are the used part of a receive arena; nothing is left of an older message. */
static inline void take_arena(struct nk_arena *arena, nk_uint64_t received)
{
    if (arena)
        arena->current = (char *)arena->start + (received >> 32);
}

/* The two that wait come in two lengths: a thread must not wait with text of its stderr unwritten.
 */

INLINE nk_err_t call_now(struct nk_transport *self, const struct nk_message *req,
                         const struct nk_arena *req_arena, struct nk_message *res,
                         struct nk_arena *res_arena)
{
    const NkKosTransport *transport = (const NkKosTransport *)(void *)self;
    nk_uint64_t received;
    Retcode rc;

    if (UNLIKELY(!req) || UNLIKELY(!has_room(res)) || UNLIKELY(is_too_long(req_arena)))
        return NK_EINVAL;
    rc = svc_call(svc_pair(transport->handle, transport->callTimeout), to_send(req, req_arena),
                  to_receive(res, res_arena), transport->callSyncHandle, &received);
    if (UNLIKELY(rc != rcOk))
        return NkKosErrFromRetcode(rc);
    take_arena(res_arena, received);
    return NK_EOK;
}

COLD static nk_err_t flush_and_call(struct nk_transport *self, const struct nk_message *req,
                                    const struct nk_arena *req_arena, struct nk_message *res,
                                    struct nk_arena *res_arena)
{
    kos_console_flush_stderr();
    return call_now(self, req, req_arena, res, res_arena);
}

static nk_err_t transport_call(struct nk_transport *self, const struct nk_message *req,
                               const struct nk_arena *req_arena, struct nk_message *res,
                               struct nk_arena *res_arena)
{
    if (UNLIKELY(kos_stderr_waiting))
        return flush_and_call(self, req, req_arena, res, res_arena);
    return call_now(self, req, req_arena, res, res_arena);
}

INLINE nk_err_t recv_now(struct nk_transport *self, struct nk_message *req,
                         struct nk_arena *req_arena)
{
    const NkKosTransport *transport = (const NkKosTransport *)(void *)self;
    nk_uint64_t received;
    Retcode rc;

    if (UNLIKELY(!has_room(req)))
        return NK_EINVAL;
    rc = svc_recv(svc_pair(transport->handle, transport->recvTimeout), to_receive(req, req_arena),
                  transport->recvSyncHandle, &received);
    if (UNLIKELY(rc != rcOk))
        return NkKosErrFromRetcode(rc);
    take_arena(req_arena, received);
    return NK_EOK;
}

COLD static nk_err_t flush_and_recv(struct nk_transport *self, struct nk_message *req,
                                    struct nk_arena *req_arena)
{
    kos_console_flush_stderr();
    return recv_now(self, req, req_arena);
}

static nk_err_t transport_recv(struct nk_transport *self, struct nk_message *req,
                               struct nk_arena *req_arena)
{
    if (UNLIKELY(kos_stderr_waiting))
        return flush_and_recv(self, req, req_arena);
    return recv_now(self, req, req_arena);
}

static nk_err_t transport_reply(struct nk_transport *self, const struct nk_message *res,
                                const struct nk_arena *res_arena)
{
    const NkKosTransport *transport = (const NkKosTransport *)(void *)self;
    Retcode rc;

    if (UNLIKELY(!res) || UNLIKELY(is_too_long(res_arena)))
        return NK_EINVAL;
    rc = svc_reply(transport->reply_handle, to_send(res, res_arena));
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
