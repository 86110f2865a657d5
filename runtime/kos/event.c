/* KosEvent: a word that is 1 while the event is set. */
#include <kos/event.h>

#include <handle/handletype.h>
#include <limits.h>

#include "lock.h"

void KosEventInit(KosEvent *event)
{
    __atomic_store_n(&event->state, 0, __ATOMIC_RELEASE);
}

void KosEventDeinit(KosEvent *event)
{
    KosEventInit(event);
}

void KosEventSet(KosEvent *event)
{
    if (__atomic_exchange_n(&event->state, 1, __ATOMIC_RELEASE) == 0)
        kos_wake_word(&event->state, INT_MAX);
}

void KosEventReset(KosEvent *event)
{
    __atomic_store_n(&event->state, 0, __ATOMIC_RELEASE);
}

static int passed(KosEvent *event, rtl_bool reset)
{
    int set = 1;

    if (!reset)
        return __atomic_load_n(&event->state, __ATOMIC_ACQUIRE) == 1;
    return __atomic_compare_exchange_n(&event->state, &set, 0, 0, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

Retcode KosEventWaitTimeout(KosEvent *event, rtl_bool reset, rtl_uint32_t mdelay)
{
    rtl_uint64_t deadline = kos_deadline(mdelay);

    while (!passed(event, reset))
        if (kos_wait_word(&event->state, 0, kos_time_left(deadline)) == rcTimeout)
            return passed(event, reset) ? rcOk : rcTimeout;
    return rcOk;
}

void KosEventWait(KosEvent *event, rtl_bool reset)
{
    (void)KosEventWaitTimeout(event, reset, INFINITE_TIMEOUT);
}
