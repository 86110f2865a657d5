/* kl.core.Task: processes. A parent makes a stopped process, prepares it and starts it; starting
 * is what the security module is asked about (ipc-and-kernel 2). */
#include "services.h"
#include <refusal.h>
#include <kl/core/Task.idl.h>

#define TASK_FLAG_DUMPABLE 1u /* accepted; a fault prints its dump and ends the process */

/* The process is not in the caller's hands before its handle exists. */
METHOD(Task, Create)
{
    struct proc_spec spec = {
        .stack_size = req->stackSize, .priority = req->priority, .initiator = current_proc()};
    struct proc *p;
    Retcode rc = arg_text(in, &req->name, &spec.name);

    if (rc == rcOk)
        rc = arg_text(in, &req->eiid, &spec.class_name);
    if (rc == rcOk)
        rc = arg_text(in, &req->path, &spec.path);
    if (rc != rcOk)
        return rc;
    if (req->flags & ~TASK_FLAG_DUMPABLE)
        return rcInvalidArgument;
    rc = proc_create(&spec, &p);
    if (rc != rcOk)
        return rc;
    rc = result_handle(&res->child, &p->obj, OCAP_TASK_FULL);
    if (rc != rcOk)
        (void)proc_terminate(p); /* just made, so it can be ended */
    object_unref(&p->obj);
    return rc;
}

/* A segment of a process whose program the parent loads itself, copied from a memory object. */
METHOD(Task, LoadSeg)
{
    const struct kl_core_Task_VmSegAttr *seg = &req->segAttr;
    struct object *mdl;
    struct proc *p;
    unsigned rights;
    Retcode rc = arg_rights(seg->flags, &rights);

    if (rc == rcOk)
        rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);
    if (rc == rcOk)
        rc = arg_object(&req->mdl, OBJ_MDL, OCAP_MDL_READ, &mdl);
    if (rc == rcOk)
        rc = mdl_load(p, mdl, seg->offset, seg->size, seg->loadAddr, rights);
    if (rc == rcOk)
        res->retaddr = seg->loadAddr;
    return rc;
}

/* The program is not moved: relocBase is 0 (platform 3, ET_EXEC only). */
METHOD(Task, SetEntry)
{
    struct proc *p;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);

    if (rc != rcOk)
        return rc;
    if (req->state.relocBase != 0)
        return rcInvalidArgument;
    return proc_set_entry(p, req->state.entryAddr);
}

METHOD(Task, SetEnv)
{
    struct proc *p;
    const void *env;
    size_t size;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);

    if (rc == rcOk)
        rc = arg_bytes(in, &req->env, KOS_ENV_MAX, &env, &size);
    if (rc == rcOk)
        rc = proc_set_env(p, env, size);
    return rc;
}

METHOD(Task, FreeSelfEnv)
{
    proc_free_env(current_proc());
    return rcOk;
}

METHOD(Task, Resume)
{
    struct proc *p;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);

    return rc == rcOk ? proc_resume(p, current_proc()) : rc;
}

METHOD(Task, Exit)
{
    proc_exit(current_proc(), req->status);
    return rcOk;
}

METHOD(Task, Terminate)
{
    struct proc *p;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);

    return rc == rcOk ? proc_terminate(p) : rc;
}

_Static_assert((uint32_t)EXIT_NORMAL == kl_core_Task_StatusExited &&
                   (uint32_t)EXIT_TERMINATED == kl_core_Task_StatusTerminated &&
                   (uint32_t)EXIT_FAULT == kl_core_Task_StatusFault,
               "status of GetExitInfo");

/* What is known of a fault, as the frame of its ExceptionInfo. */
struct fault_frame {
    uint64_t pc, address;
};

static Retcode exception_result(const struct proc *p, struct nk_arena *out,
                                struct kl_core_Task_ExceptionInfo *exc)
{
    struct fault_frame frame = {.pc = p->fault_pc, .address = p->fault_addr};
    void *room;
    Retcode rc = result_bytes(out, &exc->frame, sizeof frame, &room);

    if (rc != rcOk)
        return rc;
    memcpy(room, &frame, sizeof frame);
    exc->type = p->fault_type;
    return rcOk;
}

/* Fails: rcNotReady while the process lives. */
METHOD(Task, GetExitInfo)
{
    struct proc *p;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_INFO, &p);

    if (rc != rcOk)
        return rc;
    if (p->state != PROC_DEAD)
        return rcNotReady;
    res->status = p->cause;
    if (p->cause == EXIT_FAULT) {
        res->info.tag = kl_core_Task_ExitInfo_exc_tag;
        return exception_result(p, out, &res->info.data.exc);
    }
    res->info.tag = kl_core_Task_ExitInfo_code_tag;
    res->info.data.code = p->exit_code;
    return rcOk;
}

