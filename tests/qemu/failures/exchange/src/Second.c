/* A client that ends while the server works for it. */
#include "work.h"

static int wait(void *context)
{
    nk_uint32_t result;

    (void)context;
    callWork(ServiceLocatorConnect("link"), fail_IWork_Echo_mid, 1, 300, INFINITE_TIMEOUT, &result);
    printf("[Second] WRONG: answered after the end\n");
    return 0;
}

int main(void)
{
    Tid tid;

    KosThreadCreate(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, wait, RTL_NULL, 0);
    KosThreadSleep(100);
    return 0;
}
