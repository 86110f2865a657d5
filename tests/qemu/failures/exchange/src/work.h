/* What the programs share: one call, and the meaning of some numbers. */
#ifndef WORK_H
#define WORK_H

#include <stdio.h>

#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <fail/IWork.idl.h>
#include <kos/thread.h>
#include <rtl/retcode_hr.h>

/* Leave: what ends. */
enum { LEAVE_THREAD, LEAVE_PROCESS };

/* Tell: what is asked. Codes are Retcodes. */
enum {
    TELL_LATE,     /* answers that found no client */
    TELL_REFUSED,  /* answers that were refused */
    TELL_SECRETS,  /* requests for secrets that arrived */
    TELL_TIMEOUT,  /* code of a Recv with a time-out that nobody called */
    TELL_UNKNOWN,  /* code of a Recv on a channel that there is not */
    TELL_UNASKED,  /* code of a Reply on it */
    TELL_ORDER,    /* the last four values echoed, a byte each */
};

/* Size and layout of the messages of all methods. */
typedef fail_IWork_Echo_req Request;
typedef fail_IWork_Echo_res Response;

static inline Retcode callWork(Handle handle, nk_mid_t mid, nk_uint32_t a, nk_uint32_t b,
                               rtl_uint32_t timeout, nk_uint32_t *result)
{
    Request req = {.value = a, .delay = b};
    Response res = {0};
    const SMsgHdr out = {&req, sizeof(req), RTL_NULL, 0};
    SMsgHdr in = {&res, sizeof(res), RTL_NULL, 0};

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, mid);
    Retcode rc = CallEx(handle, &out, &in, timeout, INVALID_HANDLE);
    *result = res.result;
    return rc;
}

#endif
