/* Between scheduler, threads, IPC and traps: functions the endpoints do not use. */
#ifndef KERNEL_SCHED_H
#define KERNEL_SCHED_H

#include "kernel.h"

/* ---- sched.c */
/* What fastpath.c needs to know without a call. */
struct sched {
    struct thread *current;
    union { /* all zero: the short way needs no thought */
        struct {
            uint32_t ready_mask;   /* bit n: queues[n] is not empty */
            uint16_t short_closed; /* every system call takes the general path */
            uint16_t fp_enabled;   /* user mode may touch SIMD registers without a trap */
        };
        uint64_t unusual;
    };
    /* Woken by Reply while nobody was ready: READY in all but its state and its place in a queue,
     * which sched_settle gives it. Set only between two system calls of one thread. */
    struct thread *next;
    struct list queues[KOS_PRIORITIES];
};
extern struct sched sched;

/* Appends it to its queue. */
static inline void sched_ready(struct thread *t)
{
    t->state = THREAD_READY;
    list_append(&sched.queues[t->priority], &t->run);
    sched.ready_mask |= 1u << t->priority;
}

/* First thing in the kernel on every way but the short one. */
static inline void sched_settle(void)
{
    struct thread *t = sched.next;

    if (t) {
        sched.next = NULL;
        t->wait = WAIT_NONE;
        sched_ready(t);
    }
}

/* Takes a READY thread out. */
static inline void sched_unready(struct thread *t)
{
    list_remove(&t->run);
    if (list_empty(&sched.queues[t->priority]))
        sched.ready_mask &= ~(1u << t->priority);
}

/* The first of the highest priority. Pre: ready_mask is not 0. */
static inline struct thread *sched_best(void)
{
    unsigned priority = 31 - (unsigned)__builtin_clz(sched.ready_mask);

    return container_of(sched.queues[priority].next, struct thread, run);
}

void sched_switch(void);                  /* continues the best ready thread; the current one has
                                           * left the run queues or was put there by the caller */
void sched_switched(void);                /* first thing after a switch */
void sched_interrupt(void);               /* an interrupt is pending */
void sched_preempt(void);                 /* lets a better thread run */
void sched_timeout_added(uint64_t count); /* earliest one may have changed */
_Noreturn void sched_run(void);           /* boot becomes the idle loop */

/* ---- timeout.c */
void timeout_add(struct thread *t, uint64_t count); /* counter value */
void timeout_remove(struct thread *t);
void timeout_expire(uint64_t now); /* wakes with rcTimeout */
uint64_t timeout_next(void);       /* counter value, UINT64_MAX: none */

/* ---- thread.c */
void thread_return_to_user(void); /* last thing before user mode: ends killed threads */
/* Gives a parked thread a kernel context, so that sched_switch can continue it. Its frame has the
 * result of its system call by then. */
void thread_unpark(struct thread *t);
void thread_reap(struct thread *t); /* gives the kernel stack of a dead thread back */
void thread_destroy(struct object *o);
void thread_discard(struct thread *t); /* takes back one that never ran; drops its own reference */

/* ---- fastpath.c */
void fast_thread_init(struct thread *t);
/* A request that does not lie in held[0] was received. */
void fast_holds_more(struct thread *server);
void fast_read_in(struct thread *t, uint64_t msg, uint64_t sizes, uint64_t arena); /* sets t->in */
/* A handle of p went or lost rights; a listener changed its type. */
void routes_forget(struct proc *p);
/* A page was taken from the address space or its rights were changed. */
void windows_close(struct aspace *as);

/* ---- ipc.c */
void ipc_client_leaves(struct thread *client);        /* woken in WAIT_REPLY by time-out or death */
void ipc_server_leaves(struct thread *server);        /* ends: its clients get rcNotConnected */
void listener_close(struct listener *l);              /* last server handle gone */
void listener_left(struct listener *l);               /* dynamic, last client gone */
void ipc_end_held(struct thread *server, Retcode rc); /* fastpath.c: the request in held[0] */
void syscall_enter(struct trap_frame *f, unsigned number);

/* ---- ksm_hook.c */
bool ksm_class(const char *name, uint16_t *id); /* false: the module does not know it */
/* Rows for what a class sends, by class of the receiver; NULL without a module. */
const struct ksm_row *const *ksm_rows(uint16_t class_id, unsigned direction);
/* Prints that `cause` (NULL: the kernel) wanted a process of a class the module does not know. */
void ksm_refuse_class(struct proc *cause, const char *class_name);
bool ksm_ask_execute(struct proc *initiator, struct proc *started); /* NULL: the kernel */

/* ---- load.c */
/* The program in p->path. Pre: p is being made. Fails: as proc_create. BLOCKS. */
Retcode proc_load_file(struct proc *p);

/* ---- proc.c */
void proc_fault(const char *what, unsigned type, uint64_t pc, uint64_t address);
void proc_last_thread_gone(struct proc *p, uint32_t code); /* tears it down */
void proc_abandoned(struct proc *p); /* proc_is_abandoned: will be taken down */
void proc_destroy(struct object *o);

/* ---- cm.c */
void cm_process_gone(const struct proc *p); /* who waits for it to accept waits no more */

#endif
