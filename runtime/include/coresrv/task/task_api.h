/* The calling process as the kernel knows it, and the low-level calls that start another.
 *
 * Programs start processes with coresrv/entity/entity_api.h. Rules: libkos-api 9, platform 3. */
#ifndef CORESRV_TASK_TASK_API_H
#define CORESRV_TASK_TASK_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Name of this process, NUL-terminated; rcBufferTooSmall if it does not fit. */
Retcode KnTaskGetName(char *buf, rtl_size_t size);

/* A stopped process. An empty path leaves the image to the caller; stackSize 0: default. */
Retcode KnTaskCreate(const char *name, const char *eiid, const char *path, rtl_size_t stackSize,
                     rtl_uint32_t priority, rtl_uint32_t flags, Handle *task);

/* Environment of a stopped process: bytes the kernel does not look into. */
Retcode KnTaskSetEnv(Handle task, const void *env, rtl_size_t size);

/* First start of a process; rcSecurityDisallow when the policy refuses it. */
Retcode KnTaskResume(Handle task);

Retcode KnTaskTerminate(Handle task);

/* Exit code of a process that has ended by itself; rcNotReady while it runs, rcAbort after a fault
 * or an end from outside. */
Retcode KnTaskGetExitCode(Handle task, rtl_uint32_t *status);

/* How a process has ended; rcNotReady while it runs. */
typedef enum { TASK_EXITED = 1, TASK_TERMINATED, TASK_FAULTED } TaskEnd;

typedef struct TaskExitInfo {
    TaskEnd how;
    rtl_uint32_t code;           /* exit code, or number of the exception after a fault */
    rtl_uint64_t pc, address;    /* of the fault; 0 */
} TaskExitInfo;

Retcode KnTaskGetExitInfo(Handle task, TaskExitInfo *info);

/* Gives a stopped process a handle with at most these rights; *given is its value there. `badge` may
 * be INVALID_HANDLE. */
Retcode KnTaskTransferHandle(Handle task, Handle handle, Handle badge, rtl_uint32_t rights,
                             Handle *given);

/* Names (one after the other, each with its NUL) and numbers of all processes; sizes in bytes and
 * entries, on return what is used. rcBufferTooSmall. */
Retcode KnTaskGetTasksList(char *names, rtl_size_t *namesSize, rtl_uint32_t *pids,
                           rtl_size_t *count);

/* For who loads the program himself: a part of a memory object as a segment (flags: VMM_FLAG_*), then
 * the entry point. */
Retcode KnTaskLoadSeg(Handle task, Handle mdl, rtl_size_t offset, rtl_size_t size, void *address,
                      rtl_uint32_t flags);
Retcode KnTaskSetInitialState(Handle task, rtl_uintptr_t entry);

/* Not built: rcUnimplemented. Their arguments are ours. */
Retcode KnTaskReseedAslr(Handle task, const void *seed, rtl_size_t size);
Retcode KnTaskVmReserveForElf(Handle task, rtl_size_t size, rtl_size_t align, void **address);
Retcode KnTaskLoadElfSyms(Handle task, Handle symbols, Handle strings);

#ifdef __cplusplus
}
#endif
#endif
