/* The kernel's endpoints, called through the dispatcher of kl.core.Core as a process calls them:
 * what they refuse, what they ask of the kernel, and what is left when a step fails. */
#include "kernel_services/kernel_fake.h"
#include "../unit.h"
#include "services.h"
#include <log.h>
#include <coresrv/thread/thread_flags.h>
#include <handle/handletype.h>
#include <kl/core/Task.idl.h>
#include <vmm/flags.h>
#include <string.h>

static kl_core_Core_entity_req req;
static kl_core_Core_entity_res res;
static char in_bytes[4096], out_bytes[8192];
static struct nk_arena in, out;

static void set_up(void)
{
    fake_reset();
    memset(&req, 0, sizeof req);
    memset(&res, 0, sizeof res);
    in = nk_arena_create(in_bytes, sizeof in_bytes);
    out = nk_arena_create(out_bytes, sizeof out_bytes);
}

static nk_err_t call(nk_iid_t iid, nk_mid_t mid)
{
    memset(&res, 0, sizeof res);
    nk_arena_reset(&out);
    nk_msg_set_method_id(&req, iid, mid);
    return services_dispatch(&req.base_, &in, &res.base_, &out);
}

static void must_call(nk_iid_t iid, nk_mid_t mid)
{
    ck_assert_int_eq(call(iid, mid), NK_EOK);
}

/* Calls a method and gives its rc. */
#define CALL(endpoint, i, m)                                                                       \
    (must_call(kl_core_Core_##endpoint##_iid, kl_core_##i##_##m##_mid), res.endpoint.m.rc)

static void text(nk_ptr_t *chunk, const char *s)
{
    ck_assert_int_eq(nk_arena_store(nk_char_t, &in, chunk, s, strlen(s) + 1), NK_EOK);
}

static void give_handle(uint32_t value, struct object *o, uint32_t rights)
{
    fake.handles[value].object = o;
    fake.handles[value].rights = rights;
}

#define ck_assert_asked(name) ck_assert_str_eq(fake.asked, name)
#define ck_assert_not_asked() ck_assert_ptr_null(fake.asked)

/* ---- dispatcher ----------------------------------------------------------------------- */

START_TEST(every_method_answers)
{
    static const nk_mid_t methods[kl_core_Core_iidMax] = {
        12, 16, 17, 16, 26, 5, 2, 8, 1, 3, 8, 2, 3, 16, 5, 4, 3, 7, 3, 3, 7,
    };

    for (nk_iid_t iid = 0; iid < kl_core_Core_iidMax; iid++) {
        for (nk_mid_t mid = 0; mid < methods[iid]; mid++) {
            fake_reset();
            ck_assert_int_eq(call(iid, mid), NK_EOK);
            ck_assert_uint_ge(res.base_.ex.size_ex, sizeof(struct nk_message) + sizeof(Retcode));
        }
        ck_assert_int_eq(call(iid, methods[iid]), NK_ENOENT);
    }
    ck_assert_int_eq(call(kl_core_Core_iidMax, 0), NK_ENOENT);
}
END_TEST

START_TEST(unbuilt_method_says_so)
{
    ck_assert_int_eq(CALL(pm_PM, PM, Request), rcUnimplemented);
}
END_TEST

/* ---- text and bytes ------------------------------------------------------------------- */

START_TEST(text_must_end_with_its_only_zero)
{
    static const char inner[] = "bo\0rd";

    ck_assert_int_eq(nk_arena_store(nk_char_t, &in, &req.hal_HAL.GetEnv.name, "board", 5), NK_EOK);
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEnv), rcInvalidArgument);
    ck_assert_int_eq(nk_arena_store(nk_char_t, &in, &req.hal_HAL.GetEnv.name, inner, sizeof inner),
                     NK_EOK);
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEnv), rcInvalidArgument);
}
END_TEST

START_TEST(chunk_outside_the_arena_is_refused)
{
    text(&req.hal_HAL.GetEnv.name, "board");
    req.hal_HAL.GetEnv.name.offset = 0xfffffff0;
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEnv), rcInvalidArgument);
    req.hal_HAL.GetEnv.name = (nk_ptr_t){.offset = 4, .size = 3};
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEnv), rcInvalidArgument);
    req.hal_HAL.DebugWrite.data = (nk_ptr_t){.offset = 0, .size = 7};
    ck_assert_int_eq(CALL(hal_HAL, HAL, DebugWrite), rcInvalidArgument);
    ck_assert_not_asked();
}
END_TEST

/* ---- HAL ------------------------------------------------------------------------------ */

START_TEST(boot_option)
{
    nk_size_t count;
    const char *value;

    text(&req.hal_HAL.GetEnv.name, "board");
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEnv), rcOk);
    value = nk_arena_get(nk_char_t, &out, &res.hal_HAL.GetEnv.value, &count);
    ck_assert_uint_eq(count, 5);
    ck_assert_str_eq(value, "virt");
    text(&req.hal_HAL.GetEnv.name, "boar");
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEnv), rcResourceNotFound);
}
END_TEST

