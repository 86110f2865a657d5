/* KosSemaphore: a count that threads take from while it is above zero. */
#include <kos/semaphore.h>

#include <handle/handletype.h>
#include <limits.h>

#include "lock.h"

Retcode KosSemaphoreInit(KosSemaphore *semaphore, unsigned count)
{
    if (!semaphore || count > INT_MAX)
        return rcInvalidArgument;
    *semaphore = (KosSemaphore){.count = (int)count};
    return rcOk;
}

Retcode KosSemaphoreDeinit(KosSemaphore *semaphore)
{
    if (!semaphore)
        return rcInvalidArgument;
    return __atomic_load_n(&semaphore->waiters, __ATOMIC_RELAXED) ? rcBusy : rcOk;
}

Retcode KosSemaphoreSignal(KosSemaphore *semaphore)
{
    int count;

    if (!semaphore)
        return rcInvalidArgument;
    count = __atomic_load_n(&semaphore->count, __ATOMIC_RELAXED);
    do {
        if (count == INT_MAX)
            return rcQuotaExceeded;
    } while (!__atomic_compare_exchange_n(&semaphore->count, &count, count + 1, 0, __ATOMIC_SEQ_CST,
                                          __ATOMIC_RELAXED));
    if (__atomic_load_n(&semaphore->waiters, __ATOMIC_SEQ_CST))
        kos_wake_word(&semaphore->count, 1);
    return rcOk;
}

Retcode KosSemaphoreTryWait(KosSemaphore *semaphore)
{
    int count;

    if (!semaphore)
        return rcInvalidArgument;
    count = __atomic_load_n(&semaphore->count, __ATOMIC_RELAXED);
    do {
        if (count == 0)
            return rcBusy;
    } while (!__atomic_compare_exchange_n(&semaphore->count, &count, count - 1, 0, __ATOMIC_ACQUIRE,
                                          __ATOMIC_RELAXED));
    return rcOk;
}

Retcode KosSemaphoreWaitTimeout(KosSemaphore *semaphore, rtl_uint32_t mdelay)
{
    rtl_uint64_t deadline = kos_deadline(mdelay);
    Retcode rc = KosSemaphoreTryWait(semaphore);

    if (rc != rcBusy)
        return rc;
    __atomic_add_fetch(&semaphore->waiters, 1, __ATOMIC_SEQ_CST);
    while ((rc = KosSemaphoreTryWait(semaphore)) == rcBusy)
        if (kos_wait_word(&semaphore->count, 0, kos_time_left(deadline)) == rcTimeout) {
            rc = KosSemaphoreTryWait(semaphore) == rcOk ? rcOk : rcTimeout;
            break;
        }
    __atomic_sub_fetch(&semaphore->waiters, 1, __ATOMIC_RELAXED);
    return rc;
}

Retcode KosSemaphoreWait(KosSemaphore *semaphore)
{
    return KosSemaphoreWaitTimeout(semaphore, INFINITE_TIMEOUT);
}
