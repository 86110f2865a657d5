#include "store.h"

int main(void)
{
    const Handle listener = ServiceLocatorRegister("store_link", RTL_NULL, 0, RTL_NULL);

    for (;;) {
        log_IStore_Put_req req;
        log_IStore_Put_res res = {0};
        SMsgHdr request = {&req, sizeof(req), NULL, 0};
        const SMsgHdr response = {&res, sizeof(res), NULL, 0};

        if (Recv(listener, &request) != rcOk)
            return 1;
        nk_req_reset(&res);
        nk_msg_set_method_id(&res, req.base_.iid, req.base_.mid);
        (void)Reply(listener, &response);
    }
}
