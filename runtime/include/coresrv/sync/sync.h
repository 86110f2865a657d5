/* Futex: sleeping on a word of the own process until another thread wakes it.
 *
 * The primitive below KosMutex and the like. Rules: libkos-api 11, ipc-and-kernel 10.2. */
#ifndef CORESRV_SYNC_SYNC_H
#define CORESRV_SYNC_SYNC_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Sleeps while *ftx is `val`: rcOk when woken, rcFutexWouldBlock if it differs at once, rcTimeout
 * after mdelay ms. What is left of mdelay goes to *outDelay unless that is null. */
Retcode KnFutexWait(int *ftx, int val, rtl_uint32_t mdelay, rtl_uint32_t *outDelay);

/* Wakes at most nThreads; how many goes to *woken unless that is null. */
Retcode KnFutexWake(int *ftx, int nThreads, int *woken);

#ifdef __cplusplus
}
#endif
#endif
