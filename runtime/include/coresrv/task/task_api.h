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

/* Exit code of a process that has ended by itself; rcNotReady while it runs, rcAbort after a fault.
 */
Retcode KnTaskGetExitCode(Handle task, rtl_uint32_t *status);

#ifdef __cplusplus
}
#endif
#endif
