#include "impl/lock.h"

#include <kos/mutex.h>

static KosMutex mutex;

void fs_lock(void)
{
    KosMutexLock(&mutex);
}

void fs_unlock(void)
{
    KosMutexUnlock(&mutex);
}
