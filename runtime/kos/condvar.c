/* KosCondvar: a counter of signals; a waiter sleeps while it is what it was under the mutex. */
#include <kos/condvar.h>

#include <handle/handletype.h>
#include <limits.h>

#include "lock.h"

void KosCondvarInit(KosCondvar *condvar)
{
    *condvar = (KosCondvar){0};
}

void KosCondvarDeinit(KosCondvar *condvar)
{
    (void)condvar;
}

static void signal(KosCondvar *condvar, int threads)
{
    __atomic_add_fetch(&condvar->sequence, 1, __ATOMIC_RELEASE); /* defined to wrap */
    kos_wake_word(&condvar->sequence, threads);
}

void KosCondvarSignal(KosCondvar *condvar)
{
    signal(condvar, 1);
}

void KosCondvarBroadcast(KosCondvar *condvar)
{
    signal(condvar, INT_MAX);
}

/* One sleep, so that a spurious wake-up is the caller's to see; the mutex is locked on return. */
Retcode KosCondvarWaitTimeout(KosCondvar *condvar, KosMutex *mutex, rtl_uint32_t mdelay)
{
    int seen = __atomic_load_n(&condvar->sequence, __ATOMIC_ACQUIRE);
    unsigned depth = mutex->depth;
    Retcode rc;

    mutex->depth = 1; /* a recursive mutex must really be free meanwhile */
    KosMutexUnlock(mutex);
    rc = kos_wait_word(&condvar->sequence, seen, mdelay);
    KosMutexLock(mutex);
    mutex->depth = depth;
    return rc;
}

Retcode KosCondvarWait(KosCondvar *condvar, KosMutex *mutex)
{
    return KosCondvarWaitTimeout(condvar, mutex, INFINITE_TIMEOUT);
}
