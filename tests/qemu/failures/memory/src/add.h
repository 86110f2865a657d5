/* The one call of the programs. */
#ifndef ADD_H
#define ADD_H

#include <stdio.h>

#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <fail/ISum.idl.h>

static inline Retcode add(Handle handle, nk_uint32_t n, nk_uint32_t *sum)
{
    fail_ISum_Add_req req = {.n = n};
    fail_ISum_Add_res res = {0};
    const SMsgHdr out = {&req, sizeof(req), RTL_NULL, 0};
    SMsgHdr in = {&res, sizeof(res), RTL_NULL, 0};

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, fail_ISum_Add_mid);
    Retcode rc = Call(handle, &out, &in);
    *sum = res.sum;
    return rc;
}

#endif
