/* Threads: a record for each that KosThreadCreate made, so that it can be waited for by number.
 *
 * A record is in use from the creation until the thread has ended and nobody will ask for it: after
 * KosThreadWait, or at the end of a detached thread. */
#include "thread.h"

#include <coresrv/handle/handle_api.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Thread.idl.h>
#include <limits.h>
#include <string.h>

#include "console.h"
#include "kernel.h"
#include "lock.h"
#include "process.h"

#define CALLBACKS_MAX 8

struct record {
    ThreadRoutine routine;
    void *context;
    Handle handle;
    Tid tid;
    enum { FREE, ACTIVE, AWAITED, DETACHED, ENDED_DETACHED } state;
    int ending; /* the thread has looked at `state` for the last time */
};

static struct record records[KOS_PROC_THREADS_MAX];
static KosThreadCallback *callbacks[CALLBACKS_MAX];
static struct kos_lock lock;

static __thread struct record *self; /* null in the main thread */
static __thread void *user_tls;

/* ---- records ------------------------------------------------------------------------------ */

static struct record *take_record(ThreadRoutine routine, void *context, int detached)
{
    struct record *found = NULL;

    kos_lock_take(&lock);
    for (size_t i = 0; i < KOS_PROC_THREADS_MAX && !found; i++)
        if (records[i].state == FREE)
            found = &records[i];
    if (found)
        *found =
            (struct record){routine, context, INVALID_HANDLE, 0, detached ? DETACHED : ACTIVE, 0};
    kos_lock_release(&lock);
    return found;
}

static void free_record(struct record *record)
{
    Handle handle = record->handle;

    kos_lock_take(&lock);
    record->state = FREE;
    kos_lock_release(&lock);
    if (handle != INVALID_HANDLE)
        (void)KnHandleClose(handle);
}

/* The record of a living thread, or NULL. Call with the lock held. */
static struct record *find(Tid tid)
{
    for (size_t i = 0; i < KOS_PROC_THREADS_MAX; i++)
        if (records[i].state != FREE && records[i].tid == tid && tid != 0)
            return &records[i];
    return NULL;
}

static Handle handle_of(Tid tid)
{
    struct record *record;
    Handle handle;

    kos_lock_take(&lock);
    record = find(tid);
    handle = record ? record->handle : INVALID_HANDLE;
    kos_lock_release(&lock);
    return handle;
}

/* ---- calls of the kernel ------------------------------------------------------------------ */

static Retcode create(struct record *record, rtl_uint32_t priority, rtl_uint32_t stack_size)
{
    kl_core_Thread_Create_req req = {0};
    kl_core_Thread_Create_res res;
    Retcode rc;

    req.priority = priority;
    req.stackSize = stack_size;
    req.routine = (nk_uintptr_t)kos_thread_entry;
    req.context = (nk_uintptr_t)record;
    req.flags = THREAD_FLAG_SUSPENDED;
    rc = KOS_KERNEL_CALL(kl_core_Thread_Create, thread_Thread, &req, NULL, &res, NULL);
    if (rc == rcOk) {
        record->handle = nk_get_handle(&res.thread);
        record->tid = res.tid;
    }
    return rc;
}

static Retcode resume(Handle thread)
{
    kl_core_Thread_Resume_req req = {0};
    kl_core_Thread_Resume_res res;

    req.thread = nk_handle_desc(thread);
    return KOS_KERNEL_CALL(kl_core_Thread_Resume, thread_Thread, &req, NULL, &res, NULL);
}

