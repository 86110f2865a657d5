/* Event: a flag threads wait for. All zero is not set. Rules: libkos-api 11. */
#ifndef KOS_EVENT_H
#define KOS_EVENT_H

#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KosEvent {
    int state; /* 1 when set */
} KosEvent;

void KosEventInit(KosEvent *event);
void KosEventDeinit(KosEvent *event);
void KosEventSet(KosEvent *event); /* wakes all */
void KosEventReset(KosEvent *event);

/* reset: take the event, so that one thread passes per KosEventSet. */
void KosEventWait(KosEvent *event, rtl_bool reset);
Retcode KosEventWaitTimeout(KosEvent *event, rtl_bool reset, rtl_uint32_t mdelay);

#ifdef __cplusplus
}
#endif
#endif
