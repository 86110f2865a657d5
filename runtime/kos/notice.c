/* Notices: the kernel's Notice endpoint. */
#include <coresrv/handle/notice_api.h>

#include <kl/core/Core.edl.h>
#include <kl/core/Notice.idl.h>

#include "kernel.h"

#define EVENTS_MAX 64 /* that one call takes: they lie on the stack */

Retcode KnNoticeCreate(Notice *notice)
{
    kl_core_Notice_Create_req req = {0};
    kl_core_Notice_Create_res res;
    Retcode rc;

    if (!notice)
        return rcInvalidArgument;
    rc = KOS_KERNEL_CALL(kl_core_Notice_Create, notice_Notice, &req, NULL, &res, NULL);
    if (rc == rcOk)
        *notice = nk_get_handle(&res.notify);
    return rc;
}

Retcode KnNoticeSubscribeToObject(Notice notice, Handle object, rtl_uint32_t evMask,
                                  rtl_uintptr_t evId)
{
    kl_core_Notice_SubscribeToObject_req req = {0};
    kl_core_Notice_SubscribeToObject_res res;

    req.notify = nk_handle_desc(notice);
    req.object = nk_handle_desc(object);
    req.evMask = evMask;
    req.evId = evId;
    return KOS_KERNEL_CALL(kl_core_Notice_SubscribeToObject, notice_Notice, &req, NULL, &res, NULL);
}

/* The kernel counts 32 bits of milliseconds; more than that is for ever. */
static rtl_uint32_t time_out(rtl_uint64_t msec)
{
    return msec < INFINITE_TIMEOUT ? (rtl_uint32_t)msec : INFINITE_TIMEOUT;
}

static Retcode take_events(const struct nk_arena *arena, const nk_ptr_t *chunk, rtl_size_t max,
                           EventDesc *events, rtl_size_t *count)
{
    rtl_size_t n;
    const kl_core_Notice_EventDescr *found =
        nk_arena_get(kl_core_Notice_EventDescr, arena, chunk, &n);

    if (!found || n > max)
        return rcReceiveError;
    for (rtl_size_t i = 0; i < n; i++)
        events[i] = (EventDesc){found[i].eventId, found[i].eventMask};
    *count = n;
    return rcOk;
}

Retcode KnNoticeGetEvent(Notice notice, rtl_uint64_t msec, rtl_size_t countMax, EventDesc *events,
                         rtl_size_t *count)
{
    kl_core_Notice_EventDescr in[EVENTS_MAX];
    const rtl_size_t max = countMax < EVENTS_MAX ? countMax : EVENTS_MAX;
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + max);
    kl_core_Notice_GetEvent_req req = {0};
    kl_core_Notice_GetEvent_res res;
    Retcode rc;

    if (max == 0 || !events || !count)
        return rcInvalidArgument;
    req.notify = nk_handle_desc(notice);
    req.mdelay = time_out(msec);
    rc = KOS_KERNEL_CALL(kl_core_Notice_GetEvent, notice_Notice, &req, NULL, &res, &arena);
    return rc == rcOk ? take_events(&arena, &res.events, max, events, count) : rc;
}

Retcode KnNoticeSetObjectEvent(Handle object, rtl_uint32_t evMask)
{
    kl_core_Notice_SetObjectEvent_req req = {0};
    kl_core_Notice_SetObjectEvent_res res;

    req.object = nk_handle_desc(object);
    req.evMask = evMask;
    return KOS_KERNEL_CALL(kl_core_Notice_SetObjectEvent, notice_Notice, &req, NULL, &res, NULL);
}

Retcode KnNoticeUnsubscribeFromEvent(Notice notice, rtl_uintptr_t evId)
{
    kl_core_Notice_UnsubscribeFromEvent_req req = {0};
    kl_core_Notice_UnsubscribeFromEvent_res res;

    req.notify = nk_handle_desc(notice);
    req.evId = evId;
    return KOS_KERNEL_CALL(kl_core_Notice_UnsubscribeFromEvent, notice_Notice, &req, NULL, &res,
                           NULL);
}

Retcode KnNoticeUnsubscribeFromObject(Notice notice, Handle object)
{
    kl_core_Notice_UnsubscribeFromObject_req req = {0};
    kl_core_Notice_UnsubscribeFromObject_res res;

    req.notify = nk_handle_desc(notice);
    req.object = nk_handle_desc(object);
    return KOS_KERNEL_CALL(kl_core_Notice_UnsubscribeFromObject, notice_Notice, &req, NULL, &res,
                           NULL);
}

Retcode KnNoticeDropAndWake(Notice notice)
{
    kl_core_Notice_DropAndWake_req req = {0};
    kl_core_Notice_DropAndWake_res res;

    req.notify = nk_handle_desc(notice);
    return KOS_KERNEL_CALL(kl_core_Notice_DropAndWake, notice_Notice, &req, NULL, &res, NULL);
}
