/* Condition variable, used with a locked KosMutex; wake-ups may be spurious.
 * Rules: libkos-api 11. */
#ifndef KOS_CONDVAR_H
#define KOS_CONDVAR_H

#include <kos/mutex.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KosCondvar {
    int sequence; /* counts signals; wraps around */
} KosCondvar;

void KosCondvarInit(KosCondvar *condvar);
void KosCondvarDeinit(KosCondvar *condvar);
void KosCondvarSignal(KosCondvar *condvar);
void KosCondvarBroadcast(KosCondvar *condvar);
Retcode KosCondvarWait(KosCondvar *condvar, KosMutex *mutex);
Retcode KosCondvarWaitTimeout(KosCondvar *condvar, KosMutex *mutex, rtl_uint32_t mdelay);

#ifdef __cplusplus
}
#endif
#endif
