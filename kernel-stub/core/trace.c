/* Trace lines (ipc-and-kernel 13). */
#include "trace.h"
#include "boot.h"

unsigned trace_mask;

void trace_init(void)
{
    if (cmdline_lists("kos.trace", "ipc"))
        trace_mask |= TRACE_IPC;
    if (cmdline_lists("kos.trace", "ksm"))
        trace_mask |= TRACE_KSM;
    if (cmdline_lists("kos.trace", "task"))
        trace_mask |= TRACE_TASK;
}

static const char *name_of(const struct proc *p)
{
    return p ? p->class_name : "kl.core.Core";
}

static const char *kind_name(unsigned kind)
{
    static const char *const names[] = {
        [KSM_EXECUTE] = "exec", [KSM_REQUEST] = "req",  [KSM_RESPONSE] = "res",
        [KSM_ERROR] = "err",    [KSM_SECURITY] = "sec",
    };

    return names[kind];
}

void trace_message(const struct ksm_event *e, const struct proc *from, const struct proc *to,
                   const char *verdict)
{
    unsigned arena = e->arena ? (unsigned)((char *)e->arena->current - (char *)e->arena->start) : 0;

    if (!(trace_mask & TRACE_IPC))
        return;
    klog(NULL, "ipc: %s %s(%u) -> %s(%u) riid=%u mid=%u size=%u/%u %s", kind_name(e->kind),
         name_of(from), e->src_sid, name_of(to), e->dst_sid, e->msg->iid, e->msg->mid,
         e->msg->ex.size_ex, arena, verdict);
}