START_TEST(no_room_for_the_answer)
{
    text(&req.hal_HAL.GetEnv.name, "board");
    out = nk_arena_create(out_bytes, 4);
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEnv), rcBufferTooSmall);
}
END_TEST

START_TEST(console_takes_any_bytes_up_to_its_bound)
{
    static const char bytes[kl_core_HAL_DebugWrite_req_data_size + 1] = {'a', '\0', (char)0xff};

    ck_assert_int_eq(nk_arena_store(nk_char_t, &in, &req.hal_HAL.DebugWrite.data, bytes, 1024),
                     NK_EOK);
    ck_assert_int_eq(CALL(hal_HAL, HAL, DebugWrite), rcOk);
    ck_assert_uint_eq(fake.console_used, 1024);
    ck_assert_mem_eq(fake.console, bytes, 1024);
    ck_assert_int_eq(nk_arena_store(nk_char_t, &in, &req.hal_HAL.DebugWrite.data, bytes, 1025),
                     NK_EOK);
    ck_assert_int_eq(CALL(hal_HAL, HAL, DebugWrite), rcInvalidArgument);
}
END_TEST

START_TEST(entropy_up_to_its_bound)
{
    req.hal_HAL.GetEntropy.size = 32;
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEntropy), rcOk);
    ck_assert_uint_eq(res.hal_HAL.GetEntropy.buffer.size, 32);
    ck_assert_int_eq(out_bytes[res.hal_HAL.GetEntropy.buffer.offset + 31], 0x5a);
    req.hal_HAL.GetEntropy.size = 33;
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEntropy), rcInvalidArgument);
    req.hal_HAL.GetEntropy.size = UINT64_MAX;
    ck_assert_int_eq(CALL(hal_HAL, HAL, GetEntropy), rcInvalidArgument);
}
END_TEST

START_TEST(wall_clock_range)
{
    req.time_Time.SetSystemTime.secs = 1;
    req.time_Time.SetSystemTime.nsecs = 999999999;
    ck_assert_int_eq(CALL(time_Time, Time, SetSystemTime), rcOk);
    ck_assert_asked("clock_set_wall");
    fake.asked = NULL;
    req.time_Time.SetSystemTime.nsecs = 1000000000;
    ck_assert_int_eq(CALL(time_Time, Time, SetSystemTime), rcInvalidArgument);
    req.time_Time.SetSystemTime.nsecs = 0;
    req.time_Time.SetSystemTime.secs = -1;
    ck_assert_int_eq(CALL(time_Time, Time, SetSystemTime), rcInvalidArgument);
    ck_assert_not_asked();
}
END_TEST

/* ---- VMM ------------------------------------------------------------------------------ */

static Retcode allocate(uint64_t size, uint32_t flags)
{
    req.vmm_VMM.Allocate.addr = 0;
    req.vmm_VMM.Allocate.size = size;
    req.vmm_VMM.Allocate.flags = flags;
    return CALL(vmm_VMM, VMM, Allocate);
}

START_TEST(allocate_flags)
{
    ck_assert_int_eq(allocate(4096, VMM_FLAG_RESERVE | VMM_FLAG_WRITE | VMM_FLAG_EXECUTE),
                     rcInvalidArgument);
    ck_assert_int_eq(allocate(4096, VMM_FLAG_COMMIT | VMM_FLAG_READ), rcInvalidArgument);
    ck_assert_int_eq(allocate(4096, VMM_FLAG_RESERVE | 0x80000000u), rcInvalidArgument);
    ck_assert_int_eq(allocate(4096, VMM_FLAG_RESERVE | VMM_FLAG_GROW_DOWN), rcUnimplemented);
    ck_assert_not_asked();
    ck_assert_int_eq(allocate(4096, VMM_FLAG_RESERVE | VMM_FLAG_READ), rcOk);
    ck_assert_asked("vm_reserve");
    ck_assert_uint_eq(res.vmm_VMM.Allocate.va, KOS_USER_MMAP_MIN);
    ck_assert_int_eq(allocate(8192, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ), rcOk);
    ck_assert_asked("vm_allocate");
    ck_assert_uint_eq(fake.size, 8192);
    ck_assert_uint_eq(fake.rights, VM_READ);
}
END_TEST

START_TEST(allocate_without_memory_answers_no_address)
{
    fake.answer = rcOutOfMemory;
    ck_assert_int_eq(allocate(4096, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ),
                     rcOutOfMemory);
    ck_assert_asked("vm_allocate");
    ck_assert_uint_eq(res.vmm_VMM.Allocate.va, 0);
}
END_TEST

