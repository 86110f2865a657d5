/* Sends back what it gets, and a byte more when the first one is 255. */
#include <string.h>

#include "buffers.h"

int main(void)
{
    const Handle listener = ServiceLocatorRegister("store_link", RTL_NULL, 0, RTL_NULL);
    fail_IStore_Swap_req req;
    fail_IStore_Swap_res res;

    for (;;) {
        SMsgHdr request = {&req, sizeof(req), in, sizeof(in)};
        SMsgHdr response = {&res, sizeof(res), out, 0};

        if (Recv(listener, &request) != rcOk)
            return 1;
        memset(&res, 0, sizeof(res));
        memcpy(out, in, req.data.size);
        res.sum = sumOf(in, req.data.size);
        res.back.size = req.data.size + (in[0] == 255);
        response.arenaSize = res.back.size;
        nk_req_reset(&res);
        nk_msg_set_method_id(&res, req.base_.iid, req.base_.mid);
        Retcode rc = Reply(listener, &response);
        if (rc != rcOk)
            printf("[Server] Reply of %u bytes: %x\n", (unsigned)res.back.size, (unsigned)rc);
    }
}
