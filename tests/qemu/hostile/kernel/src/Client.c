/* The kernel's own endpoints under attack: chunks that lie, absurd sizes, handles of other things and
 * of others, memory that is not the caller's, and using up what there is. */
#include <stdlib.h>

#include <coresrv/handle/handle_api.h>
#include <coresrv/syscalls.h>
#include <coresrv/task/task_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kl/core/Core.edl.h>

#include "shot.h"

/* A well-formed request to the kernel; the code is that of the Call, else the method's. */
static Retcode ask(nk_iid_t iid, nk_mid_t mid, struct nk_message *req, nk_size_t reqSize,
                   unsigned reqHandles, struct nk_message *res, nk_size_t resSize)
{
    static _Alignas(8) unsigned char room[8192];
    const SMsgHdr out = {req, reqSize, RTL_NULL, 0};
    SMsgHdr in = {res, resSize, room, sizeof(room)};

    nk_message_reset_(req, reqSize, NK_FALSE);
    nk_message_set_method_id_(req, iid, mid);
    nk_message_set_ncaps(req, reqHandles);
    return Call(KOS_HANDLE_KERNEL, &out, &in);
}

/* Sends a request with the given fields and reports; ASK_OF leaves the response in `res`. */
#define ASK_OF(res, what, expected, endpoint, I, M, ...)                                           \
    do {                                                                                           \
        kl_core_##I##_##M##_req req_ = {__VA_ARGS__};                                              \
        Retcode rc_ = ask(kl_core_Core_##endpoint##_##I##_iid, kl_core_##I##_##M##_mid,            \
                          &req_.base_, sizeof(req_), kl_core_##I##_##M##_req_handles,              \
                          &(res).base_, sizeof(res));                                              \
        failed += report(what, rc_ != rcOk ? rc_ : (res).rc, expected);                            \
    } while (0)
#define ASK(what, expected, endpoint, I, M, ...)                                                   \
    do {                                                                                           \
        kl_core_##I##_##M##_res res_ = {0};                                                        \
        ASK_OF(res_, what, expected, endpoint, I, M, __VA_ARGS__);                                 \
    } while (0)
#define HANDLE(h) nk_handle_desc(h)

enum { PAGE = KOS_PAGE_SIZE, RW = VMM_FLAG_READ | VMM_FLAG_WRITE };
enum { NEW = VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW };

/* ---- messages ---------------------------------------------------------------------------- */

static void loadWrite(struct shot *s, nk_uint32_t offset, nk_uint32_t size, nk_uint32_t used)
{
    loadChunk(s, kl_core_HAL_DebugWrite_mid, offset, size, "[Client] seen\n", 14);
    headOf(s)->iid = kl_core_Core_hal_HAL_iid;
    s->regs.x[0] = pair(KOS_HANDLE_KERNEL, KOS_TIMEOUT_INFINITE);
    s->regs.x[2] = pair(32, used);
}

static int attackWrite(void)
{
    static unsigned char large[3 * 1024 * 1024];
    struct shot s;
    int failed;

    loadWrite(&s, 0, 14, 14);
    failed = fire(&s, "an honest DebugWrite", rcOk, 0);
    loadWrite(&s, 0, 15, 14);
    failed += fire(&s, "DebugWrite of a byte more", rcSecurityDisallow, 0);
    loadWrite(&s, 0xfffffff8, 16, 14);
    failed += fire(&s, "DebugWrite that wraps around", rcSecurityDisallow, 0);
    loadWrite(&s, 0, 1025, 1025);
    s.regs.x[3] = addressOf(large);
    failed += fire(&s, "DebugWrite of too much", rcSecurityDisallow, 0);
    loadWrite(&s, 0, 14, 14);
    s.regs.x[3] = KERNEL_ADDRESS;
    failed += fire(&s, "DebugWrite of the kernel's memory", rcSourceFault, 0);
    loadWrite(&s, 0, 14, sizeof(large));
    s.regs.x[3] = addressOf(large);
    failed += fire(&s, "DebugWrite with an arena beyond all types", rcBufferTooSmall, 0);
    loadWrite(&s, 0, 14, KOS_IPC_MAX_MSG);
    failed += fire(&s, "DebugWrite over the limit", rcBufferTooLarge, 0);
    loadWrite(&s, 0, 14, 14);
    headOf(&s)->iid = 99;
    failed += fire(&s, "an endpoint the kernel has not", rcSecurityDisallow, 0);
    loadWrite(&s, 0, 14, 14);
    headOf(&s)->mid = 99;
    failed += fire(&s, "a method the kernel has not", rcSecurityDisallow, 0);
    loadWrite(&s, 0, 14, 14);
    s.regs.x[4] = KERNEL_ADDRESS;
    failed += fire(&s, "a response into the kernel", rcTargetFault, 0);
    loadWrite(&s, 0, 14, 14);
    s.regs.x[5] = pair(31, 0);
    return failed + fire(&s, "no room for the response", rcBufferTooSmall, 0);
}

