/* Low-level thread services. Rules: libkos-api 10. */
#ifndef CORESRV_THREAD_THREAD_API_H
#define CORESRV_THREAD_THREAD_API_H

#include <coresrv/thread/thread_flags.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* At least mdelay milliseconds; 0 gives the processor to another thread of the same priority. */
Retcode KnSleep(rtl_uint32_t mdelay);

#ifdef __cplusplus
}
#endif
#endif
