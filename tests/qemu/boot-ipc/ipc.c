/* Rows of the failure table that are about static channels and the ends of processes and threads
 * (ipc-and-kernel 11), with raw system calls. The parent makes server and client for each case;
 * roles get the values of their handles as arguments. */
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>
#include <services/ocap.h>
#include "spawn.h"

#define FOREVER KOS_TIMEOUT_INFINITE

struct text {
    struct nk_message base_;
    uint64_t value;
};

static struct text out, in;
static uint32_t handle; /* of this process's end */

static struct raw_buffers buffers(void)
{
    return (struct raw_buffers){
        .out = &out, .out_size = sizeof(out), .in = &in, .in_size = sizeof(in)};
}

static Retcode call(uint64_t value, uint32_t ms)
{
    struct raw_buffers b = buffers();

    out = (struct text){.value = value};
    nk_req_reset(&out);
    return raw_call(handle, ms, &b);
}

static Retcode receive(uint32_t ms)
{
    struct raw_buffers b = buffers();

    return raw_recv(handle, ms, &b);
}

static Retcode answer(void)
{
    struct raw_buffers b = buffers();

    out = (struct text){.value = in.value + 1};
    nk_req_reset(&out);
    out.base_.iid = in.base_.iid;
    out.base_.mid = in.base_.mid;
    return raw_reply(handle, &b);
}

/* ---- servers ----------------------------------------------------------------------------- */

static void serve_all(void)
{
    while (receive(FOREVER) == rcOk)
        (void)answer();
}

static void serve_once(void)
{
    expect_rc("receive", receive(FOREVER), rcOk);
    expect_rc("reply", answer(), rcOk);
}

static void serve_late(void)
{
    KnSleep(20);
    serve_once();
}

static void exit_while_queued(void)
{
    KnSleep(20);
}

static void exit_in_service(void)
{
    expect_rc("receive", receive(FOREVER), rcOk);
    KnSleep(20);
}

static void fault_in_service(void)
{
    expect_rc("receive", receive(FOREVER), rcOk);
    __builtin_trap();
}

static void never_answer(void)
{
    expect_rc("receive", receive(FOREVER), rcOk);
    expect_rc("receive again", receive(50), rcTimeout);
}

static void late_answer(void)
{
    expect_rc("receive", receive(FOREVER), rcOk);
    KnSleep(60);
    expect_rc("reply too late", answer(), rcNotConnected);
    expect_rc("reply twice", answer(), rcInvalidThreadState);
    serve_once();
}

static void wrong_replies(void)
{
    struct raw_buffers b = buffers();

    expect_rc("reply without a request", answer(), rcInvalidThreadState);
    expect_rc("nobody calls", receive(10), rcTimeout);
    expect_rc("receive", receive(FOREVER), rcOk);
    out = (struct text){.value = 1};
    nk_req_reset(&out);
    out.base_.mid = 9;
    expect_rc("reply to another method", raw_reply(handle, &b), rcInvalidArgument);
    out.base_.mid = 0;
    b.out = (const void *)0xffff000040200000;
    expect_rc("reply from the kernel's memory", raw_reply(handle, &b), rcSourceFault);
    b = buffers();
    b.out_size = 16;
    expect_rc("reply too short", raw_reply(handle, &b), rcInvalidArgument);
    expect_rc("good reply", answer(), rcOk);
}

static void bad_receivers(void)
{
    struct raw_buffers b = buffers();

    b.in_size = 16;
    expect_rc("no room for a header", raw_recv(handle, FOREVER, &b), rcInvalidArgument);
    b.in = (void *)0xffff000040200000;
    b.in_size = 64;
    expect_rc("receive into the kernel", raw_recv(handle, FOREVER, &b), rcTargetFault);
    b.in = NULL;
    expect_rc("receive at 0", raw_recv(handle, FOREVER, &b), rcTargetFault);
    b.in = &in;
    b.in_size = 24;
    expect_rc("small receiver sees nothing", raw_recv(handle, 40, &b), rcTimeout);
    serve_once();
}

static void big_reply(void)
{
    struct raw_buffers b = buffers();
    static struct {
        struct nk_message base_;
        char bytes[1000];
    } big;

    expect_rc("receive", receive(FOREVER), rcOk);
    nk_req_reset(&big);
    b.out = &big;
    b.out_size = sizeof(big);
    expect_rc("reply larger than the client's buffer", raw_reply(handle, &b), rcBufferTooSmall);
    serve_once();
}