/* ---- memory ------------------------------------------------------------------------------ */

static int attackAllocate(void)
{
    int failed = 0;

    ASK("no memory", rcInvalidArgument, vmm, VMM, Allocate, .size = 0, .flags = NEW);
    ASK("a byte", rcInvalidArgument, vmm, VMM, Allocate, .size = 1, .flags = NEW);
    ASK("all memory there could be", rcInvalidArgument, vmm, VMM, Allocate,
        .size = 0xfffffffffffff000u, .flags = NEW);
    ASK("half of that", rcInvalidArgument, vmm, VMM, Allocate, .size = 1ul << 63, .flags = NEW);
    ASK("more than the address space", rcOutOfMemory, vmm, VMM, Allocate,
        .size = KOS_USER_MMAP_END, .flags = VMM_FLAG_RESERVE);
    ASK("more than the machine", rcOutOfMemory, vmm, VMM, Allocate, .size = 1ul << 32,
        .flags = NEW);
    ASK("memory over the program", rcInvalidArgument, vmm, VMM, Allocate,
        .addr = KOS_USER_IMAGE_MIN, .size = PAGE, .flags = NEW);
    ASK("memory over the kernel", rcInvalidArgument, vmm, VMM, Allocate,
        .addr = 0xffff000040200000u, .size = PAGE, .flags = NEW);
    ASK("memory at an odd address", rcInvalidArgument, vmm, VMM, Allocate,
        .addr = KOS_USER_MMAP_MIN + 1, .size = PAGE, .flags = NEW);
    ASK("writable code", rcInvalidArgument, vmm, VMM, Allocate, .size = PAGE,
        .flags = NEW | VMM_FLAG_EXECUTE);
    ASK("unknown flags", rcInvalidArgument, vmm, VMM, Allocate, .size = PAGE,
        .flags = NEW | 0x80000000u);
    return failed + ping();
}

static int attackMemory(void)
{
    const rtl_uint64_t text = addressOf((const void *)(rtl_uintptr_t)attackAllocate) & -(rtl_uint64_t)PAGE;
    char *page = KnVmAllocate(RTL_NULL, PAGE, NEW);
    int failed = page ? 0 : report("a page", rcOutOfMemory, rcOk);

    ASK("making the program writable", rcInvalidArgument, vmm, VMM, Protect, .va = text,
        .size = PAGE, .flags = RW);
    ASK("taking the program away", rcInvalidArgument, vmm, VMM, Free, .va = text, .size = PAGE);
    ASK("taking the kernel's page away", rcInvalidArgument, vmm, VMM, Decommit,
        .va = KOS_INFO_PAGE, .size = PAGE);
    ASK("taking the stack away", rcInvalidArgument, vmm, VMM, Free,
        .va = KOS_USER_STACK_TOP - PAGE, .size = PAGE);
    ASK("memory nobody reserved", rcInvalidArgument, vmm, VMM, Commit,
        .va = KOS_USER_MMAP_END - PAGE, .size = PAGE);
    ASK("a range that wraps around", rcInvalidArgument, vmm, VMM, Free, .va = addressOf(page),
        .size = 0xfffffffffffff000u);
    ASK("a page made writable code", rcInvalidArgument, vmm, VMM, Protect, .va = addressOf(page),
        .size = PAGE, .flags = RW | VMM_FLAG_EXECUTE);
    ASK("a word in the kernel to wait on", rcSourceFault, sync, Sync, Wait,
        .ptr = 0xffff000040200000u, .val = 0, .delay = 1);
    ASK("a word at an odd address", rcInvalidArgument, sync, Sync, Wait,
        .ptr = addressOf(page) + 1, .val = 0, .delay = 1);
    ASK("a word that nobody waits on", rcOk, sync, Sync, Wake, .ptr = 0xffff000040200000u,
        .nThreads = 0xffffffff);
    ASK("too much entropy", rcInvalidArgument, hal, HAL, GetEntropy, .size = 33);
    ASK("all entropy", rcInvalidArgument, hal, HAL, GetEntropy, .size = ~0ul);
    return failed + ping();
}

