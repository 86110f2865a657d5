/* Scheduling, registers of threads, resources of processes that come and go. */
#include <coresrv/sync/sync.h>
#include <coresrv/time/time_api.h>
#include <kos/thread.h>
#include "spawn.h"

/* ---- preemption -------------------------------------------------------------------------- */

static volatile uint64_t turns[2];
static volatile int stop;

static int count_turns(void *which)
{
    volatile uint64_t *mine = which;

    while (!stop)
        ++*mine;
    return 0;
}

/* Two threads that never block share the processor with each other and with this one. */
static void preemption(void)
{
    Tid a, b;

    KosThreadCreate(&a, ThreadPriorityNormal, 0, count_turns, (void *)&turns[0], 0);
    KosThreadCreate(&b, ThreadPriorityNormal, 0, count_turns, (void *)&turns[1], 0);
    KnSleep(100);
    stop = 1;
    KosThreadWait(a, INFINITE_TIMEOUT);
    KosThreadWait(b, INFINITE_TIMEOUT);
    expect_true("both threads ran", turns[0] > 1000 && turns[1] > 1000);
    expect_true("about equally long", turns[0] < 2 * turns[1] && turns[1] < 2 * turns[0]);
}

static volatile uint64_t low_turns;
static volatile int high_done;

static int count_low(void *unused)
{
    (void)unused;
    while (!high_done)
        low_turns++;
    return 0;
}

static int high(void *unused)
{
    uint64_t before = low_turns;

    (void)unused;
    for (volatile unsigned i = 0; i < 5000000; i++) {
    }
    expect_true("the lower priority waits", low_turns == before);
    high_done = 1;
    return 0;
}

static void priorities(void)
{
    Tid a, b;

    KosThreadCreate(&a, ThreadPriorityLowest, 0, count_low, NULL, 0);
    KnSleep(20);
    expect_true("the lower priority runs alone", low_turns > 0);
    KosThreadCreate(&b, ThreadPriorityHighest, 0, high, NULL, 0);
    KosThreadWait(b, INFINITE_TIMEOUT);
    KosThreadWait(a, INFINITE_TIMEOUT);
}

/* ---- futex -------------------------------------------------------------------------------- */

static int word;

static int wait_for(void *ms)
{
    uint32_t left;

    return KnFutexWait(&word, 0, (uint32_t)(uintptr_t)ms, &left) == rcOk;
}

/* A waiter whose time is over, but who has not run since, must not eat up a wake-up. */
static void wake_after_time_out(void)
{
    Tid late, patient;
    int woken = -1;

    KosThreadCreate(&late, ThreadPriorityLowest, 0, wait_for, (void *)10, 0);
    KnSleep(5);
    KosThreadCreate(&patient, ThreadPriorityLowest, 0, wait_for, (void *)10000, 0);
    KnSleep(2);
    for (uint64_t begin = KnGetMSecSinceStart(); KnGetMSecSinceStart() < begin + 30;) {
    }
    expect_rc("wake one of two", KnFutexWake(&word, 1, &woken), rcOk);
    expect_true("one was woken", woken == 1);
    expect_true("the first had timed out", KosThreadWait(late, INFINITE_TIMEOUT) == 0);
    expect_true("it was the second", KosThreadWait(patient, INFINITE_TIMEOUT) == 1);
    expect_rc("wake nobody", KnFutexWake(&word, 1, &woken), rcOk);
    expect_true("nobody was woken", woken == 0);
}

/* ---- registers ---------------------------------------------------------------------------- */

/* Fills all SIMD registers with one value and looks whether they keep it over many turns. */
static int keep_simd(uint64_t value)
{
    uint64_t bad = 0, out[4];

    for (unsigned i = 0; i < 200; i++) {
        __asm__ volatile("dup v0.2d, %[v]\n dup v7.2d, %[v]\n dup v15.2d, %[v]\n dup v31.2d, %[v]\n"
                         "mov x9, #20000\n"
                         "1: subs x9, x9, #1\n b.ne 1b\n"
                         "str d0, [%[o]]\n str d7, [%[o], #8]\n str d15, [%[o], #16]\n"
                         "mov %[v2], v31.d[1]\n str %[v2], [%[o], #24]"
                         : [v2] "=&r"(out[3])
                         : [v] "r"(value), [o] "r"(out)
                         : "x9", "v0", "v7", "v15", "v31", "memory", "cc");
        for (unsigned k = 0; k < 4; k++)
            bad += out[k] != value;
    }
    return bad == 0;
}

static int simd_thread(void *value)
{
    return keep_simd((uint64_t)(uintptr_t)value) ? 0 : 1;
}

static void simd_of_threads(void)
{
    Tid a, b;

    KosThreadCreate(&a, ThreadPriorityNormal, 0, simd_thread, (void *)0x1111111111111111, 0);
    KosThreadCreate(&b, ThreadPriorityNormal, 0, simd_thread, (void *)0x2222222222222222, 0);
    expect_true("SIMD of the third thread", keep_simd(0x3333333333333333));
    expect_true("SIMD of the first", KosThreadWait(a, INFINITE_TIMEOUT) == 0);
    expect_true("SIMD of the second", KosThreadWait(b, INFINITE_TIMEOUT) == 0);
}

