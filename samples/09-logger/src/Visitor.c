/* Tries what it may and what it may not, and talks too much about it. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <klog/client.h>
#include <kss/audit.h>
#include <stdio.h>
#include <stdlib.h>
#include <vault/IDoor.idl.h>

#define CHATTER 300 /* messages; the log has room for 100 */

static struct vault_IDoor_proxy door;

static void open_door(unsigned pin)
{
    vault_IDoor_Open_req req = {.pin = pin};
    vault_IDoor_Open_res res = {0};

    if (vault_IDoor_Open(&door.base, &req, NULL, &res, NULL) == NK_EOK)
        printf("[Visitor] %u: %u coins\n", pin, (unsigned)res.coins);
    else
        printf("[Visitor] %u: no\n", pin);
}

static void set_pin(unsigned pin)
{
    vault_IDoor_SetPin_req req = {.pin = pin};
    vault_IDoor_SetPin_res res = {0};
    const nk_err_t err = vault_IDoor_SetPin(&door.base, &req, NULL, &res, NULL);

    printf("[Visitor] a new pin: %s\n", err == NK_EOK ? "yes" : "no");
}

/* The log's own entrance. The policy says which number this program writes under. */
static void chatter(void)
{
    struct klog *klog;
    char text[KLOG_MESSAGE_SIZE];

    if (klog_open(KLOG_SERVER_CONNECTION_ID, &klog) != rcOk) {
        printf("[Visitor] no log\n");
        return;
    }
    for (int i = 1; i <= CHATTER; i++) {
        snprintf(text, sizeof text, "visitor: look at me, %d", i);
        if (klog_write(klog, 1, KSS_AUDIT_POSITION_NONE, text) != rcOk)
            printf("[Visitor] message %d is not stored\n", i);
    }
    printf("[Visitor] as somebody else: %s\n",
           klog_write(klog, 2, KSS_AUDIT_POSITION_NONE, "not me") == rcOk ? "yes" : "no");
    klog_close(klog);
}

int main(void)
{
    const Handle handle = ServiceLocatorConnect("vault_link");
    NkKosTransport transport;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    vault_IDoor_proxy_init(&door, &transport.base, ServiceLocatorGetRiid(handle, "door"));
    open_door(1234);
    open_door(4711);
    set_pin(1);
    chatter();
    open_door(1111);
    return EXIT_SUCCESS;
}
