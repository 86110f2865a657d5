/* How long work of the kernel for one thread keeps the others from the core: a thread of the
 * highest priority sleeps a millisecond at a time and notes the longest gap while each piece of
 * work is done. The same program is Einit and the child that ends with much memory. */
#include <coresrv/time/time_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kl/core/Thread.idl.h>
#include <kos/thread.h>
#include <vmm/flags.h>

#include "spawn.h"

#define RW     (VMM_FLAG_READ | VMM_FLAG_WRITE)
#define PAGES  40000UL
#define MANY   (PAGES * KOS_PAGE_SIZE)
#define SPARSE 10000UL
#define MDL    (16384UL * KOS_PAGE_SIZE) /* the largest memory object */

static volatile int stop;
static volatile unsigned longest; /* microseconds */

static uint64_t now_us(void)
{
    RtlTimeSpec t;

    KnGetUpTime(&t);
    return (uint64_t)t.sec * 1000000 + (uint64_t)t.nsec / 1000;
}

static int measure(void *unused)
{
    uint64_t last = now_us();

    (void)unused;
    while (!stop) {
        KosThreadSleep(1);
        uint64_t now = now_us();

        longest = now - last > longest ? (unsigned)(now - last) : longest;
        last = now;
    }
    return 0;
}

/* The gap without any work is a little more than 1 ms. */
static void gap(const char *what, int done, unsigned limit)
{
    KosThreadSleep(3);
    printf("%s: %u us\n", what, longest);
    expect_true(what, done && longest <= limit);
    longest = 0;
}

#define GAP(what, e, limit)                                                                        \
    do {                                                                                           \
        longest = 0;                                                                               \
        int done_ = (e);                                                                           \
                                                                                                   \
        gap(what, done_, limit);                                                                   \
    } while (0)

static int nothing(void *unused)
{
    (void)unused;
    return 0;
}

static int big_stack(void)
{
    Tid tid;

    return KosThreadCreate(&tid, 15, MANY, nothing, NULL, 0) == rcOk &&
           KosThreadWait(tid, INFINITE_TIMEOUT) == 0;
}

static int load(Handle mdl)
{
    Handle task;

    return KnTaskCreate("made", "made", "", 0, 15, 0, &task) == rcOk &&
           KnTaskLoadSeg(task, mdl, 0, MDL, (void *)KOS_USER_IMAGE_MIN, RW) == rcOk &&
           KnTaskTerminate(task) == rcOk && KnHandleClose(task) == rcOk;
}

static int abandon(Handle mdl)
{
    Handle task;

    return KnTaskCreate("made", "made", "", 0, 15, 0, &task) == rcOk &&
           KnTaskLoadSeg(task, mdl, 0, MDL, (void *)KOS_USER_IMAGE_MIN, RW) == rcOk &&
           KnHandleClose(task) == rcOk;
}

/* By itself, or from outside while it waits. */
static int end(const char *how)
{
    Handle task = spawn("child", how, "");
    int ended;

    KosThreadSleep(400); /* it takes its memory */
    longest = 0;
    if (strcmp(how, "exit") != 0)
        (void)KnTaskTerminate(task);
    ended = spawn_wait(task) == 1;
    KnHandleClose(task);
    return ended;
}

/* Each copy is one of the copy before. */
static int revoke_deep(void)
{
    Handle root, h;

    if (KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, ~0U, NULL, &root) != rcOk)
        return 0;
    h = root;
    for (int i = 0; i < 900; i++) {
        if (KnHandleCopy(h, ~0U, INVALID_HANDLE, &h) != rcOk)
            return 0;
    }
    return KnHandleRevoke(root) == rcOk && KnHandleClose(h) == rcOk;
}

/* Page tables with a page in each, and as many in which nothing is left. */
static int child_sparse(void)
{
    const rtl_size_t step = 512UL * KOS_PAGE_SIZE;
    char *at = KnVmAllocate(NULL, 2 * SPARSE * step, VMM_FLAG_RESERVE | RW);

    for (rtl_size_t i = 0; i < 2 * SPARSE; i++) {
        if (KnVmCommit(at + i * step, KOS_PAGE_SIZE, RW) != rcOk)
            return 1;
        if (i % 2 == 0)
            (void)KnVmDecommit(at + i * step, KOS_PAGE_SIZE);
    }
    KosThreadSleep(INFINITE_TIMEOUT);
    return 0;
}

static int child(const char *how)
{
    if (strcmp(how, "sparse") == 0)
        return child_sparse();
    if (!KnVmAllocate(NULL, MANY, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW))
        return 1;
    for (int i = 0; i < 100; i++) {
        Handle mdl;

        (void)KnPmmMdlCreate(64 * KOS_PAGE_SIZE, RW, &mdl);
    }
    KosThreadSleep(strcmp(how, "wait") == 0 ? INFINITE_TIMEOUT : 600);
    return 0;
}

int main(int argc, char *argv[])
{
    const unsigned usual = 1500, at_once = 2000;
    Handle mdl, clone;
    void *at;
    Tid tid;

    if (argc > 1)
        return child(argv[1]);
    KosThreadCreate(&tid, ThreadPriorityHighest, 0, measure, NULL, 0);
    GAP("nothing", 1, usual);
    GAP("reserve", (at = KnVmAllocate(NULL, MANY, VMM_FLAG_RESERVE | RW)) != NULL, usual);
    GAP("commit", KnVmCommit(at, MANY, RW) == rcOk, usual);
    GAP("commit again", KnVmCommit(at, MANY, RW) == rcOk, usual);
    GAP("protect", KnVmProtect(at, MANY, VMM_FLAG_READ) == rcOk, usual);
    GAP("decommit", KnVmDecommit(at, MANY) == rcOk, usual);
    GAP("commit anew", KnVmCommit(at, MANY, RW) == rcOk, usual);
    GAP("free", KnVmUnmap(at, MANY) == rcOk, usual);
    GAP("allocate",
        (at = KnVmAllocate(NULL, MANY, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW)) != NULL, usual);
    GAP("free", KnVmUnmap(at, MANY) == rcOk, usual);
    GAP("a thread with a large stack", big_stack(), usual);
    GAP("a memory object", KnPmmMdlCreate(MDL, RW, &mdl) == rcOk, usual);
    GAP("a copy of it", KnPmmMdlClone(mdl, 0, MDL, &clone) == rcOk, usual);
    GAP("its end", KnHandleClose(clone) == rcOk, usual);
    GAP("map it", KnPmmMdlMap(mdl, 0, MDL, NULL, RW, &at) == rcOk, usual);
    GAP("unmap it", KnVmUnmap(at, MDL) == rcOk, usual);
    GAP("load it into a process, end that", load(mdl), usual);
    GAP("load it into a process, forget that", abandon(mdl), usual);
    KnHandleClose(mdl);
    GAP("revoke 900 handles, each a copy of the one before", revoke_deep(), at_once);
    GAP("the end of a process", end("exit"), usual);
    GAP("the end of a process from outside", end("wait"), usual);
    GAP("the end of a process with many page tables", end("sparse"), usual);
    stop = 1;
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
