/* Transport for the security interface of the caller's own process class.
 *
 * Init asks the kernel for a handle to the security module, Fini closes it. Only calls.
 * Rules: libkos-api 5.4, ipc-and-kernel 7.5. */
#ifndef CORESRV_NK_TRANSPORT_KOS_SECURITY_H
#define CORESRV_NK_TRANSPORT_KOS_SECURITY_H

#include <coresrv/nk/transport-kos.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct NkKosSecurityTransport {
    struct nk_transport base;
    Handle handle;
} NkKosSecurityTransport;

/* `buffer` and `size` are not used. An error leaves a transport whose calls fail. */
nk_err_t NkKosSecurityTransport_Init(NkKosSecurityTransport *transport, void *buffer,
                                     nk_size_t size);
void NkKosSecurityTransport_Fini(NkKosSecurityTransport *transport);

#ifdef __cplusplus
}
#endif
#endif
