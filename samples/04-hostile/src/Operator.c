/* The operator: sets the valve every hour as the advisor says. It trusts the advisor too much, as
 * programs do; an hour takes no time here. */
#include <stdio.h>
#include <stdlib.h>

#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>

#include <plant/IAdvice.idl.h>
#include <plant/IValve.idl.h>

enum { HOURS = 9, WITHOUT_ADVICE = 10 };

static struct plant_IAdvice_proxy advisor;
static struct plant_IValve_proxy valve;

static nk_uint32_t advise(nk_uint32_t hour)
{
    plant_IAdvice_Advise_req req = {.hour = hour};
    plant_IAdvice_Advise_res res = {0};

    if (plant_IAdvice_Advise(&advisor.base, &req, NK_NULL, &res, NK_NULL) == NK_EOK)
        return res.percent;
    printf("[Oper ] hour %u: no advice\n", (unsigned)hour);
    return WITHOUT_ADVICE;
}

static void set(nk_uint32_t hour, nk_uint32_t percent)
{
    plant_IValve_Set_req req = {.percent = percent};
    plant_IValve_Set_res res = {0};

    if (plant_IValve_Set(&valve.base, &req, NK_NULL, &res, NK_NULL) != NK_EOK)
        printf("[Oper ] hour %u: the valve does not take %u\n", (unsigned)hour, (unsigned)percent);
}

int main(void)
{
    NkKosTransport toAdvisor, toValve;
    Handle handle;

    handle = ServiceLocatorConnect("advice_link");
    NkKosTransport_Init(&toAdvisor, handle, NK_NULL, 0);
    plant_IAdvice_proxy_init(&advisor, &toAdvisor.base, ServiceLocatorGetRiid(handle, "advice"));

    handle = ServiceLocatorConnect("valve_link");
    NkKosTransport_Init(&toValve, handle, NK_NULL, 0);
    plant_IValve_proxy_init(&valve, &toValve.base, ServiceLocatorGetRiid(handle, "valve"));

    for (nk_uint32_t hour = 0; hour < HOURS; hour++)
        set(hour, advise(hour));
    printf("[Oper ] %u hours, and the plant still runs\n", HOURS);
    return EXIT_SUCCESS;
}
