/* Processes: the kernel's Task endpoint. */
#include <coresrv/task/task_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/Task.idl.h>
#include <string.h>

#include "kernel.h"

Retcode KnTaskGetName(char *buf, rtl_size_t size)
{
    char in[kl_core_Task_GetName_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_Task_GetName_req req = {0};
    kl_core_Task_GetName_res res;
    Retcode rc;

    rc = KOS_KERNEL_CALL(kl_core_Task_GetName, task_Task, &req, NULL, &res, &arena);
    return rc == rcOk ? kos_take_string(&arena, &res.name, buf, size) : rc;
}

Retcode KnTaskCreate(const char *name, const char *eiid, const char *path, rtl_size_t stackSize,
                     rtl_uint32_t priority, rtl_uint32_t flags, Handle *task)
{
    char out[kl_core_Task_Create_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_core_Task_Create_req req = {0};
    kl_core_Task_Create_res res;
    Retcode rc;

    if (!task)
        return rcInvalidArgument;
    rc = kos_put_string(&arena, &req.name, name);
    if (rc == rcOk)
        rc = kos_put_string(&arena, &req.eiid, eiid);
    if (rc == rcOk)
        rc = kos_put_string(&arena, &req.path, path);
    req.stackSize = stackSize;
    req.priority = priority;
    req.flags = flags;
    if (rc == rcOk)
        rc = KOS_KERNEL_CALL(kl_core_Task_Create, task_Task, &req, &arena, &res, NULL);
    if (rc == rcOk)
        *task = nk_get_handle(&res.child);
    return rc;
}

/* The caller's bytes are the arena: nothing is copied. */
Retcode KnTaskSetEnv(Handle task, const void *env, rtl_size_t size)
{
    struct nk_arena arena = {(void *)(nk_uintptr_t)env, NULL, NULL}; /* only read from */
    kl_core_Task_SetEnv_req req = {0};
    kl_core_Task_SetEnv_res res;

    if (!env || size > kl_core_Task_SetEnv_req_env_size)
        return rcInvalidArgument;
    arena.current = arena.end = (char *)arena.start + size;
    req.task = nk_handle_desc(task);
    req.env.size = (nk_uint32_t)size;
    return KOS_KERNEL_CALL(kl_core_Task_SetEnv, task_Task, &req, &arena, &res, NULL);
}

Retcode KnTaskResume(Handle task)
{
    kl_core_Task_Resume_req req = {0};
    kl_core_Task_Resume_res res;

    req.task = nk_handle_desc(task);
    return KOS_KERNEL_CALL(kl_core_Task_Resume, task_Task, &req, NULL, &res, NULL);
}

Retcode KnTaskTerminate(Handle task)
{
    kl_core_Task_Terminate_req req = {0};
    kl_core_Task_Terminate_res res;

    req.task = nk_handle_desc(task);
    return KOS_KERNEL_CALL(kl_core_Task_Terminate, task_Task, &req, NULL, &res, NULL);
}

static Retcode take_fault(const struct nk_arena *arena, const kl_core_Task_ExceptionInfo *exc,
                          TaskExitInfo *info)
{
    rtl_size_t count;
    const rtl_uint64_t *frame = nk_arena_get(rtl_uint64_t, arena, &exc->frame, &count);

    if (!frame || count < 2)
        return rcReceiveError;
    info->code = exc->type;
    info->pc = frame[0];
    info->address = frame[1];
    return rcOk;
}

Retcode KnTaskGetExitInfo(Handle task, TaskExitInfo *info)
{
    char in[kl_core_Task_GetExitInfo_res_arena_size] __attribute__((aligned(8)));
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_Task_GetExitInfo_req req = {0};
    kl_core_Task_GetExitInfo_res res;
    Retcode rc;

    if (!info)
        return rcInvalidArgument;
    req.task = nk_handle_desc(task);
    rc = KOS_KERNEL_CALL(kl_core_Task_GetExitInfo, task_Task, &req, NULL, &res, &arena);
    if (rc != rcOk)
        return rc;
    *info = (TaskExitInfo){.how = (TaskEnd)res.status};
    if (res.info.tag == kl_core_Task_ExitInfo_exc_tag)
        return take_fault(&arena, &res.info.data.exc, info);
    info->code = res.info.data.code;
    return rcOk;
}

Retcode KnTaskGetExitCode(Handle task, rtl_uint32_t *status)
{
    TaskExitInfo info;
    Retcode rc = status ? KnTaskGetExitInfo(task, &info) : rcInvalidArgument;

    if (rc != rcOk)
        return rc;
    if (info.how != TASK_EXITED)
        return rcAbort;
    *status = info.code;
    return rcOk;
}

Retcode KnTaskTransferHandle(Handle task, Handle handle, Handle badge, rtl_uint32_t rights,
                             Handle *given)
{
    kl_core_Task_TransferHandle_req req = {0};
    kl_core_Task_TransferHandle_res res;
    Retcode rc;

    if (!given)
        return rcInvalidArgument;
    req.task = nk_handle_desc(task);
    req.srcHandle = nk_handle_desc(handle);
    req.srcBadge =
        badge == INVALID_HANDLE ? nk_handle_desc(INVALID_HANDLE, 0, 0) : nk_handle_desc(badge);
    req.dstRights = rights;
    rc = KOS_KERNEL_CALL(kl_core_Task_TransferHandle, task_Task, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *given = res.dstHandle;
    return rc;
}

/* What one call gives: the names of all processes and their numbers. */
#define LIST_SIZE (KOS_PROCESSES_MAX * (KOS_NAME_MAX + 1 + sizeof(rtl_uint32_t)) + 16)

static Retcode take_list(const struct nk_arena *arena, const kl_core_Task_GetTasksList_res *res,
                         char *names, rtl_size_t *namesSize, rtl_uint32_t *pids, rtl_size_t *count)
{
    rtl_size_t bytes, entries;
    const char *text = nk_arena_get(char, arena, &res->strings, &bytes);
    const rtl_uint32_t *numbers = nk_arena_get(rtl_uint32_t, arena, &res->pids, &entries);

    if (!text || !numbers)
        return rcReceiveError;
    if (bytes > *namesSize || entries > *count)
        return rcBufferTooSmall;
    memcpy(names, text, bytes);
    memcpy(pids, numbers, entries * sizeof *numbers);
    *namesSize = bytes;
    *count = entries;
    return rcOk;
}

Retcode KnTaskGetTasksList(char *names, rtl_size_t *namesSize, rtl_uint32_t *pids,
                           rtl_size_t *count)
{
    char in[LIST_SIZE] __attribute__((aligned(8)));
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_Task_GetTasksList_req req = {0};
    kl_core_Task_GetTasksList_res res;
    Retcode rc;

    if (!names || !namesSize || !pids || !count)
        return rcInvalidArgument;
    rc = KOS_KERNEL_CALL(kl_core_Task_GetTasksList, task_Task, &req, NULL, &res, &arena);
    return rc == rcOk ? take_list(&arena, &res, names, namesSize, pids, count) : rc;
}

Retcode KnTaskLoadSeg(Handle task, Handle mdl, rtl_size_t offset, rtl_size_t size, void *address,
                      rtl_uint32_t flags)
{
    kl_core_Task_LoadSeg_req req = {0};
    kl_core_Task_LoadSeg_res res;

    req.task = nk_handle_desc(task);
    req.mdl = nk_handle_desc(mdl);
    req.segAttr.offset = offset;
    req.segAttr.size = size;
    req.segAttr.loadAddr = (nk_uintptr_t)address;
    req.segAttr.flags = flags;
    return KOS_KERNEL_CALL(kl_core_Task_LoadSeg, task_Task, &req, NULL, &res, NULL);
}

Retcode KnTaskSetInitialState(Handle task, rtl_uintptr_t entry)
{
    kl_core_Task_SetEntry_req req = {0};
    kl_core_Task_SetEntry_res res;

    req.task = nk_handle_desc(task);
    req.state.entryAddr = entry;
    return KOS_KERNEL_CALL(kl_core_Task_SetEntry, task_Task, &req, NULL, &res, NULL);
}