static int serve_thread(void *context)
{
    (void)context;
    struct text mine_in, mine_out;
    struct raw_buffers b = {
        .in = &mine_in, .in_size = sizeof(mine_in), .out = &mine_out, .out_size = sizeof(mine_out)};

    while (raw_recv(handle, 100, &b) == rcOk) {
        KnSleep(5);
        mine_out = mine_in;
        mine_out.value++;
        if (raw_reply(handle, &b) != rcOk)
            printf("FAIL reply of a thread\n");
    }
    return 0;
}

static void two_threads(void)
{
    Tid tid;

    KosThreadCreate(&tid, ThreadPriorityNormal, 0, serve_thread, NULL, 0);
    serve_thread(NULL);
    KosThreadWait(tid, INFINITE_TIMEOUT);
}

static int hold_and_end(void *context)
{
    (void)context;
    expect_rc("receive in a thread", receive(FOREVER), rcOk);
    return 0;
}

static void holder_ends(void)
{
    Tid tid;

    KosThreadCreate(&tid, ThreadPriorityNormal, 0, hold_and_end, NULL, 0);
    KosThreadWait(tid, INFINITE_TIMEOUT);
    serve_once();
}

static int receive_for_ever(void *context)
{
    (void)context;
    struct text mine;
    struct raw_buffers b = {.in = &mine, .in_size = sizeof(mine)};

    printf("FAIL killed receiver: %s\n", KosRetcodeName(raw_recv(handle, FOREVER, &b)));
    return 0;
}

/* A thread killed in Recv must not be given the next request. */
static void receiver_killed(void)
{
    Tid tid;

    KosThreadCreate(&tid, ThreadPriorityNormal, 0, receive_for_ever, NULL, 0);
    KnSleep(5);
    expect_rc("kill the receiver", KosThreadTerminate(tid, 0), rcOk);
    KosThreadWait(tid, INFINITE_TIMEOUT);
    serve_once();
}

static void close_listener(void)
{
    expect_rc("receive", receive(FOREVER), rcOk);
    expect_rc("close the listener", KnHandleClose(handle), rcOk);
    expect_rc("receive on it", receive(0), rcInvalidArgument);
    KnSleep(20);
}

/* ---- clients ----------------------------------------------------------------------------- */

static void call_ok(void)
{
    expect_rc("call", call(41, FOREVER), rcOk);
    expect_true("answer", in.value == 42);
}

static void call_late(void)
{
    KnSleep(40);
    call_ok();
}

static void call_many(void)
{
    for (unsigned i = 0; i < 20; i++) {
        if (call(i, FOREVER) != rcOk || in.value != i + 1)
            printf("FAIL call %u\n", i);
    }
    expect_true("twenty calls", 1);
}

static void call_twice_not_connected(void)
{
    call_ok();
    expect_rc("server has gone", call(1, FOREVER), rcNotConnected);
    expect_rc("still", call(1, FOREVER), rcNotConnected);
}

static void call_not_connected(void)
{
    expect_rc("server goes", call(1, FOREVER), rcNotConnected);
}

static void call_fail(void)
{
    expect_rc("never answered", call(1, FOREVER), rcFail);
}

static void call_timeout_then_ok(void)
{
    expect_rc("time-out in service", call(1, 20), rcTimeout);
    KnSleep(60);
    call_ok();
}

static void call_timeout_queued(void)
{
    expect_rc("time-out in the queue", call(1, 10), rcTimeout);
    call_ok();
}

static void call_and_exit(void)
{
    (void)call(1, 20);
}

static void call_wrong(void)
{
    struct raw_buffers b = buffers();

    out = (struct text){0};
    nk_req_reset(&out);
    out.base_.ex.size_ex = 24;
    expect_rc("bad header does not queue", raw_call(handle, FOREVER, &b), rcInvalidArgument);
    b.out = NULL;
    expect_rc("no message does not queue", raw_call(handle, FOREVER, &b), rcSourceFault);
    call_ok();
}

static void call_transfer_errors(void)
{
    expect_rc("receiver cannot be written", call(1, FOREVER), rcTransferError);
    expect_rc("again", call(1, FOREVER), rcTransferError);
    expect_rc("receiver too small", call(1, FOREVER), rcBufferTooSmall);
    KnSleep(60);
    call_ok();
}

static void call_too_small(void)
{
    expect_rc("response does not fit", call(1, FOREVER), rcBufferTooSmall);
    call_ok();
}

static void call_unwritable(void)
{
    struct raw_buffers b = buffers();

    out = (struct text){0};
    nk_req_reset(&out);
    b.in = (void *)0xffff000040200000;
    expect_rc("response into the kernel", raw_call(handle, FOREVER, &b), rcTargetFault);
    call_ok();
}

