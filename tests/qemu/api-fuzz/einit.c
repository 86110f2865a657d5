/* Processes that call every method of the kernel with random messages, one after the other; what
 * the kernel has in use is compared after each. The same program is the parent, as Einit, and the
 * child, as fuzz-N. */
#include <coresrv/entity/entity_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/ipc/ipc_api.h>
#include <coresrv/syscalls.h>
#include <coresrv/task/task_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/task.h>
#include <kos/thread.h>
#include <nk/abi.h>
#include <stdlib.h>
#include <string.h>

#include "../figures.h"

#define CHILDREN 40
#define CALLS    1500

/* ---- chance --------------------------------------------------------------------------------- */

static nk_uint64_t state;

static nk_uint32_t chance(nk_uint32_t below)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (nk_uint32_t)(state >> 33) % below;
}

static char scratch[8192] __attribute__((aligned(4096)));

/* A number that may mean something: a handle, an address, a size, a limit. */
static nk_uint64_t number(void)
{
    static const nk_uint64_t some[] = {0,
                                       1,
                                       2,
                                       0xffffffff,
                                       0x7fffffff,
                                       0x80000000,
                                       0xffffffffffffffff,
                                       0x8000000000000000,
                                       4095,
                                       4096,
                                       65536,
                                       1 << 20,
                                       KOS_USER_END - 8,
                                       0xffff000040200000,
                                       0x400000,
                                       KOS_USER_STACK_TOP,
                                       KOS_INFO_PAGE,
                                       0x10000,
                                       0x1ffff};

    switch (chance(6)) {
    case 0:
        return some[chance(sizeof some / sizeof some[0])];
    case 1:
        return chance(48);
    case 2:
        return KOS_USER_MMAP_MIN + 4096ULL * chance(64);
    case 3:
        return (nk_uintptr_t)scratch + chance(8192);
    case 4:
        return chance(40) | (nk_uint64_t)chance(8) << 32;
    default:
        return (nk_uint64_t)chance(1U << 31) << chance(33);
    }
}

/* ---- a call ---------------------------------------------------------------------------------- */

struct message {
    struct nk_message base;
    nk_uint64_t words[60];
};

#define TEXTS 16 /* of the arena, each of 15 bytes and its NUL */

/* Texts that may be names, and pointers that may point at one. */
static void fill(struct message *m, char *arena, unsigned words)
{
    unsigned slots = chance(5) ? 1 + chance(3) : 0;

    for (unsigned i = 0; i < words; i++)
        m->words[i] = chance(4) ? number() : 16ULL * chance(TEXTS) | 16ULL << 32;
    for (unsigned i = 0; i < TEXTS; i++)
        snprintf(arena + 16 * i, 16, "text%011u", chance(8));
    memcpy(arena, "einit", 5);
    arena[chance(16 * TEXTS)] = (char)chance(256);
    for (unsigned i = 0; i < slots && 2 * i + 1 < words; i++)
        m->words[2 * i] = chance(48) | (nk_uint64_t)(chance(2) ? 0xffffffff : chance(32)) << 32;
    m->base.ex.ncaps = 2 * slots <= words ? slots : 0;
}

/* Not: what ends the caller, what others see, what takes its thread-local storage away. */
static int is_left_out(unsigned iid, unsigned mid)
{
    static const struct {
        unsigned iid, mid, one_in;
    } table[] = {
        {kl_core_Core_task_Task_iid, 10, 0},     /* Exit */
        {kl_core_Core_task_Task_iid, 11, 50},    /* Terminate */
        {kl_core_Core_thread_Thread_iid, 0, 50}, /* Create */
        {kl_core_Core_thread_Thread_iid, 5, 50}, /* Terminate */
        {kl_core_Core_thread_Thread_iid, 6, 0},  /* Exit */
        {kl_core_Core_thread_Thread_iid, 9, 0},  /* SetTls */
        {kl_core_Core_hal_HAL_iid, 6, 0},        /* DebugWrite */
        {kl_core_Core_vmm_VMM_iid, 4, 4},        /* Free */
        {kl_core_Core_handle_Handle_iid, 6, 3},  /* Close */
    };

    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].iid == iid && table[i].mid == mid)
            return table[i].one_in == 0 || chance(table[i].one_in) != 0;
    return 0;
}

