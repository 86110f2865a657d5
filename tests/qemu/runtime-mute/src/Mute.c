/* May not call the kernel: prints into the void, and its exit is a fault. */
#include <kos/mutex.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    KosMutex mutex = {0};

    KosMutexLock(&mutex);
    printf("Mute: heard\n");
    KosMutexUnlock(&mutex);
    return malloc(100) ? 1 : 0;
}
