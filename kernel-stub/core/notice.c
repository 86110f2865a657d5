/* Notices: receivers of events of objects (ipc-and-kernel 9).
 *
 * A subscription joins an object and a receiver. What happened since it was read last lies in its
 * `pending`; then it stands in the receiver's queue. A subscription holds no reference to its
 * object, so it keeps nothing alive; when the object ends it stays until that was read. */
#include <handle/event_descr.h>
#include "object.h"

struct notice {
    struct object obj;
    struct list subscriptions; /* by_notice */
    struct list ready;         /* with something pending, oldest first */
    struct list waiters;
    uint32_t count; /* subscriptions */
    bool finished;  /* takes no more */
};

struct subscription {
    struct list by_notice, ready;
    struct subscription *next, **link; /* the object's list */
    struct object *object;             /* NULL: it has ended */
    struct notice *notice;
    uint64_t id;
    uint32_t mask, pending, counter;
};

#define SUBSCRIPTIONS_MAX 64 /* of one receiver */

static struct pool notices = {
    .name = "notice", .size = POOL_SIZE(struct notice), .limit = QUOTA_NOTICES * KOS_PROCESSES_MAX};
static struct pool subscriptions = {.name = "subscription",
                                    .size = POOL_SIZE(struct subscription),
                                    .limit = SUBSCRIPTIONS_MAX * QUOTA_NOTICES * KOS_PROCESSES_MAX};

#define BY_NOTICE(node) container_of(node, struct subscription, by_notice)

Retcode notice_create(struct proc *p, uint32_t *out)
{
    struct notice *n = pool_alloc(&notices);
    Retcode rc = rcQuotaExceeded;

    if (!n)
        return rcOutOfMemory;
    object_init(&n->obj, OBJ_NOTICE);
    list_init(&n->subscriptions);
    list_init(&n->ready);
    list_init(&n->waiters);
    if (object_charge(&n->obj, p))
        rc = handle_add(p, &n->obj, RIGHT_GET_SID, NULL, out);
    object_unref(&n->obj);
    return rc;
}

/* ---- subscriptions ------------------------------------------------------------------------- */

static void leave_object(struct subscription *s)
{
    if (!s->object)
        return;
    *s->link = s->next;
    if (s->next)
        s->next->link = s->link;
    s->object = NULL;
}

static void end_subscription(struct subscription *s)
{
    leave_object(s);
    list_remove(&s->ready);
    list_remove(&s->by_notice);
    s->notice->count--;
    pool_free(&subscriptions, s);
}

static struct subscription *find(const struct object *o, const struct notice *n, uint64_t id)
{
    struct subscription *s = o->subscriptions;

    while (s && (s->notice != n || s->id != id))
        s = s->next;
    return s;
}

static struct subscription *add(struct notice *n, struct object *o, uint64_t id)
{
    struct subscription *s = pool_alloc(&subscriptions);

    if (!s)
        return NULL;
    s->notice = n;
    s->object = o;
    s->id = id;
    s->next = o->subscriptions;
    s->link = &o->subscriptions;
    if (s->next)
        s->next->link = &s->next;
    o->subscriptions = s;
    list_init(&s->ready);
    list_append(&n->subscriptions, &s->by_notice);
    n->count++;
    return s;
}

Retcode notice_subscribe(struct notice *n, struct object *o, uint32_t mask, uint64_t id)
{
    struct subscription *s = find(o, n, id);

    if (n->finished)
        return rcInvalidOperation;
    if (!s && n->count >= SUBSCRIPTIONS_MAX)
        return rcQuotaExceeded;
    if (!s)
        s = add(n, o, id);
    if (!s)
        return rcOutOfMemory;
    s->mask |= mask;
    return rcOk;
}

static Retcode unsubscribe(struct notice *n, const uint64_t *id, const struct object *o)
{
    Retcode rc = rcResourceNotFound;
    struct list *node = n->subscriptions.next, *next;

    for (; node != &n->subscriptions; node = next) {
        struct subscription *s = BY_NOTICE(node);

        next = node->next;
        if (id ? s->id == *id : s->object == o) {
            end_subscription(s);
            rc = rcOk;
        }
    }
    return rc;
}

Retcode notice_unsubscribe_id(struct notice *n, uint64_t id)
{
    return unsubscribe(n, &id, NULL);
}

Retcode notice_unsubscribe_object(struct notice *n, const struct object *o)
{
    return unsubscribe(n, NULL, o);
}

/* ---- events -------------------------------------------------------------------------------- */

static void tell_one(struct notice *n)
{
    struct thread *t = thread_first(&n->waiters);

    if (t && !list_empty(&n->ready))
        thread_wake(t, rcOk);
}

void notice_raise(struct object *o, uint32_t mask)
{
    for (struct subscription *s = o->subscriptions; s; s = s->next) {
        if (!(s->mask & mask))
            continue;
        if (!s->pending)
            list_append(&s->notice->ready, &s->ready);
        s->pending |= s->mask & mask;
        s->counter++;
        tell_one(s->notice);
    }
}

void notice_object_gone(struct object *o)
{
    notice_raise(o, EVENT_OBJECT_DESTROYED);
    while (o->subscriptions) {
        struct subscription *s = o->subscriptions;

        if (s->pending)
            leave_object(s);
        else
            end_subscription(s);
    }
}

static uint32_t take(struct notice *n, struct notice_event *to, uint32_t max)
{
    uint32_t count = 0;

    while (count < max && !list_empty(&n->ready)) {
        struct subscription *s = container_of(n->ready.next, struct subscription, ready);

        to[count++] = (struct notice_event){s->id, s->pending, s->counter};
        list_remove(&s->ready);
        s->pending = s->counter = 0;
        if (!s->object)
            end_subscription(s);
    }
    return count;
}

Retcode notice_get(struct notice *n, struct notice_event *to, uint32_t max, uint32_t *count,
                   uint64_t deadline)
{
    for (;;) {
        Retcode rc;

        if (n->finished)
            return rcResourceNotFound;
        *count = take(n, to, max);
        if (*count > 0)
            return rcOk;
        rc = thread_block(&n->waiters, WAIT_OTHER, deadline);
        if (rc != rcOk) {
            tell_one(n); /* a wake-up that came too late for this one goes to the next */
            return rc;
        }
    }
}

/* ---- ends ---------------------------------------------------------------------------------- */

void notice_drop(struct notice *n, bool finish)
{
    struct thread *t;

    n->finished |= finish;
    while (!list_empty(&n->subscriptions))
        end_subscription(BY_NOTICE(n->subscriptions.next));
    while ((t = thread_first(&n->waiters)) != NULL)
        thread_wake(t, rcResourceNotFound);
}

void notice_close(struct object *o)
{
    notice_drop((struct notice *)(void *)o, true);
}

void notice_destroy(struct object *o)
{
    pool_free(&notices, o);
}
