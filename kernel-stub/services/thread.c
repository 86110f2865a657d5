/* kl.core.Thread: threads. A handle names a thread of any process that gave it away; making one
 * by number works inside the own process only. */
#include "services.h"
#include <coresrv/thread/thread_flags.h>

/* A thread that nobody can name is of no use: it starts only after its handle exists. */
METHOD(Thread, Create)
{
    struct thread_spec spec = {
        .pc = req->routine,
        .arg0 = req->context,
        .arg1 = req->context2,
        .stack_size = req->stackSize,
        .priority = req->priority,
        .stopped = true,
    };
    struct thread *t;
    Retcode rc;

    if (req->flags & ~(uint32_t)THREAD_FLAG_SUSPENDED)
        return rcInvalidArgument;
    rc = proc_may_run_at(current_proc(), req->priority, false);
    if (rc != rcOk)
        return rc;
    rc = thread_create(current_proc(), &spec, &t);
    if (rc != rcOk)
        return rc;
    rc = result_handle(&res->thread, &t->obj, OCAP_THREAD_FULL);
    if (rc != rcOk) {
        thread_kill(t, 0);
    } else {
        res->tid = t->tid;
        if (!(req->flags & THREAD_FLAG_SUSPENDED))
            rc = thread_resume(t);
    }
    object_unref(&t->obj);
    return rc;
}

METHOD(Thread, OpenCurrent)
{
    return result_handle(&res->thread, &current_thread()->obj, OCAP_THREAD_FULL);
}

METHOD(Thread, Attach)
{
    struct thread *t = thread_find(req->tid);

    if (!t || t->proc != current_proc())
        return rcResourceNotFound;
    return result_handle(&res->thread, &t->obj, req->rights & OCAP_THREAD_FULL);
}

METHOD(Thread, Suspend)
{
    return thread_suspend_self();
}

METHOD(Thread, Resume)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_CONTROL, &t);

    return rc == rcOk ? thread_resume(t) : rc;
}

METHOD(Thread, Terminate)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_CONTROL, &t);

    if (rc != rcOk)
        return rc;
    res->tid = t->tid;
    if (t == current_thread())
        thread_exit(req->code);
    else
        thread_kill(t, req->code);
    return rcOk;
}

METHOD(Thread, Exit)
{
    thread_exit(req->code);
    return rcOk;
}

METHOD(Thread, Wait)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_INFO, &t);

    if (rc != rcOk)
        return rc;
    object_ref(&t->obj); /* its handle may be closed while we wait */
    rc = thread_wait(t, deadline_after_ms(req->msec));
    if (rc == rcOk)
        res->code = t->exit_code;
    object_unref(&t->obj);
    return rc;
}

METHOD(Thread, SetPriority)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_CONTROL, &t);

    if (rc == rcOk)
        rc = proc_may_run_at(current_proc(), req->priority, t->fifo);
    return rc == rcOk ? thread_set_priority(t, req->priority) : rc;
}

/* Any value: the processor uses it only where the thread itself does. */
METHOD(Thread, SetTls)
{
    thread_set_tls(req->va);
    return rcOk;
}

/* No time at all lets others run. */
METHOD(Thread, Sleep)
{
    if (req->mdelay > 0)
        return thread_sleep(deadline_after_ms(req->mdelay));
    thread_yield();
    return rcOk;
}

METHOD(Thread, GetInfo)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_INFO, &t);

    if (rc != rcOk)
        return rc;
    res->info.stackSize = t->stack_size;
    res->info.stackStart = t->stack;
    res->info.tid = t->tid;
    return rcOk;
}

/* There is one processor, number 0. */
METHOD(Thread, GetAffinity)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_INFO, &t);

    if (rc == rcOk)
        res->mask = 1;
    return rc;
}

METHOD(Thread, SetAffinity)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_CONTROL, &t);

    if (rc != rcOk)
        return rc;
    return req->mask & 1 ? rcOk : rcInvalidArgument;
}

/* Round robin has one length of a turn for all threads: another one is not built. */
METHOD(Thread, SetSchedPolicy)
{
    struct thread *t;
    bool fifo;
    Retcode rc = arg_policy(req->policy, &req->param, &fifo);

    if (rc == rcOk)
        rc = arg_thread(&req->thread, OCAP_THREAD_CONTROL, &t);
    if (rc == rcOk)
        rc = proc_may_run_at(current_proc(), req->priority, fifo);
    if (rc == rcOk)
        rc = thread_set_priority(t, req->priority);
    if (rc == rcOk)
        t->fifo = fifo;
    return rc;
}

METHOD(Thread, GetSchedPolicy)
{
    struct thread *t;
    Retcode rc = arg_thread(&req->thread, OCAP_THREAD_INFO, &t);

    if (rc != rcOk)
        return rc;
    res->policy = t->fifo ? THREAD_SCHED_FIFO : THREAD_SCHED_RR;
    res->priority = t->priority;
    return rcOk;
}

UNBUILT(Thread, DetachIrq)

INTERFACE(Thread, ENTRY(Thread, Create), ENTRY(Thread, OpenCurrent), ENTRY(Thread, Attach),
          ENTRY(Thread, Suspend), ENTRY(Thread, Resume), ENTRY(Thread, Terminate),
          ENTRY(Thread, Exit), ENTRY(Thread, Wait), ENTRY(Thread, SetPriority),
          ENTRY(Thread, SetTls), ENTRY(Thread, Sleep), ENTRY(Thread, GetInfo),
          ENTRY(Thread, DetachIrq), ENTRY(Thread, GetAffinity), ENTRY(Thread, SetAffinity),
          ENTRY(Thread, SetSchedPolicy), ENTRY(Thread, GetSchedPolicy));
