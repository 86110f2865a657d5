/* Processes and channels as Einit makes them: each Entity remembers its channels until EntityRun
 * turns them into the environment of the process. */
#include <coresrv/entity/entity_api.h>

#include <coresrv/handle/handle_api.h>
#include <coresrv/task/task_api.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Handle.idl.h>
#include <stdlib.h>
#include <string.h>

#include "entity.h"
#include "env.h"
#include "kernel.h"

struct channel {
    struct channel *next;
    const char *name;
    Handle handle; /* a value in the table of the process, not in ours */
    unsigned role;
    const EntityInfo *server; /* of a client end: whose endpoints it reaches */
};

struct Entity {
    const EntityInfo *info;
    const char *name;
    const char *const *args;
    const char *const *envs;
    Handle task;
    struct channel *channels, **last;
    struct resource *resources;
    EntityInfo *own_info; /* or null: the caller's */
    int running;
};

struct resource {
    struct resource *next;
    const char *name;
    Handle handle; /* a value in the table of the process */
};

static Retcode last_error;

Retcode KosEntityLastError(void)
{
    return last_error;
}

/* ---- making ------------------------------------------------------------------------------- */

static Retcode create_task(const EntityInfo *info, const char *name, const char *path, Handle *task)
{
    return KnTaskCreate(name, info->eiid, path, 0, KOS_PRIORITY_DEFAULT, (rtl_uint32_t)info->flags,
                        task);
}

/* Without a path the file is named as the class or as the last segment of its name. */
static Retcode create_default(const EntityInfo *info, const char *name, Handle *task)
{
    const char *dot = strrchr(info->eiid, '.');
    Retcode rc = create_task(info, name, info->eiid, task);

    if (rc == rcResourceNotFound && dot)
        rc = create_task(info, name, dot + 1, task);
    return rc;
}

static Entity *make(const EntityInfo *info, const char *name, const char *path, Retcode *rc)
{
    Entity *entity = calloc(1, sizeof *entity);

    if (!entity) {
        *rc = rcOutOfMemory;
        return NULL;
    }
    entity->info = info;
    entity->name = name;
    entity->args = info->args;
    entity->envs = info->envs;
    entity->last = &entity->channels;
    *rc = path ? create_task(info, name, path, &entity->task)
               : create_default(info, name, &entity->task);
    if (*rc == rcOk)
        return entity;
    free(entity);
    return NULL;
}

Entity *EntityInitEx(const EntityInfo *info, const char *name, const char *path)
{
    Entity *entity = NULL;
    Retcode rc = rcInvalidArgument;

    if (info && info->eiid && (info->max_endpoints == 0 || info->endpoints))
        entity = make(info, name ? name : info->eiid, path, &rc);
    last_error = rc;
    return entity;
}

Entity *EntityInit(const EntityInfo *info)
{
    return EntityInitEx(info, RTL_NULL, RTL_NULL);
}

/* Whether a null pointer ends the array after at most `max` strings. */
static int is_list(const char *const *list, unsigned max)
{
    for (unsigned i = 0; list && i <= max; i++)
        if (!list[i])
            return 1;
    return 0;
}

Retcode EntitySetArgs(Entity *entity, const char *args[])
{
    if (!entity || !is_list(args, ENTITY_ARGS_MAX))
        return rcInvalidArgument;
    entity->args = args;
    return rcOk;
}

Retcode EntitySetEnv(Entity *entity, const char *envs[])
{
    if (!entity || !is_list(envs, ENTITY_ENV_MAX))
        return rcInvalidArgument;
    entity->envs = envs;
    return rcOk;
}

/* ---- connecting --------------------------------------------------------------------------- */

static struct channel *find(const Entity *entity, unsigned role, const char *name)
{
    struct channel *channel = entity->channels;

    while (channel && (channel->role != role || strcmp(channel->name, name) != 0))
        channel = channel->next;
    return channel;
}

static struct channel *new_channel(unsigned role, const char *name)
{
    struct channel *channel = calloc(1, sizeof *channel);

    if (channel) {
        channel->role = role;
        channel->name = name;
    }
    return channel;
}

static void add(Entity *entity, struct channel *channel)
{
    *entity->last = channel;
    entity->last = &channel->next;
}

/* Makes the channel in the kernel. *listener is INVALID_HANDLE for the first of its name. */
static Retcode make_channel(const Entity *client, const Entity *server, Handle *listener,
                            Handle *end)
{
    kl_core_Handle_Connect_req req = {0};
    kl_core_Handle_Connect_res res;
    Retcode rc;

    req.server = nk_handle_desc(server->task);
    req.client = nk_handle_desc(client->task);
    req.srListener = *listener;
    req.createSrEndpoint = 0;
    rc = KOS_KERNEL_CALL(kl_core_Handle_Connect, handle_Handle, &req, NULL, &res, NULL);
    if (rc == rcOk) {
        *listener = res.outSrListener;
        *end = res.outClEndpoint;
    }
    return rc;
}

