/* Readers-writer lock: the counts are changed under a short lock, waiting is for `changes`. */
#include <kos/rwlock.h>

#include <handle/handletype.h>
#include <limits.h>
#include <rtl/assert.h>

#include "lock.h"

static void guard(KosRWLock *lock)
{
    kos_lock_take((struct kos_lock *)&lock->guard);
}

static void unguard(KosRWLock *lock)
{
    kos_lock_release((struct kos_lock *)&lock->guard);
}

void KosRWLockInit(KosRWLock *lock)
{
    *lock = (KosRWLock){0};
}

void KosRWLockDeinit(KosRWLock *lock)
{
    rtl_assert(lock->readers == 0 && lock->waiting_writers == 0);
    *lock = (KosRWLock){0};
}

/* Whether the reader, or the writer, may have it now. Call with the guard held. */
static int is_free(const KosRWLock *lock, int writer)
{
    return writer ? lock->readers == 0 : lock->readers >= 0 && lock->waiting_writers == 0;
}

static Retcode try_take(KosRWLock *lock, int writer)
{
    Retcode rc = rcBusy;

    guard(lock);
    if (is_free(lock, writer)) {
        lock->readers = writer ? -1 : lock->readers + 1;
        rc = rcOk;
    }
    unguard(lock);
    return rc;
}

/* Sleeps without the guard until something was released since it was looked at. */
static void wait_change(KosRWLock *lock)
{
    int seen = lock->changes;

    unguard(lock);
    (void)kos_wait_word(&lock->changes, seen, INFINITE_TIMEOUT);
    guard(lock);
}

static void take(KosRWLock *lock, int writer)
{
    guard(lock);
    lock->waiting_writers += writer;
    while (!(writer ? lock->readers == 0 : is_free(lock, 0)))
        wait_change(lock);
    lock->waiting_writers -= writer;
    lock->readers = writer ? -1 : lock->readers + 1;
    unguard(lock);
}

void KosRWLockRead(KosRWLock *lock)
{
    take(lock, 0);
}

Retcode KosRWLockTryRead(KosRWLock *lock)
{
    return try_take(lock, 0);
}

void KosRWLockWrite(KosRWLock *lock)
{
    take(lock, 1);
}

Retcode KosRWLockTryWrite(KosRWLock *lock)
{
    return try_take(lock, 1);
}

void KosRWLockUnlock(KosRWLock *lock)
{
    guard(lock);
    lock->readers = lock->readers < 0 ? 0 : lock->readers - 1;
    __atomic_fetch_add(&lock->changes, 1, __ATOMIC_RELEASE);
    unguard(lock);
    kos_wake_word(&lock->changes, INT_MAX);
}
