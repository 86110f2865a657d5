/* kos/task.h and the wait for the end of a process. */
#include <kos/task.h>

#include <coresrv/handle/handle_api.h>
#include <coresrv/handle/notice_api.h>
#include <coresrv/task/task_api.h>
#include <nk/abi.h>
#include <stdlib.h>
#include <string.h>

#include "entity.h"
#include "sl.h"

/* ---- waiting ------------------------------------------------------------------------------ */

static Retcode wait_event(Notice notice, Handle task, rtl_uint32_t timeout, rtl_uint32_t *code)
{
    EventDesc event;
    rtl_size_t count;
    Retcode rc = KnNoticeSubscribeToObject(notice, task, EVENT_TASK_COMPLETED, 0);

    if (rc == rcOk)
        rc = KnTaskGetExitCode(task, code); /* it may have ended before the subscription */
    if (rc != rcNotReady)
        return rc;
    rc = KnNoticeGetEvent(notice, timeout, 1, &event, &count);
    return rc == rcOk ? KnTaskGetExitCode(task, code) : rc;
}

Retcode kos_task_wait(Handle task, rtl_uint32_t timeout, rtl_uint32_t *code)
{
    Notice notice;
    Retcode rc = KnTaskGetExitCode(task, code);

    if (rc != rcNotReady)
        return rc;
    rc = KnNoticeCreate(&notice);
    if (rc != rcOk)
        return rc;
    rc = wait_event(notice, task, timeout, code);
    (void)KnHandleClose(notice);
    return rc;
}

Retcode EntityWait(Entity *entity, rtl_uint32_t timeout, unsigned *exitCode)
{
    rtl_uint32_t code;
    Retcode rc;

    if (!entity)
        return rcInvalidArgument;
    rc = kos_task_wait(kos_entity_task(entity), timeout, &code);
    if (rc == rcOk && exitCode)
        *exitCode = code;
    return rc;
}

Retcode KosTaskWait(KosTask *task, rtl_uint32_t timeout, rtl_uint32_t *exitCode)
{
    rtl_uint32_t code;
    Retcode rc;

    if (!task)
        return rcInvalidArgument;
    rc = kos_task_wait(kos_entity_task(task), timeout, &code);
    if (rc == rcOk && exitCode)
        *exitCode = code;
    return rc;
}

/* ---- life --------------------------------------------------------------------------------- */

KosTask *KosTaskInitEx(const KosTaskParams *params, const char *name, const char *path)
{
    EntityInfo *info = params ? calloc(1, sizeof *info) : NULL;
    KosTask *task;

    if (!info)
        return NULL;
    info->eiid = params->eiid;
    info->max_endpoints = params->endpointsCount;
    info->endpoints = params->endpoints;
    info->flags = params->flags & KOS_TASK_FLAG_DUMPABLE ? ENTITY_FLAG_DUMPABLE : ENTITY_FLAGS_NONE;
    info->componentTree = params->componentTree;
    task = EntityInitEx(info, name, path);
    if (!task) {
        free(info);
        return NULL;
    }
    kos_entity_own_info(task, info);
    if ((!params->args || EntitySetArgs(task, params->args) == rcOk) &&
        (!params->envs || EntitySetEnv(task, params->envs) == rcOk))
        return task;
    EntityFree(task);
    return NULL;
}

KosTask *KosTaskInit(const KosTaskParams *params)
{
    return KosTaskInitEx(params, NULL, NULL);
}

Retcode KosTaskRunEx(KosTask *task)
{
    return EntityRun(task);
}

Retcode KosTaskLaunch(const KosTaskParams *params, KosTask **task)
{
    KosTask *made = task ? KosTaskInit(params) : NULL;
    Retcode rc;

    if (!made)
        return task && params ? KosEntityLastError() : rcInvalidArgument;
    rc = EntityRun(made);
    if (rc == rcOk)
        *task = made;
    else
        EntityFree(made);
    return rc;
}

Retcode KosTaskStop(KosTask *task)
{
    return task ? KnTaskTerminate(kos_entity_task(task)) : rcInvalidArgument;
}

void KosTaskPut(KosTask *task)
{
    EntityFree(task);
}

/* ---- what it is given ----------------------------------------------------------------------- */

Retcode KosTaskConnect(KosTask *client, KosTask *server, const char *channel)
{
    return EntityConnectToService(client, server, channel);
}

Retcode KosTaskTransferResource(KosTask *task, Handle handle, Handle badge, rtl_uint32_t rights,
                                const char *name)
{
    Handle given;
    Retcode rc;

    if (!task || !name || !*name || strlen(name) > KOS_NAME_MAX)
        return rcInvalidArgument;
    if (kos_entity_is_running(task))
        return rcInvalidOperation;
    rc = KnTaskTransferHandle(kos_entity_task(task), handle, badge, rights, &given);
    return rc == rcOk ? kos_entity_add_resource(task, name, given) : rc;
}

Handle KosTaskLookupResource(const char *name)
{
    return name ? kos_sl_resource(name) : INVALID_HANDLE;
}

Handle KosTaskGetHandle(const KosTask *task)
{
    return task ? kos_entity_task(task) : INVALID_HANDLE;
}

Handle KosTaskGetSelf(void)
{
    return KOS_HANDLE_SELF;
}
