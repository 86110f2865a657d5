/* Starts children by both interfaces and looks how they end. */
#include <coresrv/entity/entity_api.h>
#include <coresrv/handle/handle_api.h>
#include <coresrv/task/task_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/task.h>
#include <kos/thread.h>
#include <string.h>

#include "../../check.h"

static const EntityInfo child_info = {.eiid = "proc.Child"};
static const EndpointInfo endpoints[] = {{.name = "twice", .riid = 0, .iface_name = "proc.ITwice"}};

/* ---- by entity_api.h ------------------------------------------------------------------------ */

static Entity *child(const char *name, const char *what)
{
    static const char *args[8][4];
    static unsigned next;
    const char **list = args[next++ % 8];
    Entity *entity = EntityInitEx(&child_info, name, "Child");

    list[0] = name;
    list[1] = what;
    CHECK(entity && EntitySetArgs(entity, list) == rcOk);
    return entity;
}

static void ends(void)
{
    static const char *envs[] = {"COLOUR=red", NULL};
    Entity *entity = child("counter", "count");
    unsigned code = 0;
    TaskExitInfo info;

    CHECK(EntitySetEnv(entity, envs) == rcOk);
    CHECK(EntityWait(entity, 10, &code) == rcTimeout); /* not started */
    CHECK(EntityRun(entity) == rcOk && EntityRun(entity) == rcInvalidOperation);
    CHECK(EntityWait(entity, 1000, &code) == rcOk && code == 21);
    CHECK(EntityWait(entity, 0, &code) == rcOk && code == 21);
    CHECK(KnTaskTerminate(KosTaskGetHandle(entity)) == rcInvalidOperation);
    EntityFree(entity);

    entity = child("faulty", "fault");
    CHECK(EntityRun(entity) == rcOk && EntityWait(entity, 1000, &code) == rcAbort);
    CHECK(KnTaskGetExitInfo(KosTaskGetHandle(entity), &info) == rcOk);
    CHECK(info.how == TASK_FAULTED && info.pc == 0x10 && info.address == 0x10);
    EntityFree(entity);

    entity = child("sleeper", "sleep");
    CHECK(EntityRun(entity) == rcOk && EntityWait(entity, 20, &code) == rcTimeout);
    CHECK(KnTaskGetExitInfo(KosTaskGetHandle(entity), &info) == rcNotReady);
    CHECK(KnTaskTerminate(KosTaskGetHandle(entity)) == rcOk);
    CHECK(EntityWait(entity, 1000, &code) == rcAbort);
    CHECK(KnTaskGetExitInfo(KosTaskGetHandle(entity), &info) == rcOk);
    CHECK(info.how == TASK_TERMINATED);
    EntityFree(entity);
}

static void refused(void)
{
    static const EntityInfo unknown = {.eiid = "proc.Unknown"}, banned = {.eiid = "proc.Banned"};
    Entity *entity;

    CHECK(!EntityInit(&unknown) && KosEntityLastError() == rcSecurityDisallow);
    CHECK(!EntityInitEx(&child_info, "x", "absent") && KosEntityLastError() == rcResourceNotFound);
    entity = EntityInit(&banned);
    CHECK(entity && EntityRun(entity) == rcSecurityDisallow);
    EntityFree(entity);
    entity = child("one", "sleep");
    CHECK(!EntityInitEx(&child_info, "one", "Child") && KosEntityLastError() == rcAlreadyExists);
    EntityFree(entity);
}

static void connected(void)
{
    static const EntityInfo info = {
        .eiid = "proc.Server", .max_endpoints = 1, .endpoints = endpoints};
    Entity *server = EntityInit(&info), *client = child("client", "ask");
    unsigned code = 0;

    CHECK(EntityConnectToService(client, server, "link") == rcOk);
    CHECK(EntityConnectToService(client, server, "link") == rcAlreadyExists);
    CHECK(EntityConnect(client, server) == rcOk); /* named as the server */
    CHECK(EntityRun(server) == rcOk && EntityRun(client) == rcOk);
    CHECK(EntityConnectToService(client, server, "late") == rcInvalidOperation);
    CHECK(EntityWait(client, 1000, &code) == rcOk && code == 42);
    CHECK(KosTaskStop(server) == rcOk && EntityWait(server, 1000, NULL) == rcAbort);
    EntityFree(client);
    EntityFree(server);
}

/* ---- by kos/task.h --------------------------------------------------------------------------- */

