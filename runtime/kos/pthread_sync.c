/* pthread mutexes and condition variables over KosMutex and KosCondvar. */
#include <coresrv/time/time_api.h>
#include <errno.h>
#include <handle/handletype.h>
#include <pthread.h>

#include "lock.h"

#define LONGEST_WAIT 0x7fffffff /* ms */

/* Milliseconds until an absolute time, rounded up; 0 if it has passed. */
static rtl_uint32_t until(clockid_t clock, const struct timespec *deadline)
{
    RtlTimeSpec now;
    rtl_int64_t sec, msec;

    if (clock == CLOCK_MONOTONIC)
        (void)KnGetUpTime(&now);
    else
        (void)KnGetSystemTime(&now);
    sec = deadline->tv_sec - now.sec;
    if (sec > LONGEST_WAIT / 1000 - 1)
        return LONGEST_WAIT;
    if (sec < -1)
        return 0;
    msec = sec * 1000 + (deadline->tv_nsec - (long)now.nsec + 999999) / 1000000;
    return msec > 0 ? (rtl_uint32_t)msec : 0;
}

static int owned(const pthread_mutex_t *mutex)
{
    return __atomic_load_n(&mutex->mutex.owner, __ATOMIC_RELAXED) == kos_thread_mark();
}

/* ---- mutexes ------------------------------------------------------------------------------ */

int pthread_mutexattr_init(pthread_mutexattr_t *attr)
{
    attr->type = PTHREAD_MUTEX_DEFAULT;
    return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *attr)
{
    (void)attr;
    return 0;
}

int pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type)
{
    if (type < PTHREAD_MUTEX_NORMAL || type > PTHREAD_MUTEX_ERRORCHECK)
        return EINVAL;
    attr->type = type;
    return 0;
}

int pthread_mutexattr_gettype(const pthread_mutexattr_t *attr, int *type)
{
    *type = attr->type;
    return 0;
}

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attr)
{
    mutex->type = attr ? attr->type : PTHREAD_MUTEX_DEFAULT;
    KosMutexInitEx(&mutex->mutex, mutex->type == PTHREAD_MUTEX_RECURSIVE);
    return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex)
{
    return __atomic_load_n(&mutex->mutex.state, __ATOMIC_RELAXED) ? EBUSY : 0;
}

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    if (mutex->type == PTHREAD_MUTEX_ERRORCHECK && owned(mutex))
        return EDEADLK;
    KosMutexLock(&mutex->mutex);
    return 0;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    return KosMutexTryLock(&mutex->mutex) == rcOk ? 0 : EBUSY;
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *deadline)
{
    if (mutex->type == PTHREAD_MUTEX_ERRORCHECK && owned(mutex))
        return EDEADLK;
    return KosMutexLockTimeout(&mutex->mutex, until(CLOCK_REALTIME, deadline)) == rcOk ? 0
                                                                                       : ETIMEDOUT;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    if (!owned(mutex))
        return EPERM;
    KosMutexUnlock(&mutex->mutex);
    return 0;
}

/* ---- condition variables ------------------------------------------------------------------ */

int pthread_condattr_init(pthread_condattr_t *attr)
{
    attr->clock = CLOCK_REALTIME;
    return 0;
}

int pthread_condattr_destroy(pthread_condattr_t *attr)
{
    (void)attr;
    return 0;
}

int pthread_condattr_setclock(pthread_condattr_t *attr, clockid_t clock)
{
    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
        return EINVAL;
    attr->clock = clock;
    return 0;
}

int pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *attr)
{
    KosCondvarInit(&cond->condvar);
    cond->clock = attr ? attr->clock : CLOCK_REALTIME;
    return 0;
}

int pthread_cond_destroy(pthread_cond_t *cond)
{
    KosCondvarDeinit(&cond->condvar);
    return 0;
}

int pthread_cond_signal(pthread_cond_t *cond)
{
    KosCondvarSignal(&cond->condvar);
    return 0;
}

int pthread_cond_broadcast(pthread_cond_t *cond)
{
    KosCondvarBroadcast(&cond->condvar);
    return 0;
}

static int cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, rtl_uint32_t mdelay)
{
    if (!owned(mutex))
        return EPERM;
    return KosCondvarWaitTimeout(&cond->condvar, &mutex->mutex, mdelay) == rcTimeout ? ETIMEDOUT
                                                                                     : 0;
}

int pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
    return cond_wait(cond, mutex, INFINITE_TIMEOUT);
}

int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                           const struct timespec *deadline)
{
    if (deadline->tv_nsec < 0 || deadline->tv_nsec >= 1000000000)
        return EINVAL;
    return cond_wait(cond, mutex, until(cond->clock, deadline));
}
