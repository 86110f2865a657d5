/* Keeps a sum. */
#include "add.h"

int main(void)
{
    const Handle listener = ServiceLocatorRegister("link", RTL_NULL, 0, RTL_NULL);
    fail_ISum_Add_req req;
    fail_ISum_Add_res res = {0};
    const SMsgHdr out = {&res, sizeof(res), RTL_NULL, 0};

    for (;;) {
        SMsgHdr in = {&req, sizeof(req), RTL_NULL, 0};

        if (Recv(listener, &in) != rcOk)
            return 1;
        res.sum += req.n;
        nk_req_reset(&res);
        nk_msg_set_method_id(&res, req.base_.iid, req.base_.mid);
        if (Reply(listener, &out) != rcOk)
            return 1;
        if (res.sum % 10 == 0 && req.n > 0)
            printf("[Server] %u\n", (unsigned)res.sum);
    }
}
