/* sched_yield, which C++ and POSIX programs call. */
#include <kos/thread.h>
#include <sched.h>

int sched_yield(void)
{
    KosThreadYield();
    return 0;
}
