/* The scheduler: 32 priorities, round robin inside one, one core. The kernel is never preempted; a
 * thread gives up the core where it blocks or on its way back to user mode. */
#include "sched.h"
#include "boot.h"

#define TICKS_PER_SEC 100 /* length of a turn: 10 ms */

static struct thread idle;
struct sched sched = {.current = &idle};
static struct thread *dead; /* switched away from for the last time; its stack can go now */
static uint64_t tick;       /* counts per turn */
static uint64_t armed;      /* value the timer is set to */

void sched_init(void)
{
    for (unsigned i = 0; i < KOS_PRIORITIES; i++)
        list_init(&sched.queues[i]);
    tick = timer_frequency() / TICKS_PER_SEC;
    armed = UINT64_MAX;
    idle.state = THREAD_RUNNING;
    list_init(&idle.run);
}

struct thread *current_thread(void)
{
    return sched.current;
}

struct proc *current_proc(void)
{
    return sched.current->proc;
}

static void arm(uint64_t count)
{
    if (count == armed)
        return;
    armed = count;
    timer_set(count);
}

/* The next interrupt: the end of a turn unless idle, or a time-out before it. */
static void rearm(uint64_t now)
{
    uint64_t next = timeout_next(), end = sched.current == &idle ? UINT64_MAX : now + tick;

    arm(next < end ? next : end);
}

static struct thread *best(void)
{
    return sched.ready_mask ? sched_best() : &idle;
}

static void enter_aspace(const struct thread *t)
{
    if (t->proc)
        mmu_switch(t->proc->as.ttbr);
}

void sched_switch(void)
{
    struct thread *from = sched.current, *to = best();

    if (to != &idle)
        sched_unready(to);
    to->state = THREAD_RUNNING;
    if (to == from)
        return;
    sched.current = to;
    if (from->proc != to->proc)
        enter_aspace(to);
    fp_switched_to(to);
    if (from == &idle || to == &idle)
        rearm(timer_now());
    if (from->state == THREAD_DEAD)
        dead = from;
    thread_unpark(to);
    switch_context(&from->arch, &to->arch);
    sched_switched();
}

void sched_switched(void)
{
    struct thread *t = dead;

    dead = NULL;
    if (t)
        thread_reap(t);
}

/* A thread that is not done with its turn comes before its equals. */
static void ready_first(struct thread *t)
{
    sched_ready(t);
    list_remove(&t->run);
    list_insert_before(sched.queues[t->priority].next, &t->run);
}

void sched_preempt(void)
{
    if (sched.current == &idle || sched.ready_mask >> sched.current->priority <= 1)
        return;
    if (sched.current->fifo)
        ready_first(sched.current);
    else
        sched_ready(sched.current);
    sched_switch();
}

bool thread_pause(void)
{
    sched_interrupt();
    return !sched.current->killed;
}

void thread_rest(void)
{
    struct thread *t = sched.current;

    if (t->killed && t->priority > KOS_PRIORITY_DEFAULT)
        t->priority = KOS_PRIORITY_DEFAULT;
    t->fifo &= !t->killed;
    sched_interrupt();
    sched_preempt();
}

void thread_yield(void)
{
    if (sched.ready_mask >> sched.current->priority == 0)
        return;
    sched_ready(sched.current);
    sched_switch();
}

void sched_interrupt(void)
{
    uint32_t irq = gic_claim();

    if (irq >= 1020)
        return;
    if (irq == IRQ_TIMER) {
        uint64_t now = timer_now();

        armed = UINT64_MAX;
        timer_set(UINT64_MAX);
        timeout_expire(now);
        rearm(now);
    }
    gic_finish(irq);
    if (sched.current != &idle && !sched.current->fifo)
        thread_yield();
    else
        sched_preempt();
}

/* The earliest time-out may have moved. */
void sched_timeout_added(uint64_t count)
{
    if (count < armed)
        arm(count);
}

_Noreturn void sched_run(void)
{
    for (;;) {
        if (sched.ready_mask != 0) {
            sched_switch();
        } else {
            wait_for_interrupt();
            sched_interrupt();
        }
    }
}
