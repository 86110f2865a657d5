/* What a process may do with priorities, and that a process that does all it may, and then computes
 * for ever in several threads, does not keep others of ordinary priority from the core. The same
 * program is Einit, which has all priorities, and its children. */
#include <coresrv/thread/thread_flags.h>
#include <coresrv/time/time_api.h>
#include <kl/core/Thread.idl.h>
#include <kos/thread.h>
#include <stdbool.h>

#include "spawn.h"

#define ORDINARY KOS_PRIORITY_DEFAULT
#define HIGHER   20

static NkKosTransport kernel = {0};

/* ---- the kernel's methods ------------------------------------------------------------------- */

static _Thread_local nk_handle_desc_t me;
static kl_core_Thread_proxy threads;
static kl_core_Task_proxy tasks;

static void connect_kernel(void)
{
    kl_core_Thread_OpenCurrent_req req = {0};
    kl_core_Thread_OpenCurrent_res res = {0};

    NkKosTransport_Init(&kernel, KOS_HANDLE_KERNEL, NK_NULL, 0);
    kl_core_Thread_proxy_init(&threads, &kernel.base, kl_core_Core_thread_Thread_iid);
    kl_core_Task_proxy_init(&tasks, &kernel.base, kl_core_Core_task_Task_iid);
    (void)kl_core_Thread_OpenCurrent(&threads.base, &req, NK_NULL, &res, NK_NULL);
    me = nk_handle_desc(nk_get_handle(&res.thread));
}

static Retcode set_priority(uint32_t priority)
{
    kl_core_Thread_SetPriority_req req = {.thread = me, .priority = priority};
    kl_core_Thread_SetPriority_res res = {0};

    return kl_core_Thread_SetPriority(&threads.base, &req, NK_NULL, &res, NK_NULL) == NK_EOK
               ? res.rc
               : rcFail;
}

static Retcode set_policy(uint32_t policy, uint32_t priority)
{
    kl_core_Thread_SetSchedPolicy_req req = {.thread = me, .policy = policy, .priority = priority};
    kl_core_Thread_SetSchedPolicy_res res = {0};

    return kl_core_Thread_SetSchedPolicy(&threads.base, &req, NK_NULL, &res, NK_NULL) == NK_EOK
               ? res.rc
               : rcFail;
}

static uint32_t priority(void)
{
    kl_core_Thread_GetSchedPolicy_req req = {.thread = me};
    kl_core_Thread_GetSchedPolicy_res res = {0};

    (void)kl_core_Thread_GetSchedPolicy(&threads.base, &req, NK_NULL, &res, NK_NULL);
    return res.priority;
}

static Retcode make_thread(uint32_t priority)
{
    kl_core_Thread_Create_req req = {
        .priority = priority, .routine = KOS_USER_IMAGE_MIN, .flags = THREAD_FLAG_SUSPENDED};
    kl_core_Thread_Create_res res = {0};

    return kl_core_Thread_Create(&threads.base, &req, NK_NULL, &res, NK_NULL) == NK_EOK ? res.rc
                                                                                        : rcFail;
}

static Retcode make_task(uint32_t priority)
{
    Handle task;
    Retcode rc = KnTaskCreate("made", "made", SPAWN_FILE, 0, priority, 0, &task);

    if (rc == rcOk)
        KnHandleClose(task);
    return rc;
}

static Retcode set_initial(uint32_t priority)
{
    kl_core_Task_SetInitialThreadPriority_req req = {.priority = priority};
    kl_core_Task_SetInitialThreadPriority_res res = {.rc = rcFail};
    Handle task;

    if (KnTaskCreate("made", "made", SPAWN_FILE, 0, 0, 0, &task) != rcOk)
        return rcFail;
    req.task = nk_handle_desc(task);
    (void)kl_core_Task_SetInitialThreadPriority(&tasks.base, &req, NK_NULL, &res, NK_NULL);
    KnHandleClose(task);
    return res.rc;
}

static Retcode set_initial_policy(uint32_t policy, uint32_t priority)
{
    kl_core_Task_SetInitialThreadSchedPolicy_req req = {.policy = policy, .priority = priority};
    kl_core_Task_SetInitialThreadSchedPolicy_res res = {.rc = rcFail};
    Handle task;

    if (KnTaskCreate("made", "made", SPAWN_FILE, 0, 0, 0, &task) != rcOk)
        return rcFail;
    req.task = nk_handle_desc(task);
    (void)kl_core_Task_SetInitialThreadSchedPolicy(&tasks.base, &req, NK_NULL, &res, NK_NULL);
    KnHandleClose(task);
    return res.rc;
}

/* ---- children ------------------------------------------------------------------------------- */

static int own_priority(void *unused)
{
    (void)unused;
    connect_kernel();
    return (int)priority();
}