/* Mostly what is built, and now and then what is not there at all. */
static void choose(unsigned *iid, unsigned *mid)
{
    static const struct {
        unsigned char iid, methods;
    } built[] = {{0, 12}, {0, 12}, {2, 17}, {3, 16}, {3, 16}, {3, 16}, {4, 26},
                 {4, 26}, {6, 2},  {7, 8},  {9, 3},  {10, 8}, {13, 5}, {15, 4},
                 {17, 7}, {17, 7}, {18, 3}, {21, 1}, {5, 5}};
    unsigned i = chance(sizeof built / sizeof built[0]);

    *iid = chance(50) ? built[i].iid : chance(0x10000);
    *mid = chance(50) ? chance(built[i].methods) : chance(0x10000);
}

static void call_once(void)
{
    static char out_arena[16 * TEXTS], in_arena[8192];
    struct message out = {0}, in;
    unsigned words = chance(4) ? 2 + chance(12) : chance(60), iid, mid;
    SMsgHdr to = {&out, sizeof out.base + 8 * words, out_arena, chance(8) ? sizeof out_arena : 0};
    SMsgHdr from = {&in, sizeof in, in_arena, chance(8) ? sizeof in_arena : chance(64)};

    choose(&iid, &mid);
    if (is_left_out(iid, mid))
        return;
    fill(&out, out_arena, words);
    out.base.iid = (nk_iid_t)iid;
    out.base.mid = (nk_mid_t)mid;
    out.base.ex.size_ex = (nk_uint32_t)to.msgSize & __NK_MESSAGE_SIZE_MAX;
    (void)CallEx(KOS_HANDLE_KERNEL, &to, &from, 1, INVALID_HANDLE);
}

static int idle_thread(void *unused)
{
    (void)unused;
    KosThreadSleep(INFINITE_TIMEOUT);
    return 0;
}

/* Something of each kind, so that a handle that is guessed is often one of an object. */
static void make_objects(void)
{
    Handle handle, badge, notice, task;
    Tid tid;

    KnNoticeCreate(&notice);
    KnHandleCreateBadge(notice, 1, NULL, &badge);
    for (int i = 0; i < 3; i++) {
        KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, ~0U, NULL, &handle);
        KnHandleCopy(handle, ~0U, badge, &handle);
        KnNoticeSubscribeToObject(notice, handle, ~0U, (rtl_uintptr_t)i);
        KnPmmMdlCreate(8192, VMM_FLAG_READ | VMM_FLAG_WRITE, &handle);
    }
    KnTaskCreate("made", "Child", "einit", 0, 15, 0, &task);
    KosThreadCreate(&tid, 10, 0, idle_thread, NULL, 0);
    KnIpcCreateSyncObject(&handle);
}

/* The exit code tells how many calls were made, in hundreds. */
static int child(unsigned seed)
{
    make_objects();
    state = seed * 7919 + 1;
    for (unsigned i = 0; i < CALLS; i++)
        call_once();
    return CALLS / 100;
}

/* ---- the parent -------------------------------------------------------------------------------
 */

static unsigned run_child(unsigned seed)
{
    static const EntityInfo info = {.eiid = "Child"};
    char name[16];
    const char *args[] = {name, NULL};
    unsigned code = 0;
    Entity *entity;
    Retcode rc;

    snprintf(name, sizeof name, "fuzz-%u", seed);
    entity = EntityInitEx(&info, name, "einit");
    CHECK(entity && EntitySetArgs(entity, args) == rcOk && EntityRun(entity) == rcOk);
    rc = EntityWait(entity, 5000, &code);
    if (rc == rcTimeout) { /* it has ended the thread that calls, and another one goes on */
        CHECK(KosTaskStop(entity) == rcOk);
        CHECK(EntityWait(entity, 1000, NULL) == rcAbort);
    }
    EntityFree(entity);
    KosThreadSleep(20); /* for what it started itself */
    return rc == rcOk ? code : 0;
}

static int parent(void)
{
    struct figures before, after;
    char what[16];
    unsigned calls = 0;

    figures_take(&before);
    for (unsigned i = 0; i < CHILDREN; i++) {
        snprintf(what, sizeof what, "fuzz-%u", i);
        calls += 100 * run_child(i);
        figures_take(&after);
        if (i == 0)
            before = after; /* heaps are filled */
        figures_compare(what, &before, &after);
    }
    printf("Einit: %u processes made %u calls\n", CHILDREN, calls);
    return check_end("Einit");
}

int main(int argc, const char *argv[])
{
    if (argc > 0 && strcmp(argv[0], "Einit") == 0)
        return parent();
    if (argc > 0 && strncmp(argv[0], "fuzz-", 5) == 0)
        return child((unsigned)atoi(argv[0] + 5));
    return 0;
}
