/* kl.core.Log: the log of the kernel and of what programs print, "core" of core/log.h. The
 * reference tells the names and types of its methods; what they do is our reading of them
 * (docs/audit.md). */
#include "services.h"
#include <log.h>

static struct object *core_log(void)
{
    return log_named("core");
}

/* The caller alone reads the log from now on, until it ends. The console goes on as before, so
 * nothing depends on that process. Fails: rcBusy. */
METHOD(Log, Handoff)
{
    return log_hand_over(core_log(), current_proc(), &res->bufSize);
}

/* As many whole lines as fit into `size` bytes, without waiting; none is no error. With too little
 * room for the first it stays: rcBufferTooSmall. */
METHOD(Log, FetchMessages)
{
    struct object *o = core_log();
    size_t room = nk_arena_free_size(out), size;
    void *to;
    Retcode rc = log_wait(o, 0, TIME_NEVER);

    if (rc != rcOk)
        return rc;
    if (room > req->size)
        room = req->size;
    if (room > kl_core_Log_FetchMessages_res_data_size)
        room = kl_core_Log_FetchMessages_res_data_size;
    size = log_lines_size(o, room);
    if (size == 0)
        return log_messages(o) == 0 ? rcOk : rcBufferTooSmall;
    rc = result_bytes(out, &res->data, size, &to);
    if (rc == rcOk)
        res->writtenCount = log_take_lines(o, to, size, &res->droppedCount);
    return rc;
}

/* A handle for kl.core.Audit, once there are `count` messages or after `mdelay` ms at least one.
 * Fails: rcTimeout, rcBusy. */
METHOD(Log, GetMessagesHandle)
{
    struct object *o = core_log();
    Retcode rc = log_wait(o, req->count, deadline_after_ms(req->mdelay));

    if (rc == rcTimeout && log_messages(o) > 0)
        rc = rcOk;
    return rc == rcOk ? result_handle(&res->handle, o, OCAP_LOG_FULL) : rc;
}

INTERFACE(Log, ENTRY(Log, Handoff), ENTRY(Log, FetchMessages), ENTRY(Log, GetMessagesHandle));