static void high_level(void)
{
    const char *args[] = {"looker", "look", NULL}, *none[] = {"x", NULL};
    KosTaskParams params = {.eiid = "proc.Child", .args = args, .flags = KOS_TASK_FLAG_DUMPABLE};
    KosTask *task = KosTaskInitEx(&params, "looker", "Child"), *other;
    rtl_uint32_t code = 0;
    Handle mdl;
    void *at;

    CHECK(KnPmmMdlCreate(4096, VMM_FLAG_READ | VMM_FLAG_WRITE, &mdl) == rcOk);
    CHECK(KnPmmMdlMap(mdl, 0, 4096, NULL, VMM_FLAG_READ | VMM_FLAG_WRITE, &at) == rcOk);
    *(unsigned char *)at = 77;
    CHECK(task && KosTaskTransferResource(task, mdl, INVALID_HANDLE,
                                          OCAP_MDL_READ | OCAP_HANDLE_COPY, "memory") == rcOk);
    CHECK(KosTaskTransferResource(task, 12345, INVALID_HANDLE, 1, "x") == rcInvalidArgument);
    CHECK(KosTaskRunEx(task) == rcOk && KosTaskWait(task, 1000, &code) == rcOk && code == 77);
    CHECK(KosTaskTransferResource(task, mdl, INVALID_HANDLE, 1, "x") == rcInvalidOperation);
    KosTaskPut(task);

    params.args = none;
    params.flags = KOS_TASK_FLAGS_NONE;
    CHECK(KosTaskLaunch(&params, &task) == rcOk && KosTaskStop(task) == rcOk);
    CHECK(KosTaskWait(task, 1000, &code) == rcAbort);
    KosTaskPut(task);
    task = KosTaskInit(&params);
    other = KosTaskInitEx(&params, "other", NULL);
    CHECK(task && other && KosTaskConnect(task, other, "channel") == rcOk);
    KosTaskPut(task);
    KosTaskPut(other);
    CHECK(KosTaskGetSelf() == 2);
}

static void given_by_hand(void)
{
    Entity *entity = child("given", "sleep");
    Handle object, given = INVALID_HANDLE;

    CHECK(KnHandleCreateUserObject(HANDLE_TYPE_USER_FIRST, OCAP_HANDLE_TRANSFER, NULL, &object) ==
          rcOk);
    CHECK(KnTaskTransferHandle(KosTaskGetHandle(entity), object, INVALID_HANDLE, ~0U, &given) ==
              rcOk &&
          given > 2);
    CHECK(KnTaskTransferHandle(KosTaskGetHandle(entity), object, object, ~0U, &given) ==
          rcSecurityDisallow);
    EntityFree(entity);
    CHECK(KnHandleClose(object) == rcOk);
}

/* A program the parent puts together itself: one instruction that loops. */
static void own_program(void)
{
    Handle task, mdl;
    void *at;

    CHECK(KnTaskCreate("kernel", "kl.core.Core", "", 0, 15, 0, &task) == rcInvalidArgument);
    CHECK(KnTaskCreate("own", "proc.Child", "", 0, 15, 0, &task) == rcOk);
    CHECK(KnTaskResume(task) == rcInvalidOperation);
    CHECK(KnPmmMdlCreate(4096, VMM_FLAG_READ | VMM_FLAG_WRITE, &mdl) == rcOk);
    CHECK(KnPmmMdlMap(mdl, 0, 4096, NULL, VMM_FLAG_READ | VMM_FLAG_WRITE, &at) == rcOk);
    *(rtl_uint32_t *)at = 0x14000000; /* b . */
    CHECK(KnTaskLoadSeg(task, mdl, 0, 4096, (void *)0x400000, VMM_FLAG_READ | VMM_FLAG_EXECUTE) ==
          rcOk);
    CHECK(KnTaskLoadSeg(task, mdl, 0, 8192, (void *)0x500000, VMM_FLAG_READ) == rcInvalidArgument);
    CHECK(KnTaskSetInitialState(task, 0x500000) == rcInvalidArgument);
    CHECK(KnTaskSetInitialState(task, 0x400000) == rcOk);
    CHECK(KnTaskResume(task) == rcOk);
    KosThreadSleep(5);
    CHECK(KnTaskTerminate(task) == rcOk && KnHandleClose(task) == rcOk);
}

static void list(void)
{
    Entity *entity = child("listed", "sleep");
    char names[256];
    rtl_uint32_t pids[16];
    rtl_size_t size = sizeof names, count = 16, found = 0;

    CHECK(KnTaskGetTasksList(names, &size, pids, &count) == rcOk && count == 2);
    for (const char *at = names; at < names + size; at += strlen(at) + 1)
        found += strcmp(at, "listed") == 0 || strcmp(at, "proc.Parent") == 0;
    CHECK(found == 2 && pids[0] != pids[1]);
    count = 1;
    CHECK(KnTaskGetTasksList(names, &size, pids, &count) == rcBufferTooSmall);
    EntityFree(entity);
}

int main(void)
{
    ends();
    refused();
    connected();
    high_level();
    given_by_hand();
    own_program();
    list();
    return check_end("Parent");
}
