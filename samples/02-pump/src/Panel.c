/* The panel: presses its buttons in a bad order and expects the policy to notice. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <lab/Ctl.idl.h>

static struct lab_Ctl_proxy pump;

/* Prints how the call ended; 0 when that was expected. */
static int show(const char *what, nk_err_t rc, nk_err_t expected)
{
    printf("[Panel] %s: %s\n", what,
           rc == NK_EOK     ? "done"
           : rc == NK_EPERM ? "refused, NK_EPERM"
                            : "failed");
    return rc == expected ? 0 : 1;
}

static int arm(nk_err_t expected)
{
    lab_Ctl_Arm_req req = {0};
    lab_Ctl_Arm_res res = {0};
    return show("arm", lab_Ctl_Arm(&pump.base, &req, NK_NULL, &res, NK_NULL), expected);
}

static int start(const char *what, nk_uint32_t rpm, nk_err_t expected)
{
    lab_Ctl_Start_req req = {.rpm = rpm};
    lab_Ctl_Start_res res = {0};
    return show(what, lab_Ctl_Start(&pump.base, &req, NK_NULL, &res, NK_NULL), expected);
}

static int stop(nk_err_t expected)
{
    lab_Ctl_Stop_req req = {0};
    lab_Ctl_Stop_res res = {0};
    return show("stop", lab_Ctl_Stop(&pump.base, &req, NK_NULL, &res, NK_NULL), expected);
}

int main(void)
{
    NkKosTransport transport;
    Handle handle = ServiceLocatorConnect("pump_link");
    int failed = 0;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    lab_Ctl_proxy_init(&pump, &transport.base, ServiceLocatorGetRiid(handle, "ctl.main"));

    failed += start("cold start", 100, NK_EPERM);
    failed += arm(NK_EOK);
    failed += start("start at 5000", 5000, NK_EPERM);
    failed += start("start at 300", 300, NK_EOK);
    failed += arm(NK_EPERM);
    failed += stop(NK_EOK);
    failed += stop(NK_EOK);
    failed += start("start again", 300, NK_EPERM);

    printf("[Panel] %s\n", failed ? "something went wrong" : "all as the policy says");
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
