/* Objects that interrupt blocked IPC calls of their own process (ipc-and-kernel 6.5). They cannot
 * be given away: who may interrupt a process's waits is the process alone. */
#include "object.h"

struct sync {
    struct object obj;
    bool set;
};

static struct pool syncs = {
    .name = "sync", .size = POOL_SIZE(struct sync), .limit = QUOTA_SYNCS * KOS_PROCESSES_MAX};

Retcode sync_create(struct proc *p, uint32_t *out)
{
    struct sync *s = pool_alloc(&syncs);
    Retcode rc = rcQuotaExceeded;

    if (!s)
        return rcOutOfMemory;
    object_init(&s->obj, OBJ_SYNC);
    if (object_charge(&s->obj, p))
        rc = handle_add(p, &s->obj, RIGHT_GET_SID, NULL, out);
    object_unref(&s->obj);
    return rc;
}

/* Waiting for the partner can be interrupted; a request that was delivered takes its course. */
static bool is_interruptible(const struct thread *t)
{
    return t->state == THREAD_BLOCKED && (t->wait == WAIT_RECV || t->wait == WAIT_REQUEST);
}

void sync_set(struct proc *p, struct object *sync)
{
    ((struct sync *)(void *)sync)->set = true;
    for (struct list *n = p->threads.next; n != &p->threads; n = n->next) {
        struct thread *t = container_of(n, struct thread, sibling);

        if (t->sync == sync && is_interruptible(t))
            thread_wake(t, rcIpcInterrupt);
    }
}

void sync_clear(struct object *sync)
{
    ((struct sync *)(void *)sync)->set = false;
}

bool sync_is_set(const struct object *sync)
{
    return ((const struct sync *)(const void *)sync)->set;
}

void sync_destroy(struct object *o)
{
    pool_free(&syncs, o);
}
