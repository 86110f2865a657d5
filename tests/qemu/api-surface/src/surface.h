/* Threads and locks of the surface test, and all headers it looks at. Include once. */
#ifndef SURFACE_H
#define SURFACE_H

#include <coresrv/elf/elf_api.h>
#include <coresrv/fs/fs_api.h>
#include <coresrv/hal/hal_api.h>
#include <coresrv/io/io_api.h>
#include <coresrv/io/irq.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/time/time_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/alloc.h>
#include <kos/random/random_api.h>
#include <kos/sync_api.h>
#include <kos/task.h>
#include <kos/thread.h>
#include <kos/trace.h>
#include <nk/string.h>
#include <rtl/align.h>
#include <rtl/assert.h>
#include <rtl/countof.h>
#include <rtl/minmax.h>
#include <rtl/retcode_hr.h>
#include <rtl/stdbool.h>
#include <rtl/stdio.h>
#include <rtl/string.h>

#include "../../check.h"

/* ---- threads ------------------------------------------------------------------------------- */

static int begun, gone, done_once;

static void callback(KosThreadCallbackReason reason)
{
    __atomic_fetch_add(reason == KosThreadCallbackReasonCreate ? &begun : &gone, 1,
                       __ATOMIC_RELAXED);
}

static void once(void)
{
    done_once++;
}

static int use_thread(void *context)
{
    static KosThreadOnceState state;
    int own;

    KosThreadOnce(&state, once);
    CHECK(KosThreadTlsGet() == NULL && KosThreadTlsSet(&own) == rcOk && KosThreadTlsGet() == &own);
    CHECK(KosThreadSuspend(KosThreadCurrentId() + 1) == rcInvalidOperation);
    CHECK(KosThreadSuspend(KosThreadCurrentId()) == rcOk);
    *(int *)context += 1;
    KosThreadExit(7);
}

static int end_at_once(void *context)
{
    (void)context;
    return 0;
}

static void threads(void)
{
    int runs = 0;
    Tid tid;

    CHECK(KosThreadCallbackRegister(callback) == rcOk);
    for (int i = 0; i < 2; i++) {
        CHECK(KosThreadCreate(&tid, 20, 0, use_thread, &runs, 0) == rcOk);
        KosThreadSleep(5);
        CHECK(runs == i && KosThreadResume(tid) == rcOk);
        CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 7 && runs == i + 1);
    }
    CHECK(KosThreadCallbackUnregister(callback) == rcOk);
    CHECK(KosThreadCallbackUnregister(callback) == rcResourceNotFound);
    CHECK(KosThreadCreate(&tid, 20, 0, end_at_once, NULL, 0) == rcOk);
    CHECK(KosThreadDetach(tid) == rcOk && KosThreadWait(tid, 0) == -1);
    CHECK(begun == 2 && gone == 2 && done_once == 1);
}

/* ---- locks --------------------------------------------------------------------------------- */

static KosMutex mutex = KosInitializedMutex, again = KosInitializedRecursiveMutex;
static KosMutex ex = KosInitializedMutexEx(1), rt = KosInitializedRtMutex;
static KosEvent event = KosInitializedEvent;
static KosSemaphore semaphore = KosInitializedSemaphore(1);
static KosCondvar condvar = KosInitializedCondvar;
static KosRWLock rwlock;
static int shared, readers;

static int wait_condvar(void *context)
{
    (void)context;
    KosMutexLock(&mutex);
    while (shared == 0)
        CHECK(KosCondvarWait(&condvar, &mutex) == rcOk);
    KosMutexUnlock(&mutex);
    return 1;
}

static void condvars(void)
{
    Tid tids[2];

    KosMutexLock(&mutex);
    CHECK(KosCondvarWaitTimeout(&condvar, &mutex, 10) == rcTimeout);
    KosMutexUnlock(&mutex);
    for (int i = 0; i < 2; i++)
        CHECK(KosThreadCreate(&tids[i], 15, 0, wait_condvar, NULL, 0) == rcOk);
    KosThreadSleep(5);
    KosCondvarSignal(&condvar);
    KosMutexLock(&mutex);
    shared = 1;
    KosMutexUnlock(&mutex);
    KosCondvarBroadcast(&condvar);
    for (int i = 0; i < 2; i++)
        CHECK(KosThreadWait(tids[i], 1000) == 1);
    KosCondvarDeinit(&condvar);
    KosCondvarInit(&condvar);
}

static int read_shared(void *context)
{
    KosRWLockRead(&rwlock);
    __atomic_fetch_add(&readers, 1, __ATOMIC_RELAXED);
    KosThreadSleep(20);
    *(int *)context = shared;
    KosRWLockUnlock(&rwlock);
    return 1;
}

static int write_shared(void *context)
{
    (void)context;
    KosRWLockWrite(&rwlock);
    shared++;
    KosRWLockUnlock(&rwlock);
    return 1;
}

/* Two readers at once; a writer after them; a reader that comes later sees what it wrote. */
static void rwlocks(void)
{
    int seen[3];
    Tid tids[4];

    KosRWLockInit(&rwlock);
    shared = 5;
    CHECK(KosThreadCreate(&tids[0], 15, 0, read_shared, &seen[0], 0) == rcOk);
    CHECK(KosThreadCreate(&tids[1], 15, 0, read_shared, &seen[1], 0) == rcOk);
    KosThreadSleep(5);
    CHECK(readers == 2 && KosRWLockTryWrite(&rwlock) == rcBusy);
    CHECK(KosRWLockTryRead(&rwlock) == rcOk);
    KosRWLockUnlock(&rwlock);
    CHECK(KosThreadCreate(&tids[2], 15, 0, write_shared, NULL, 0) == rcOk);
    KosThreadSleep(5);
    CHECK(KosRWLockTryRead(&rwlock) == rcBusy); /* a writer waits */
    CHECK(KosThreadCreate(&tids[3], 15, 0, read_shared, &seen[2], 0) == rcOk);
    for (int i = 0; i < 4; i++)
        CHECK(KosThreadWait(tids[i], 1000) == 1);
    CHECK(seen[0] == 5 && seen[1] == 5 && seen[2] == 6);
    CHECK(KosRWLockTryWrite(&rwlock) == rcOk && KosRWLockTryRead(&rwlock) == rcBusy);
    KosRWLockUnlock(&rwlock);
    KosRWLockDeinit(&rwlock);
}

static void locks(void)
{
    KosMutexLock(&again);
    CHECK(KosMutexTryLock(&again) == rcOk);
    KosMutexUnlock(&again);
    KosMutexUnlock(&again);
    KosMutexLock(&ex);
    KosMutexLock(&ex);
    KosMutexUnlock(&ex);
    KosMutexUnlock(&ex);
    CHECK(KosMutexTryLock(&rt) == rcOk && KosMutexTryLock(&rt) == rcBusy);
    KosMutexDeinit(&ex);
    KosMutexInit(&ex);
    CHECK(KosMutexTryLock(&ex) == rcOk && KosMutexTryLock(&ex) == rcBusy);
    CHECK(KosEventWaitTimeout(&event, rtl_true, 0) == rcTimeout);
    KosEventSet(&event);
    KosEventReset(&event);
    CHECK(KosEventWaitTimeout(&event, rtl_true, 0) == rcTimeout);
    KosEventDeinit(&event);
    CHECK(KosSemaphoreTryWait(&semaphore) == rcOk && KosSemaphoreTryWait(&semaphore) == rcBusy);
    CHECK(KosSemaphoreDeinit(&semaphore) == rcOk);
    condvars();
    rwlocks();
}

#endif