/* ---- handles ----------------------------------------------------------------------------- */

static int attackHandles(void)
{
    int failed = 0;

    ASK("closing a handle nobody made", rcInvalidArgument, handle, Handle, Close, .handle = HANDLE(999));
    ASK("closing the kernel channel", rcInvalidArgument, handle, Handle, Close,
        .handle = HANDLE(KOS_HANDLE_KERNEL));
    ASK("closing the process itself", rcInvalidArgument, handle, Handle, Close,
        .handle = HANDLE(KOS_HANDLE_SELF));
    ASK("revoking the kernel channel", rcInvalidArgument, handle, Handle, Revoke,
        .handle = HANDLE(KOS_HANDLE_KERNEL));
    ASK("copying the kernel channel", rcSecurityDisallow, handle, Handle, Copy,
        .inHandle = HANDLE(KOS_HANDLE_KERNEL), .newRightsMask = ~0u);
    ASK("copying nothing", rcInvalidArgument, handle, Handle, Copy, .newRightsMask = ~0u);
    ASK("an object of a kernel type", rcInvalidArgument, handle, Handle, CreateUserObject,
        .type = 1, .rights = ~0u);
    ASK("a channel between the running", rcInvalidOperation, handle, Handle, Connect,
        .server = HANDLE(KOS_HANDLE_SELF), .client = HANDLE(KOS_HANDLE_SELF),
        .srListener = INVALID_HANDLE);
    ASK("a channel between channels", rcSecurityDisallow, handle, Handle, Connect,
        .server = HANDLE(server), .client = HANDLE(server), .srListener = INVALID_HANDLE);
    ASK("reading a file that is a channel", rcSecurityDisallow, fs, FS, Read,
        .handle = HANDLE(server));
    ASK("a method that is not built", rcUnimplemented, handle, Handle, UidFree, .uid = 1);
    return failed + ping();
}

/* ---- processes and threads --------------------------------------------------------------- */

static int create(const char *what, const char *name, const char *class_name, const char *path,
                  rtl_size_t stack, rtl_uint32_t priority, Retcode expected)
{
    Handle task = INVALID_HANDLE;
    Retcode rc = KnTaskCreate(name, class_name, path, stack, priority, 0, &task);
    int failed = report(what, rc, expected);

    if (rc == rcOk)
        failed += report("its end", KnTaskTerminate(task), rcOk) + (KnHandleClose(task) != rcOk);
    return failed;
}

