/* Lives until it is ended. */
#include <kos/thread.h>

int main(void)
{
    for (;;)
        KosThreadSleep(INFINITE_TIMEOUT);
}
