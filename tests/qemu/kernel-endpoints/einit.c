/* Calls the kernel's endpoints as a program does and as a hostile one does. One line per check that
 * fails; the last line tells how many ran. Stands for Einit in an image of its own, so that nothing
 * else is needed. The same file is the child: it ends as its name says. */
#include "check.h"
#include <coresrv/handle/handle_api.h>
#include <coresrv/hal/hal_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/thread/thread_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kl/core/FS.idl.h>
#include <kl/core/HAL.idl.h>
#include <kl/core/Handle.idl.h>
#include <kl/core/Efi.idl.h>
#include <kl/core/Sync.idl.h>
#include <kl/core/Task.idl.h>
#include <kl/core/VMM.idl.h>
#include <kos/thread.h>
#include <string.h>
#include <vmm/flags.h>

/* ---- memory --------------------------------------------------------------------------- */

static Retcode allocate(nk_uint64_t addr, nk_uint64_t size, nk_uint32_t flags, nk_uint64_t *va)
{
    kl_core_VMM_Allocate_req req = {.addr = addr, .size = size, .flags = flags};
    kl_core_VMM_Allocate_res res;
    KERNEL(VMM, vmm_VMM);
    Retcode rc = CALL(VMM, Allocate, &req, NK_NULL, &res, NK_NULL);

    *va = res.va;
    return rc;
}

static Retcode release(nk_uint64_t va, nk_uint64_t size)
{
    kl_core_VMM_Free_req req = {.va = va, .size = size};
    kl_core_VMM_Free_res res;
    KERNEL(VMM, vmm_VMM);

    return CALL(VMM, Free, &req, NK_NULL, &res, NK_NULL);
}

static Retcode protect(nk_uint64_t va, nk_uint64_t size, nk_uint32_t flags)
{
    kl_core_VMM_Protect_req req = {.va = va, .size = size, .flags = flags};
    kl_core_VMM_Protect_res res;
    KERNEL(VMM, vmm_VMM);

    return CALL(VMM, Protect, &req, NK_NULL, &res, NK_NULL);
}

#define PAGE KOS_PAGE_SIZE
#define DATA (VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE)

static void check_memory(void)
{
    nk_uint64_t va, other;
    unsigned char *bytes;

    CHECK(allocate(0, 2 * PAGE, DATA, &va) == rcOk);
    bytes = (unsigned char *)(nk_uintptr_t)va;
    CHECK(bytes[0] == 0 && bytes[2 * PAGE - 1] == 0);
    memset(bytes, 0x5a, 2 * PAGE);
    CHECK(allocate(va, PAGE, DATA, &other) == rcAlreadyExists);
    CHECK(protect(va, PAGE, VMM_FLAG_READ) == rcOk && bytes[0] == 0x5a);
    CHECK(protect(va, PAGE, VMM_FLAG_WRITE | VMM_FLAG_EXECUTE) == rcInvalidArgument);
    CHECK(release(va, 2 * PAGE) == rcOk);
    CHECK(release(va, 2 * PAGE) == rcInvalidArgument);

    CHECK(allocate(0, 0, DATA, &va) == rcInvalidArgument);
    CHECK(allocate(0, PAGE + 1, DATA, &va) == rcInvalidArgument);
    CHECK(allocate(1, PAGE, DATA, &va) == rcInvalidArgument);
    CHECK(allocate(0xffff000040200000, PAGE, DATA, &va) == rcInvalidArgument);
    CHECK(allocate(0, 0xfffffffffffff000, DATA, &va) == rcInvalidArgument);
    CHECK(allocate(0xfffffffffffff000, 2 * PAGE, DATA, &va) == rcInvalidArgument);
    CHECK(allocate(0, 0x4000000000, DATA, &va) == rcQuotaExceeded);
    CHECK(allocate(0, PAGE, DATA | VMM_FLAG_EXECUTE, &va) == rcInvalidArgument);
}

