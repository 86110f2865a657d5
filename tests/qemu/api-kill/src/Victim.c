/* Does what its argument says, and never ends by itself, but where it shall. */
#include "serve.h"

#include <coresrv/ipc/ipc_api.h>
#include <coresrv/sync/sync.h>
#include <coresrv/syscalls.h>
#include <coresrv/vmm/vmm_api.h>
#include <stdlib.h>

static void sleep_for_ever(void)
{
    for (;;)
        KosThreadSleep(INFINITE_TIMEOUT);
}

static Handle connect_main(const char *service)
{
    Handle handle;
    rtl_uint32_t riid;

    if (KnCmConnect("kill.Main", service, INFINITE_TIMEOUT, &handle, &riid) != rcOk)
        abort();
    return handle;
}

static Handle accept_main(void)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    Handle listener;

    if (KnCmListen(NULL, INFINITE_TIMEOUT, client, service) != rcOk ||
        KnCmAccept(client, service, 0, INVALID_HANDLE, &listener) != rcOk)
        abort();
    return listener;
}

/* ---- steps --------------------------------------------------------------------------------- */

static void step_spin(void)
{
    for (volatile int i = 0;; i++)
        ;
}

static void step_connect(void)
{
    Handle handle;
    rtl_uint32_t riid;

    (void)KnCmConnect("kill.Nobody", "x", INFINITE_TIMEOUT, &handle, &riid);
}

static void step_listen(void)
{
    char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];

    (void)KnCmListen(NULL, INFINITE_TIMEOUT, client, service);
}

static void step_queue(void)
{
    (void)call_hold(connect_main("quiet"));
}

static void step_reply(void)
{
    (void)call_hold(connect_main("serve"));
}

static void step_serve(void)
{
    Handle listener = accept_main();

    (void)serve(&listener);
    sleep_for_ever();
}

/* With handles of several kinds at the other side, and some of the other side's here. */
static void step_handles(void)
{
    Handle main_end = connect_main("serve"), object, mdl, badge, notice, copy;
    void *at;

    KnNoticeCreate(&notice);
    KnHandleCreateBadge(notice, 1, NULL, &badge);
    KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, ~0U, NULL, &object);
    KnPmmMdlCreate(65536, VMM_FLAG_READ | VMM_FLAG_WRITE, &mdl);
    KnPmmMdlMap(mdl, 0, 65536, NULL, VMM_FLAG_READ | VMM_FLAG_WRITE, &at);
    KnHandleCopy(object, ~0U, badge, &copy);
    KnNoticeSubscribeToObject(notice, object, ~0U, 2);
    call_keep(main_end, nk_handle_desc(object, ~0U, badge));
    call_keep(main_end, nk_handle_desc(copy));
    call_keep(main_end, nk_handle_desc(mdl));
    (void)call_give(main_end);
    (void)call_give(main_end);
    (void)call_hold(main_end);
}

static void step_notice(void)
{
    Handle object;
    EventDesc event;
    rtl_size_t count;
    Notice notice;

    KnNoticeCreate(&notice);
    KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, ~0U, NULL, &object);
    for (rtl_uintptr_t i = 0; i < 20; i++)
        KnNoticeSubscribeToObject(notice, object, EVENT_OBJECT_DESTROYED, i);
    (void)KnNoticeGetEvent(notice, INFINITE_TIMEOUT, 1, &event, &count);
}

static void step_futex(void)
{
    int word = 0;

    (void)KnFutexWait(&word, 0, INFINITE_TIMEOUT, NULL);
}

static int in_thread(void *step)
{
    ((void (*)(void))step)();
    return 0;
}

static void step_threads(void)
{
    void (*const steps[])(void) = {step_connect, step_notice, step_futex,    step_listen,
                                   step_queue,   step_reply,  sleep_for_ever};
    Tid tid;

    for (unsigned i = 0; i < sizeof steps / sizeof steps[0]; i++)
        KosThreadCreate(&tid, 10, 0, in_thread, (void *)steps[i], 0);
    sleep_for_ever();
}

static void step_sync(void)
{
    Handle handle = connect_main("quiet"), sync;
    kill_IServe_Hold_req req = {0};
    SMsgHdr msg = {&req, sizeof req, NULL, 0};

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, kill_IServe_Hold_mid);
    KnIpcCreateSyncObject(&sync);
    (void)CallEx(handle, &msg, &msg, INFINITE_TIMEOUT, sync);
}

static void step_fault(void)
{
    Tid tid;

    KosThreadCreate(&tid, 10, 0, in_thread, (void *)step_reply, 0);
    KosThreadSleep(2);
    ((void (*)(void))0x10)();
}

static void step_exit(void)
{
    Tid tid;

    KosThreadCreate(&tid, 10, 0, in_thread, (void *)step_handles, 0);
    KosThreadSleep(2);
    exit(3);
}

/* Ends at an instant that depends on the argument. */
static void step_echo(int spins)
{
    Handle handle = connect_main("serve");

    for (volatile int i = 0; i < spins; i++)
        ;
    for (nk_size_t size = 1;; size = size * 3 % 8191) {
        (void)call_echo(handle, size);
        (void)KnHandleClose(call_give(handle));
    }
}

int main(int argc, const char *argv[])
{
    static const struct {
        const char *name;
        void (*run)(void);
    } steps[] = {
        {"spin", step_spin},     {"sleep", sleep_for_ever}, {"connect", step_connect},
        {"listen", step_listen}, {"queue", step_queue},     {"reply", step_reply},
        {"serve", step_serve},   {"handles", step_handles}, {"notice", step_notice},
        {"futex", step_futex},   {"threads", step_threads}, {"sync", step_sync},
        {"fault", step_fault},   {"exit", step_exit},
    };

    if (argc == 3)
        step_echo(atoi(argv[2]));
    for (unsigned i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (argc == 2 && strcmp(argv[1], steps[i].name) == 0)
            steps[i].run();
    sleep_for_ever();
}
