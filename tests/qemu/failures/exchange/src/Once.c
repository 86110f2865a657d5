/* A server without a loop. */
#include "work.h"

int main(void)
{
    const Handle listener = ServiceLocatorRegister("once", RTL_NULL, 0, RTL_NULL);
    Request req;
    Response res = {0};
    SMsgHdr in = {&req, sizeof(req), RTL_NULL, 0};
    const SMsgHdr out = {&res, sizeof(res), RTL_NULL, 0};

    if (Recv(listener, &in) != rcOk)
        return 1;
    nk_req_reset(&res);
    nk_msg_set_method_id(&res, req.base_.iid, req.base_.mid);
    res.result = req.value;
    return Reply(listener, &out) != rcOk;
}