static void reply_transfer_error(void)
{
    expect_rc("receive", receive(FOREVER), rcOk);
    expect_rc("client cannot be written", answer(), rcTransferError);
    serve_once();
}

static int call_in_thread(void *context)
{
    struct text request = {0}, response;
    struct raw_buffers b = {
        .in = &response, .in_size = sizeof(response), .out = &request, .out_size = sizeof(request)};

    (void)context;
    nk_req_reset(&request);
    printf("FAIL killed caller: %s\n", KosRetcodeName(raw_call(handle, FOREVER, &b)));
    return 0;
}

/* A thread killed in Call, first while queued, then while the server works. */
static void caller_killed(void)
{
    Tid tid;

    KosThreadCreate(&tid, ThreadPriorityNormal, 0, call_in_thread, NULL, 0);
    KnSleep(5);
    expect_rc("kill the caller in the queue", KosThreadTerminate(tid, 0), rcOk);
    KosThreadWait(tid, INFINITE_TIMEOUT);
    KnSleep(30);
    KosThreadCreate(&tid, ThreadPriorityNormal, 0, call_in_thread, NULL, 0);
    KnSleep(5);
    expect_rc("kill the caller in service", KosThreadTerminate(tid, 0), rcOk);
    KosThreadWait(tid, INFINITE_TIMEOUT);
    KnSleep(30);
    call_ok();
}

static void slow_server(void)
{
    KnSleep(20);
    expect_rc("receive of the second", receive(FOREVER), rcOk);
    KnSleep(20);
    expect_rc("client was killed", answer(), rcNotConnected);
    serve_once();
}

/* ---- handles in messages ------------------------------------------------------------------ */

#define CONTEXT 0x123456789abc

struct parcel {
    struct nk_message base_;
    nk_handle_desc_t slot[2];
};

static struct parcel parcel_out, parcel_in;

static struct raw_buffers parcels(void)
{
    return (struct raw_buffers){.out = &parcel_out,
                                .out_size = sizeof(parcel_out),
                                .in = &parcel_in,
                                .in_size = sizeof(parcel_in)};
}

static Retcode call_with(nk_handle_desc_t first, nk_handle_desc_t second)
{
    struct raw_buffers b = parcels();

    parcel_out = (struct parcel){.slot = {first, second}};
    nk_req_reset(&parcel_out);
    nk_msg_set_ncaps(&parcel_out, 2);
    memset(&parcel_out.base_.self, 0xee, sizeof(parcel_out.base_.self));
    return raw_call(handle, FOREVER, &b);
}

/* Looks at what arrived and sends the first handle back. */
static void return_handle(void)
{
    struct raw_buffers b = parcels();
    nk_handle_desc_t *got = parcel_in.slot;
    Handle copy;

    expect_rc("receive handles", raw_recv(handle, FOREVER, &b), rcOk);
    expect_true("self is the kernel's", parcel_in.base_.self.handle == 0 &&
                                            parcel_in.base_.self.rights == 0 &&
                                            parcel_in.base_.self.badge == 0);
    expect_true("rights of both masks",
                got[0].rights == (OCAP_HANDLE_TRANSFER | OCAP_HANDLE_GET_SID));
    expect_true("an empty slot stays empty", got[1].handle == KOS_HANDLE_INVALID);
    expect_rc("right that was not given", KnHandleCopy(got[0].handle, 0, INVALID_HANDLE, &copy),
              rcSecurityDisallow);
    parcel_out = (struct parcel){.slot = {got[0], {0}}};
    parcel_out.slot[0].rights = 0xffffffff;
    nk_req_reset(&parcel_out);
    nk_msg_set_ncaps(&parcel_out, 2);
    expect_rc("send it back", raw_reply(handle, &b), rcOk);
    expect_rc("close it", KnHandleClose(got[0].handle), rcOk);
    expect_rc("receive no more handles", raw_recv(handle, 50, &b), rcTimeout);
    serve_once();
}

