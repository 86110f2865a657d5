/* Two threads on one listener. It is late at first, and it ends as it is told. */
#include <stdlib.h>

#include "work.h"

static Handle listener;
static nk_uint32_t told[TELL_ORDER + 1];

static nk_uint32_t work(const Request *req)
{
    switch (req->base_.mid) {
    case fail_IWork_Echo_mid:
        KosThreadSleep(req->delay);
        told[TELL_ORDER] = told[TELL_ORDER] << 8 | (req->value & 0xff);
        return req->value;
    case fail_IWork_Leave_mid:
        KosThreadSleep(req->delay);
        if (req->value == LEAVE_PROCESS)
            exit(3);
        KosThreadExit(0);
    case fail_IWork_Secret_mid:
        told[TELL_SECRETS]++;
        return req->delay;
    default:
        return req->value <= TELL_ORDER ? told[req->value] : 0;
    }
}

static void count(Retcode rc)
{
    if (rc == rcNotConnected)
        told[TELL_LATE]++;
    else if (rc == rcSecurityDisallow)
        told[TELL_REFUSED]++;
    else if (rc != rcOk)
        printf("[Server] WRONG: Reply gave %s\n", KosRetcodeName(rc));
}

static int serve(void *context)
{
    Request req;
    Response res = {0};
    const SMsgHdr out = {&res, sizeof(res), RTL_NULL, 0};
    Retcode rc;

    (void)context;
    for (;;) {
        SMsgHdr in = {&req, sizeof(req), RTL_NULL, 0};

        rc = Recv(listener, &in);
        if (rc != rcOk)
            break;
        res.result = work(&req);
        nk_req_reset(&res);
        nk_msg_set_method_id(&res, req.base_.iid, req.base_.mid);
        count(Reply(listener, &out));
    }
    printf("[Server] WRONG: Recv gave %s\n", KosRetcodeName(rc));
    return 1;
}

/* Calls that return at once. */
static void tryOthers(void)
{
    const Handle unknown = ServiceLocatorRegister("nothing", RTL_NULL, 0, RTL_NULL);
    const Handle quiet = ServiceLocatorRegister("quiet", RTL_NULL, 0, RTL_NULL);
    Request req;
    SMsgHdr in = {&req, sizeof(req), RTL_NULL, 0};

    told[TELL_TIMEOUT] = (nk_uint32_t)RecvEx(quiet, &in, 20, INVALID_HANDLE);
    told[TELL_UNKNOWN] = (nk_uint32_t)Recv(unknown, &in);
    nk_req_reset(&req);
    told[TELL_UNASKED] = (nk_uint32_t)Reply(unknown, &in);
}

int main(void)
{
    Tid tid;

    listener = ServiceLocatorRegister("link", RTL_NULL, 0, RTL_NULL);
    tryOthers();
    KosThreadSleep(50); /* the clients wait already */
    KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, serve, RTL_NULL, 0);
    return serve(RTL_NULL);
}
