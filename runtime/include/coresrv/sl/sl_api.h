/* Service locator: the channels the parent made before this process started.
 *
 * Answers come from the environment the parent handed over; no system call, no allocation, safe in
 * several threads. Asking twice gives the same handle; after KnHandleClose the channel is gone for
 * good. Rules: libkos-api 4, ipc-and-kernel 4.2. */
#ifndef CORESRV_SL_SL_API_H
#define CORESRV_SL_SL_API_H

#include <handle/handletype.h>
#include <nk/types.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef nk_iid_t ServiceId;

#define INVALID_RIID ((nk_iid_t)-1)

/* Client handle of the channel; INVALID_HANDLE if this process has none of that name. */
Handle ServiceLocatorConnect(const char *channelName);

/* Listener handle of the channel; INVALID_HANDLE if none. The other parameters are obsolete: pass
 * NULL, 0; 0 is stored through `id` unless it is null. */
Handle ServiceLocatorRegister(const char *channelName, void *endpoints, rtl_size_t endpointsSize,
                              ServiceId *id);

/* Number of an endpoint of the server behind a client handle; INVALID_RIID if unknown. The name is
 * the path (`left.tank`, or `log` for one of the process class itself) or
 * `<full component or process class>.<endpoint>`. */
nk_iid_t ServiceLocatorGetRiid(Handle handle, const char *endpointName);

#ifdef __cplusplus
}
#endif
#endif
