/* Lock that many readers or one writer hold. All zero is free.
 *
 * A writer that waits keeps new readers out, so it is not starved. Not recursive.
 * Rules: libkos-api 11. */
#ifndef KOS_RWLOCK_H
#define KOS_RWLOCK_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KosRWLock {
    int guard;   /* lock of the next three */
    int readers; /* that hold it; -1: a writer does */
    int waiting_writers;
    int changes; /* counts releases; what the waiting sleep on */
} KosRWLock;

void KosRWLockInit(KosRWLock *lock);
void KosRWLockDeinit(KosRWLock *lock);
void KosRWLockRead(KosRWLock *lock);
Retcode KosRWLockTryRead(KosRWLock *lock); /* rcBusy when a writer holds it or waits */
void KosRWLockWrite(KosRWLock *lock);
Retcode KosRWLockTryWrite(KosRWLock *lock); /* rcBusy when anybody holds it */
void KosRWLockUnlock(KosRWLock *lock);      /* by a reader or the writer */

#ifdef __cplusplus
}
#endif
#endif
