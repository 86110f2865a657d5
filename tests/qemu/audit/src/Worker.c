/* Makes events that are reported: a granted one, one that two rules deny, one without a rule, one of
 * an unknown method. Begins late, so that the reader waits for it. */
#include <coresrv/thread/thread_api.h>

#include "store.h"

int main(void)
{
    const Handle handle = ServiceLocatorConnect("store_link");

    KnSleep(200);
    printf("[Worker] %d", (int)call(handle, log_IStore_Put_mid, 5));
    printf(" %x", (unsigned)call(handle, log_IStore_Put_mid, 11));
    printf(" %x", (unsigned)call(handle, log_IStore_Take_mid, 0));
    printf(" %x\n", (unsigned)call(handle, 9, 0));
    return 0;
}
