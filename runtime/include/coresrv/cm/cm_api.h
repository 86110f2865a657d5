/* Channels made at run time, by the name of a process and of its service.
 *
 * The client waits in KnCmConnect until the server has accepted. Channel ends are closed with
 * KnHandleClose; when the last client of a listener made here has gone, Recv on it ends with
 * rcNotConnected. Names have at most 127 bytes. Rules: libkos-api 8, ipc-and-kernel 4.3. */
#ifndef CORESRV_CM_CM_API_H
#define CORESRV_CM_CM_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* *rsid is the endpoint number for the proxy. rcTimeout; rcResourceNotFound: in that time there was
 * no process of that name; rcNotConnected: the server dropped the request or ended. */
Retcode KnCmConnect(const char *server, const char *service, rtl_uint32_t msecs, Handle *handle,
                    rtl_uint32_t *rsid);

/* The first request that is neither accepted nor dropped; the same one until it is. `filter` is not
 * used, the other two hold UCORE_STRING_SIZE bytes. */
Retcode KnCmListen(const char *filter, rtl_uint32_t msecs, char *client, char *service);

/* listener INVALID_HANDLE: makes one; else the channel joins it. *handle is the listener.
 * rcResourceNotFound: no such request waits (any more). */
Retcode KnCmAccept(const char *client, const char *service, rtl_uint32_t rsid, Handle listener,
                   Handle *handle);
Retcode KnCmDrop(const char *client, const char *service);

#ifdef __cplusplus
}
#endif
#endif
