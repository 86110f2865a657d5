/* Trace lines (ipc-and-kernel 13). */
#include "trace.h"
#include "boot.h"
#include "ksm_hook.h"
#include "refusal.h"
#include "sched.h"

unsigned trace_mask;

void trace_init(void)
{
    if (cmdline_lists("kos.trace", "ipc"))
        trace_mask |= TRACE_IPC;
    if (cmdline_lists("kos.trace", "ksm"))
        trace_mask |= TRACE_KSM;
    if (cmdline_lists("kos.trace", "task"))
        trace_mask |= TRACE_TASK;
    sched.short_closed |= trace_mask != 0;
}

void trace_event(enum ksm_kind kind, const struct proc *from, const struct proc *to,
                 const struct nk_message *msg, const struct nk_arena *arena, const char *verdict)
{
    unsigned used = arena ? (unsigned)((char *)arena->current - (char *)arena->start) : 0;
    char text[REFUSAL_MAX];
    struct buffer b = {.text = text, .size = sizeof(text)};

    ksm_describe(kind, from, to, msg, &b);
    if (kind != KSM_EXECUTE)
        trace(TRACE_IPC, "ipc: %s size=%u/%u %s", text, msg->ex.size_ex, used, verdict);
    trace(TRACE_KSM, "ksm: %s: %s", text, verdict);
}
