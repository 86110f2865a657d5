/* Takes of each kind of object what it can get, gives it back, takes it again. */
#include <coresrv/cm/cm_api.h>
#include <coresrv/entity/entity_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/ipc/ipc_api.h>
#include <coresrv/log/log_api.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/time/time_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Thread.idl.h>
#include <kos/event.h>
#include <kos/thread.h>
#include <rtl/countof.h>

#include "../../check.h"

/* ---- objects -------------------------------------------------------------------------------- */

static Handle handles[1100];

static Retcode make_mdl(Handle *handle)
{
    return KnPmmMdlCreate(4096, VMM_FLAG_READ, handle);
}

static Retcode make_notice(Handle *handle)
{
    return KnNoticeCreate(handle);
}

static Retcode make_sync(Handle *handle)
{
    return KnIpcCreateSyncObject(handle);
}

static Retcode make_badge(Handle *handle)
{
    return KnHandleCreateBadge(INVALID_HANDLE, 0, NULL, handle);
}

static Retcode make_channel(Handle *handle)
{
    rtl_uint32_t riid;

    return KnCmConnect("api.Limits", "x", 1000, handle, &riid);
}

/* The code of the first failure; how many were made before. */
static unsigned take_all(Retcode (*make)(Handle *), Retcode *rc)
{
    unsigned count = 0;

    while (count < 1100 && (*rc = make(&handles[count])) == rcOk)
        count++;
    return count;
}

static void check_quota(const char *what, Retcode (*make)(Handle *), unsigned expected)
{
    for (int round = 0; round < 2; round++) {
        Retcode rc = rcOk;
        unsigned count = take_all(make, &rc);

        if (count != expected || rc != rcQuotaExceeded) {
            failures++;
            printf("%s: failed: %u, error %d\n", what, count, RC_GET_CODE(rc));
        }
        while (count > 0)
            CHECK(KnHandleClose(handles[--count]) == rcOk);
    }
}

static int accept_all(void *unused)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Handle listener = INVALID_HANDLE;

    (void)unused;
    while (KnCmListen(NULL, INFINITE_TIMEOUT, client, service) == rcOk)
        (void)KnCmAccept(client, service, 0, listener, &listener);
    return 0;
}

/* Static channels are not touched by what a process has of its own. */
static void static_channel(void)
{
    static const EntityInfo info = {.eiid = "api.Limits"};
    Entity *one = EntityInitEx(&info, "one", "Limits"), *two = EntityInitEx(&info, "two", "Limits");

    CHECK(one && two && EntityConnectToService(one, two, "link") == rcOk);
    EntityFree(one);
    EntityFree(two);
}

static void objects(void)
{
    Tid tid;

    CHECK(KosThreadCreate(&tid, 15, 0, accept_all, NULL, 0) == rcOk);
    check_quota("memory objects", make_mdl, 64);
    check_quota("notices", make_notice, 8);
    check_quota("sync objects", make_sync, 16);
    check_quota("badges", make_badge, 128);
    check_quota("channels", make_channel, 32);
    static_channel();
}

/* ---- pages ---------------------------------------------------------------------------------- */

#define RW (VMM_FLAG_READ | VMM_FLAG_WRITE)

#define MOST (4500UL * 4096)

static int take_most(void *mdl)
{
    KosThreadSleep(2);
    return KnPmmMdlCreate(MOST, RW, mdl);
}

/* What another thread takes while an object is being made counts, too. */
static void pages_at_once(void)
{
    Handle mdl, other;
    Tid tid;

    CHECK(KosThreadCreate(&tid, 20, 0, take_most, &other, 0) == rcOk);
    CHECK(KnPmmMdlCreate(MOST, RW, &mdl) == rcQuotaExceeded);
    CHECK(KosThreadWait(tid, 1000) == rcOk);
    CHECK(KnHandleClose(other) == rcOk);
    CHECK(KnPmmMdlCreate(MOST, RW, &mdl) == rcOk && KnHandleClose(mdl) == rcOk);
}