METHOD(Task, GetName)
{
    const struct proc *p = current_proc();

    return result_text(out, &res->name, p->name, strlen(p->name),
                       kl_core_Task_GetName_res_name_size);
}

METHOD(Task, GetPath)
{
    const struct proc *p = current_proc();

    return result_text(out, &res->path, p->path, strlen(p->path),
                       kl_core_Task_GetPath_res_path_size);
}

METHOD(Task, GetInitialThreadPriority)
{
    struct proc *p;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_INFO, &p);

    if (rc == rcOk)
        res->priority = p->priority;
    return rc;
}

METHOD(Task, SetInitialThreadPriority)
{
    struct proc *p;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);

    return rc == rcOk ? proc_set_priority(p, req->priority, false) : rc;
}

METHOD(Task, SetInitialThreadSchedPolicy)
{
    struct proc *p;
    bool fifo;
    Retcode rc = arg_policy(req->policy, &req->param, &fifo);

    if (rc == rcOk)
        rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);
    return rc == rcOk ? proc_set_priority(p, req->priority, fifo) : rc;
}

static struct proc *live_at(unsigned slot)
{
    struct proc *p = proc_at(slot);

    return p && p->state != PROC_DEAD ? p : NULL;
}

/* Names and numbers of all processes, in one order. The notice is empty: who wants to know of ends
 * has handles to the processes. */
METHOD(Task, GetTasksList)
{
    uint32_t count = 0, size = 0;
    void *names, *pids;
    Retcode rc;

    for (unsigned i = 0; i < KOS_PROCESSES_MAX; i++) {
        count += live_at(i) != NULL;
        size += live_at(i) ? (uint32_t)strlen(live_at(i)->name) + 1 : 0;
    }
    rc = result_bytes(out, &res->strings, size, &names);
    if (rc == rcOk)
        rc = result_words(out, &res->pids, count, &pids);
    if (rc != rcOk)
        return rc;
    for (unsigned i = 0; i < KOS_PROCESSES_MAX; i++) {
        struct proc *p = live_at(i);

        if (!p)
            continue;
        size = (uint32_t)strlen(p->name) + 1;
        memcpy(names, p->name, size);
        names = (char *)names + size;
        *(uint32_t *)pids = object_sid(&p->obj);
        pids = (uint32_t *)pids + 1;
    }
    return rcOk;
}

/* To a process that has not started yet; dstHandle is a value in its table. */
METHOD(Task, TransferHandle)
{
    struct badge *badge;
    struct proc *p;
    uint32_t value;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_CONTROL, &p);

    if (rc == rcOk)
        rc = arg_badge(&req->srcBadge, &badge);
    if (rc != rcOk)
        return rc;
    if (p->state != PROC_STOPPED)
        return rcInvalidOperation;
    rc = handle_transfer(current_proc(), req->srcHandle.handle, p, req->dstRights, badge, &value);
    if (rc != rcOk)
        return refusal_of_handle("Task.TransferHandle", req->srcHandle.handle, rc);
    res->dstHandle = value;
    return rcOk;
}

/* A process's number is its SID: unique among all that live. */
METHOD(Task, GetPid)
{
    struct proc *p;
    Retcode rc = arg_proc(&req->task, OCAP_TASK_INFO, &p);

    if (rc == rcOk)
        res->pid = object_sid(&p->obj);
    return rc;
}

UNBUILT(Task, VmReserve)
UNBUILT(Task, VmFree)
UNBUILT(Task, LoadElfSyms)
UNBUILT(Task, LoadElfHdr)
UNBUILT(Task, GetThreadContext)
UNBUILT(Task, GetNextVmRegion)
UNBUILT(Task, TerminateAfterFreezing)
UNBUILT(Task, ReseedAslr)
UNBUILT(Task, GetElfSyms)

INTERFACE(Task, ENTRY(Task, Create), ENTRY(Task, LoadSeg), ENTRY(Task, VmReserve),
          ENTRY(Task, VmFree), ENTRY(Task, SetEntry), ENTRY(Task, LoadElfSyms),
          ENTRY(Task, LoadElfHdr), ENTRY(Task, SetEnv), ENTRY(Task, FreeSelfEnv),
          ENTRY(Task, Resume), ENTRY(Task, Exit), ENTRY(Task, Terminate), ENTRY(Task, GetExitInfo),
          ENTRY(Task, GetThreadContext), ENTRY(Task, GetNextVmRegion),
          ENTRY(Task, TerminateAfterFreezing), ENTRY(Task, GetName), ENTRY(Task, GetPath),
          ENTRY(Task, GetInitialThreadPriority), ENTRY(Task, SetInitialThreadPriority),
          ENTRY(Task, GetTasksList), ENTRY(Task, SetInitialThreadSchedPolicy),
          ENTRY(Task, ReseedAslr), ENTRY(Task, GetElfSyms), ENTRY(Task, TransferHandle),
          ENTRY(Task, GetPid));
