/* Lives on when another process has taken all memory. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>
#include <nk/abi.h>
#include <vmm/flags.h>

#include "add.h"

/* The table of handles grows page by page. */
static unsigned manyHandles(void)
{
    unsigned count = 0;
    Handle handle;

    while (count < 500 &&
           KnHandleCopy(KOS_HANDLE_SELF, 0xffffffff, INVALID_HANDLE, &handle) == rcOk)
        count++;
    return count;
}

int main(void)
{
    const Handle link = ServiceLocatorConnect("link");
    nk_uint32_t sum = 0;
    unsigned good = 0;

    while (add(link, 0, &sum) == rcOk && sum == 0)
        KosThreadSleep(10);
    printf("[Client] there is no page left: %s\n",
           KnVmAllocate(RTL_NULL, KOS_PAGE_SIZE,
                        VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ)
               ? "WRONG"
               : "right");
    for (nk_uint32_t i = 2; i <= 50; i++)
        good += add(link, 1, &sum) == rcOk && sum == i;
    printf("[Client] %u exchanges\n", good);
    printf("[Client] %u handles\n", manyHandles());
    return 0;
}