static Retcode connect_new(Entity *client, Entity *server, const char *name)
{
    struct channel *listener = find(server, KOS_ENV_ROLE_LISTENER, name);
    struct channel *fresh = listener ? NULL : new_channel(KOS_ENV_ROLE_LISTENER, name);
    struct channel *end = new_channel(KOS_ENV_ROLE_CLIENT, name);
    Handle handle = listener ? listener->handle : INVALID_HANDLE;
    Retcode rc = rcOutOfMemory;

    if (end && (listener || fresh))
        rc = make_channel(client, server, &handle, &end->handle);
    if (rc != rcOk) {
        free(fresh);
        free(end);
        return rc;
    }
    if (fresh) {
        fresh->handle = handle;
        add(server, fresh);
    }
    end->server = server->info;
    add(client, end);
    return rcOk;
}

Retcode EntityConnectToService(Entity *client, Entity *server, const char *name)
{
    if (!client || !server || !name || !*name || strlen(name) > KOS_NAME_MAX)
        return rcInvalidArgument;
    if (client->running || server->running)
        return rcInvalidOperation;
    if (find(client, KOS_ENV_ROLE_CLIENT, name))
        return rcAlreadyExists;
    return connect_new(client, server, name);
}

Retcode EntityConnect(Entity *client, Entity *server)
{
    return server ? EntityConnectToService(client, server, server->name) : rcInvalidArgument;
}

/* ---- for kos/task.h ------------------------------------------------------------------------ */

Handle kos_entity_task(const Entity *entity)
{
    return entity->task;
}

int kos_entity_is_running(const Entity *entity)
{
    return entity->running;
}

void kos_entity_own_info(Entity *entity, EntityInfo *info)
{
    entity->own_info = info;
}

Retcode kos_entity_add_resource(Entity *entity, const char *name, Handle handle)
{
    struct resource *resource = malloc(sizeof *resource);

    if (!resource)
        return rcOutOfMemory;
    *resource = (struct resource){entity->resources, name, handle};
    entity->resources = resource;
    return rcOk;
}

/* ---- starting ----------------------------------------------------------------------------- */

static void put_texts(struct kos_env_writer *writer, unsigned type, const char *const *texts)
{
    for (; *texts; texts++)
        kos_env_put_text(writer, type, *texts);
}

static void put_channel(struct kos_env_writer *writer, const struct channel *channel)
{
    kos_env_put_channel(writer, channel->role, channel->handle, channel->name);
    if (!channel->server)
        return;
    for (unsigned i = 0; i < channel->server->max_endpoints; i++) {
        const EndpointInfo *endpoint = &channel->server->endpoints[i];

        kos_env_put_endpoint(writer, endpoint->riid, endpoint->name, endpoint->iface_name);
    }
}

static Retcode set_environment(const Entity *entity, void *buf)
{
    struct kos_env_writer writer;
    size_t size;

    kos_env_begin(&writer, buf, KOS_ENV_MAX);
    kos_env_put_self(&writer, entity->name, entity->info->eiid);
    put_texts(&writer, KOS_ENV_ARG, entity->args);
    put_texts(&writer, KOS_ENV_VAR, entity->envs);
    for (const struct channel *channel = entity->channels; channel; channel = channel->next)
        put_channel(&writer, channel);
    for (const struct resource *r = entity->resources; r; r = r->next)
        kos_env_put_resource(&writer, r->handle, r->name);
    size = kos_env_end(&writer);
    return size ? KnTaskSetEnv(entity->task, buf, size) : rcBufferTooLarge;
}

Retcode EntityRun(Entity *entity)
{
    void *buf;
    Retcode rc;

    if (!entity)
        return rcInvalidArgument;
    if (entity->running)
        return rcInvalidOperation;
    buf = malloc(KOS_ENV_MAX);
    if (!buf)
        return rcOutOfMemory;
    rc = set_environment(entity, buf);
    free(buf);
    if (rc == rcOk)
        rc = KnTaskResume(entity->task);
    entity->running = rc == rcOk;
    return rc;
}

void EntityFree(Entity *entity)
{
    if (!entity)
        return;
    while (entity->channels) {
        struct channel *channel = entity->channels;

        entity->channels = channel->next;
        free(channel);
    }
    while (entity->resources) {
        struct resource *resource = entity->resources;

        entity->resources = resource->next;
        free(resource);
    }
    (void)KnHandleClose(entity->task);
    free(entity->own_info);
    free(entity);
}
