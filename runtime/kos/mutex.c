/* KosMutex: the futex lock with an owner and, if recursive, a depth. */
#include <kos/mutex.h>

#include <handle/handletype.h>
#include <rtl/assert.h>

#include "lock.h"

/* A KosMutex begins with the word of a kos_lock. */
_Static_assert(sizeof(struct kos_lock) == sizeof(int), "the state is the whole lock");

static struct kos_lock *word(KosMutex *mutex)
{
    return (struct kos_lock *)(void *)&mutex->state;
}

static int own(const KosMutex *mutex)
{
    return __atomic_load_n(&mutex->owner, __ATOMIC_RELAXED) == kos_thread_mark();
}

static Retcode enter(KosMutex *mutex)
{
    __atomic_store_n(&mutex->owner, kos_thread_mark(), __ATOMIC_RELAXED);
    mutex->depth = 1;
    return rcOk;
}

void KosMutexInitEx(KosMutex *mutex, int recursive)
{
    *mutex = (KosMutex){.recursive = recursive};
}

void KosMutexInit(KosMutex *mutex)
{
    KosMutexInitEx(mutex, 0);
}

void KosMutexDeinit(KosMutex *mutex)
{
    rtl_assert(mutex->state == 0);
    mutex->owner = RTL_NULL;
}

/* A thread that locks its plain mutex again waits for itself, until the time-out if there is one.
 */
Retcode KosMutexLockTimeout(KosMutex *mutex, rtl_uint32_t mdelay)
{
    Retcode rc;

    if (mutex->recursive && own(mutex)) {
        mutex->depth++;
        return rcOk;
    }
    rc = kos_lock_take_timeout(word(mutex), mdelay);
    return rc == rcOk ? enter(mutex) : rc;
}

void KosMutexLock(KosMutex *mutex)
{
    (void)KosMutexLockTimeout(mutex, INFINITE_TIMEOUT);
}

Retcode KosMutexTryLock(KosMutex *mutex)
{
    if (mutex->recursive && own(mutex)) {
        mutex->depth++;
        return rcOk;
    }
    return kos_lock_try(word(mutex)) ? enter(mutex) : rcBusy;
}

void KosMutexUnlock(KosMutex *mutex)
{
    rtl_assert(own(mutex));
    if (--mutex->depth > 0)
        return;
    __atomic_store_n(&mutex->owner, RTL_NULL, __ATOMIC_RELAXED);
    kos_lock_release(word(mutex));
}