static void send_handles(void)
{
    const nk_handle_desc_t none = {0};
    uint32_t all = OCAP_HANDLE_TRANSFER | OCAP_HANDLE_COPY | OCAP_HANDLE_GET_SID;
    Handle object, fixed, revoked, copy;

    expect_rc("object",
              KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, all, (void *)CONTEXT, &object),
              rcOk);
    expect_rc("object without transfer",
              KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, OCAP_HANDLE_COPY, NULL, &fixed),
              rcOk);
    KnHandleCopy(object, all, INVALID_HANDLE, &copy);
    KnHandleCopy(copy, all, INVALID_HANDLE, &revoked);
    KnHandleRevoke(copy);
    expect_rc("send a handle",
              call_with(nk_handle_desc(object, OCAP_HANDLE_TRANSFER | OCAP_HANDLE_GET_SID), none),
              rcOk);
    expect_true("the own handle came back", parcel_in.slot[0].handle == object);
    expect_true("with its context", parcel_in.slot[0].badge == CONTEXT);
    expect_true("and the sender's rights",
                parcel_in.slot[0].rights == (OCAP_HANDLE_TRANSFER | OCAP_HANDLE_GET_SID));
    expect_rc("no right to transfer", call_with(nk_handle_desc(object), nk_handle_desc(fixed)),
              rcSecurityDisallow);
    expect_rc("no such handle", call_with(nk_handle_desc(object), nk_handle_desc(12345)),
              rcInvalidArgument);
    expect_rc("revoked handle", call_with(nk_handle_desc(revoked), none), rcHandleRevoked);
    KnSleep(60);
    call_ok();
}

/* ---- cases ------------------------------------------------------------------------------- */

typedef void role(void);

static const struct {
    const char *name;
    role *server, *client, *client2; /* client2: joined to the same listener */
} cases[] = {
    {"rendezvous", serve_once, call_ok, NULL},
    {"bad-request", serve_once, call_wrong, NULL},
    {"server-once", serve_once, call_twice_not_connected, NULL},
    {"server-exits-before-recv", exit_while_queued, call_not_connected, NULL},
    {"server-exits-in-service", exit_in_service, call_not_connected, call_not_connected},
    {"server-faults-in-service", fault_in_service, call_not_connected, NULL},
    {"recv-without-reply", never_answer, call_fail, NULL},
    {"client-times-out", late_answer, call_timeout_then_ok, NULL},
    {"client-exits", late_answer, call_and_exit, call_late},
    {"client-times-out-in-queue", serve_late, call_timeout_queued, NULL},
    {"wrong-replies", wrong_replies, call_late, NULL},
    {"bad-receivers", bad_receivers, call_transfer_errors, NULL},
    {"big-reply", big_reply, call_too_small, NULL},
    {"client-unwritable", reply_transfer_error, call_unwritable, NULL},
    {"two-clients", serve_all, call_many, call_many},
    {"two-threads", two_threads, call_many, call_many},
    {"holder-ends", holder_ends, call_not_connected, call_late},
    {"receiver-killed", receiver_killed, call_late, NULL},
    {"caller-killed", slow_server, caller_killed, NULL},
    {"handles", return_handle, send_handles, NULL},
    {"listener-closed", close_listener, call_not_connected, call_not_connected},
};

#define COUNT (sizeof(cases) / sizeof(cases[0]))

static Handle start(unsigned i, Handle task, const char *name, char kind, uint32_t end)
{
    char what[16], value[16];

    snprintf(what, sizeof(what), "%c%u", kind, i);
    snprintf(value, sizeof(value), "%u", end);
    if (spawn_run(task, name, what, value) != rcOk)
        printf("FAIL start of %s\n", name);
    return task;
}

static void run_case(unsigned i)
{
    uint32_t listener = KOS_HANDLE_INVALID, end = 0, end2 = 0;
    Handle server = spawn_new("server"), client = spawn_new("client"), client2 = 0;

    printf("-- %s\n", cases[i].name);
    if (spawn_connect(server, client, &listener, &end) != rcOk)
        printf("FAIL connect\n");
    if (cases[i].client2) {
        client2 = spawn_new("client2");
        if (spawn_connect(server, client2, &listener, &end2) != rcOk)
            printf("FAIL connect\n");
    }
    start(i, client, "client", 'c', end);
    start(i, server, "server", 's', listener);
    if (client2)
        start(i, client2, "client2", 'd', end2);
    (void)spawn_wait(client);
    if (client2) {
        (void)spawn_wait(client2);
        KnHandleClose(client2);
    }
    if (cases[i].server == serve_all)
        KnTaskTerminate(server);
    (void)spawn_wait(server);
    KnHandleClose(server);
    KnHandleClose(client);
}

static int child(char *argv[])
{
    unsigned i = (unsigned)atoi(argv[1] + 1);

    handle = (uint32_t)strtoul(argv[2], NULL, 10);
    if (argv[1][0] == 's')
        cases[i].server();
    else if (argv[1][0] == 'c')
        cases[i].client();
    else
        cases[i].client2();
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        return child(argv);
    for (unsigned i = 0; i < COUNT; i++)
        run_case(i);
    printf("all cases\n");
    return 0;
}
