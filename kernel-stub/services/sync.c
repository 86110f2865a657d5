/* kl.core.Sync: futex. A word in the memory of a process and the threads of that process that sleep
 * until somebody says it changed.
 *
 * The kernel is not preempted, so nothing can happen between reading the word and going to sleep:
 * no wake-up is lost. Waiters lie on their own kernel stacks and take themselves out when a
 * time-out or their end wakes them. */
#include "services.h"

struct waiter {
    struct waiter *next;
    struct thread *thread;
    const struct proc *proc;
    uint64_t address;
    bool queued;
};

#define BUCKETS 64
static struct waiter *buckets[BUCKETS]; /* each in the order of arrival */

static struct waiter **bucket_of(const struct proc *p, uint64_t address)
{
    return &buckets[(address / sizeof(uint32_t) + p->slot) % BUCKETS];
}

static void waiter_append(struct waiter *w)
{
    struct waiter **place = bucket_of(w->proc, w->address);

    while (*place)
        place = &(*place)->next;
    *place = w;
    w->queued = true;
}

static void waiter_remove(struct waiter *w)
{
    struct waiter **place = bucket_of(w->proc, w->address);

    while (*place != w)
        place = &(*place)->next;
    *place = w->next;
    w->queued = false;
}

static uint32_t remaining_ms(uint64_t deadline)
{
    uint64_t now = uptime_ns();

    if (deadline == TIME_NEVER)
        return KOS_TIMEOUT_INFINITE;
    return now >= deadline ? 0 : (uint32_t)((deadline - now) / 1000000);
}

/* Fails: rcInvalidArgument (not aligned), rcSourceFault (not readable), rcFutexWouldBlock (the word
 * is not val), rcTimeout. */
METHOD(Sync, Wait)
{
    struct waiter w = {.thread = current_thread(), .proc = current_proc(), .address = req->ptr};
    uint64_t deadline;
    uint32_t word;
    Retcode rc;

    if (req->ptr % sizeof word != 0)
        return rcInvalidArgument;
    if (!copy_from_user(&word, req->ptr, sizeof word))
        return rcSourceFault;
    res->outDelay = req->delay;
    if (word != req->val)
        return rcFutexWouldBlock;
    deadline = deadline_after_ms(req->delay);
    waiter_append(&w);
    rc = thread_block(NULL, WAIT_OTHER, deadline);
    if (w.queued)
        waiter_remove(&w);
    res->outDelay = remaining_ms(deadline);
    return rc;
}

/* Wakes at most nThreads, the longest waiting first. A waiter that a time-out or its end has woken
 * already, and that has not run since, is not one of them: its wake-up goes to the next. */
METHOD(Sync, Wake)
{
    const struct proc *p = current_proc();
    struct waiter *w, *next;

    if (req->ptr % sizeof(uint32_t) != 0)
        return rcInvalidArgument;
    for (w = *bucket_of(p, req->ptr); w && res->wokenCnt < req->nThreads; w = next) {
        next = w->next;
        if (w->proc != p || w->address != req->ptr)
            continue;
        waiter_remove(w);
        if (thread_wake(w->thread, rcOk))
            res->wokenCnt++;
    }
    return rcOk;
}

INTERFACE(Sync, ENTRY(Sync, Wait), ENTRY(Sync, Wake));
