/* Threads: making, blocking, waking, ending.
 *
 * A thread that must end, wherever it waits, is woken, unwinds out of the kernel like after any
 * failed call and ends on its way to user mode (thread_return_to_user). So nothing it held in the
 * kernel can be left behind. */
#include "aspace.h"
#include "boot.h"
#include "object.h"

#define KSTACK_ORDER 2

_Static_assert((KOS_PAGE_SIZE << KSTACK_ORDER) == KSTACK_SIZE, "KSTACK_ORDER");

static struct thread threads[KOS_THREADS_MAX];
static uint16_t free_slots[KOS_THREADS_MAX];
static unsigned free_count;
static uint32_t last_tid;
static void *kstacks[KOS_THREADS_MAX];

void thread_init(void)
{
    sched_init();
    for (unsigned i = 0; i < KOS_THREADS_MAX; i++)
        free_slots[i] = (uint16_t)(KOS_THREADS_MAX - 1 - i);
    free_count = KOS_THREADS_MAX;
}

uint64_t threads_in_use(void)
{
    return KOS_THREADS_MAX - free_count;
}

/* Threads that each process can have whatever the others do: more only while these are left. A
 * thread counts from here until its last handle is closed, as its slot stays taken as long. */
#define THREADS_SURE 4
_Static_assert(KOS_THREADS_MAX >= 2 * THREADS_SURE * KOS_PROCESSES_MAX, "THREADS_SURE");

static struct thread *slot_alloc(const struct proc *p)
{
    if (free_count == 0 || (object_charges(p, OBJ_THREAD) >= THREADS_SURE &&
                            free_count <= THREADS_SURE * KOS_PROCESSES_MAX))
        return NULL;

    uint16_t slot = free_slots[--free_count];
    struct thread *t = &threads[slot];

    memset(t, 0, sizeof(*t));
    object_init(&t->obj, OBJ_THREAD);
    t->slot = slot;
    t->tid = ++last_tid;
    t->heap_index = -1;
    t->call_deadline = TIME_NEVER;
    list_init(&t->run);
    list_init(&t->sibling);
    list_init(&t->exit_waiters);
    fast_thread_init(t);
    return t;
}

void thread_destroy(struct object *o)
{
    struct thread *t = (struct thread *)(void *)o;

    t->state = THREAD_FREE;
    free_slots[free_count++] = t->slot;
}

/* Kernel stack and call page: with them the thread can enter the kernel whatever others do. */
static bool kernel_memory_alloc(struct thread *t)
{
    void *stack = user_pages_alloc(KSTACK_ORDER), *call_page = user_pages_alloc(0);

    if (!stack || !call_page) {
        if (stack)
            pages_free(stack, KSTACK_ORDER);
        if (call_page)
            pages_free(call_page, 0);
        return false;
    }
    kstacks[t->slot] = stack;
    t->call_page = call_page;
    t->arch.ttbr = t->proc->as.ttbr;
    t->frame = context_init_user(&t->arch, mmu_map_kstack(t->slot, virt_to_phys(stack)));
    return true;
}

void thread_reap(struct thread *t)
{
    mmu_unmap_kstack(t->slot);
    pages_free(t->call_page, 0);
    pages_free(kstacks[t->slot], KSTACK_ORDER);
    kstacks[t->slot] = NULL;
    object_unref(&t->obj);
}

static Retcode check_spec(const struct proc *p, const struct thread_spec *spec)
{
    if (spec->priority >= KOS_PRIORITIES || spec->pc % 4 != 0 ||
        spec->stack_size > KOS_USER_MMAP_END - KOS_USER_MMAP_MIN)
        return rcInvalidArgument;
    if (p->state == PROC_DYING || p->state == PROC_DEAD)
        return rcInvalidOperation;
    return rcOk;
}

static Retcode add_user_stack(struct thread *t, const struct thread_spec *spec)
{
    uint64_t size = spec->stack_size ? spec->stack_size : KOS_STACK_THREAD;

    t->stack_size = (size + KOS_PAGE_SIZE - 1) / KOS_PAGE_SIZE * KOS_PAGE_SIZE;
    return vm_map_stack(t->proc, spec->stack_top, t->stack_size, &t->stack);
}

Retcode thread_create(struct proc *p, const struct thread_spec *spec, struct thread **out)
{
    Retcode rc = check_spec(p, spec);
    struct thread *t = rc == rcOk ? slot_alloc(p) : NULL;

    if (!t)
        return rc == rcOk ? rcOutOfMemory : rc;
    t->proc = p;
    rc = object_charge(&t->obj, p) ? add_user_stack(t, spec) : rcQuotaExceeded;
    if (rc == rcOk) {
        rc = check_spec(p, spec); /* others of the process may have run meanwhile */
        if (rc == rcOk && !kernel_memory_alloc(t))
            rc = rcOutOfMemory;
        if (rc != rcOk)
            vm_unmap_kind(p, t->stack, REGION_STACK);
    }
    if (rc != rcOk) {
        object_unref(&t->obj);
        return rc;
    }
    t->frame->pc = spec->pc;
    t->frame->x[0] = spec->arg0;
    t->frame->x[1] = spec->arg1;
    t->frame->sp = t->stack + t->stack_size;
    t->priority = (uint8_t)spec->priority;
    t->fifo = spec->fifo;
    t->state = THREAD_STOPPED;
    list_append(&p->threads, &t->sibling);
    p->thread_count++;
    object_ref(&t->obj); /* one for being alive, one for the caller */
    if (!spec->stopped)
        sched_ready(t);
    *out = t;
    return rcOk;
}

