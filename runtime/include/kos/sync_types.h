/* Synchronisation objects as static variables: `static KosMutex m = KosInitializedMutex;`.
 *
 * KosInitializedRtMutex is a plain mutex: priorities are not inherited (docs/kernel.md).
 * Rules: libkos-api 11. */
#ifndef KOS_SYNC_TYPES_H
#define KOS_SYNC_TYPES_H

#include <kos/condvar.h>
#include <kos/event.h>
#include <kos/mutex.h>
#include <kos/rwlock.h>
#include <kos/semaphore.h>

#define KosInitializedMutex          {0, 0, RTL_NULL, 0}
#define KosInitializedMutexEx(r)     {0, (r), RTL_NULL, 0} /* r: recursive */
#define KosInitializedRtMutex        KosInitializedMutex
#define KosInitializedRecursiveMutex KosInitializedMutexEx(1)
#define KosInitializedEvent          {0}
#define KosInitializedSemaphore(n)   {(n), 0}
#define KosInitializedCondvar        {0}
#define KosInitializedRWLock         {0, 0, 0, 0}

#endif
