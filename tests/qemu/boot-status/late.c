/* The process that the machine's status comes from ends with so much memory that its end takes
 * milliseconds; Einit, the last other one, ends in the midst of that. */
#include <coresrv/time/time_api.h>
#include <coresrv/vmm/vmm_api.h>
#include <kos/thread.h>
#include <vmm/flags.h>

#include "spawn.h"

#define PAGES    40000UL
#define CHILD_MS 600
#define EINIT_MS 605

static void sleep_until(unsigned ms)
{
    RtlTimeSpec t;

    KnGetUpTime(&t);
    KosThreadSleep(ms - ((unsigned)t.sec * 1000 + (unsigned)(t.nsec / 1000000)));
}

int main(int argc, char *argv[])
{
    (void)argv;
    if (argc > 1) {
        if (!KnVmAllocate(NULL, PAGES * KOS_PAGE_SIZE,
                          VMM_FLAG_RESERVE | VMM_FLAG_COMMIT | VMM_FLAG_READ | VMM_FLAG_WRITE))
            return 1;
        sleep_until(CHILD_MS);
        return 7;
    }
    (void)spawn("child", "exit", "");
    sleep_until(EINIT_MS);
    return 0;
}
