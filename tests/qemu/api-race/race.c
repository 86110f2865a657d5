/* Threads of one process get into each other's long work in the kernel: they free, close and end
 * what another one is mapping, committing or loading, until the process is ended in the middle of
 * it. Whenever that comes, nothing is left behind. The same program is Einit and its children. */
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>
#include <vmm/flags.h>

#include "../figures.h"
#include "spawn.h"

#define RW    (VMM_FLAG_READ | VMM_FLAG_WRITE)
#define PAGES 4096UL
#define SIZE  (PAGES * KOS_PAGE_SIZE)
#define PART  (37 * KOS_PAGE_SIZE)

/* What one thread works on and the others disturb. */
static void *volatile range = (void *)KOS_USER_MMAP_MIN;
static volatile Handle object = INVALID_HANDLE, task = INVALID_HANDLE;

/* ---- work ------------------------------------------------------------------------------------ */

static void map(void)
{
    Handle mdl;
    void *at;

    if (KnPmmMdlCreate(SIZE, RW, &mdl) != rcOk)
        return;
    object = mdl;
    if (KnPmmMdlMap(mdl, 0, SIZE, NULL, RW, &at) == rcOk)
        (void)KnVmUnmap(at, SIZE);
    (void)KnHandleClose(mdl);
}

static void commit(void)
{
    void *at = KnVmAllocate(NULL, SIZE, VMM_FLAG_RESERVE | RW);

    range = at;
    (void)KnVmCommit(at, SIZE, RW);
    (void)KnVmProtect(at, SIZE, VMM_FLAG_READ);
    (void)KnVmDecommit(at, SIZE);
    for (rtl_size_t done = 0; done < SIZE; done += KOS_PAGE_SIZE)
        (void)KnVmUnmap((char *)at + done, KOS_PAGE_SIZE);
}

static void load(void)
{
    Handle mdl, made;

    if (KnPmmMdlCreate(SIZE, RW, &mdl) != rcOk)
        return;
    object = mdl;
    if (KnTaskCreate("made", "made", "", 0, 15, 0, &made) == rcOk) {
        task = made;
        (void)KnTaskLoadSeg(made, mdl, 0, SIZE, (void *)KOS_USER_IMAGE_MIN, RW);
        (void)KnTaskTerminate(made);
        (void)KnHandleClose(made);
    }
    (void)KnHandleClose(mdl);
}

static int nothing(void *unused)
{
    (void)unused;
    return 0;
}

static void stacks(void)
{
    Tid tid;

    if (KosThreadCreate(&tid, 15, SIZE, nothing, NULL, 0) == rcOk)
        (void)KosThreadWait(tid, INFINITE_TIMEOUT);
}

/* ---- disturbance ------------------------------------------------------------------------------
 */

static unsigned chance(unsigned below)
{
    static unsigned state = 1;

    state = state * 1103515245 + 12345;
    return (state >> 16) % below;
}

static void disturb(void)
{
    char *at =
        (char *)(chance(2) ? range : (void *)KOS_USER_MMAP_MIN) + chance(PAGES) * KOS_PAGE_SIZE;

    switch (chance(7)) {
    case 0:
        (void)KnVmUnmap(at, PART);
        break;
    case 1:
        (void)KnVmProtect(at, PART, VMM_FLAG_READ);
        break;
    case 2:
        (void)KnVmDecommit(range, SIZE);
        break;
    case 3:
        (void)KnHandleClose(object);
        break;
    case 4:
        (void)KnTaskTerminate(task);
        break;
    case 5:
        (void)KnHandleClose(task);
        break;
    default:
        (void)KnVmUnmap(range, SIZE);
    }
}

static const struct {
    const char *name;
    void (*run)(void);
} works[] = {{"map", map}, {"commit", commit}, {"load", load}, {"stacks", stacks}};

static int work(void *unused)
{
    void (*run)(void) = (void (*)(void))unused;

    for (;;)
        run();
    return 0;
}

/* The worker is ended, too, now and then, and another one begins. The ranges of addresses that an
 * ended one leaves are its process's. */
static int child(const char *what)
{
    for (unsigned i = 0; i < rtl_countof(works); i++) {
        Tid tid = 0;

        if (strcmp(what, works[i].name) != 0)
            continue;
        for (unsigned turn = 0;; turn++) {
            if (turn % 200 == 0) {
                if (tid) {
                    (void)KosThreadTerminate(tid, 0);
                    (void)KosThreadWait(tid, INFINITE_TIMEOUT);
                }
                (void)KosThreadCreate(&tid, 15, 0, work, (void *)works[i].run, 0);
            }
            disturb();
        }
    }
    return 1;
}

/* ---- Einit ------------------------------------------------------------------------------------
 */

static void race(const char *what, rtl_uint32_t msec)
{
    Handle victim = spawn_new(what);

    if (spawn_run(victim, what, what, "") != rcOk)
        failures++;
    KosThreadSleep(msec);
    CHECK(KnTaskTerminate(victim) == rcOk);
    CHECK(spawn_wait(victim) == 1);
    CHECK(KnHandleClose(victim) == rcOk);
    KosThreadSleep(50);
}

int main(int argc, char *argv[])
{
    struct figures before, now;

    if (argc > 1)
        return child(argv[1]);
    race(works[0].name, 20); /* fills heaps */
    figures_take(&before);
    for (unsigned i = 0; i < rtl_countof(works); i++) {
        for (rtl_uint32_t msec = 5; msec < 400; msec = msec * 3 / 2 + 1)
            race(works[i].name, msec);
        figures_take(&now);
        figures_compare(works[i].name, &before, &now);
        printf("%s is done\n", works[i].name);
    }
    return check_end("Einit");
}