/* A process that begins sees none of the values the others left. */
static int clean_registers(void)
{
    uint64_t v = 1, fpcr = 1;

    __asm__ volatile("mov %0, v20.d[0]\n mrs %1, fpcr" : "=r"(v), "=r"(fpcr));
    return v == 0 && fpcr == 0;
}

static void simd_of_processes(void)
{
    __asm__ volatile("dup v20.2d, %0" : : "r"(0x5ec2e75ec2e7) : "v20");
    Handle task = spawn("clean", "clean", "");

    expect_true("clean ended", spawn_wait(task) == 1);
    KnHandleClose(task);
}

/* ---- resources ---------------------------------------------------------------------------- */

static void many_processes(void)
{
    unsigned good = 0;

    for (unsigned i = 0; i < 300; i++) {
        Handle task = spawn_new("short");

        if (spawn_run(task, "short", "exit", "") == rcOk && spawn_wait(task) == 1)
            good++;
        KnHandleClose(task);
    }
    expect_true("300 processes one after the other", good == 300);
}

static void stopped_processes(void)
{
    unsigned good = 0;

    for (unsigned i = 0; i < 100; i++) {
        Handle task = spawn_new("never started");

        good += KnHandleClose(task) == rcOk;
    }
    expect_true("100 processes never started", good == 100);
}

static void full_table(void)
{
    static Handle tasks[KOS_PROCESSES_MAX + 1];
    char name[16];
    unsigned n = 0, good = 0;
    Retcode rc;

    for (;;) {
        snprintf(name, sizeof(name), "p%u", n);
        rc = KnTaskCreate(name, "Lab", SPAWN_FILE, 0, 15, 0, &tasks[n]);
        if (rc != rcOk || n == KOS_PROCESSES_MAX)
            break;
        n++;
    }
    expect_rc("one process too many", rc, rcOutOfMemory);
    expect_true("64 with this one", n == KOS_PROCESSES_MAX - 1);
    expect_rc("a name twice", KnTaskCreate("Einit", "Lab", SPAWN_FILE, 0, 15, 0, &tasks[n]),
              rcAlreadyExists);
    for (unsigned i = 0; i < n; i++)
        good += KnHandleClose(tasks[i]) == rcOk;
    expect_true("close them", good == n);
}

static void full_handles(void)
{
    static Handle handles[KOS_HANDLES_MAX];
    unsigned n = 0;
    Retcode rc;

    while ((rc = KnHandleCopy(KOS_HANDLE_SELF, 0xffffffff, INVALID_HANDLE, &handles[n])) == rcOk &&
           n < KOS_HANDLES_MAX - 1)
        n++;
    expect_rc("one handle too many", rc, rcQuotaExceeded);
    for (unsigned i = 0; i < n; i++)
        rc = KnHandleClose(handles[i]);
    expect_rc("and again", KnHandleCopy(KOS_HANDLE_SELF, 0xffffffff, INVALID_HANDLE, &handles[0]),
              rcOk);
    KnHandleClose(handles[0]);
}

static int sleep_long(void *unused)
{
    (void)unused;
    KnSleep(100000);
    return 0;
}

static void full_threads(void)
{
    Tid tids[KOS_PROC_THREADS_MAX];
    unsigned n = 0;

    while (n < KOS_PROC_THREADS_MAX &&
           KosThreadCreate(&tids[n], ThreadPriorityNormal, 0, sleep_long, NULL, 0) == rcOk)
        n++;
    expect_true("64 threads with this one", n == KOS_PROC_THREADS_MAX - 1);
    for (unsigned i = 0; i < n; i++)
        KosThreadTerminate(tids[i], 0);
    for (unsigned i = 0; i < n; i++)
        KosThreadWait(tids[i], INFINITE_TIMEOUT);
    expect_true("all of them ended", 1);
}

static void terminate_busy(void)
{
    Handle task = spawn("busy", "busy", "");

    KnSleep(20);
    expect_rc("end a busy process", KnTaskTerminate(task), rcOk);
    expect_true("it was ended", spawn_wait(task) == 1);
    expect_rc("end it twice", KnTaskTerminate(task), rcInvalidOperation);
    KnHandleClose(task);
}

static int child(const char *what)
{
    if (strcmp(what, "clean") == 0)
        expect_true("registers of a new process are clean", clean_registers());
    while (strcmp(what, "busy") == 0)
        stop = 0;
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        return child(argv[1]);
    preemption();
    priorities();
    wake_after_time_out();
    simd_of_threads();
    simd_of_processes();
    terminate_busy();
    full_handles();
    full_threads();
    stopped_processes();
    full_table();
    many_processes();
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