/* What the process was given is not its own to change. */
static void check_foreign_memory(void)
{
    int local;
    nk_uint64_t stack = (nk_uintptr_t)&local & ~(nk_uint64_t)(PAGE - 1);
    nk_uint64_t program = (nk_uintptr_t)&check_memory & ~(nk_uint64_t)(PAGE - 1);

    CHECK(release(stack, PAGE) == rcInvalidArgument);
    CHECK(release(program, PAGE) == rcInvalidArgument);
    CHECK(protect(program, PAGE, VMM_FLAG_READ | VMM_FLAG_WRITE) == rcInvalidArgument);
    CHECK(release(KOS_INFO_PAGE, PAGE) == rcInvalidArgument);
    CHECK(protect(KOS_INFO_PAGE, PAGE, VMM_FLAG_READ | VMM_FLAG_WRITE) == rcInvalidArgument);
    CHECK(release(0xffff000040200000, PAGE) == rcInvalidArgument);
}

/* ---- threads and futex ---------------------------------------------------------------- */

static volatile nk_uint32_t word;

static Retcode futex_wait(nk_uint64_t ptr, nk_uint32_t val, nk_uint32_t delay)
{
    kl_core_Sync_Wait_req req = {.ptr = ptr, .val = val, .delay = delay};
    kl_core_Sync_Wait_res res;
    KERNEL(Sync, sync_Sync);

    return CALL(Sync, Wait, &req, NK_NULL, &res, NK_NULL);
}

static int wake_soon(void *unused)
{
    kl_core_Sync_Wake_req req = {.ptr = (nk_uintptr_t)&word, .nThreads = 1};
    kl_core_Sync_Wake_res res;
    KERNEL(Sync, sync_Sync);

    (void)unused;
    KnSleep(20);
    word = 1;
    return CALL(Sync, Wake, &req, NK_NULL, &res, NK_NULL) == rcOk ? (int)res.wokenCnt : -1;
}

static void check_threads(void)
{
    Tid tid;

    CHECK(futex_wait((nk_uintptr_t)&word + 2, 0, 0) == rcInvalidArgument);
    CHECK(futex_wait(0, 0, 0) == rcSourceFault);
    CHECK(futex_wait(0xffff000040200000, 0, 0) == rcSourceFault);
    CHECK(futex_wait((nk_uintptr_t)&word, 7, 1000) == rcFutexWouldBlock);
    CHECK(futex_wait((nk_uintptr_t)&word, 0, 10) == rcTimeout);
    CHECK(KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, wake_soon, NULL, 0) ==
          rcOk);
    CHECK(futex_wait((nk_uintptr_t)&word, 0, 5000) == rcOk);
    CHECK(word == 1);
    CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 1);
    CHECK(KosThreadWait(tid, 0) == -1);
}

/* ---- handles -------------------------------------------------------------------------- */

static void check_handles(void)
{
    rtl_uint32_t sid, copy_sid;
    Handle object, copy, none;

    CHECK(KnHandleCreateUserObject(1, 0, NULL, &none) == rcInvalidArgument);
    CHECK(KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, OCAP_HANDLE_COPY | OCAP_HANDLE_GET_SID,
                                   NULL, &object) == rcOk);
    CHECK(KnHandleCopy(object, OCAP_HANDLE_GET_SID, INVALID_HANDLE, &copy) == rcOk);
    CHECK(KnHandleGetSidByHandle(object, &sid) == rcOk && sid > KOS_SID_KERNEL);
    CHECK(KnHandleGetSidByHandle(copy, &copy_sid) == rcOk && copy_sid == sid);
    CHECK(KnHandleCopy(copy, OCAP_HANDLE_GET_SID, INVALID_HANDLE, &none) == rcSecurityDisallow);
    CHECK(KnHandleRevoke(object) == rcOk);
    CHECK(KnHandleGetSidByHandle(copy, &copy_sid) == rcHandleRevoked);
    CHECK(KnHandleClose(copy) == rcOk);
    CHECK(KnHandleClose(copy) == rcInvalidArgument);
    CHECK(KnHandleClose(0x12345) == rcInvalidArgument);
    CHECK(KnTaskResume(KOS_HANDLE_KERNEL) == rcSecurityDisallow);
}

