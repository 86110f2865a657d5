/* Channels and listeners. A listener is the server's end: one queue of clients, one of server
 * threads. A channel is a client's end, joined to a listener for its whole life.
 *
 * A listener made for dynamic channels ends the waiting of its server threads when the last client
 * has gone (ipc-and-kernel 6.2, R5). It is of type OBJ_LEFT until another one joins, so that only
 * the general path of Recv has to know. */
#include "object.h"

static struct pool channels = {.name = "channel",
                               .size = POOL_SIZE(struct channel),
                               .limit = KOS_CHANNELS_MAX + QUOTA_CHANNELS * KOS_PROCESSES_MAX};
static struct pool listeners = {.name = "listener",
                                .size = POOL_SIZE(struct listener),
                                .limit = KOS_CHANNELS_MAX + QUOTA_LISTENERS * KOS_PROCESSES_MAX};
static uint32_t static_channels;

static Retcode listener_get(struct proc *server, uint32_t value, struct listener **out)
{
    struct object *o;
    Retcode rc = handle_get(server, value, OBJ_LISTENER, RIGHT_IPC_ADD, &o);

    if (rc != rcOk)
        return rcInvalidArgument;
    *out = (struct listener *)(void *)object_ref(o);
    return rcOk;
}

static Retcode listener_create(struct proc *server, bool dynamic, uint32_t *value,
                               struct listener **out)
{
    struct listener *l = pool_alloc(&listeners);
    Retcode rc = rcQuotaExceeded;

    if (!l)
        return rcOutOfMemory;
    object_init(&l->obj, OBJ_LISTENER);
    l->owner = server;
    l->dynamic = dynamic;
    list_init(&l->callers);
    list_init(&l->receivers);
    if (!dynamic || object_charge(&l->obj, server))
        rc = handle_add(server, &l->obj, RIGHTS_LISTENER, NULL, value);
    if (rc != rcOk) {
        object_unref(&l->obj);
        return rc;
    }
    *out = l;
    return rcOk;
}

static Retcode channel_create(struct proc *client, struct listener *l, bool dynamic,
                              uint32_t *value)
{
    struct channel *c;
    Retcode rc = rcQuotaExceeded;

    if (!dynamic && static_channels >= KOS_CHANNELS_MAX)
        return rcOutOfMemory;
    c = pool_alloc(&channels);
    if (!c)
        return rcOutOfMemory;
    object_init(&c->obj, OBJ_CHANNEL);
    c->listener = l;
    c->dynamic = dynamic;
    object_ref(&l->obj);
    l->channels++;
    l->obj.type = OBJ_LISTENER; /* somebody is there again */
    if (!dynamic)
        static_channels++;
    if (!dynamic || object_charge(&c->obj, client))
        rc = handle_add(client, &c->obj, RIGHTS_CLIENT, NULL, value);
    object_unref(&c->obj);
    return rc;
}

Retcode channel_join(struct proc *client, struct listener *l, uint32_t *client_end)
{
    return channel_create(client, l, true, client_end);
}

Retcode channel_listen(struct proc *server, uint32_t *value, struct listener **out)
{
    return listener_create(server, true, value, out);
}

Retcode channel_connect(struct proc *server, struct proc *client, uint32_t *listener,
                        uint32_t *client_end)
{
    bool made = *listener == KOS_HANDLE_INVALID;
    uint32_t value = *listener;
    struct listener *l;
    Retcode rc;

    if (server->state != PROC_STOPPED || client->state != PROC_STOPPED)
        return rcInvalidOperation;
    rc = made ? listener_create(server, false, &value, &l) : listener_get(server, value, &l);
    if (rc != rcOk)
        return rc;
    rc = channel_create(client, l, false, client_end);
    if (rc == rcOk)
        *listener = value;
    else if (made)
        (void)handle_close(server, value);
    object_unref(&l->obj);
    return rc;
}

void channel_destroy(struct object *o)
{
    struct channel *c = (struct channel *)(void *)o;
    struct listener *l = c->listener;

    if (!c->dynamic)
        static_channels--;
    if (--l->channels == 0 && l->dynamic && l->obj.handles > 0)
        listener_left(l);
    object_unref(&l->obj);
    pool_free(&channels, c);
}

void listener_destroy(struct object *o)
{
    pool_free(&listeners, o);
}