static int attackCreate(void)
{
    char longName[200];
    int failed;

    memset(longName, 'n', sizeof(longName) - 1);
    longName[sizeof(longName) - 1] = '\0';
    failed = create("a good process", "child", "hostile.Client", "Client", 0, 15, rcOk);
    failed += create("a name again after its end", "child", "hostile.Client", "", 0, 15, rcOk);
    failed += create("a process without a name", "", "hostile.Client", "", 0, 15,
                     rcInvalidArgument);
    failed += create("a name that is too long", longName, "hostile.Client", "", 0, 15,
                     rcInvalidArgument);
    failed += create("a name of two lines", "a\nb", "hostile.Client", "", 0, 15, rcInvalidArgument);
    failed += create("a name in use", "hostile.Server", "hostile.Client", "", 0, 15,
                     rcAlreadyExists);
    failed += create("a class nobody knows", "child", "hostile.Spy", "", 0, 15,
                     rcSecurityDisallow);
    failed += create("a file that is not there", "child", "hostile.Client", "nothing", 0, 15,
                     rcResourceNotFound);
    failed += create("a file that is no program", "child", "hostile.Client", "kos.cmdline", 0, 15,
                     rcInvalidArgument);
    failed += create("a priority too high", "child", "hostile.Client", "", 0, 32,
                     rcInvalidArgument);
    failed += create("an absurd stack", "child", "hostile.Client", "", 1ul << 62, 15,
                     rcInvalidArgument);
    return failed + ping();
}

static int attackTasks(void)
{
    Handle task = INVALID_HANDLE;
    int failed = report("a process without a program",
                        KnTaskCreate("child", "hostile.Client", "", 0, 15, 0, &task), rcOk);

    ASK("starting it", rcInvalidOperation, task, Task, Resume, .task = HANDLE(task));
    ASK("starting it in the kernel", rcInvalidArgument, task, Task, SetEntry,
        .task = HANDLE(task), .state = {.entryAddr = 0xffff000040200000u});
    ASK("asking for its end too early", rcNotReady, task, Task, GetExitInfo, .task = HANDLE(task));
    ASK("giving it a handle nobody made", rcInvalidArgument, task, Task, TransferHandle,
        .task = HANDLE(task), .srcHandle = HANDLE(999), .dstRights = ~0u);
    ASK("giving it what may not be given", rcSecurityDisallow, task, Task, TransferHandle,
        .task = HANDLE(task), .srcHandle = HANDLE(KOS_HANDLE_KERNEL), .dstRights = ~0u);
    ASK("starting the running", rcInvalidOperation, task, Task, Resume,
        .task = HANDLE(KOS_HANDLE_SELF));
    ASK("starting a channel", rcSecurityDisallow, task, Task, Resume, .task = HANDLE(server));
    ASK("starting the kernel", rcSecurityDisallow, task, Task, Resume,
        .task = HANDLE(KOS_HANDLE_KERNEL));
    ASK("ending a channel", rcSecurityDisallow, task, Task, Terminate, .task = HANDLE(server));
    failed += report("an environment for the running",
                     KnTaskSetEnv(KOS_HANDLE_SELF, "x", 1), rcInvalidOperation);
    failed += report("its end", KnTaskTerminate(task), rcOk);
    ASK("starting the dead", rcInvalidOperation, task, Task, Resume, .task = HANDLE(task));
    return failed + (KnHandleClose(task) != rcOk) + ping();
}

static int attackThreads(void)
{
    kl_core_Thread_OpenCurrent_res me = {0};
    int failed = 0;

    ASK("a thread of too high a priority", rcInvalidArgument, thread, Thread, Create,
        .priority = 32, .routine = KOS_USER_IMAGE_MIN);
    ASK("a thread at an odd address", rcInvalidArgument, thread, Thread, Create, .priority = 15,
        .routine = KOS_USER_IMAGE_MIN + 2);
    ASK("a thread with an absurd stack", rcInvalidArgument, thread, Thread, Create,
        .priority = 15, .stackSize = 1ul << 62, .routine = KOS_USER_IMAGE_MIN);
    ASK("a thread with a stack beyond the machine", rcOutOfMemory, thread, Thread, Create,
        .priority = 15, .stackSize = 1ul << 32, .routine = KOS_USER_IMAGE_MIN);
    ASK("a thread of Einit", rcResourceNotFound, thread, Thread, Attach, .tid = 1,
        .rights = ~0u);
    ASK_OF(me, "the thread itself", rcOk, thread, Thread, OpenCurrent, .base_ = {0});
    ASK("waiting for itself", rcInvalidArgument, thread, Thread, Wait, .thread = me.thread,
        .msec = 1);
    ASK("an absurd priority", rcInvalidArgument, thread, Thread, SetPriority, .thread = me.thread,
        .priority = 0xffffffff);
    ASK("ending a thread that is a channel", rcSecurityDisallow, thread, Thread, Terminate,
        .thread = HANDLE(server));
    return failed + ping();
}

