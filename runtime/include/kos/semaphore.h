/* Counting semaphore. Rules: libkos-api 11. */
#ifndef KOS_SEMAPHORE_H
#define KOS_SEMAPHORE_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KosSemaphore {
    int count;
    int waiters;
} KosSemaphore;

/* rcInvalidArgument: above INT_MAX. */
Retcode KosSemaphoreInit(KosSemaphore *semaphore, unsigned count);
Retcode KosSemaphoreDeinit(KosSemaphore *semaphore);
Retcode KosSemaphoreSignal(KosSemaphore *semaphore);
Retcode KosSemaphoreWait(KosSemaphore *semaphore);
Retcode KosSemaphoreTryWait(KosSemaphore *semaphore); /* rcBusy when zero */
Retcode KosSemaphoreWaitTimeout(KosSemaphore *semaphore, rtl_uint32_t mdelay);

#ifdef __cplusplus
}
#endif
#endif
