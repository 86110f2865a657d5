/* Processes that take all they can get leave to every other what it is due. The same program is
 * Einit, the greedy ones, and the one that comes after them. */
#include <coresrv/fs/fs_api.h>
#include <coresrv/handle/notice_api.h>
#include <coresrv/ipc/ipc_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>
#include <vmm/flags.h>

#include "spawn.h"

#define GREEDY 60
#define RW     (VMM_FLAG_READ | VMM_FLAG_WRITE)

static Handle taken[2048];
static Notice notices[16];
static Handle user;

/* ---- one of each kind ------------------------------------------------------------------------ */

static Retcode make_user(Handle *h)
{
    return KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, ~0U, NULL, h);
}

static Retcode make_mdl(Handle *h)
{
    return KnPmmMdlCreate(KOS_PAGE_SIZE, RW, h);
}

static Retcode make_sync(Handle *h)
{
    return KnIpcCreateSyncObject(h);
}

static Retcode make_badge(Handle *h)
{
    return KnHandleCreateBadge(INVALID_HANDLE, 0, NULL, h);
}

static Retcode make_file(Handle *h)
{
    return KnFsOpen(SPAWN_FILE, h);
}

static Retcode make_region(Handle *unused)
{
    (void)unused;
    return KnVmAllocate(NULL, KOS_PAGE_SIZE, VMM_FLAG_RESERVE | RW) ? rcOk : rcQuotaExceeded;
}

static int sleeper(void *unused)
{
    (void)unused;
    for (;;)
        KosThreadSleep(INFINITE_TIMEOUT);
    return 0;
}

static Retcode make_thread(Handle *unused)
{
    Tid tid;

    (void)unused;
    return KosThreadCreate(&tid, 15, KOS_PAGE_SIZE, sleeper, NULL, 0);
}

static int nothing(void *unused)
{
    (void)unused;
    return 0;
}

/* The run time keeps the handle of one that has ended until somebody waits for it. */
static Retcode make_ended_thread(Handle *unused)
{
    Tid tid;
    Retcode rc = KosThreadCreate(&tid, 15, KOS_PAGE_SIZE, nothing, NULL, 0);

    (void)unused;
    KosThreadYield();
    return rc;
}

static unsigned count(Retcode (*make)(Handle *), int close)
{
    unsigned n = 0;

    while (n < 2048 && make(&taken[n]) == rcOk)
        n++;
    for (unsigned i = 0; close && i < n; i++)
        KnHandleClose(taken[i]);
    return n;
}

/* Each notice with all its subscriptions. */
static unsigned count_subscriptions(void)
{
    unsigned n = 0, all = 0;

    while (n < 16 && KnNoticeCreate(&notices[n]) == rcOk)
        n++;
    for (unsigned i = 0; i < n; i++) {
        for (unsigned id = 0; KnNoticeSubscribeToObject(notices[i], user, ~0U, id) == rcOk; id++)
            all++;
    }
    return all;
}

/* ---- processes ------------------------------------------------------------------------------- */

static int take_all(int keep)
{
    (void)make_user(&user);
    unsigned threads = count(make_thread, 0), syncs = count(make_sync, !keep);
    unsigned badges = count(make_badge, !keep), mdls = count(make_mdl, !keep);
    unsigned files = count(make_file, !keep), subscriptions = count_subscriptions();
    unsigned regions = count(make_region, 0), users = count(make_user, 0);

    if (keep)
        return 0;
    expect_true("threads", threads >= 3);
    expect_true("sync objects", syncs == 16);
    expect_true("badges", badges == 128);
    expect_true("memory objects", mdls == 64);
    expect_true("files", files == 64);
    expect_true("notices and subscriptions", subscriptions == 8 * 64);
    expect_true("ranges of addresses", regions > 1000);
    expect_true("user objects", users == 511);
    return raw_failures;
}

static int child(const char *what)
{
    if (strcmp(what, "last") == 0)
        return take_all(0);
    if (strcmp(what, "ended") == 0)
        count(make_ended_thread, 0);
    take_all(1);
    return sleeper(NULL);
}

int main(int argc, char *argv[])
{
    Handle task;
    char name[16];

    if (argc > 1)
        return child(argv[1]);
    for (int i = 0; i < GREEDY; i++) {
        snprintf(name, sizeof(name), "greedy%d", i);
        task = spawn_new(name);
        if (spawn_run(task, name, i % 2 ? "ended" : "greedy", "") != rcOk)
            raw_failures++;
    }
    KosThreadSleep(200000);
    task = spawn("last", "last", "");
    expect_true("the last one ended", spawn_wait(task) == 1);
    rtl_uint32_t code = 1;

    expect_rc("and found all", KnTaskGetExitCode(task, &code), rcOk);
    raw_failures += (int)code;
    printf("%d failures\n", raw_failures);
    return raw_failures != 0;
}
