/* Badges: a process makes a handle for another one with a badge of its own, and learns when all
 * such handles are gone, and gets its context back when one of them is sent to it. */
#include <handle/event_descr.h>
#include "object.h"

static struct pool badges = {
    .name = "badge", .size = POOL_SIZE(struct badge), .limit = QUOTA_BADGES * KOS_PROCESSES_MAX};

Retcode badge_create(struct proc *p, struct notice *notice, uint64_t event, uint64_t context,
                     uint32_t *out)
{
    struct badge *b = pool_alloc(&badges);
    Retcode rc = rcQuotaExceeded;

    if (!b)
        return rcOutOfMemory;
    object_init(&b->obj, OBJ_BADGE);
    b->creator = p->serial;
    b->context = context;
    b->event = event;
    if (object_charge(&b->obj, p))
        rc = notice ? notice_subscribe(notice, &b->obj, EVENT_BADGE_CLOSED, event) : rcOk;
    if (rc == rcOk) {
        b->notice = notice;
        if (notice)
            object_ref((struct object *)(void *)notice);
        rc = handle_add(p, &b->obj, RIGHT_GET_SID | RIGHT_GET_EVENT, NULL, out);
    }
    object_unref(&b->obj);
    return rc;
}

/* A receiver that has finished does not keep anybody from giving handles away. */
Retcode badge_attach(struct badge *b, struct object *resource)
{
    Retcode rc = rcOk;

    if (b->notice)
        rc = notice_subscribe(b->notice, resource, EVENT_OBJECT_DESTROYED, b->event);
    if (rc != rcOk && rc != rcInvalidOperation)
        return rc;
    badge_share(b);
    return rcOk;
}

void badge_share(struct badge *b)
{
    b->uses++;
    object_ref(&b->obj);
}

void badge_detach(struct badge *b)
{
    if (--b->uses == 0)
        notice_raise(&b->obj, EVENT_BADGE_CLOSED);
    object_unref(&b->obj);
}

void badge_destroy(struct object *o)
{
    struct badge *b = (struct badge *)(void *)o;

    if (b->notice)
        object_unref((struct object *)(void *)b->notice);
    pool_free(&badges, b);
}
