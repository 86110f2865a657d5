/* kl.core.Notice: receivers of events of objects (ipc-and-kernel 9). */
#include "services.h"
#include <handle/event_descr.h>

#define GENERAL_EVENTS 0xffffu /* raised by the kernel alone */
#define EVENTS_MAX     64      /* that one call returns: they lie on the kernel stack */

_Static_assert(EVENTS_MAX <= kl_core_Notice_GetEvent_res_events_size, "EVENTS_MAX");

static Retcode arg_notice(const nk_handle_desc_t *slot, struct notice **out)
{
    struct object *o;
    Retcode rc = arg_object(slot, OBJ_NOTICE, 0, &o);

    if (rc == rcOk)
        *out = (struct notice *)(void *)o;
    return rc;
}

METHOD(Notice, Create)
{
    uint32_t value;
    Retcode rc = notice_create(current_proc(), &value);

    if (rc == rcOk)
        res->notify = nk_handle_desc(value, OCAP_HANDLE_GET_SID, 0);
    return rc;
}

METHOD(Notice, SubscribeToObject)
{
    struct notice *n;
    struct object *o;
    Retcode rc = arg_notice(&req->notify, &n);

    if (rc == rcOk)
        rc = arg_object(&req->object, OBJ_NONE, OCAP_HANDLE_GET_EVENT, &o);
    if (rc != rcOk)
        return rc;
    if (req->evMask == 0)
        return rcInvalidArgument;
    return notice_subscribe(n, o, req->evMask, req->evId);
}

METHOD(Notice, UnsubscribeFromEvent)
{
    struct notice *n;
    Retcode rc = arg_notice(&req->notify, &n);

    return rc == rcOk ? notice_unsubscribe_id(n, req->evId) : rc;
}

METHOD(Notice, UnsubscribeFromObject)
{
    struct notice *n;
    struct object *o;
    Retcode rc = arg_notice(&req->notify, &n);

    if (rc == rcOk)
        rc = arg_object(&req->object, OBJ_NONE, 0, &o);
    return rc == rcOk ? notice_unsubscribe_object(n, o) : rc;
}

/* As many events as the caller has room for; the room is taken before anything is waited for, so
 * that no event that was read can be lost. */
METHOD(Notice, GetEvent)
{
    struct notice_event events[EVENTS_MAX];
    uint32_t room = (uint32_t)(nk_arena_free_size(out) / sizeof(struct kl_core_Notice_EventDescr));
    uint32_t max = room < rtl_countof(events) ? room : rtl_countof(events), count;
    struct kl_core_Notice_EventDescr *to;
    struct notice *n;
    Retcode rc = arg_notice(&req->notify, &n);

    if (rc != rcOk)
        return rc;
    if (max == 0)
        return rcBufferTooSmall;
    object_ref((struct object *)(void *)n); /* its handle may be closed meanwhile */
    rc = notice_get(n, events, max, &count, deadline_after_ms(req->mdelay));
    object_unref((struct object *)(void *)n);
    if (rc != rcOk)
        return rc;
    to = nk_arena_alloc(struct kl_core_Notice_EventDescr, out, &res->events, count);
    if (!to)
        return rcBufferTooSmall;
    for (uint32_t i = 0; i < count; i++)
        to[i] = (struct kl_core_Notice_EventDescr){events[i].id, events[i].mask, events[i].count};
    return rcOk;
}

METHOD(Notice, DropAndWake)
{
    struct notice *n;
    Retcode rc = arg_notice(&req->notify, &n);

    if (rc == rcOk)
        notice_drop(n, req->finish != 0);
    return rc;
}

METHOD(Notice, SetObjectEvent)
{
    struct object *o;
    Retcode rc = arg_object(&req->object, OBJ_NONE, OCAP_HANDLE_SET_EVENT, &o);

    if (rc != rcOk)
        return rc;
    if (req->evMask == 0 || (req->evMask & GENERAL_EVENTS) ||
        (o->type == OBJ_PROC && (req->evMask & EVENT_TASK_COMPLETED)))
        return rcInvalidArgument;
    notice_raise(o, req->evMask);
    return rcOk;
}

INTERFACE(Notice, ENTRY(Notice, Create), ENTRY(Notice, SubscribeToObject),
          ENTRY(Notice, UnsubscribeFromEvent), ENTRY(Notice, UnsubscribeFromObject),
          ENTRY(Notice, GetEvent), ENTRY(Notice, DropAndWake), ENTRY(Notice, SetObjectEvent));
