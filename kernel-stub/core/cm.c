/* Channels made at run time (ipc-and-kernel 4.3): the kernel brings a client that names a server
 * and the server together. A request is the waiting client's thread; it lies on that thread's
 * kernel stack, so there are never more of them than threads, and nothing is left when one ends. */
#include "object.h"

struct cm_request {
    struct list link;
    struct thread *thread;
    char server[KOS_NAME_MAX + 1], service[KOS_NAME_MAX + 1];
    uint32_t handle, id; /* set by who accepts */
};

static struct list pending = {&pending, &pending};       /* requests, in the order of arrival */
static struct list listening = {&listening, &listening}; /* server threads in cm_listen */

#define TO_REQUEST(node) container_of(node, struct cm_request, link)

/* A time-out or its end may have woken the client already; then it takes itself out soon. */
static bool waits(const struct cm_request *r)
{
    return r->thread->state == THREAD_BLOCKED;
}

static void tell_server(const char *name)
{
    for (struct list *n = listening.next; n != &listening; n = n->next) {
        struct thread *t = container_of(n, struct thread, run);

        if (strcmp(t->proc->name, name) == 0) {
            thread_wake(t, rcOk);
            return;
        }
    }
}

Retcode cm_connect(const char *server, const char *service, uint64_t deadline, uint32_t *handle,
                   uint32_t *id)
{
    struct cm_request r = {.thread = current_thread()};
    Retcode rc;

    if (!*server || !*service || !copy_string(r.server, sizeof(r.server), server) ||
        !copy_string(r.service, sizeof(r.service), service))
        return rcInvalidArgument;
    list_append(&pending, &r.link);
    tell_server(server);
    rc = thread_block(NULL, WAIT_OTHER, deadline);
    list_remove(&r.link);
    if (rc != rcOk && r.handle) /* killed when it had been accepted */
        (void)handle_close(current_proc(), r.handle);
    if (rc == rcTimeout && !proc_named(r.server))
        return rcResourceNotFound;
    *handle = r.handle;
    *id = r.id;
    return rc;
}

/* NULL as a name: any. */
static struct cm_request *find(const char *client, const char *service)
{
    const char *server = current_proc()->name;

    for (struct list *n = pending.next; n != &pending; n = n->next) {
        struct cm_request *r = TO_REQUEST(n);

        if (waits(r) && strcmp(r->server, server) == 0 &&
            (!client || strcmp(r->thread->proc->name, client) == 0) &&
            (!service || strcmp(r->service, service) == 0))
            return r;
    }
    return NULL;
}

Retcode cm_listen(uint64_t deadline, const struct cm_request **out)
{
    Retcode rc = rcOk;

    while (rc == rcOk && !(*out = find(NULL, NULL)))
        rc = thread_block(&listening, WAIT_OTHER, deadline);
    if (rc != rcOk && find(NULL, NULL))
        tell_server(current_proc()->name); /* a wake-up that this one has no use for */
    return rc;
}

const char *cm_client(const struct cm_request *r)
{
    return r->thread->proc->name;
}

const char *cm_service(const struct cm_request *r)
{
    return r->service;
}

/* Joins the client to a listener of the current process, made here when there is none yet. */
static Retcode join(struct cm_request *r, struct listener *listener, uint32_t *out)
{
    struct listener *l = listener;
    Retcode rc = rcOk;

    if (!listener)
        rc = channel_listen(current_proc(), out, &l);
    if (rc != rcOk)
        return rc;
    rc = channel_join(r->thread->proc, l, &r->handle);
    if (!listener) {
        if (rc != rcOk)
            (void)handle_close(current_proc(), *out);
        object_unref(&l->obj);
    }
    return rc;
}

Retcode cm_accept(const char *client, const char *service, uint32_t id, struct listener *listener,
                  uint32_t *out)
{
    struct cm_request *r = find(client, service);
    Retcode rc;

    if (!r)
        return rcResourceNotFound;
    rc = join(r, listener, out);
    r->id = id;
    thread_wake(r->thread, rc);
    return rc;
}

Retcode cm_drop(const char *client, const char *service)
{
    struct cm_request *r = find(client, service);

    if (!r)
        return rcResourceNotFound;
    thread_wake(r->thread, rcNotConnected);
    return rcOk;
}

void cm_process_gone(const struct proc *p)
{
    for (struct list *n = pending.next; n != &pending; n = n->next) {
        if (waits(TO_REQUEST(n)) && strcmp(TO_REQUEST(n)->server, p->name) == 0)
            thread_wake(TO_REQUEST(n)->thread, rcNotConnected);
    }
}
