/* Futex lock of libkos, and waiting with a deadline. */
#include "lock.h"

#include <coresrv/sync/sync.h>
#include <coresrv/time/time_api.h>
#include <handle/handletype.h>
#include <limits.h>

#define NEVER UINT64_MAX

static __thread char mark;

const void *kos_thread_mark(void)
{
    return &mark;
}

rtl_uint64_t kos_deadline(rtl_uint32_t mdelay)
{
    return mdelay == INFINITE_TIMEOUT ? NEVER : KnGetMSecSinceStart() + mdelay;
}

rtl_uint32_t kos_time_left(rtl_uint64_t deadline)
{
    rtl_uint64_t now;

    if (deadline == NEVER)
        return INFINITE_TIMEOUT;
    now = KnGetMSecSinceStart();
    return now >= deadline ? 0 : (rtl_uint32_t)(deadline - now);
}

Retcode kos_wait_word(int *word, int value, rtl_uint32_t mdelay)
{
    rtl_uint32_t rest;
    Retcode rc;

    if (mdelay == 0)
        return rcTimeout;
    rc = KnFutexWait(word, value, mdelay, &rest);
    if (rc == rcTimeout)
        return rc;
    if (rc != rcOk && rc != rcFutexWouldBlock)
        __asm__ volatile("yield");
    return rcOk;
}

void kos_wake_word(int *word, int threads)
{
    (void)KnFutexWake(word, threads, NULL);
}

int kos_lock_try(struct kos_lock *lock)
{
    int expected = 0;

    return __atomic_compare_exchange_n(&lock->state, &expected, 1, 0, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

Retcode kos_lock_take_timeout(struct kos_lock *lock, rtl_uint32_t mdelay)
{
    rtl_uint64_t deadline;

    if (kos_lock_try(lock))
        return rcOk;
    deadline = kos_deadline(mdelay);
    while (__atomic_exchange_n(&lock->state, 2, __ATOMIC_ACQUIRE) != 0)
        if (kos_wait_word(&lock->state, 2, kos_time_left(deadline)) == rcTimeout)
            return rcTimeout;
    return rcOk;
}

void kos_lock_take(struct kos_lock *lock)
{
    (void)kos_lock_take_timeout(lock, INFINITE_TIMEOUT);
}

void kos_lock_release(struct kos_lock *lock)
{
    if (__atomic_exchange_n(&lock->state, 0, __ATOMIC_RELEASE) == 2)
        kos_wake_word(&lock->state, 1);
}