static int close_it(void *mdl)
{
    return KnHandleClose(*(Handle *)mdl);
}

/* An object counts until all of it was given back. */
static void end_under_way(void)
{
    Retcode rc = rcOk;
    unsigned count;
    Handle mdl;
    Tid tid;

    CHECK(KnPmmMdlCreate(MOST, RW, &mdl) == rcOk);
    CHECK(KosThreadCreate(&tid, 14, 0, close_it, &mdl, 0) == rcOk);
    KosThreadSleep(2);
    count = take_all(make_mdl, &rc);
    CHECK(count == 63 && rc == rcQuotaExceeded);
    while (count > 0)
        CHECK(KnHandleClose(handles[--count]) == rcOk);
    CHECK(KosThreadWait(tid, 1000) == rcOk);
}

/* The memory of a call to the kernel counts, when it is more than the page that each thread has. */
static void large_call(void)
{
    static char lines[LOG_LINES_MAX];
    struct LogLines found;
    unsigned count = 0;

    for (rtl_size_t pages = 4096; pages > 0; pages /= 2)
        if (KnPmmMdlCreate(pages * 4096, RW, &handles[count]) == rcOk)
            count++;
    CHECK(count > 0 && KnLogFetch(lines, sizeof lines, &found) == rcQuotaExceeded);
    CHECK(KnLogFetch(lines, 1024, &found) == rcOk);
    while (count > 0)
        CHECK(KnHandleClose(handles[--count]) == rcOk);
    CHECK(KnLogFetch(lines, sizeof lines, &found) == rcOk);
}

static void pages(void)
{
    const rtl_size_t most = MOST;
    char *at = KnVmAllocate(NULL, most, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW);
    Handle mdl;

    CHECK(at && at[most - 1] == 0);
    CHECK(!KnVmAllocate(NULL, most, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW));
    CHECK(KnPmmMdlCreate(most, RW, &mdl) == rcQuotaExceeded);
    CHECK(KnVmUnmap(at, most) == rcOk);
    CHECK(KnPmmMdlCreate(most, RW, &mdl) == rcOk);
    CHECK(!KnVmAllocate(NULL, most, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW));
    at = KnVmAllocate(NULL, most, VMM_FLAG_RESERVE | RW);
    CHECK(at && KnVmCommit(at, most, RW) == rcQuotaExceeded);
    CHECK(KnHandleClose(mdl) == rcOk && KnVmCommit(at, most, RW) == rcOk);
    CHECK(KnVmUnmap(at, most) == rcOk);
}

/* ---- others run in the middle of long work ----------------------------------------------------
 */

static volatile int stop;
static rtl_size_t longest;

static int measure(void *unused)
{
    rtl_size_t last = KnGetMSecSinceStart();

    (void)unused;
    while (!stop) {
        KosThreadSleep(1);
        rtl_size_t now = KnGetMSecSinceStart();

        longest = now - last > longest ? now - last : longest;
        last = now;
    }
    return 0;
}

static void pauses(void)
{
    rtl_size_t start;
    Handle mdl, clone;
    Tid tid;
    void *at;

    CHECK(KosThreadCreate(&tid, 20, 0, measure, NULL, 0) == rcOk);
    start = KnGetMSecSinceStart();
    CHECK(KnPmmMdlCreate(2000 * 4096, RW, &mdl) == rcOk);
    CHECK(KnPmmMdlClone(mdl, 100, 1900 * 4096, &clone) == rcOk);
    CHECK(KnHandleClose(clone) == rcOk);
    CHECK(KnPmmMdlMap(mdl, 0, 2000 * 4096, NULL, RW, &at) == rcOk);
    CHECK(KnPmmMdlCreateFromVm(at, 2000 * 4096, RW, &clone) == rcOk);
    CHECK(KnHandleClose(clone) == rcOk && KnVmUnmap(at, 2000 * 4096) == rcOk);
    CHECK(KnHandleClose(mdl) == rcOk);
    at = KnVmAllocate(NULL, 5000 * 4096, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW);
    CHECK(at && KnVmUnmap(at, 5000 * 4096) == rcOk);
    CHECK(KnGetMSecSinceStart() - start >= 20);
    stop = 1;
    CHECK(KosThreadWait(tid, 100) == 0);
    CHECK(longest <= 4);
}

