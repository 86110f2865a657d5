/* The scheduler: 32 priorities, round robin inside one, one core. The kernel is never preempted; a
 * thread gives up the core where it blocks or on its way back to user mode. */
#include "sched.h"
#include "boot.h"

#define TICKS_PER_SEC 100 /* length of a turn: 10 ms */

static struct list queues[KOS_PRIORITIES];
static uint32_t ready_mask; /* bit n: queues[n] is not empty */
static struct thread idle;
static struct thread *current = &idle;
static struct thread *dead; /* switched away from for the last time; its stack can go now */
static uint64_t tick;       /* counts per turn */
static uint64_t armed;      /* value the timer is set to */

void sched_init(void)
{
    for (unsigned i = 0; i < KOS_PRIORITIES; i++)
        list_init(&queues[i]);
    tick = timer_frequency() / TICKS_PER_SEC;
    armed = UINT64_MAX;
    idle.state = THREAD_RUNNING;
    list_init(&idle.run);
}

struct thread *current_thread(void)
{
    return current;
}

struct proc *current_proc(void)
{
    return current->proc;
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
    uint64_t next = timeout_next(), end = current == &idle ? UINT64_MAX : now + tick;

    arm(next < end ? next : end);
}

void sched_ready(struct thread *t)
{
    t->state = THREAD_READY;
    list_append(&queues[t->priority], &t->run);
    ready_mask |= 1u << t->priority;
}

void sched_unready(struct thread *t)
{
    list_remove(&t->run);
    if (list_empty(&queues[t->priority]))
        ready_mask &= ~(1u << t->priority);
}

static struct thread *best(void)
{
    if (ready_mask == 0)
        return &idle;
    unsigned priority = 31 - (unsigned)__builtin_clz(ready_mask);

    return container_of(list_first(&queues[priority]), struct thread, run);
}

static void enter_aspace(const struct thread *t)
{
    if (t->proc)
        mmu_activate(t->proc->as.root, t->proc->as.asid);
}

void sched_switch(void)
{
    struct thread *from = current, *to = best();

    if (to != &idle)
        sched_unready(to);
    to->state = THREAD_RUNNING;
    if (to == from)
        return;
    current = to;
    if (from->proc != to->proc)
        enter_aspace(to);
    fp_switched_to(to);
    if (from == &idle || to == &idle)
        rearm(timer_now());
    if (from->state == THREAD_DEAD)
        dead = from;
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

void sched_preempt(void)
{
    if (current == &idle || ready_mask >> current->priority <= 1)
        return;
    sched_ready(current);
    sched_switch();
}

void thread_yield(void)
{
    if (ready_mask >> current->priority == 0)
        return;
    sched_ready(current);
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
    if (current != &idle)
        thread_yield();
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
        if (ready_mask != 0) {
            sched_switch();
        } else {
            wait_for_interrupt();
            sched_interrupt();
        }
    }
}