START_TEST(protect_is_write_xor_execute)
{
    req.vmm_VMM.Protect.va = KOS_USER_MMAP_MIN;
    req.vmm_VMM.Protect.size = 4096;
    req.vmm_VMM.Protect.flags = VMM_FLAG_WRITE | VMM_FLAG_EXECUTE;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, Protect), rcInvalidArgument);
    ck_assert_not_asked();
    req.vmm_VMM.Protect.flags = VMM_FLAG_READ | VMM_FLAG_EXECUTE;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, Protect), rcOk);
    ck_assert_uint_eq(fake.rights, VM_READ | VM_EXEC);
    fake.unmapped = 1; /* pages that are not there have no rights */
    ck_assert_int_eq(CALL(vmm_VMM, VMM, Protect), rcInvalidArgument);
}
END_TEST

START_TEST(query_tells_range_and_rights)
{
    struct kos_vm_info info;

    req.vmm_VMM.Query.addr = 0x1000;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, Query), rcOk);
    ck_assert_uint_eq(res.vmm_VMM.Query.info.size, sizeof info);
    memcpy(&info, out_bytes + res.vmm_VMM.Query.info.offset, sizeof info);
    ck_assert_uint_eq(info.start, 0x1000);
    ck_assert_uint_eq(info.size, 0x2000);
    ck_assert_uint_eq(info.flags, VMM_FLAG_READ | VMM_FLAG_EXECUTE);
    req.vmm_VMM.Query.addr = UINT64_MAX;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, Query), rcResourceNotFound);
}
END_TEST

START_TEST(memory_object_rights_follow_prot)
{
    req.vmm_VMM.MdlCreate.size = 8192;
    req.vmm_VMM.MdlCreate.prot = VMM_FLAG_READ | VMM_FLAG_EXECUTE;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, MdlCreate), rcInvalidArgument);
    req.vmm_VMM.MdlCreate.prot = VMM_FLAG_WRITE;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, MdlCreate), rcInvalidArgument);
    ck_assert_not_asked();
    req.vmm_VMM.MdlCreate.prot = VMM_FLAG_READ;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, MdlCreate), rcOk);
    ck_assert_uint_eq(res.vmm_VMM.MdlCreate.handle.rights & (OCAP_MDL_READ | OCAP_MDL_WRITE),
                      OCAP_MDL_READ);
    memset(&req, 0, sizeof req);
    fake.asked = NULL;
    req.vmm_VMM.MdlMap.handle.handle = FAKE_HANDLES - 1;
    req.vmm_VMM.MdlMap.prot = VMM_FLAG_READ | VMM_FLAG_WRITE;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, MdlMap), rcSecurityDisallow);
    ck_assert_not_asked();
    req.vmm_VMM.MdlMap.prot = VMM_FLAG_READ;
    ck_assert_int_eq(CALL(vmm_VMM, VMM, MdlMap), rcOk);
    ck_assert_uint_eq(fake.rights, VM_READ);
}
END_TEST

/* ---- Sync ----------------------------------------------------------------------------- */

static uint32_t word = 5;

static Retcode futex_wait(uint64_t address, uint32_t val, uint32_t delay)
{
    req.sync_Sync.Wait.ptr = address;
    req.sync_Sync.Wait.val = val;
    req.sync_Sync.Wait.delay = delay;
    return CALL(sync_Sync, Sync, Wait);
}

/* The other thread's wake-up; its message must not disturb that of the waiter. */
static uint32_t wake_count, wake_limit;
static uint64_t wake_address;

static void wake_while_blocked(void)
{
    kl_core_Core_entity_req saved = req;

    memset(&req, 0, sizeof req);
    req.sync_Sync.Wake.ptr = wake_address;
    req.sync_Sync.Wake.nThreads = wake_limit;
    ck_assert_int_eq(CALL(sync_Sync, Sync, Wake), rcOk);
    wake_count = res.sync_Sync.Wake.wokenCnt;
    req = saved;
}

START_TEST(futex_argument_checks)
{
    ck_assert_int_eq(futex_wait((uintptr_t)&word + 1, 5, 0), rcInvalidArgument);
    ck_assert_int_eq(futex_wait(0, 5, 0), rcSourceFault);
    ck_assert_int_eq(futex_wait((uintptr_t)&word, 6, 0), rcFutexWouldBlock);
    req.sync_Sync.Wake.ptr = 2;
    ck_assert_int_eq(CALL(sync_Sync, Sync, Wake), rcInvalidArgument);
}
END_TEST

START_TEST(futex_wakes_the_waiter)
{
    fake.while_blocked = wake_while_blocked;
    wake_address = (uintptr_t)&word;
    wake_limit = 1;
    ck_assert_int_eq(futex_wait(wake_address, 5, KOS_TIMEOUT_INFINITE), rcOk);
    ck_assert_uint_eq(wake_count, 1);
    wake_while_blocked();
    ck_assert_uint_eq(wake_count, 0);
}
END_TEST

START_TEST(futex_wakes_no_other)
{
    fake.while_blocked = wake_while_blocked;
    fake.block_answer = rcTimeout;
    wake_address = (uintptr_t)&word + 64 * sizeof word; /* the same bucket */
    wake_limit = 10;
    ck_assert_int_eq(futex_wait((uintptr_t)&word, 5, 100), rcTimeout);
    ck_assert_uint_eq(wake_count, 0);
    wake_address = (uintptr_t)&word;
    wake_limit = 0;
    ck_assert_int_eq(futex_wait((uintptr_t)&word, 5, 100), rcTimeout);
    ck_assert_uint_eq(wake_count, 0);
}
END_TEST