void thread_discard(struct thread *t)
{
    kassert(t->state == THREAD_STOPPED);
    list_remove(&t->sibling);
    t->proc->thread_count--;
    vm_unmap_kind(t->proc, t->stack, REGION_STACK);
    t->state = THREAD_DEAD;
    thread_reap(t);
}

/* ---- blocking ---------------------------------------------------------------------------- */

Retcode thread_block(struct list *queue, enum wait_kind why, uint64_t deadline)
{
    struct thread *t = current_thread();

    if (t->killed)
        return rcAbort;
    if (t->call_deadline < deadline)
        deadline = t->call_deadline;
    if (deadline != TIME_NEVER)
        timeout_add(t, clock_to_count(deadline));
    if (queue)
        list_append(queue, &t->run);
    t->state = THREAD_BLOCKED;
    t->wait = why;
    sched_switch();
    t->call_timed_out = t->wake_rc == rcTimeout && deadline == t->call_deadline;
    return t->killed ? rcAbort : t->wake_rc; /* it may have been killed after it was woken */
}

bool thread_wake(struct thread *t, Retcode rc)
{
    if (t->state != THREAD_BLOCKED)
        return false;
    if (t->server)
        ipc_client_leaves(t);
    if (t->parked && t->wait == WAIT_REQUEST)
        t->idle_at->idle = NULL;
    list_remove(&t->run);
    timeout_remove(t);
    t->wait = WAIT_NONE;
    t->wake_rc = rc;
    if (t->parked) { /* it is past the place that would return rc */
        t->frame->x[0] = (uint64_t)(int64_t)rc;
        t->frame->x[1] = rc == rcOk ? t->received : 0;
    }
    sched_ready(t);
    return true;
}

void thread_unpark(struct thread *t)
{
    if (!t->parked)
        return;
    t->parked = false;
    memset(&t->frame->x[2], 0, 16 * sizeof(t->frame->x[0])); /* lost, as after any system call */
    context_resume_user(&t->arch, t->frame);
}

struct thread *thread_first(const struct list *queue)
{
    struct list *n = list_first(queue);

    return n ? container_of(n, struct thread, run) : NULL;
}

static void wake_all(struct list *queue, Retcode rc)
{
    struct thread *t;

    while ((t = thread_first(queue)) != NULL)
        thread_wake(t, rc);
}

Retcode thread_sleep(uint64_t deadline)
{
    Retcode rc = thread_block(NULL, WAIT_OTHER, deadline);

    return rc == rcTimeout ? rcOk : rc;
}

Retcode thread_suspend_self(void)
{
    return thread_block(NULL, WAIT_SUSPEND, TIME_NEVER);
}

Retcode thread_resume(struct thread *t)
{
    if (t->state == THREAD_STOPPED)
        sched_ready(t);
    else if (t->state == THREAD_BLOCKED && t->wait == WAIT_SUSPEND)
        thread_wake(t, rcOk);
    else
        return rcInvalidThreadState;
    return rcOk;
}

Retcode thread_set_priority(struct thread *t, uint32_t priority)
{
    if (priority >= KOS_PRIORITIES)
        return rcInvalidArgument;
    if (t->killed || t->state == THREAD_DEAD)
        return rcInvalidThreadState;
    if (t->state == THREAD_READY) {
        sched_unready(t);
        t->priority = (uint8_t)priority;
        sched_ready(t);
    }
    t->priority = (uint8_t)priority;
    return rcOk;
}

void thread_set_tls(uint64_t value)
{
    tls_write(value);
}

/* ---- ends -------------------------------------------------------------------------------- */

void thread_exit(uint32_t code)
{
    thread_kill(current_thread(), code);
}

/* A dying thread runs before all others, so that the end is not put off by busy ones. */
void thread_kill(struct thread *t, uint32_t code)
{
    if (t->killed || t->state == THREAD_DEAD)
        return;
    (void)thread_set_priority(t, KOS_PRIORITIES - 1);
    t->killed = true;
    t->exit_code = code;
    if (t->state == THREAD_BLOCKED)
        thread_wake(t, rcAbort);
    else if (t->state == THREAD_STOPPED)
        sched_ready(t);
    thread_unpark(t); /* must not go to user mode the short way */
}

_Noreturn static void die(struct thread *t)
{
    struct proc *p = t->proc;

    ipc_server_leaves(t);
    fp_forget(t);
    list_remove(&t->sibling);
    vm_unmap_kind(p, t->stack, REGION_STACK);
    object_ref(&p->obj); /* as long as this thread may be switched to */
    if (--p->thread_count == 0)
        proc_last_thread_gone(p, t->exit_code);
    objects_reap();
    wake_all(&t->exit_waiters, rcOk);
    t->state = THREAD_DEAD;
    object_unref(&p->obj);
    sched_switch();
    panic("thread %u runs after its end", t->tid);
}

void thread_return_to_user(void)
{
    objects_reap();
    sched_preempt();
    if (current_thread()->killed)
        die(current_thread());
}

Retcode thread_wait(struct thread *t, uint64_t deadline)
{
    if (t == current_thread())
        return rcInvalidArgument;
    if (t->state == THREAD_DEAD)
        return rcOk;
    return thread_block(&t->exit_waiters, WAIT_OTHER, deadline);
}

struct thread *thread_find(uint32_t tid)
{
    for (unsigned i = 0; i < KOS_THREADS_MAX; i++) {
        if (threads[i].state != THREAD_FREE && threads[i].tid == tid)
            return &threads[i];
    }
    return NULL;
}
