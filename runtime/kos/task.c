/* Processes: the kernel's Task endpoint. */
#include <coresrv/task/task_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/Task.idl.h>

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

Retcode KnTaskGetExitCode(Handle task, rtl_uint32_t *status)
{
    char in[kl_core_Task_GetExitInfo_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    kl_core_Task_GetExitInfo_req req = {0};
    kl_core_Task_GetExitInfo_res res;
    Retcode rc;

    if (!status)
        return rcInvalidArgument;
    req.task = nk_handle_desc(task);
    rc = KOS_KERNEL_CALL(kl_core_Task_GetExitInfo, task_Task, &req, NULL, &res, &arena);
    if (rc != rcOk)
        return rc;
    if (res.info.tag != kl_core_Task_ExitInfo_code_tag)
        return rcAbort;
    *status = res.info.data.code;
    return rcOk;
}