START_TEST(futex_timed_out_waiter_is_gone)
{
    fake.block_answer = rcTimeout;
    ck_assert_int_eq(futex_wait((uintptr_t)&word, 5, 100), rcTimeout);
    wake_address = (uintptr_t)&word;
    wake_limit = 10;
    wake_while_blocked();
    ck_assert_uint_eq(wake_count, 0);
}
END_TEST

static void pass_40_ms(void)
{
    fake.now += 40000000;
}

START_TEST(futex_tells_what_is_left)
{
    fake.while_blocked = pass_40_ms;
    fake.block_answer = rcTimeout;
    ck_assert_int_eq(futex_wait((uintptr_t)&word, 5, 100), rcTimeout);
    ck_assert_uint_eq(res.sync_Sync.Wait.outDelay, 60);
}
END_TEST

/* ---- Handle --------------------------------------------------------------------------- */

START_TEST(user_object_kinds)
{
    req.handle_Handle.CreateUserObject.type = HANDLE_TYPE_USER_FIRST - 1;
    ck_assert_int_eq(CALL(handle_Handle, Handle, CreateUserObject), rcInvalidArgument);
    req.handle_Handle.CreateUserObject.type = HANDLE_TYPE_USER_LAST + 1;
    ck_assert_int_eq(CALL(handle_Handle, Handle, CreateUserObject), rcInvalidArgument);
    ck_assert_not_asked();
    req.handle_Handle.CreateUserObject.type = HANDLE_TYPE_USER_LAST;
    ck_assert_int_eq(CALL(handle_Handle, Handle, CreateUserObject), rcOk);
    ck_assert_uint_eq(res.handle_Handle.CreateUserObject.handle.handle, 7);
}
END_TEST

START_TEST(sid_needs_its_right)
{
    give_handle(5, &fake.other.obj, RIGHTS_ALL & ~(uint32_t)RIGHT_GET_SID);
    req.handle_Handle.GetSidByHandle.handle.handle = 5;
    ck_assert_int_eq(CALL(handle_Handle, Handle, GetSidByHandle), rcSecurityDisallow);
    give_handle(5, &fake.other.obj, RIGHT_GET_SID);
    ck_assert_int_eq(CALL(handle_Handle, Handle, GetSidByHandle), rcOk);
    ck_assert_uint_eq(res.handle_Handle.GetSidByHandle.sid, 5);
}
END_TEST

START_TEST(connect_needs_both_processes)
{
    req.handle_Handle.Connect.server.handle = 5;
    req.handle_Handle.Connect.client.handle = 6;
    req.handle_Handle.Connect.srListener = KOS_HANDLE_INVALID;
    give_handle(5, &fake.self.obj, OCAP_TASK_FULL);
    ck_assert_int_eq(CALL(handle_Handle, Handle, Connect), rcInvalidArgument);
    give_handle(6, &fake.me.obj, OCAP_TASK_FULL);
    ck_assert_int_eq(CALL(handle_Handle, Handle, Connect), rcSecurityDisallow);
    give_handle(6, &fake.other.obj, OCAP_TASK_INFO);
    ck_assert_int_eq(CALL(handle_Handle, Handle, Connect), rcSecurityDisallow);
    ck_assert_not_asked();
    give_handle(6, &fake.other.obj, OCAP_TASK_FULL);
    ck_assert_int_eq(CALL(handle_Handle, Handle, Connect), rcOk);
    ck_assert_uint_eq(res.handle_Handle.Connect.outSrListener, 3);
    ck_assert_uint_eq(res.handle_Handle.Connect.outClEndpoint, 4);
}
END_TEST

START_TEST(copy_tells_what_rights_are_left)
{
    give_handle(5, &fake.other.obj, RIGHT_COPY | RIGHT_GET_SID);
    req.handle_Handle.Copy.inHandle.handle = 5;
    req.handle_Handle.Copy.newRightsMask = RIGHT_GET_SID | RIGHT_TRANSFER;
    ck_assert_int_eq(CALL(handle_Handle, Handle, Copy), rcOk);
    ck_assert_uint_eq(res.handle_Handle.Copy.outHandle.rights, RIGHT_GET_SID);
    req.handle_Handle.Copy.copyBadge.handle = 9;
    ck_assert_int_eq(CALL(handle_Handle, Handle, Copy), rcInvalidArgument);
}
END_TEST

/* ---- Task ----------------------------------------------------------------------------- */

static Retcode create_task(const char *name, uint32_t flags)
{
    text(&req.task_Task.Create.name, name);
    text(&req.task_Task.Create.eiid, "demo.Server");
    text(&req.task_Task.Create.path, "Server");
    req.task_Task.Create.priority = 9;
    req.task_Task.Create.flags = flags;
    return CALL(task_Task, Task, Create);
}