/* ---- files, options, entropy ---------------------------------------------------------- */

static Retcode open_file(const char *name, nk_handle_desc_t *file)
{
    char in[64];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_FS_Open_req req = {0};
    kl_core_FS_Open_res res;
    KERNEL(FS, fs_FS);
    Retcode rc;

    (void)NkKosCopyStringToArena(&arena, &req.name, name);
    rc = CALL(FS, Open, &req, &arena, &res, NK_NULL);
    *file = res.handle;
    return rc;
}

static nk_uint32_t read_sector(nk_handle_desc_t file, nk_uint32_t sector, char *to)
{
    struct nk_arena arena = NK_ARENA_INITIALIZER(to, to + kl_core_FS_Read_res_data_size);
    kl_core_FS_Read_req req = {.handle = file, .sectorNumber = sector};
    kl_core_FS_Read_res res;
    KERNEL(FS, fs_FS);

    return CALL(FS, Read, &req, NK_NULL, &res, &arena) == rcOk ? res.read : 0xffffffff;
}

static void check_machine(void)
{
    static char sector[kl_core_FS_Read_res_data_size];
    nk_handle_desc_t file;
    char value[32];

    CHECK(open_file("nothing", &file) == rcResourceNotFound);
    CHECK(open_file("einit", &file) == rcOk);
    CHECK(read_sector(file, 0, sector) == sizeof sector && memcmp(sector, "\177ELF", 4) == 0);
    CHECK(read_sector(file, 0xffffffff, sector) == 0);
    CHECK(read_sector(nk_handle_desc(KOS_HANDLE_SELF), 0, sector) == 0xffffffff);
    CHECK(KnHandleClose(nk_get_handle(&file)) == rcOk);
    CHECK(KnHalGetEnv("board", value, sizeof value) == rcOk && strcmp(value, "virt") == 0);
    CHECK(KnHalGetEnv("nothing", value, sizeof value) == rcResourceNotFound);
}

static void check_entropy(void)
{
    static char bytes[2][32];
    struct nk_arena arena;
    kl_core_HAL_GetEntropy_req req = {.size = 32};
    kl_core_HAL_GetEntropy_res res;
    KERNEL(HAL, hal_HAL);

    for (int i = 0; i < 2; i++) {
        arena = nk_arena_create(bytes[i], sizeof bytes[i]);
        CHECK(CALL(HAL, GetEntropy, &req, NK_NULL, &res, &arena) == rcOk && res.buffer.size == 32);
    }
    CHECK(memcmp(bytes[0], bytes[1], sizeof bytes[0]) != 0);
    req.size = 33;
    CHECK(CALL(HAL, GetEntropy, &req, NK_NULL, &res, &arena) == rcInvalidArgument);
    req.size = 32;
    CHECK(CALL(HAL, GetEntropy, &req, NK_NULL, &res, NK_NULL) == rcBufferTooSmall);
}

/* ---- what is not there ---------------------------------------------------------------- */

static void check_unbuilt(void)
{
    kl_core_Efi_ResetSystem_req req = {0};
    kl_core_Efi_ResetSystem_res res;
    KERNEL(Efi, efi_Efi);

    CHECK(CALL(Efi, ResetSystem, &req, NK_NULL, &res, NK_NULL) == rcUnimplemented);
    proxy.iid = kl_core_Core_iidMax;
    CHECK(kl_core_Efi_ResetSystem(&proxy.base, &req, NK_NULL, &res, NK_NULL) != NK_EOK);
}

