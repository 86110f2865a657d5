/* NkKosTransport: the nk transport over Call, Recv and Reply.
 *
 * One per channel end and thread; a plain struct, which C++ programs derive from. It does not own
 * its handle. A client end serves call, a listener or server end recv and reply.
 * Results: nk_err_t as in ipc-and-kernel 6.6 (NK_EPERM: refused by policy or rights, NK_ENOTCONN:
 * no server, NK_EAGAIN: time-out or interrupt). Nothing allocates. Rules: libkos-api 5,
 * generated-code 14. */
#ifndef CORESRV_NK_TRANSPORT_KOS_H
#define CORESRV_NK_TRANSPORT_KOS_H

#include <stdio.h> /* programs rely on it */

#include <handle/handletype.h>
#include <kos/tid.h>
#include <nk/transport.h>
#include <rtl/retcode.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct NkKosTransport {
    struct nk_transport base;
    Handle handle;                         /* where calls go and requests come from */
    nk_uint32_t callTimeout, recvTimeout;  /* ms, INFINITE_TIMEOUT by default */
    Handle reply_handle;                   /* where replies go: the same as `handle` */
    Tid thread;                            /* reserved, 0 */
    Handle callSyncHandle, recvSyncHandle; /* INVALID_HANDLE when unused */
} NkKosTransport;

/* `buffer` and `size` are not used; programs pass NK_NULL, 0. */
void NkKosTransport_Init(NkKosTransport *transport, Handle handle, void *buffer, nk_size_t size);

/* Milliseconds or INFINITE_TIMEOUT, for a whole call and for the wait for a request. */
void NkKosSetTransportTimeouts(NkKosTransport *transport, nk_uint32_t callTimeout,
                               nk_uint32_t recvTimeout);

/* The same transport with an IPC synchronisation object that can interrupt its waits. */
typedef NkKosTransport NkKosTransportSync;

void NkKosTransportSync_Init(NkKosTransportSync *transport, Handle handle, Handle syncHandle,
                             nk_uint32_t sendTimeout, nk_uint32_t recvTimeout);

/* What a server does with one request: <C>_entity_dispatch has this shape. */
typedef nk_err_t NkKosDispatch(void *entity, const struct nk_message *req,
                               const struct nk_arena *req_arena, struct nk_message *res,
                               struct nk_arena *res_arena);

/* Copies a C string with its NUL to the arena; NK_ENOMEM if it does not fit. */
nk_err_t NkKosCopyStringToArena(struct nk_arena *arena, nk_ptr_t *ptr, const char *str);

/* The nk_err_t that stands for a Retcode at the transport layer. */
nk_err_t NkKosErrFromRetcode(Retcode rc);

#ifdef __cplusplus
}
#endif
#endif
