/* Makes one call three hundred times that the policy refuses. */
#include <coresrv/nk/transport-kos.h>
#include <kl/core/Core.edl.h>
#include <kl/core/Notice.idl.h>
#include <stdio.h>

int main(void)
{
    NkKosTransport transport;
    kl_core_Notice_proxy proxy;
    unsigned refused = 0;

    NkKosTransport_Init(&transport, 1, NK_NULL, 0);
    kl_core_Notice_proxy_init(&proxy, &transport.base, kl_core_Core_notice_Notice_iid);
    for (unsigned i = 0; i < 300; i++) {
        kl_core_Notice_Create_req req = {0};
        kl_core_Notice_Create_res res;

        refused += kl_core_Notice_Create(&proxy.base, &req, NK_NULL, &res, NK_NULL) == NK_EPERM;
    }
    printf("%u refused\n", refused);
    return 0;
}
