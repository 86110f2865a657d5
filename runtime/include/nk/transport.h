/* Transport: how the proxies and the server loops of generated code exchange messages.
 *
 * An implementation embeds struct nk_transport as its first member (NkKosTransport, nk_loopback).
 * Buffers stay the caller's; arenas may be null. Before recv and call the response or request
 * buffer's size_ex tells its capacity (nk_req_reset). After success a receive arena has
 * current = start + received bytes. Programs rely on this header to bring in types, arena,
 * message, assert and errno. Rules: generated-code 14, ipc-and-kernel 6.6. */
#ifndef NK_TRANSPORT_H
#define NK_TRANSPORT_H

#include <nk/arena.h>
#include <nk/assert.h>
#include <nk/errno.h>
#include <nk/layout.h>
#include <nk/message.h>
#include <nk/string.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct nk_transport;

typedef nk_err_t nk_transport_call_fn(struct nk_transport *self, const struct nk_message *req,
                                      const struct nk_arena *req_arena, struct nk_message *res,
                                      struct nk_arena *res_arena);
typedef nk_err_t nk_transport_recv_fn(struct nk_transport *self, struct nk_message *req,
                                      struct nk_arena *req_arena);
typedef nk_err_t nk_transport_reply_fn(struct nk_transport *self, const struct nk_message *res,
                                       const struct nk_arena *res_arena);
typedef nk_err_t nk_transport_send_fn(struct nk_transport *self, const struct nk_message *message,
                                      const struct nk_arena *arena);
typedef nk_err_t nk_transport_wait_fn(struct nk_transport *self, struct nk_message *message,
                                      struct nk_arena *arena);

typedef struct nk_transport_ops {
    nk_transport_call_fn *call;
    nk_transport_recv_fn *recv;
    nk_transport_reply_fn *reply;
    nk_transport_send_fn *send; /* may be null, as wait: nothing here uses them */
    nk_transport_wait_fn *wait;
} nk_transport_ops;

typedef struct nk_transport {
    const struct nk_transport_ops *ops;
} nk_transport;

/* Sends a request and waits for its response, normal or error (nk_msg_check_err tells).
 * NK_EPERM: refused by the policy or for want of rights; NK_ENOTCONN: no server; and others. */
static inline nk_err_t nk_transport_call(struct nk_transport *self, const struct nk_message *req,
                                         const struct nk_arena *req_arena, struct nk_message *res,
                                         struct nk_arena *res_arena)
{
    nk_assert(self && self->ops && self->ops->call);
    return self->ops->call(self, req, req_arena, res, res_arena);
}

/* Waits for a request. */
static inline nk_err_t nk_transport_recv(struct nk_transport *self, struct nk_message *req,
                                         struct nk_arena *req_arena)
{
    nk_assert(self && self->ops && self->ops->recv);
    return self->ops->recv(self, req, req_arena);
}

/* Answers the request received last; an error, not a crash, when there is none. */
static inline nk_err_t nk_transport_reply(struct nk_transport *self, const struct nk_message *res,
                                          const struct nk_arena *res_arena)
{
    nk_assert(self && self->ops && self->ops->reply);
    return self->ops->reply(self, res, res_arena);
}

#ifdef __cplusplus
}
#endif
#endif