/* ---- policies ----------------------------------------------------------------------------------
 */

static volatile unsigned others;
static unsigned seen;

static Retcode set_policy(nk_uint32_t policy, nk_uint32_t priority, nk_uint32_t tag)
{
    struct kl_core_Thread_proxy proxy;
    kl_core_Thread_OpenCurrent_req open_req = {0};
    kl_core_Thread_OpenCurrent_res open_res = {0};
    kl_core_Thread_SetSchedPolicy_req req = {.policy = policy, .priority = priority};
    kl_core_Thread_SetSchedPolicy_res res = {0};
    kl_core_Thread_GetSchedPolicy_req get_req = {0};
    kl_core_Thread_GetSchedPolicy_res get_res = {0};
    NkKosTransport kernel;

    NkKosTransport_Init(&kernel, 1, NK_NULL, 0);
    kl_core_Thread_proxy_init(&proxy, &kernel.base, kl_core_Core_thread_Thread_iid);
    CHECK(kl_core_Thread_OpenCurrent(&proxy.base, &open_req, NULL, &open_res, NULL) == NK_EOK);
    req.thread = get_req.thread = nk_handle_desc(nk_get_handle(&open_res.thread));
    req.param.tag = tag;
    CHECK(kl_core_Thread_SetSchedPolicy(&proxy.base, &req, NULL, &res, NULL) == NK_EOK);
    CHECK(kl_core_Thread_GetSchedPolicy(&proxy.base, &get_req, NULL, &get_res, NULL) == NK_EOK);
    CHECK(res.rc != rcOk || (get_res.policy == policy && get_res.priority == priority));
    CHECK(KnHandleClose(nk_get_handle(&open_res.thread)) == rcOk);
    return res.rc;
}

/* Computes for 60 ms, longer than several turns. */
static int compute(void *policy)
{
    rtl_size_t start = KnGetMSecSinceStart();

    CHECK(set_policy((nk_uint32_t)(rtl_uintptr_t)policy, 15, 0) == rcOk);
    others = 0;
    while (KnGetMSecSinceStart() - start < 60)
        ;
    seen = others;
    return 0;
}

static int count(void *unused)
{
    (void)unused;
    while (!stop)
        others++;
    return 0;
}

static unsigned run_beside(rtl_uintptr_t policy)
{
    Tid tids[2];

    stop = 0;
    CHECK(KosThreadCreate(&tids[0], 15, 0, compute, (void *)policy, 0) == rcOk);
    CHECK(KosThreadCreate(&tids[1], 15, 0, count, NULL, 0) == rcOk);
    CHECK(KosThreadWait(tids[0], 1000) == 0);
    stop = 1;
    CHECK(KosThreadWait(tids[1], 1000) == 0);
    return seen;
}

static void policies(void)
{
    CHECK(set_policy(2, 15, 0) == rcInvalidArgument && set_policy(0, 32, 0) == rcInvalidArgument);
    CHECK(set_policy(0, 25, 1) == rcOk); /* above those below; this process was given it */
    CHECK(run_beside(THREAD_SCHED_RR) > 0);
    CHECK(run_beside(THREAD_SCHED_FIFO) == 0);
}

int main(void)
{
    objects();
    pages();
    pages_at_once();
    end_under_way();
    large_call();
    pauses();
    policies();
    printf("longest gap %u ms\n", (unsigned)longest);
    return check_end("Limits");
}
