/* Random and mutated system calls: good ones first, then spoiled. The first thread makes them; a
 * second one answers on a channel that this process has to itself, so that Call, Recv and Reply have
 * something to hit. Ends with the number of calls it made as its exit code. */
#include <coresrv/cm/cm_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/ipc/ipc_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <fuzz/IExchange.idl.h>
#include <kl/core/Core.edl.h>
#include <kos/thread.h>
#include <nk/abi.h>
#include <nk/message.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../boot/raw.h" /* of its report only the system calls */
#include "chance.h"

#define CALLS 4000

static Handle client_end = INVALID_HANDLE, server_end = INVALID_HANDLE;
static unsigned char scratch[4 * 4096] __attribute__((aligned(4096)));

/* ---- numbers -------------------------------------------------------------------------------- */

/* Edges of what the kernel compares with. */
static const nk_uint64_t edges[] = {
    0, 1, 23, 24, 4095, 4096, 65536, 0x7fffff, 0x800000, 0x400001, 0x7fffffff, 0x80000000,
    0xffffffff, 1ULL << 32, 0x8000000000000000, 0xffffffffffffffff, 0xfffffffffffffff8,
    0x400000, KOS_USER_MMAP_MIN, KOS_USER_STACK_TOP, KOS_USER_STACK_TOP - 8, KOS_INFO_PAGE,
    KOS_USER_END - 8, KOS_USER_END, 0xffff000000000000, 0xffff000040200000, 0xffff008000000000,
};

static nk_uint64_t number(void)
{
    switch (chance(6)) {
    case 0:
        return edges[chance(sizeof edges / sizeof edges[0])];
    case 1:
        return chance(48);
    case 2:
        return KOS_USER_MMAP_MIN + 4096ULL * chance(64);
    case 3:
        return (nk_uintptr_t)scratch + chance(sizeof scratch);
    case 4:
        return chance(40) | (nk_uint64_t)chance(8) << 32;
    default:
        return (nk_uint64_t)chance(1U << 31) << chance(33);
    }
}

static nk_uint32_t any_handle(void)
{
    switch (chance(5)) {
    case 0:
        return client_end;
    case 1:
        return server_end;
    case 2:
        return chance(40); /* made first in their places */
    case 3:
        return chance(40) | chance(4) << 10;
    default:
        return (nk_uint32_t)number();
    }
}

/* ---- messages ------------------------------------------------------------------------------- */

struct shot {
    struct raw regs;
    unsigned number; /* of the system call */
};

/* Layout in scratch: the parts of a good call lie apart, at places that are not aligned now and
 * then; spoil() makes them overlap. */
#define OUT_AT      0
#define ARENA_AT    4096
#define IN_AT       8192
#define IN_ARENA_AT 12288
#define TEXTS       16 /* in the arena, of 15 bytes and their NUL each */

static nk_uint64_t at(unsigned place)
{
    return (nk_uintptr_t)scratch + place + (chance(6) ? 0 : chance(64));
}

static void fill_arena(unsigned char *arena)
{
    for (unsigned i = 0; i < TEXTS; i++)
        snprintf((char *)arena + 16 * i, 16, "text%011u", (unsigned)chance(8));
    memcpy(arena, "Attacker", 9);
    arena[chance(16 * TEXTS)] = (unsigned char)chance(256);
}

struct method {
    unsigned short iid, mid, size, handles; /* of its requests */
};