static int priority_of_thread(uint32_t asked)
{
    Tid tid;

    if (KosThreadCreate(&tid, asked, ThreadStackSizeDefault, own_priority, NULL, 0) != rcOk)
        return -1;
    return KosThreadWait(tid, INFINITE_TIMEOUT);
}

/* What a process with this maximum may do: up to it everything, above nothing. */
static void limits(uint32_t max)
{
    bool ordinary = max == ORDINARY;

    expect_rc("as high as it may", set_priority(max), rcOk);
    expect_rc("higher", set_priority(max + 1), rcNoCapability);
    expect_rc("the highest", set_priority(KOS_PRIORITIES - 1), rcNoCapability);
    expect_rc("no priority at all", set_priority(KOS_PRIORITIES), rcInvalidArgument);
    expect_true("still as high as it may", priority() == max);
    expect_rc("first come, first served, below", set_policy(THREAD_SCHED_FIFO, max - 1), rcOk);
    expect_rc("raised afterwards", set_priority(max), ordinary ? rcNoCapability : rcOk);
    expect_rc("as high as it may", set_policy(THREAD_SCHED_FIFO, max),
              ordinary ? rcNoCapability : rcOk);
    expect_rc("higher", set_policy(THREAD_SCHED_FIFO, max + 1), rcNoCapability);
    expect_rc("higher, in turns", set_policy(THREAD_SCHED_RR, max + 1), rcNoCapability);
    expect_rc("back", set_policy(THREAD_SCHED_RR, max), rcOk);
    expect_rc("a thread", make_thread(max), rcOk);
    expect_rc("a higher one", make_thread(max + 1), rcNoCapability);
    expect_rc("a process", make_task(max), rcOk);
    expect_rc("a higher one", make_task(max + 1), rcNoCapability);
    expect_rc("a process made higher", set_initial(max + 1), rcNoCapability);
    expect_rc("a process made as high", set_initial(max), rcOk);
    expect_rc("its policy, too high", set_initial_policy(THREAD_SCHED_RR, max + 1), rcNoCapability);
    expect_rc("its policy", set_initial_policy(THREAD_SCHED_RR, max), rcOk);
    expect_rc("its policy, before its equals", set_initial_policy(THREAD_SCHED_FIFO, max),
              ordinary ? rcNoCapability : rcOk);
    expect_true("a thread that may not be that high is an ordinary one",
                priority_of_thread(ThreadPriorityHighest) == ORDINARY);
    expect_true("a thread that may", priority_of_thread(max) == (int)max);
}

static int spin(void *unused)
{
    (void)unused;
    connect_kernel();
    for (uint32_t p = KOS_PRIORITIES; p-- > ORDINARY;)
        (void)set_policy(THREAD_SCHED_FIFO, p);
    for (uint32_t p = KOS_PRIORITIES; p-- > 0 && set_policy(THREAD_SCHED_RR, p) != rcOk;) {
    }
    for (;;)
        (void)set_priority(KOS_PRIORITIES - 1);
    return 0;
}

static int child(const char *what)
{
    Tid tid;

    connect_kernel();
    if (strcmp(what, "limits") == 0)
        limits(priority());
    for (int i = 0; strcmp(what, "spin") == 0 && i < 3; i++)
        (void)KosThreadCreate(&tid, ThreadPriorityHighest, 0, spin, NULL, 0);
    while (strcmp(what, "spin") == 0)
        spin(NULL);
    return raw_failures;
}

/* ---- Einit ---------------------------------------------------------------------------------- */

static void run(const char *what, uint32_t priority)
{
    Handle task;

    expect_rc(what, KnTaskCreate(what, what, SPAWN_FILE, 0, priority, 0, &task), rcOk);
    expect_rc(what, spawn_run(task, what, what, ""), rcOk);
    expect_true("it ended", spawn_wait(task) == 1);
    KnHandleClose(task);
}

/* Four threads that never wait stand beside this one of their priority: each turn is 10 ms. */
static void beside_spinners(void)
{
    Handle task = spawn("spin", "spin", "");
    rtl_size_t start = KnGetMSecSinceStart(), longest = 0, last = start;

    while (last - start < 1000) {
        KnSleep(5);
        rtl_size_t now = KnGetMSecSinceStart();

        longest = now - last > longest ? now - last : longest;
        last = now;
    }
    printf("longest gap %u ms\n", (unsigned)longest);
    expect_true("ordinary threads have their turns", longest < 100);
    expect_rc("end it", KnTaskTerminate(task), rcOk);
    expect_true("it ended", spawn_wait(task) == 1);
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        return child(argv[1]);
    connect_kernel();
    run("limits", ORDINARY);
    run("limits", HIGHER);
    beside_spinners();
    expect_rc("Einit may have all", set_policy(THREAD_SCHED_FIFO, KOS_PRIORITIES - 1), rcOk);
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
