/* Channels and listeners. A listener is the server's end: one queue of clients, one of server
 * threads. A channel is a client's end, joined to a listener for its whole life. */
#include "object.h"

static struct pool channels = {
    .name = "channel", .size = sizeof(struct channel), .limit = KOS_CHANNELS_MAX};
static struct pool listeners = {
    .name = "listener", .size = sizeof(struct listener), .limit = KOS_CHANNELS_MAX};

static Retcode listener_get(struct proc *server, uint32_t value, struct listener **out)
{
    struct object *o;
    Retcode rc = handle_get(server, value, OBJ_LISTENER, RIGHT_IPC_ADD, &o);

    if (rc != rcOk)
        return rcInvalidArgument;
    *out = (struct listener *)(void *)object_ref(o);
    return rcOk;
}

static Retcode listener_create(struct proc *server, uint32_t *value, struct listener **out)
{
    struct listener *l = pool_alloc(&listeners);
    Retcode rc;

    if (!l)
        return rcOutOfMemory;
    object_init(&l->obj, OBJ_LISTENER);
    l->owner = server;
    list_init(&l->callers);
    list_init(&l->receivers);
    rc = handle_add(server, &l->obj, RIGHTS_LISTENER, NULL, value);
    if (rc != rcOk) {
        object_unref(&l->obj);
        return rc;
    }
    *out = l;
    return rcOk;
}

static Retcode channel_create(struct proc *client, struct listener *l, uint32_t *value)
{
    struct channel *c = pool_alloc(&channels);
    Retcode rc;

    if (!c)
        return rcOutOfMemory;
    object_init(&c->obj, OBJ_CHANNEL);
    c->listener = l;
    object_ref(&l->obj);
    rc = handle_add(client, &c->obj, RIGHTS_CLIENT, NULL, value);
    object_unref(&c->obj);
    return rc;
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
    rc = made ? listener_create(server, &value, &l) : listener_get(server, value, &l);
    if (rc != rcOk)
        return rc;
    rc = channel_create(client, l, client_end);
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

    object_unref(&c->listener->obj);
    pool_free(&channels, c);
}

void listener_destroy(struct object *o)
{
    pool_free(&listeners, o);
}