static const struct method methods[] = {
#define METHOD(E, I, M)                                                                            \
    {kl_core_Core_##E##_##I##_iid, kl_core_##I##_##M##_mid, sizeof(kl_core_##I##_##M##_req),       \
     kl_core_##I##_##M##_req_handles},
#include <methods.h>
#undef METHOD
};

/* A message of the given method whose fields are numbers, chunks of the arena, or handles. */
static void load(struct shot *s, nk_uint32_t handle, const struct method *m)
{
    nk_uint64_t message = at(OUT_AT), arena = at(ARENA_AT);
    unsigned words = (m->size - 24U) / 8, slots = m->handles;
    struct nk_message *head = (struct nk_message *)(nk_uintptr_t)message;
    nk_uint64_t word;

    memset(head, 0, sizeof *head);
    head->iid = m->iid;
    head->mid = m->mid;
    head->ex.size_ex = m->size & __NK_MESSAGE_SIZE_MAX;
    head->ex.ncaps = 2 * slots <= words ? slots : 0;
    for (unsigned i = 0; i < words; i++) {
        word = chance(2) ? number() : 16ULL * chance(TEXTS) | 16ULL << 32;
        if (i % 2 == 0 && i / 2 < slots)
            word = any_handle() | (nk_uint64_t)(chance(2) ? 0xffffffff : chance(32)) << 32;
        memcpy((char *)head + 24 + 8 * i, &word, sizeof word);
    }
    fill_arena((unsigned char *)(nk_uintptr_t)arena);
    s->regs = (struct raw){{handle, message,
                            m->size | (chance(2) ? 16ULL * TEXTS << 32 : 0), arena,
                            at(IN_AT), 1024 | 2048ULL << 32, at(IN_ARENA_AT),
                            KOS_HANDLE_INVALID}};
}

/* Bytes of the message turned; registers replaced; buffers on top of each other. */
static void spoil(struct shot *s)
{
    switch (chance(6)) {
    case 0:
        scratch[chance(512)] ^= (unsigned char)(1 << chance(8));
        break;
    case 1:
        s->regs.x[1 + chance(6)] = number();
        break;
    case 2: /* one buffer in the other */
        s->regs.x[4] = s->regs.x[1] + chance(64);
        s->regs.x[6] = s->regs.x[chance(2) ? 3 : 4] + chance(64);
        break;
    case 3: /* across the end of what is mapped */
        s->regs.x[chance(2) ? 1 : 4] = KOS_USER_STACK_TOP - chance(256);
        break;
    case 4:
        s->regs.x[7] = any_handle();
        break;
    default:
        for (unsigned i = 1; i < 8; i++)
            s->regs.x[i] = number();
    }
}

/* ---- what is called -------------------------------------------------------------------------- */


#define IS(m, E, I, M)                                                                             \
    ((m)->iid == kl_core_Core_##E##_##I##_iid && (m)->mid == kl_core_##I##_##M##_mid)

/* Not: what ends this process or thread before its time, takes its thread-local storage away, or
 * writes to the console; and seldom what takes away what the others need. */
static int is_left_out(const struct method *m)
{
    if (IS(m, task, Task, Exit) || IS(m, thread, Thread, Exit) || IS(m, thread, Thread, SetTls) ||
        IS(m, hal, HAL, DebugWrite))
        return 1;
    if (IS(m, task, Task, Terminate) || IS(m, thread, Thread, Terminate))
        return chance(100) != 0;
    if (IS(m, thread, Thread, Create) || IS(m, thread, Thread, Suspend))
        return chance(20) != 0;
    return (IS(m, vmm, VMM, Free) || IS(m, handle, Handle, Close)) && chance(4) != 0;
}

/* Mostly a method with a message of its size, now and then another or one that is not there. */
static void kernel_call(struct shot *s)
{
    struct method m;

    do {
        m = methods[chance(sizeof methods / sizeof methods[0])];
        if (chance(50) == 0)
            m.iid = (unsigned short)chance(0x10000);
        if (chance(50) == 0)
            m.mid = (unsigned short)chance(0x10000);
        if (chance(8) == 0) {
            m.size = (unsigned short)(24 + 8 * chance(60));
            m.handles = (unsigned short)chance(4);
        }
    } while (is_left_out(&m));
    load(s, KOS_HANDLE_KERNEL, &m);
    s->number = KOS_SVC_CALL;
    /* A byte that turns could make it a method that is left out: the message stays as it is. */
    if (chance(8) == 0) {
        s->regs.x[4 + chance(3)] = number();
        s->regs.x[7] = chance(2) ? any_handle() : KOS_HANDLE_INVALID;
    }
}

static void channel_call(struct shot *s)
{
    static const struct method complain = {0, fuzz_IExchange_Complain_mid,
                                           sizeof(fuzz_IExchange_Complain_req), 0};
    const struct method other = {(unsigned short)chance(3), (unsigned short)chance(4),
                                 (unsigned short)(24 + 8 * chance(60)), (unsigned short)chance(3)};

    load(s, any_handle(), chance(2) ? &complain : &other);
    if (s->regs.x[0] == KOS_HANDLE_KERNEL)
        s->regs.x[0] = client_end;
    s->number = chance(4);
    if (chance(2))
        spoil(s);
}

/* A wait lasts 0 or 1 ms: whatever it waits for, the run goes on. */
static void fire(struct shot *s)
{
    s->regs.x[0] = (nk_uint32_t)s->regs.x[0] | (nk_uint64_t)chance(2) << 32;
    switch (s->number) {
    case KOS_SVC_CALL:
        raw_svc(0, &s->regs);
        break;
    case KOS_SVC_RECV:
        raw_svc(1, &s->regs);
        break;
    case KOS_SVC_REPLY:
        raw_svc(2, &s->regs);
        break;
    default:
        if (chance(2))
            raw_svc(3, &s->regs);
        else
            raw_svc(65535, &s->regs);
    }
}

/* ---- the rest of the process ----------------------------------------------------------------- */

/* Accepts the channel, then answers or not, with a good reply or another. */
static int serve(void *unused)
{
    static char client[UCORE_STRING_SIZE], service[UCORE_STRING_SIZE];
    static unsigned char in[2048], arena[2048];
    struct raw_buffers b = {in, arena, in, arena, 24, 0, sizeof in, sizeof arena};
    unsigned turn = 0;

    (void)unused;
    if (KnCmListen(NULL, 1000, client, service) != rcOk ||
        KnCmAccept(client, service, 0, INVALID_HANDLE, &server_end) != rcOk)
        return 1;
    for (;;) {
        struct nk_message *head = (struct nk_message *)(void *)in;

        (void)raw_recv(server_end, 1 + turn % 3, &b); /* spins when the handle is gone */
        head->ex.size_ex = 24;
        head->ex.ncaps = 0;
        if (++turn % 4 != 0)
            (void)raw_reply(server_end, &b);
    }
    return 0;
}

static int sleep_on(void *unused)
{
    (void)unused;
    KosThreadSleep(INFINITE_TIMEOUT);
    return 0;
}

/* Something of each kind, so that a handle by chance is often one of an object. */
static void make_objects(void)
{
    Handle handle, badge, notice, task;
    rtl_uint32_t riid;
    Tid tid;

    (void)KosThreadCreate(&tid, 15, 0, serve, NULL, 0);
    (void)KnCmConnect("attacker", "own", 1000, &client_end, &riid);
    (void)KnNoticeCreate(&notice);
    (void)KnHandleCreateBadge(notice, 1, NULL, &badge);
    for (int i = 0; i < 3; i++) {
        (void)KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, ~0U, NULL, &handle);
        (void)KnHandleCopy(handle, ~0U, badge, &handle);
        (void)KnNoticeSubscribeToObject(notice, handle, ~0U, (rtl_uintptr_t)i);
        (void)KnPmmMdlCreate(8192, VMM_FLAG_READ | VMM_FLAG_WRITE, &handle);
    }
    (void)KnTaskCreate("made", "fuzz.Attacker", "Attacker", 0, 15, 0, &task);
    (void)KosThreadCreate(&tid, 10, 0, sleep_on, NULL, 0);
    (void)KnIpcCreateSyncObject(&handle);
}

int main(int argc, const char *argv[])
{
    struct shot s;

    if (argc < 2) /* a process that an attacker made */
        return 0;
    chance_state = strtoull(argv[1], NULL, 10) * 7919 + 1;
    make_objects();
    for (unsigned i = 0; i < CALLS; i++) {
        if (chance(3))
            kernel_call(&s);
        else
            channel_call(&s);
        fire(&s);
    }
    return CALLS;
}
