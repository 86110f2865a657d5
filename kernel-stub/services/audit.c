/* kl.core.Audit: reading the kernel's logs (core/log.h). A message that is read is gone, so the log
 * has one reader, or several that share the work. */
#include "services.h"
#include <log.h>

_Static_assert(LOG_MESSAGE_MAX == kl_core_Audit_Read_res_msg_size, "a message of a log");

/* Fails: rcResourceNotFound. */
METHOD(Audit, Open)
{
    const char *name;
    struct object *o;
    Retcode rc = arg_text(in, &req->name, &name);

    if (rc != rcOk)
        return rc;
    o = log_named(name);
    return o ? result_handle(&res->handle, o, OCAP_LOG_FULL) : rcResourceNotFound;
}

METHOD(Audit, Close)
{
    struct object *o;
    Retcode rc = arg_object(&req->handle, OBJ_LOG, OCAP_LOG_READ, &o);

    return rc == rcOk ? handle_close(current_proc(), req->handle.handle) : rc;
}

/* Waits for a message. rcBusy: another process took the log over. With too little room for it the
 * message stays: rcBufferTooSmall. */
METHOD(Audit, Read)
{
    struct object *o;
    void *to;
    Retcode rc = arg_object(&req->handle, OBJ_LOG, OCAP_LOG_READ, &o);

    if (rc == rcOk)
        rc = log_wait(o, 1, TIME_NEVER);
    if (rc == rcOk)
        rc = result_bytes(out, &res->msg, log_first_size(o), &to);
    if (rc == rcOk)
        res->outDropMsgs = log_take(o, to);
    return rc;
}

INTERFACE(Audit, ENTRY(Audit, Open), ENTRY(Audit, Close), ENTRY(Audit, Read));