START_TEST(create_task_passes_what_it_was_told)
{
    ck_assert_int_eq(create_task("server", 1), rcOk);
    ck_assert_str_eq(fake.spec.name, "server");
    ck_assert_str_eq(fake.spec.class_name, "demo.Server");
    ck_assert_str_eq(fake.spec.path, "Server");
    ck_assert_uint_eq(fake.spec.priority, 9);
    ck_assert_uint_eq(res.task_Task.Create.child.handle, FAKE_HANDLES - 1);
    ck_assert_uint_eq(fake.other.obj.refs, 0);
    ck_assert_int_eq(create_task("server", 2), rcInvalidArgument);
}
END_TEST

START_TEST(create_task_without_a_handle_leaves_no_process)
{
    fake.handle_add_answer = rcQuotaExceeded;
    ck_assert_int_eq(create_task("server", 0), rcQuotaExceeded);
    ck_assert_asked("proc_terminate");
    ck_assert_uint_eq(fake.other.obj.refs, 0);
    ck_assert_uint_eq(res.task_Task.Create.child.handle, 0);
}
END_TEST

START_TEST(task_methods_need_control)
{
    give_handle(5, &fake.other.obj, OCAP_TASK_INFO);
    req.task_Task.Resume.task.handle = 5;
    ck_assert_int_eq(CALL(task_Task, Task, Resume), rcSecurityDisallow);
    ck_assert_int_eq(CALL(task_Task, Task, Terminate), rcSecurityDisallow);
    ck_assert_int_eq(CALL(task_Task, Task, SetEntry), rcSecurityDisallow);
    ck_assert_int_eq(CALL(task_Task, Task, SetEnv), rcSecurityDisallow);
    ck_assert_int_eq(CALL(task_Task, Task, TransferHandle), rcSecurityDisallow);
    ck_assert_not_asked();
    ck_assert_int_eq(CALL(task_Task, Task, GetPid), rcOk);
    ck_assert_uint_eq(res.task_Task.GetPid.pid, 5);
}
END_TEST

START_TEST(environment_is_passed_and_bounded)
{
    give_handle(5, &fake.other.obj, OCAP_TASK_FULL);
    req.task_Task.SetEnv.task.handle = 5;
    ck_assert_int_eq(nk_arena_store(nk_char_t, &in, &req.task_Task.SetEnv.env, "12345678", 8),
                     NK_EOK);
    ck_assert_int_eq(CALL(task_Task, Task, SetEnv), rcOk);
    ck_assert_uint_eq(fake.size, 8);
    fake.asked = NULL;
    req.task_Task.SetEnv.env.size = KOS_ENV_MAX + 1;
    ck_assert_int_eq(CALL(task_Task, Task, SetEnv), rcInvalidArgument);
    ck_assert_not_asked();
}
END_TEST

START_TEST(exit_information)
{
    give_handle(5, &fake.other.obj, OCAP_TASK_FULL);
    req.task_Task.GetExitInfo.task.handle = 5;
    ck_assert_int_eq(CALL(task_Task, Task, GetExitInfo), rcNotReady);
    fake.other.state = PROC_DEAD;
    fake.other.cause = EXIT_NORMAL;
    fake.other.exit_code = 42;
    ck_assert_int_eq(CALL(task_Task, Task, GetExitInfo), rcOk);
    ck_assert_uint_eq(res.task_Task.GetExitInfo.info.tag, kl_core_Task_ExitInfo_code_tag);
    ck_assert_uint_eq(res.task_Task.GetExitInfo.info.data.code, 42);
    ck_assert_uint_eq(res.task_Task.GetExitInfo.status, kl_core_Task_StatusExited);
    fake.other.cause = EXIT_FAULT;
    fake.other.fault_type = 0x24;
    ck_assert_int_eq(CALL(task_Task, Task, GetExitInfo), rcOk);
    ck_assert_uint_eq(res.task_Task.GetExitInfo.info.tag, kl_core_Task_ExitInfo_exc_tag);
    ck_assert_uint_eq(res.task_Task.GetExitInfo.info.data.exc.type, 0x24);
    ck_assert_uint_eq(res.task_Task.GetExitInfo.info.data.exc.frame.size, 16);
}
END_TEST

START_TEST(initial_priority_of_stopped_processes_only)
{
    give_handle(5, &fake.other.obj, OCAP_TASK_FULL);
    req.task_Task.SetInitialThreadPriority.task.handle = 5;
    req.task_Task.SetInitialThreadPriority.priority = KOS_PRIORITIES;
    ck_assert_int_eq(CALL(task_Task, Task, SetInitialThreadPriority), rcInvalidArgument);
    req.task_Task.SetInitialThreadPriority.priority = 3;
    ck_assert_int_eq(CALL(task_Task, Task, SetInitialThreadPriority), rcOk);
    ck_assert_uint_eq(fake.other.priority, 3);
    fake.other.state = PROC_RUNNING;
    ck_assert_int_eq(CALL(task_Task, Task, SetInitialThreadPriority), rcInvalidOperation);
}
END_TEST

