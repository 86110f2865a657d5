/* The server of the name server: kl.core.INameServer over the functions of coresrv/ns/ns_api.h.
 * Libraries: ns_server, with ns_impl, whose functions keep the table in the program itself. */
#ifndef NS_SERVER_H
#define NS_SERVER_H

#include <coresrv/ns/ns_api.h>
#include <handle/handletype.h>
#include <nk/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Before NsServeOne. */
Retcode NsServerInit(void);

/* Receives one request and answers it, as class kl.core.NameServer. NK_ENOTCONN: nobody has a
 * channel to the listener; other errors are those of receiving. One thread. */
nk_err_t NsServeOne(struct nk_transport *listener);

#ifdef __cplusplus
}
#endif
#endif
