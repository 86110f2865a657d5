/* Mutex of the threads of one process. All zero is an unlocked, plain mutex.
 *
 * Only the thread that locked it unlocks it. Time-outs in milliseconds. Rules: libkos-api 11. */
#ifndef KOS_MUTEX_H
#define KOS_MUTEX_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KosMutex {
    int state; /* 0 free, 1 locked, 2 locked and waited for */
    int recursive;
    const void *owner; /* mark of the thread, not its number */
    unsigned depth;
} KosMutex;

void KosMutexInit(KosMutex *mutex);
void KosMutexInitEx(KosMutex *mutex, int recursive);
void KosMutexDeinit(KosMutex *mutex);
void KosMutexLock(KosMutex *mutex);
Retcode KosMutexTryLock(KosMutex *mutex);                          /* rcBusy when it is locked */
Retcode KosMutexLockTimeout(KosMutex *mutex, rtl_uint32_t mdelay); /* rcTimeout */
void KosMutexUnlock(KosMutex *mutex);

#ifdef __cplusplus
}
#endif
#endif