START_TEST(entry_is_not_relocated)
{
    give_handle(5, &fake.other.obj, OCAP_TASK_FULL);
    req.task_Task.SetEntry.task.handle = 5;
    req.task_Task.SetEntry.state.entryAddr = 0x400000;
    ck_assert_int_eq(CALL(task_Task, Task, SetEntry), rcOk);
    req.task_Task.SetEntry.state.relocBase = 1;
    ck_assert_int_eq(CALL(task_Task, Task, SetEntry), rcInvalidArgument);
}
END_TEST

/* ---- Thread --------------------------------------------------------------------------- */

START_TEST(thread_starts_after_its_handle)
{
    req.thread_Thread.Create.routine = 0x400100;
    req.thread_Thread.Create.context = 1;
    req.thread_Thread.Create.context2 = 2;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Create), rcOk);
    ck_assert_asked("thread_resume");
    ck_assert(fake.thread.stopped);
    ck_assert_uint_eq(fake.thread.pc, 0x400100);
    ck_assert_uint_eq(fake.thread.arg1, 2);
    ck_assert_uint_eq(res.thread_Thread.Create.tid, 11);
    ck_assert_uint_eq(fake.peer.obj.refs, 0);
}
END_TEST

START_TEST(suspended_thread_stays_stopped)
{
    req.thread_Thread.Create.flags = THREAD_FLAG_SUSPENDED;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Create), rcOk);
    ck_assert_asked("thread_create");
    req.thread_Thread.Create.flags = 0x80;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Create), rcInvalidArgument);
}
END_TEST

START_TEST(thread_without_a_handle_is_ended)
{
    fake.handle_add_answer = rcQuotaExceeded;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Create), rcQuotaExceeded);
    ck_assert_asked("thread_kill");
    ck_assert_uint_eq(fake.peer.obj.refs, 0);
}
END_TEST

START_TEST(attach_own_threads_only)
{
    req.thread_Thread.Attach.tid = 11;
    req.thread_Thread.Attach.rights = OCAP_THREAD_INFO;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Attach), rcOk);
    ck_assert_uint_eq(res.thread_Thread.Attach.thread.rights, OCAP_THREAD_INFO);
    fake.peer.proc = &fake.other;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Attach), rcResourceNotFound);
    req.thread_Thread.Attach.tid = 12;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Attach), rcResourceNotFound);
}
END_TEST

START_TEST(terminating_oneself_is_an_exit)
{
    give_handle(5, &fake.me.obj, OCAP_THREAD_FULL);
    req.thread_Thread.Terminate.thread.handle = 5;
    req.thread_Thread.Terminate.code = 7;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Terminate), rcOk);
    ck_assert_asked("thread_exit");
    give_handle(5, &fake.peer.obj, OCAP_THREAD_FULL);
    ck_assert_int_eq(CALL(thread_Thread, Thread, Terminate), rcOk);
    ck_assert_asked("thread_kill");
    ck_assert_uint_eq(fake.peer.exit_code, 7);
    give_handle(5, &fake.peer.obj, OCAP_THREAD_INFO);
    ck_assert_int_eq(CALL(thread_Thread, Thread, Terminate), rcSecurityDisallow);
}
END_TEST

START_TEST(thread_wait_keeps_the_thread)
{
    give_handle(5, &fake.peer.obj, OCAP_THREAD_INFO);
    fake.peer.exit_code = 9;
    req.thread_Thread.Wait.thread.handle = 5;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Wait), rcOk);
    ck_assert_uint_eq(res.thread_Thread.Wait.code, 9);
    ck_assert_uint_eq(fake.peer.obj.refs, 0);
    fake.answer = rcTimeout;
    ck_assert_int_eq(CALL(thread_Thread, Thread, Wait), rcTimeout);
    ck_assert_uint_eq(res.thread_Thread.Wait.code, 0);
}
END_TEST

START_TEST(priorities_and_processors_are_bounded)
{
    give_handle(5, &fake.peer.obj, OCAP_THREAD_FULL);
    req.thread_Thread.SetPriority.thread.handle = 5;
    req.thread_Thread.SetPriority.priority = KOS_PRIORITIES;
    ck_assert_int_eq(CALL(thread_Thread, Thread, SetPriority), rcInvalidArgument);
    ck_assert_not_asked();
    req.thread_Thread.SetPriority.priority = KOS_PRIORITIES - 1;
    ck_assert_int_eq(CALL(thread_Thread, Thread, SetPriority), rcOk);
    req.thread_Thread.SetAffinity.mask = 2;
    ck_assert_int_eq(CALL(thread_Thread, Thread, SetAffinity), rcInvalidArgument);
    req.thread_Thread.SetAffinity.mask = 3;
    ck_assert_int_eq(CALL(thread_Thread, Thread, SetAffinity), rcOk);
}
END_TEST

/* ---- FS ------------------------------------------------------------------------------- */

