/* Children of a test: the same program again, with arguments. Channels are passed as handle values
 * in the arguments. Everything goes through the kernel's interfaces, nothing through Entity*. */
#ifndef SPAWN_H
#define SPAWN_H

#include <stdlib.h>
#include <coresrv/nk/transport-kos.h>
#include <coresrv/task/task_api.h>
#include <coresrv/thread/thread_api.h>
#include <coresrv/handle/handle_api.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Handle.idl.h>
#include <kl/core/Task.idl.h>
#include "raw.h"

#define SPAWN_FILE "einit"

static inline size_t spawn_arg(char *env, size_t at, const char *text)
{
    size_t size = (sizeof(struct kos_env_record) + strlen(text) + 1 + 7) & ~(size_t)7;
    struct kos_env_record r = {KOS_ENV_ARG, 0, (uint32_t)size};

    memset(env + at, 0, size);
    memcpy(env + at, &r, sizeof(r));
    memcpy(env + at + sizeof(r), text, strlen(text));
    return at + size;
}

/* A stopped child. */
static inline Handle spawn_new(const char *name)
{
    Handle task;
    Retcode rc = KnTaskCreate(name, name, SPAWN_FILE, 0, KOS_PRIORITY_DEFAULT, 0, &task);

    if (rc != rcOk) {
        printf("FAIL spawn %s: %s\n", name, KosRetcodeName(rc));
        exit(1);
    }
    return task;
}

/* Starts it with its name and two more arguments. */
static inline Retcode spawn_run(Handle task, const char *name, const char *a, const char *b)
{
    char env[512];
    size_t at = spawn_arg(env, sizeof(struct kos_env_header), name);
    Retcode rc;

    at = spawn_arg(env, at, a);
    at = spawn_arg(env, at, b);
    struct kos_env_header h = {KOS_ENV_MAGIC, KOS_ENV_VERSION, 0, (uint32_t)at, 3};

    memcpy(env, &h, sizeof(h));
    rc = KnTaskSetEnv(task, env, at);
    return rc == rcOk ? KnTaskResume(task) : rc;
}

static inline Handle spawn(const char *name, const char *a, const char *b)
{
    Handle task = spawn_new(name);

    expect_rc(name, spawn_run(task, name, a, b), rcOk);
    return task;
}

/* Waits for its end; how it ended: 1 by exit or from outside, 3 by a fault. */
static inline unsigned spawn_wait(Handle task)
{
    char bytes[kl_core_Task_GetExitInfo_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(bytes, bytes + sizeof(bytes));
    kl_core_Task_GetExitInfo_req req = {.task = nk_handle_desc(task)};
    kl_core_Task_GetExitInfo_res res = {0};
    kl_core_Task_proxy proxy;
    NkKosTransport transport;

    NkKosTransport_Init(&transport, KOS_HANDLE_KERNEL, NK_NULL, 0);
    kl_core_Task_proxy_init(&proxy, &transport.base, kl_core_Core_task_Task_iid);
    for (;;) {
        nk_arena_reset(&arena);
        if (kl_core_Task_GetExitInfo(&proxy.base, &req, NK_NULL, &res, &arena) != NK_EOK)
            return 0;
        if (res.rc != rcNotReady)
            return res.rc != rcOk ? 0 : res.info.tag == kl_core_Task_ExitInfo_exc_tag ? 3 : 1;
        KnSleep(1);
    }
}

/* Connects two stopped children; *listener as for Handle.Connect. */
static inline Retcode spawn_connect(Handle server, Handle client, uint32_t *listener, uint32_t *end)
{
    kl_core_Handle_Connect_req req = {.server = nk_handle_desc(server),
                                      .client = nk_handle_desc(client),
                                      .srListener = *listener};
    kl_core_Handle_Connect_res res;
    kl_core_Handle_proxy proxy;
    NkKosTransport transport;

    NkKosTransport_Init(&transport, KOS_HANDLE_KERNEL, NK_NULL, 0);
    kl_core_Handle_proxy_init(&proxy, &transport.base, kl_core_Core_handle_Handle_iid);
    if (kl_core_Handle_Connect(&proxy.base, &req, NK_NULL, &res, NK_NULL) != NK_EOK)
        return rcFail;
    *listener = res.outSrListener;
    *end = res.outClEndpoint;
    return res.rc;
}

#endif
