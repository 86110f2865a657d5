/* Interrupts of devices. Not built: every function answers rcUnimplemented (docs/kernel.md, no
 * drivers outside the kernel). Rules: libkos-api 13; values of the flags ours. */
#ifndef CORESRV_IO_IRQ_H
#define CORESRV_IO_IRQ_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define IRQ_LEVEL_LOW   (1U << 0)
#define IRQ_LEVEL_HIGH  (1U << 1)
#define IRQ_EDGE_RAISE  (1U << 2)
#define IRQ_EDGE_FALL   (1U << 3)
#define IRQ_SHARED      (1U << 4)
#define IRQ_PRIO_LOW    (1U << 8)
#define IRQ_PRIO_NORMAL (2U << 8)
#define IRQ_PRIO_HIGH   (3U << 8)
#define IRQ_PRIO_RT     (4U << 8)

Retcode KnRegisterIrq(int irq, Handle *rid);
Retcode KnIoAttachIrq(Handle rid, rtl_uint32_t flags, Handle *handle);
Retcode KnIoDetachIrq(Handle rid);
Retcode KnIoEnableIrq(Handle rid);
Retcode KnIoDisableIrq(Handle rid);

#ifdef __cplusplus
}
#endif
#endif