static uint32_t read_sector(uint32_t sector)
{
    req.fs_FS.Read.sectorNumber = sector;
    ck_assert_int_eq(CALL(fs_FS, FS, Read), rcOk);
    ck_assert_uint_eq(res.fs_FS.Read.read, res.fs_FS.Read.data.size);
    return res.fs_FS.Read.read;
}

START_TEST(file_is_read_by_sectors)
{
    text(&req.fs_FS.Open.name, "data");
    ck_assert_int_eq(CALL(fs_FS, FS, Open), rcOk);
    memset(&req, 0, sizeof req);
    req.fs_FS.Read.handle.handle = FAKE_HANDLES - 1;
    ck_assert_uint_eq(read_sector(0), 4096);
    ck_assert_int_eq(out_bytes[res.fs_FS.Read.data.offset], 'a');
    ck_assert_uint_eq(read_sector(1), 904);
    ck_assert_int_eq(out_bytes[res.fs_FS.Read.data.offset], 'b');
    ck_assert_uint_eq(read_sector(2), 0);
    ck_assert_uint_eq(read_sector(0xffffffff), 0);
    ck_assert_int_eq(CALL(fs_FS, FS, GetSize), rcOk);
    ck_assert_uint_eq(res.fs_FS.GetSize.size, 5000);
}
END_TEST

START_TEST(files_are_named_and_counted)
{
    text(&req.fs_FS.Open.name, "nothing");
    ck_assert_int_eq(CALL(fs_FS, FS, Open), rcResourceNotFound);
    memset(&req, 0, sizeof req);
    req.fs_FS.GetInfo.nameLenMax = 4;
    ck_assert_int_eq(CALL(fs_FS, FS, GetInfo), rcBufferTooSmall);
    req.fs_FS.GetInfo.nameLenMax = 5;
    ck_assert_int_eq(CALL(fs_FS, FS, GetInfo), rcOk);
    ck_assert_str_eq(out_bytes + res.fs_FS.GetInfo.name.offset, "data");
    req.fs_FS.GetInfo.index = 1;
    ck_assert_int_eq(CALL(fs_FS, FS, GetInfo), rcResourceNotFound);
}
END_TEST

START_TEST(file_methods_refuse_other_handles)
{
    give_handle(5, &fake.other.obj, RIGHTS_ALL);
    req.fs_FS.Close.handle.handle = 5;
    ck_assert_int_eq(CALL(fs_FS, FS, Close), rcSecurityDisallow);
    ck_assert_int_eq(CALL(fs_FS, FS, Read), rcSecurityDisallow);
    ck_assert_not_asked();
}
END_TEST

/* ---- Audit ---------------------------------------------------------------------------- */

START_TEST(log_is_read)
{
    fake.message = "record";
    text(&req.audit_Audit.Open.name, "kss");
    ck_assert_int_eq(CALL(audit_Audit, Audit, Open), rcOk);
    memset(&req, 0, sizeof req);
    req.audit_Audit.Read.handle.handle = FAKE_HANDLES - 1;
    ck_assert_int_eq(CALL(audit_Audit, Audit, Read), rcOk);
    ck_assert_uint_eq(res.audit_Audit.Read.msg.size, 6);
    ck_assert_mem_eq(out_bytes + res.audit_Audit.Read.msg.offset, "record", 6);
    ck_assert_uint_eq(res.audit_Audit.Read.outDropMsgs, 7);
    fake.answer = rcTimeout;
    ck_assert_int_eq(CALL(audit_Audit, Audit, Read), rcTimeout);
    fake.answer = rcOk;
    ck_assert_int_eq(CALL(audit_Audit, Audit, Close), rcOk);
}
END_TEST

/* Without room for it a message stays in the log. */
START_TEST(message_is_not_lost_for_want_of_room)
{
    fake.message = "record";
    give_handle(5, log_named("kss"), RIGHTS_ALL);
    req.audit_Audit.Read.handle.handle = 5;
    out.end = (char *)out.start + 5;
    ck_assert_int_eq(CALL(audit_Audit, Audit, Read), rcBufferTooSmall);
    ck_assert_str_eq(fake.asked, "log_wait");
}
END_TEST

START_TEST(log_methods_refuse_other_names_and_handles)
{
    text(&req.audit_Audit.Open.name, "ks");
    ck_assert_int_eq(CALL(audit_Audit, Audit, Open), rcResourceNotFound);
    memset(&req, 0, sizeof req);
    give_handle(5, &fake.other.obj, RIGHTS_ALL);
    req.audit_Audit.Read.handle.handle = 5;
    ck_assert_int_eq(CALL(audit_Audit, Audit, Read), rcSecurityDisallow);
    ck_assert_int_eq(CALL(audit_Audit, Audit, Close), rcSecurityDisallow);
    ck_assert_not_asked();
}
END_TEST

/* ---- Log ------------------------------------------------------------------------------ */

