/* Notices: receivers of events of kernel objects.
 *
 * Subscribe a receiver to objects, then wait for their events. Events of one subscription add up
 * until they are read. Any number of threads may wait on one receiver. A receiver belongs to its
 * process; close it with KnHandleClose, which ends all waiting. At most 8 receivers of 64
 * subscriptions each. Event masks: handle/event_descr.h. Rules: libkos-api 7, ipc-and-kernel 9. */
#ifndef CORESRV_HANDLE_NOTICE_API_H
#define CORESRV_HANDLE_NOTICE_API_H

#include <handle/event_descr.h>
#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef Handle Notice;

typedef struct EventDesc {
    rtl_uintptr_t eventId;  /* number given at the subscription */
    rtl_uint32_t eventMask; /* what happened since it was read last */
} EventDesc;

Retcode KnNoticeCreate(Notice *notice);

/* Needs OCAP_HANDLE_GET_EVENT. The same evId for the same object again adds to the mask. */
Retcode KnNoticeSubscribeToObject(Notice notice, Handle object, rtl_uint32_t evMask,
                                  rtl_uintptr_t evId);

/* Waits at most msec milliseconds for the first event, then takes those that are there. rcTimeout;
 * rcResourceNotFound: KnNoticeDropAndWake or KnHandleClose ended the wait. */
Retcode KnNoticeGetEvent(Notice notice, rtl_uint64_t msec, rtl_size_t countMax, EventDesc *events,
                         rtl_size_t *count);

/* Raises events of an object. Needs OCAP_HANDLE_SET_EVENT. rcInvalidArgument: events that only the
 * kernel raises. */
Retcode KnNoticeSetObjectEvent(Handle object, rtl_uint32_t evMask);

/* rcResourceNotFound: there was no such subscription. */
Retcode KnNoticeUnsubscribeFromEvent(Notice notice, rtl_uintptr_t evId);
Retcode KnNoticeUnsubscribeFromObject(Notice notice, Handle object);

/* Ends all subscriptions; threads that wait get rcResourceNotFound. */
Retcode KnNoticeDropAndWake(Notice notice);

#ifdef __cplusplus
}
#endif
#endif
