/* The way of a client library to its server: the channel, and what a call over it came to. */
#ifndef COMPONENTS_CLIENT_H
#define COMPONENTS_CLIENT_H

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <nk/errno.h>
#include <rtl/retcode.h>

/* Makes a transport over the static channel of that name and finds the endpoint behind it. The
 * channel is the process's: nothing is to be given back. rcInvalidArgument (no name),
 * rcResourceNotFound (no such channel or endpoint). */
static inline Retcode client_connect(const char *channel, const char *endpoint,
                                     NkKosTransport *transport, nk_iid_t *riid)
{
    Handle handle;

    if (!channel)
        return rcInvalidArgument;
    handle = ServiceLocatorConnect(channel);
    if (handle == INVALID_HANDLE)
        return rcResourceNotFound;
    NkKosTransport_Init(transport, handle, NK_NULL, 0);
    *riid = ServiceLocatorGetRiid(handle, endpoint);
    return *riid == INVALID_RIID ? rcResourceNotFound : rcOk;
}

/* What a call came to that brought no answer, as far as the transport can tell: the reverse of
 * NkKosErrFromRetcode, where that has one. */
static inline Retcode client_retcode(nk_err_t err)
{
    switch (err) {
    case NK_EOK:
        return rcOk;
    case NK_EPERM:
        return rcSecurityDisallow;
    case NK_ENOTCONN:
        return rcNotConnected;
    case NK_EINVAL:
        return rcInvalidArgument;
    case NK_ENOMEM:
        return rcOutOfMemory;
    default:
        return rcTransferError;
    }
}

#endif