START_TEST(lines_are_fetched)
{
    fake.message = "line";
    req.log_Log.FetchMessages.size = 100;
    ck_assert_int_eq(CALL(log_Log, Log, FetchMessages), rcOk);
    ck_assert_uint_eq(fake.room, 100);
    ck_assert_uint_eq(fake.count, 0); /* without waiting */
    ck_assert_uint_eq(res.log_Log.FetchMessages.data.size, 5);
    ck_assert_mem_eq(out_bytes + res.log_Log.FetchMessages.data.offset, "line\n", 5);
    ck_assert_uint_eq(res.log_Log.FetchMessages.writtenCount, 1);
    ck_assert_uint_eq(res.log_Log.FetchMessages.droppedCount, 5);
}
END_TEST

START_TEST(no_line_and_no_room_differ)
{
    req.log_Log.FetchMessages.size = 100;
    ck_assert_int_eq(CALL(log_Log, Log, FetchMessages), rcOk);
    ck_assert_uint_eq(res.log_Log.FetchMessages.writtenCount, 0);
    fake.message = "line";
    req.log_Log.FetchMessages.size = 4;
    ck_assert_int_eq(CALL(log_Log, Log, FetchMessages), rcBufferTooSmall);
    ck_assert_str_eq(fake.asked, "log_wait");
    req.log_Log.FetchMessages.size = 100; /* of the caller, not of its arena */
    out.end = (char *)out.start + 4;
    ck_assert_int_eq(CALL(log_Log, Log, FetchMessages), rcBufferTooSmall);
    ck_assert_uint_eq(fake.room, 4);
    fake.answer = rcBusy;
    ck_assert_int_eq(CALL(log_Log, Log, FetchMessages), rcBusy);
}
END_TEST

START_TEST(messages_are_waited_for)
{
    req.log_Log.GetMessagesHandle.count = 7;
    req.log_Log.GetMessagesHandle.mdelay = 3;
    ck_assert_int_eq(CALL(log_Log, Log, GetMessagesHandle), rcOk);
    ck_assert_uint_eq(fake.count, 7);
    ck_assert_uint_eq(fake.deadline, fake.now + 3000000);
    fake.answer = rcTimeout;
    ck_assert_int_eq(CALL(log_Log, Log, GetMessagesHandle), rcTimeout);
    ck_assert_uint_eq(res.log_Log.GetMessagesHandle.handle.handle, 0);
    fake.message = "one is better than none";
    ck_assert_int_eq(CALL(log_Log, Log, GetMessagesHandle), rcOk);
    fake.answer = rcBusy;
    ck_assert_int_eq(CALL(log_Log, Log, GetMessagesHandle), rcBusy);
}
END_TEST

START_TEST(a_log_is_handed_over)
{
    ck_assert_int_eq(CALL(log_Log, Log, Handoff), rcOk);
    ck_assert_uint_eq(res.log_Log.Handoff.bufSize, 4711);
    ck_assert(fake.taken_over);
    fake.answer = rcBusy;
    ck_assert_int_eq(CALL(log_Log, Log, Handoff), rcBusy);
}
END_TEST

static void add_all(TCase *t)
{
    const TTest *const tests[] = {
        every_method_answers,
        unbuilt_method_says_so,
        log_is_read,
        message_is_not_lost_for_want_of_room,
        log_methods_refuse_other_names_and_handles,
        lines_are_fetched,
        no_line_and_no_room_differ,
        messages_are_waited_for,
        a_log_is_handed_over,
        text_must_end_with_its_only_zero,
        chunk_outside_the_arena_is_refused,
        boot_option,
        no_room_for_the_answer,
        console_takes_any_bytes_up_to_its_bound,
        entropy_up_to_its_bound,
        wall_clock_range,
        allocate_flags,
        allocate_without_memory_answers_no_address,
        protect_is_write_xor_execute,
        query_tells_range_and_rights,
        memory_object_rights_follow_prot,
        futex_argument_checks,
        futex_wakes_the_waiter,
        futex_wakes_no_other,
        futex_timed_out_waiter_is_gone,
        futex_tells_what_is_left,
        user_object_kinds,
        sid_needs_its_right,
        connect_needs_both_processes,
        copy_tells_what_rights_are_left,
        create_task_passes_what_it_was_told,
        create_task_without_a_handle_leaves_no_process,
        task_methods_need_control,
        environment_is_passed_and_bounded,
        exit_information,
        initial_priority_of_stopped_processes_only,
        entry_is_not_relocated,
        thread_starts_after_its_handle,
        suspended_thread_stays_stopped,
        thread_without_a_handle_is_ended,
        attach_own_threads_only,
        terminating_oneself_is_an_exit,
        thread_wait_keeps_the_thread,
        priorities_and_processors_are_bounded,
        file_is_read_by_sectors,
        files_are_named_and_counted,
        file_methods_refuse_other_handles,
    };

    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(t, tests[i]);
}

int main(void)
{
    Suite *suite = suite_create("kernel_services");
    TCase *t = tcase_create("endpoints");

    tcase_add_checked_fixture(t, set_up, NULL);
    add_all(t);
    suite_add_tcase(suite, t);
    return unit_main(suite);
}
