/* Asks sign and clock, and compares what comes back. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kos/mutex.h>
#include <kos/thread.h>

#include <yard/Clock.idl.h>
#include <yard/ISign.idl.h>

#define ROUNDS 4

typedef struct {
    struct yard_ISign_proxy *proxy;
    yard_ISign_Show_req *req;
    yard_ISign_Show_res *res;
} Caller;

#define CALLER(proxyIn, reqIn, resIn)                                                              \
    {                                                                                              \
        .proxy = proxyIn, .req = reqIn, .res = resIn,                                              \
    }

static KosMutex mutex;
static unsigned failures;

static void check(int right, const char *what)
{
    KosMutexLock(&mutex);
    if (!right) {
        fprintf(stderr, "[Walker] failed: %s\n", what);
        failures++;
    }
    KosMutexUnlock(&mutex);
}

static Handle connect_to(NkKosTransport *transport, const char *connection)
{
    Handle handle = ServiceLocatorConnect(connection);

    assert(handle != INVALID_HANDLE);
    NkKosTransport_Init(transport, handle, NK_NULL, 0);
    return handle;
}

static void show(Caller *caller, uint32_t light)
{
    caller->req->light = light;
    if (yard_ISign_Show(&caller->proxy->base, caller->req, NULL, caller->res, NULL) == rcOk)
        check(caller->res->shown == light + 0x100, "what the sign shows");
    else
        check(0, "call of the sign");
}

static int sign_thread(void *context)
{
    static const nk_uint32_t lights[ROUNDS] = {yard_ISign_Stop, yard_ISign_Go,
                                               yard_ISign_Stop + yard_ISign_Go, 0};
    NkKosTransport transport;
    struct yard_ISign_proxy proxy;
    nk_iid_t riid = ServiceLocatorGetRiid(connect_to(&transport, "sign_connection"), "left.sign");
    yard_ISign_Show_req req; /* not set to zero: the call fills the header */
    yard_ISign_Show_res res;
    Caller caller = CALLER(&proxy, &req, &res);

    rtl_assert(context == RTL_NULL && riid != INVALID_RIID);
    yard_ISign_proxy_init(&proxy, &transport.base, riid);
    for (u_int8_t i = 0; i < ROUNDS; i++)
        show(&caller, lights[i]);

    yard_ISign_Name_req ask;
    yard_ISign_Name_res answer;
    char buffer[yard_ISign_Name_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof(buffer));
    nk_size_t size = 0;

    ask.upper = 1;
    check(yard_ISign_Name(&proxy.base, &ask, NULL, &answer, &arena) == NK_EOK, "name of the sign");
    const nk_char_t *name = nk_arena_get(nk_char_t, &arena, &answer.name, &size);
    check(name != RTL_NULL && nk_strcmp(name, "North gate") == 0 && size == 11, "its text");
    return 0;
}

static void ask_clock(void)
{
    NkKosTransport transport;
    struct yard_Clock_proxy proxy;
    nk_iid_t riid =
        ServiceLocatorGetRiid(connect_to(&transport, "clock_connection"), "yard.CClock.clock");
    yard_Clock_Next_res res;

    rtl_assert(riid != INVALID_RIID);
    yard_Clock_proxy_init(&proxy, &transport.base, riid);
    for (rtl_uint32_t i = 1; i <= ROUNDS; i++) {
        yard_Clock_Next_req req = {.id = (nk_uint8_t)i, .by = {.seconds = 60}};
        nk_err_t rc = yard_Clock_Next(&proxy.base, &req, NULL, &res, NULL);

        check(rc == rcOk && res.now.hour == i && res.res_.now.seconds == 60 * i, "the clock");
    }
}

int main(int argc, const char *argv[])
{
    Tid tid;
    Retcode rc = KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, sign_thread,
                                 RTL_NULL, 1);

    rtl_assert(rc == rcOk);
    KosThreadResume(tid);
    KosThreadWait(tid, INFINITE_TIMEOUT);
    ask_clock();
    fprintf(stderr, "[Walker] %u failed\n", failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
