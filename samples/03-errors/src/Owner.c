/* The owner: meets every way in which a call can end. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <safe/IBox.idl.h>

static struct safe_IBox_proxy box;

/* Without a reply, the result of the call says why there is none. */
static void printNoReply(nk_err_t rc)
{
    switch (rc) {
    case NK_EPERM:
        printf("no reply: the policy refused it or the request\n");
        break;
    case NK_EBADMSG:
        printf("no reply: the method failed\n");
        break;
    default:
        printf("no reply: error %d\n", rc);
        break;
    }
}

/* An error reply comes with parameters of its own. */
static void printReason(const safe_IBox_Open_res *res)
{
    switch (res->err_.reason) {
    case safe_IBox_WrongPin:
        printf("wrong pin, tries left: %u\n", (unsigned)res->err_.detail);
        break;
    case safe_IBox_Locked:
        printf("locked\n");
        break;
    default: /* a newer server may know more reasons than this client */
        printf("reason %u\n", (unsigned)res->err_.reason);
        break;
    }
}

static void openBox(nk_uint32_t pin)
{
    safe_IBox_Open_req req = {.pin = pin};
    safe_IBox_Open_res res = {0};
    nk_err_t rc = safe_IBox_Open(&box.base, &req, NK_NULL, &res, NK_NULL);

    printf("[Owner] open with %u: ", (unsigned)pin);
    if (rc != NK_EOK)
        printNoReply(rc);
    else if (nk_msg_check_err(&res))
        printReason(&res);
    else
        printf("%u coins\n", (unsigned)res.coins);
}

static void closeBox(void)
{
    safe_IBox_Close_req req = {0};
    safe_IBox_Close_res res = {0};
    nk_err_t rc = safe_IBox_Close(&box.base, &req, NK_NULL, &res, NK_NULL);

    printf("[Owner] close: ");
    if (rc != NK_EOK)
        printNoReply(rc);
    else
        printf("done\n");
}

int main(void)
{
    NkKosTransport transport;
    Handle handle = ServiceLocatorConnect("box_link");

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    safe_IBox_proxy_init(&box, &transport.base, ServiceLocatorGetRiid(handle, "door"));

    openBox(1111);
    openBox(4711);
    closeBox();
    closeBox();
    openBox(70000); /* the box would tell its pin */
    for (nk_uint32_t pin = 1; pin <= safe_IBox_Tries + 1; pin++)
        openBox(pin);
    return EXIT_SUCCESS;
}
