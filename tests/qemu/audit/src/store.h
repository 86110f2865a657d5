/* Calls of the store, for its two clients. */
#ifndef STORE_H
#define STORE_H

#include <stdio.h>

#include <coresrv/sl/sl_api.h>
#include <coresrv/syscalls.h>
#include <log/IStore.idl.h>

/* A call of a method without arena; the number of the method may be wrong. */
static inline Retcode call(Handle handle, nk_mid_t mid, nk_uint32_t n)
{
    log_IStore_Put_req req = {.n = n};
    log_IStore_Take_res res = {0};
    const SMsgHdr request = {&req, mid == log_IStore_Take_mid ? sizeof(log_IStore_Take_req)
                                                              : sizeof(req), NULL, 0};
    SMsgHdr response = {&res, sizeof(res), NULL, 0};

    nk_req_reset(&req);
    nk_message_set_size(&req.base_, request.msgSize);
    nk_msg_set_method_id(&req, 0, mid);
    return Call(handle, &request, &response);
}

#endif