static Retcode wait(Handle thread, rtl_uint32_t timeout, rtl_uint32_t *code)
{
    kl_core_Thread_Wait_req req = {0};
    kl_core_Thread_Wait_res res;
    Retcode rc;

    req.thread = nk_handle_desc(thread);
    req.msec = timeout;
    rc = KOS_KERNEL_CALL(kl_core_Thread_Wait, thread_Thread, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *code = res.code;
    return rc;
}

static Retcode terminate(Handle thread, rtl_int32_t code)
{
    kl_core_Thread_Terminate_req req = {0};
    kl_core_Thread_Terminate_res res;

    req.thread = nk_handle_desc(thread);
    req.code = (nk_uint32_t)code;
    return KOS_KERNEL_CALL(kl_core_Thread_Terminate, thread_Thread, &req, NULL, &res, NULL);
}

static Retcode open_current(Handle *thread)
{
    kl_core_Thread_OpenCurrent_req req = {0};
    kl_core_Thread_OpenCurrent_res res;
    Retcode rc;

    rc = KOS_KERNEL_CALL(kl_core_Thread_OpenCurrent, thread_Thread, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *thread = nk_get_handle(&res.thread);
    return rc;
}

static Retcode get_info(Handle thread, kl_core_Thread_GetInfo_res *res)
{
    kl_core_Thread_GetInfo_req req = {0};

    req.thread = nk_handle_desc(thread);
    return KOS_KERNEL_CALL(kl_core_Thread_GetInfo, thread_Thread, &req, NULL, res, NULL);
}

/* ---- life --------------------------------------------------------------------------------- */

static void run_callbacks(KosThreadCallbackReason reason)
{
    KosThreadCallback *copy[CALLBACKS_MAX];

    kos_lock_take(&lock);
    memcpy(copy, callbacks, sizeof copy);
    kos_lock_release(&lock);
    for (size_t i = 0; i < CALLBACKS_MAX; i++)
        if (copy[i])
            copy[i](reason);
}

void kos_thread_main(void *record, void *unused)
{
    (void)unused;
    self = record;
    run_callbacks(KosThreadCallbackReasonCreate);
    KosThreadExit(self->routine(self->context));
}

static Retcode start(Tid *tid, rtl_uint32_t priority, rtl_uint32_t stackSize, struct record *record,
                     int suspended)
{
    Retcode rc;

    if (!record)
        return rcQuotaExceeded;
    rc = create(record, priority, stackSize);
    if (rc == rcNoCapability) /* a priority this process was not given: as high as all may go */
        rc = create(record, ThreadPriorityNormal, stackSize);
    if (rc == rcOk && tid)
        *tid = record->tid;
    if (rc == rcOk && !suspended)
        rc = resume(record->handle);
    if (rc != rcOk) {
        if (record->handle != INVALID_HANDLE)
            (void)terminate(record->handle, -1);
        free_record(record);
    }
    return rc;
}

Retcode KosThreadCreate(Tid *tid, rtl_uint32_t priority, rtl_uint32_t stackSize,
                        ThreadRoutine routine, void *context, int suspended)
{
    if (!routine || !tid)
        return rcInvalidArgument;
    return start(tid, priority, stackSize, take_record(routine, context, 0), suspended);
}

Retcode KosThreadCreateDetached(Tid *tid, rtl_uint32_t priority, rtl_uint32_t stackSize,
                                ThreadRoutine routine, void *context, int suspended)
{
    if (!routine)
        return rcInvalidArgument;
    return start(tid, priority, stackSize, take_record(routine, context, 1), suspended);
}

/* Ends the calling thread even where the policy refuses Thread.Exit: brk. */
void KosThreadExit(rtl_int32_t exitCode)
{
    kl_core_Thread_Exit_req req = {0};
    kl_core_Thread_Exit_res res;
    int detached = 0;

    if (self) {
        run_callbacks(KosThreadCallbackReasonDestroy);
        kos_lock_take(&lock);
        detached = self->state == DETACHED;
        if (detached)
            self->state = ENDED_DETACHED; /* KosThreadDetach must not free it too */
        self->ending = 1;
        kos_lock_release(&lock);
    }
    kos_console_flush();
    if (detached)
        free_record(self);
    req.code = (nk_uint32_t)exitCode;
    (void)KOS_KERNEL_CALL(kl_core_Thread_Exit, thread_Thread, &req, NULL, &res, NULL);
    kos_trap();
}

/* Changes the state of a thread's record and returns it; NULL if it is not in state `from`. */
static struct record *change(Tid tid, int from, int to)
{
    struct record *record;

    kos_lock_take(&lock);
    record = find(tid);
    if (record && (int)record->state == from)
        record->state = to;
    else
        record = NULL;
    kos_lock_release(&lock);
    return record;
}

int KosThreadWait(rtl_uint32_t tid, rtl_uint32_t timeout)
{
    struct record *record = change(tid, ACTIVE, AWAITED);
    rtl_uint32_t code;

    if (!record)
        return -1;
    if (wait(record->handle, timeout, &code) != rcOk) {
        change(tid, AWAITED, ACTIVE);
        return -1;
    }
    free_record(record);
    return (int)code;
}

/* A thread that is about to end leaves its record behind, and so does one that was terminated: then
 * this is the one to free it. */
Retcode KosThreadDetach(Tid tid)
{
    struct record *record;
    Handle handle = INVALID_HANDLE;
    int ending = 0;
    rtl_uint32_t code;

    kos_lock_take(&lock);
    record = find(tid);
    if (record && record->state == ACTIVE) {
        handle = record->handle;
        ending = record->ending;
        record->state = ending ? AWAITED : DETACHED;
    }
    kos_lock_release(&lock);
    if (handle == INVALID_HANDLE)
        return rcInvalidArgument;
    if (wait(handle, ending ? INFINITE_TIMEOUT : 0, &code) == rcOk &&
        (ending || change(tid, DETACHED, AWAITED)))
        free_record(record);
    return rcOk;
}

/* ---- the rest ----------------------------------------------------------------------------- */

Retcode KnSleep(rtl_uint32_t mdelay)
{
    kl_core_Thread_Sleep_req req = {0};
    kl_core_Thread_Sleep_res res;

    req.mdelay = mdelay;
    return KOS_KERNEL_CALL(kl_core_Thread_Sleep, thread_Thread, &req, NULL, &res, NULL);
}

Retcode KosThreadSleep(rtl_uint32_t mdelay)
{
    return KnSleep(mdelay);
}

void KosThreadYield(void)
{
    (void)KnSleep(0);
}

Retcode KosThreadTerminate(Tid tid, rtl_int32_t exitCode)
{
    Handle handle = handle_of(tid);

    return handle == INVALID_HANDLE ? rcInvalidArgument : terminate(handle, exitCode);
}

Retcode KosThreadResume(Tid tid)
{
    Handle handle = handle_of(tid);

    return handle == INVALID_HANDLE ? rcInvalidArgument : resume(handle);
}

Retcode KosThreadSuspend(Tid tid)
{
    kl_core_Thread_Suspend_req req = {0};
    kl_core_Thread_Suspend_res res;

    if (tid != KosThreadCurrentId())
        return rcInvalidOperation;
    return KOS_KERNEL_CALL(kl_core_Thread_Suspend, thread_Thread, &req, NULL, &res, NULL);
}

/* Only the main thread has to ask, and only once. */
Tid KosThreadCurrentId(void)
{
    static __thread Tid cached;
    kl_core_Thread_GetInfo_res res;
    Handle handle;

    if (self)
        return self->tid;
    if (cached == 0 && open_current(&handle) == rcOk) {
        if (get_info(handle, &res) == rcOk)
            cached = res.info.tid;
        (void)KnHandleClose(handle);
    }
    return cached;
}

Retcode KosThreadGetStack(Tid tid, void **addr, rtl_size_t *size)
{
    kl_core_Thread_GetInfo_res res;
    Handle handle = handle_of(tid), opened = INVALID_HANDLE;
    Retcode rc = rcOk;

    if (!addr || !size)
        return rcInvalidArgument;
    if (handle == INVALID_HANDLE) {
        if (tid != KosThreadCurrentId())
            return rcInvalidArgument;
        rc = open_current(&opened);
        handle = opened;
    }
    if (rc == rcOk)
        rc = get_info(handle, &res);
    if (rc == rcOk) {
        *addr = (void *)(nk_uintptr_t)res.info.stackStart;
        *size = res.info.stackSize;
    }
    if (opened != INVALID_HANDLE)
        (void)KnHandleClose(opened);
    return rc;
}

void *KosThreadTlsGet(void)
{
    return user_tls;
}

Retcode KosThreadTlsSet(void *tls)
{
    user_tls = tls;
    return rcOk;
}

void KosThreadOnce(KosThreadOnceState *once, void (*routine)(void))
{
    enum { FRESH, RUNNING, DONE };
    int state = FRESH;

    if (__atomic_load_n(&once->state, __ATOMIC_ACQUIRE) == DONE)
        return;
    if (__atomic_compare_exchange_n(&once->state, &state, RUNNING, 0, __ATOMIC_ACQUIRE,
                                    __ATOMIC_ACQUIRE)) {
        routine();
        __atomic_store_n(&once->state, DONE, __ATOMIC_RELEASE);
        kos_wake_word(&once->state, INT_MAX);
        return;
    }
    while (__atomic_load_n(&once->state, __ATOMIC_ACQUIRE) != DONE)
        (void)kos_wait_word(&once->state, RUNNING, INFINITE_TIMEOUT);
}

/* Puts `to` where `from` stands. */
static Retcode replace_callback(KosThreadCallback *from, KosThreadCallback *to, Retcode missing)
{
    size_t i = 0;

    kos_lock_take(&lock);
    while (i < CALLBACKS_MAX && callbacks[i] != from)
        i++;
    if (i < CALLBACKS_MAX)
        callbacks[i] = to;
    kos_lock_release(&lock);
    return i < CALLBACKS_MAX ? rcOk : missing;
}

Retcode KosThreadCallbackRegister(KosThreadCallback *callback)
{
    return callback ? replace_callback(NULL, callback, rcQuotaExceeded) : rcInvalidArgument;
}

Retcode KosThreadCallbackUnregister(KosThreadCallback *callback)
{
    return callback ? replace_callback(callback, NULL, rcResourceNotFound) : rcInvalidArgument;
}
