/* Threads and what keeps them apart. */
#include <errno.h>
#include <kos/condvar.h>
#include <kos/event.h>
#include <kos/mutex.h>
#include <kos/semaphore.h>
#include <kos/thread.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../../check.h"

#define WORKERS 4
#define ROUNDS  200

static KosMutex mutex;
static KosEvent event;
static KosSemaphore semaphore;
static long counter;
static __thread int local = 42;

/* Loses counts unless the mutex works: the yield stands between reading and writing. */
static int count(void *arg)
{
    CHECK(local == 42);
    local = (int)(long)arg;
    for (int i = 0; i < ROUNDS; i++) {
        KosMutexLock(&mutex);
        long seen = counter;

        if (i % 16 == 0)
            KosThreadYield();
        counter = seen + 1;
        KosMutexUnlock(&mutex);
    }
    CHECK(local == (int)(long)arg);
    return local;
}

static void mutexes(void)
{
    Tid tids[WORKERS];

    for (long i = 0; i < WORKERS; i++)
        CHECK(KosThreadCreate(&tids[i], ThreadPriorityNormal, ThreadStackSizeDefault, count,
                              (void *)(i + 7), 0) == rcOk);
    for (long i = 0; i < WORKERS; i++)
        CHECK(KosThreadWait(tids[i], INFINITE_TIMEOUT) == i + 7);
    CHECK(counter == WORKERS * ROUNDS);
    CHECK(KosThreadWait(tids[0], 0) == -1);
    CHECK(local == 42);
    KosMutexLock(&mutex);
    CHECK(KosMutexTryLock(&mutex) == rcBusy);
    CHECK(KosMutexLockTimeout(&mutex, 10) == rcTimeout);
    KosMutexUnlock(&mutex);
    KosMutexInitEx(&mutex, 1);
    KosMutexLock(&mutex);
    CHECK(KosMutexTryLock(&mutex) == rcOk);
    KosMutexUnlock(&mutex);
    KosMutexUnlock(&mutex);
    KosMutexDeinit(&mutex);
}

static int signaller(void *arg)
{
    (void)arg;
    KosThreadSleep(20);
    KosEventSet(&event);
    KosSemaphoreSignal(&semaphore);
    KosSemaphoreSignal(&semaphore);
    return 0;
}

static void events(void)
{
    Tid tid;

    KosEventInit(&event);
    CHECK(KosSemaphoreInit(&semaphore, 1) == rcOk);
    CHECK(KosEventWaitTimeout(&event, rtl_true, 5) == rcTimeout);
    CHECK(KosThreadCreate(&tid, ThreadPriorityNormal, 0, signaller, NULL, 1) == rcOk);
    CHECK(KosThreadResume(tid) == rcOk);
    KosEventWait(&event, rtl_true);
    CHECK(KosEventWaitTimeout(&event, rtl_false, 0) == rcTimeout);
    for (int i = 0; i < 3; i++)
        CHECK(KosSemaphoreWait(&semaphore) == rcOk);
    CHECK(KosSemaphoreTryWait(&semaphore) == rcBusy);
    CHECK(KosSemaphoreWaitTimeout(&semaphore, 5) == rcTimeout);
    CHECK(KosThreadWait(tid, 1000) == 0);
}

static int hour(void *arg)
{
    (void)arg;
    return KosThreadSleep(3600000);
}

static void ends(void)
{
    void *stack;
    rtl_size_t size;
    Tid tid, self = KosThreadCurrentId();

    CHECK(self != 0 && self == KosThreadCurrentId());
    CHECK(KosThreadGetStack(self, &stack, &size) == rcOk && size == 1024 * 1024);
    CHECK((char *)stack < (char *)&tid && (char *)&tid < (char *)stack + size);
    CHECK(KosThreadCreate(&tid, ThreadPriorityNormal, 0, hour, NULL, 0) == rcOk);
    CHECK(KosThreadWait(tid, 5) == -1);
    CHECK(KosThreadTerminate(tid, 9) == rcOk && KosThreadWait(tid, 1000) == 9);
    CHECK(KosThreadTerminate(12345, 1) == rcInvalidArgument);
}

/* More threads one after the other than fit at a time: records, stacks and handles are given back.
 */
static int nothing(void *arg)
{
    return (int)(long)arg;
}

static void many(void)
{
    Tid tid;

    for (int i = 0; i < 150; i++) {
        CHECK(KosThreadCreate(&tid, ThreadPriorityNormal, 0, nothing, NULL, 0) == rcOk);
        CHECK(KosThreadWait(tid, INFINITE_TIMEOUT) == 0);
    }
    for (int i = 0; i < 150; i++) {
        CHECK(KosThreadCreateDetached(NULL, ThreadPriorityNormal, 0, nothing, NULL, 0) == rcOk);
        KosThreadSleep(1);
    }
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int ready, initialised, destroyed;

static void initialise(void)
{
    initialised++;
}

static void destroy(void *value)
{
    destroyed += *(int *)value;
}

static void *waiter(void *arg)
{
    pthread_once(&once, initialise);
    CHECK(pthread_getspecific(key) == NULL && pthread_setspecific(key, arg) == 0);
    pthread_mutex_lock(&lock);
    while (!ready)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    return arg;
}

static void posix(void)
{
    struct timespec soon;
    pthread_t threads[3];
    int values[3] = {1, 10, 100};
    void *result;

    CHECK(pthread_key_create(&key, destroy) == 0);
    for (int i = 0; i < 3; i++)
        CHECK(pthread_create(&threads[i], NULL, waiter, &values[i]) == 0);
    usleep(10000);
    pthread_mutex_lock(&lock);
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec = soon.tv_nsec < 990000000 ? soon.tv_nsec + 9000000 : 999999999;
    CHECK(pthread_cond_timedwait(&changed, &lock, &soon) == ETIMEDOUT);
    ready = 1;
    pthread_cond_broadcast(&changed);
    CHECK(pthread_mutex_unlock(&lock) == 0);
    CHECK(pthread_mutex_unlock(&lock) == EPERM);
    for (int i = 0; i < 3; i++)
        CHECK(pthread_join(threads[i], &result) == 0 && result == &values[i]);
    CHECK(initialised == 1 && destroyed == 111);
    CHECK(pthread_equal(pthread_self(), pthread_self()));
    CHECK(pthread_join(pthread_self(), NULL) == EDEADLK);
}

/* Each line stays whole although all print at once. */
static int printer(void *arg)
{
    for (int i = 0; i < 5; i++) {
        printf("Threads: line of %ld: ", (long)arg);
        KosThreadYield();
        printf("abcdefghijklmnopqrstuvwxyz\n");
    }
    return 0;
}

static void lines(void)
{
    Tid tids[3];

    for (long i = 0; i < 3; i++)
        CHECK(KosThreadCreate(&tids[i], ThreadPriorityNormal, 0, printer, (void *)i, 0) == rcOk);
    for (int i = 0; i < 3; i++)
        CHECK(KosThreadWait(tids[i], INFINITE_TIMEOUT) == 0);
}

int main(void)
{
    mutexes();
    events();
    ends();
    many();
    posix();
    lines();
    return check_end("Threads");
}
