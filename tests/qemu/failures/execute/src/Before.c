/* Runs on when Einit has failed at the next process. */
#include <stdio.h>

#include <kos/thread.h>

int main(void)
{
    KosThreadSleep(100);
    puts("[Before] still running");
    return 5;
}
