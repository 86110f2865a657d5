/* Trace lines, asked for by kos.trace=ipc,ksm,task. */
#ifndef KERNEL_TRACE_H
#define KERNEL_TRACE_H

#include "kernel.h"

enum { TRACE_IPC = 1, TRACE_KSM = 2, TRACE_TASK = 4 };

extern unsigned trace_mask;

#define trace(kind, ...) (trace_mask & (kind) ? klog(NULL, __VA_ARGS__) : (void)0)

/* One message that was delivered or refused, or one start of a process. `verdict` is text. */
void trace_event(enum ksm_kind kind, const struct proc *from, const struct proc *to,
                 const struct nk_message *msg, const struct nk_arena *arena, const char *verdict);

#endif