/* ---- processes
 * ------------------------------------------------------------------------------------------------
 */

static Retcode exit_info(Handle task, kl_core_Task_GetExitInfo_res *res)
{
    static char bytes[kl_core_Task_GetExitInfo_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(bytes, bytes + sizeof bytes);
    kl_core_Task_GetExitInfo_req req = {.task = nk_handle_desc(task)};
    KERNEL(Task, task_Task);

    return CALL(Task, GetExitInfo, &req, NK_NULL, res, &arena);
}

/* Runs this program again under another name, until it ends. */
static void run_child(const char *name, kl_core_Task_GetExitInfo_res *res)
{
    Handle task;

    CHECK(KnTaskCreate(name, "Child", "einit", 0, 15, 0, &task) == rcOk);
    CHECK(exit_info(task, res) == rcNotReady);
    CHECK(KnTaskResume(task) == rcOk);
    CHECK(KnTaskResume(task) == rcInvalidOperation);
    while (exit_info(task, res) == rcNotReady)
        KnSleep(1);
    CHECK(KnTaskTerminate(task) == rcInvalidOperation);
    CHECK(KnHandleClose(task) == rcOk);
}

static void check_tasks(void)
{
    static char long_name[256];
    kl_core_Task_GetExitInfo_res res;
    Handle task, twin;

    CHECK(KnTaskCreate("x", "Child", "nothing", 0, 15, 0, &task) == rcResourceNotFound);
    CHECK(KnTaskCreate("", "Child", "einit", 0, 15, 0, &task) == rcInvalidArgument);
    CHECK(KnTaskCreate("x", "Child", "einit", 0, 32, 0, &task) == rcInvalidArgument);
    CHECK(KnTaskCreate("x", "Child", "einit", 0, 15, 8, &task) == rcInvalidArgument);
    CHECK(KnTaskCreate("x", "Child", "einit", (rtl_size_t)-1, 15, 0, &task) != rcOk);
    memset(long_name, 'x', sizeof long_name - 1);
    CHECK(KnTaskCreate(long_name, "Child", "einit", 0, 15, 0, &task) == rcInvalidArgument);

    CHECK(KnTaskCreate("twin", "Child", "einit", 0, 15, 0, &task) == rcOk);
    CHECK(KnTaskCreate("twin", "Child", "einit", 0, 15, 0, &twin) == rcAlreadyExists);
    CHECK(KnTaskTerminate(task) == rcOk);
    CHECK(KnHandleClose(task) == rcOk);

    run_child("exits", &res);
    CHECK(res.status == kl_core_Task_StatusExited &&
          res.info.tag == kl_core_Task_ExitInfo_code_tag);
    CHECK(res.info.data.code == 7);
    run_child("leaves", &res); /* the policy of kernel-policy refuses its status */
    CHECK(res.info.tag == kl_core_Task_ExitInfo_exc_tag || res.info.data.code == 13);
    run_child("faults", &res);
    CHECK(res.status == kl_core_Task_StatusFault && res.info.data.exc.frame.size == 16);
}

static nk_uintptr_t unmapped = 8; /* in the page that is never mapped */

static int run_as_child(const char *name)
{
    if (strcmp(name, "faults") == 0)
        *(volatile int *)*(volatile nk_uintptr_t *)&unmapped = 1;
    return strcmp(name, "leaves") == 0 ? 13 : 7;
}

int main(void)
{
    char name[128];

    NkKosTransport_Init(&kernel, KOS_HANDLE_KERNEL, NK_NULL, 0);
    if (KnTaskGetName(name, sizeof name) != rcOk)
        return 1;
    if (strcmp(name, "Einit") != 0)
        return run_as_child(name);
    check_memory();
    check_foreign_memory();
    check_threads();
    check_handles();
    check_machine();
    check_entropy();
    check_unbuilt();
    check_tasks();
    return check_report();
}