/* ---- using things up --------------------------------------------------------------------- */

enum { MANY = 2 * KOS_HANDLES_MAX };

/* Handles made for a response that cannot be delivered are not kept. */
static int leakHandles(void)
{
    struct shot s;
    unsigned wrong = 0;

    for (unsigned i = 0; i < MANY; i++) {
        load(&s, kl_core_Thread_OpenCurrent_mid, 24, 0);
        headOf(&s)->iid = kl_core_Core_thread_Thread_iid;
        s.regs.x[0] = pair(KOS_HANDLE_KERNEL, KOS_TIMEOUT_INFINITE);
        s.regs.x[4] = KERNEL_ADDRESS;
        wrong += svc(svc_0, &s.regs) != rcTargetFault;
    }
    return report("handles that never arrive", wrong ? rcFail : rcOk, rcOk) + ping();
}

static int exhaustHandles(void)
{
    static Handle all[MANY];
    unsigned n = 0;
    Retcode rc = rcOk;
    int failed;

    while (n < MANY && rc == rcOk)
        rc = KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, 0, RTL_NULL, &all[n++]);
    failed = report("as many handles as there are", rc, rcQuotaExceeded);
    for (n--; n > 0; n--)
        failed += KnHandleClose(all[n - 1]) != rcOk;
    return failed + ping();
}

static int exhaustTasks(void)
{
    static Handle all[2 * KOS_PROCESSES_MAX];
    unsigned n = 0;
    Retcode rc = rcOk;
    int failed;

    while (n < 2 * KOS_PROCESSES_MAX && rc == rcOk) {
        char name[16];

        snprintf(name, sizeof(name), "child%u", n);
        rc = KnTaskCreate(name, "hostile.Client", "", 0, 15, 0, &all[n++]);
    }
    failed = report("as many processes as there are", rc, rcOutOfMemory);
    for (n--; n > 0; n--)
        failed += KnTaskTerminate(all[n - 1]) != rcOk || KnHandleClose(all[n - 1]) != rcOk;
    return failed + create("and then one more", "child", "hostile.Client", "Client", 0, 15, rcOk) +
           ping();
}

static int exhaustMemory(void)
{
    static char *all[512];
    unsigned n = 0, count;
    int failed;

    while (n < 512 && (all[n] = KnVmAllocate(RTL_NULL, 4 << 20, NEW)) != RTL_NULL)
        n++;
    count = n;
    while (n-- > 0)
        KnVmUnmap(all[n], 4 << 20);
    failed = report("as much memory as there is", count > 50 && count < 128 ? rcOutOfMemory : rcOk,
                    rcOutOfMemory);
    return failed + ping();
}

/* More objects than there are SIDs, one after the other. */
static int reuseSids(void)
{
    int failed = 0;

    for (unsigned i = 0; i < KSS_SID_MAX + 100 && !failed; i++) {
        Handle handle;

        failed = KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, 0, RTL_NULL, &handle) != rcOk ||
                 KnHandleClose(handle) != rcOk;
    }
    return report("more objects than there are SIDs", failed ? rcFail : rcOk, rcOk) + ping();
}

int main(void)
{
    int failed = aimAtServer();

    failed += attackWrite();
    failed += attackAllocate();
    failed += attackMemory();
    failed += attackHandles();
    failed += attackCreate();
    failed += attackTasks();
    failed += attackThreads();
    failed += leakHandles();
    failed += exhaustHandles();
    failed += exhaustTasks();
    failed += exhaustMemory();
    failed += reuseSids();
    return verdict(failed);
}
