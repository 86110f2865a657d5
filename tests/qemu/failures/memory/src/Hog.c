/* Takes all there is: pages, memory objects, threads, handles; then goes on trying. */
#include <coresrv/handle/handle_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>
#include <nk/abi.h>
#include <vmm/flags.h>

#include "add.h"

#define RW (VMM_FLAG_READ | VMM_FLAG_WRITE)

static rtl_size_t takePages(void)
{
    rtl_size_t taken = 0;

    for (rtl_size_t size = 64 << 20; size >= KOS_PAGE_SIZE; size /= 2) {
        while (KnVmAllocate(RTL_NULL, size, VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | RW))
            taken += size;
    }
    return taken;
}

static unsigned takeObjects(void)
{
    unsigned count = 0;
    Handle handle;

    while (KnPmmMdlCreate(KOS_PAGE_SIZE, RW, &handle) == rcOk)
        count++;
    return count;
}

static int wait(void *unused)
{
    (void)unused;
    KosThreadSleep(1000000);
    return 0;
}

static unsigned takeThreads(void)
{
    unsigned count = 0;
    Tid tid;

    while (KosThreadCreate(&tid, ThreadPriorityNormal, KOS_PAGE_SIZE, wait, RTL_NULL, 0) == rcOk)
        count++;
    return count;
}

static unsigned takeHandles(void)
{
    unsigned count = 0;
    Handle handle;

    while (KnHandleCopy(KOS_HANDLE_SELF, 0xffffffff, INVALID_HANDLE, &handle) == rcOk)
        count++;
    return count;
}

int main(void)
{
    const Handle link = ServiceLocatorConnect("link");
    const rtl_size_t taken = takePages();
    const unsigned objects = takeObjects(), threads = takeThreads(), handles = takeHandles();
    nk_uint32_t sum;

    printf("[Hog   ] more than 400 MiB: %s\n", taken > 400 << 20 ? "yes" : "no");
    printf("[Hog   ] objects of a page: %u, threads: %u\n", objects, threads);
    printf("[Hog   ] more than 900 handles: %s\n", handles > 900 ? "yes" : "no");
    add(link, 1, &sum);
    for (;;)
        (void)takePages();
}
