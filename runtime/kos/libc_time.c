/* Time and entropy for the C library. */
#include <coresrv/hal/hal_api.h>
#include <coresrv/thread/thread_api.h>
#include <coresrv/time/time_api.h>
#include <errno.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>

#define MSEC_PER_SEC 1000U
#define LONGEST_NAP  0x7fffffffU /* ms of one KnSleep */

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    RtlTimeSpec time;

    (void)zone;
    if (KnGetSystemTime(&time) != rcOk) {
        errno = EINVAL;
        return -1;
    }
    now->tv_sec = time.sec;
    now->tv_usec = time.nsec / 1000;
    return 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    RtlTimeSpec time;

    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) {
        errno = EINVAL;
        return -1;
    }
    if (clock == CLOCK_REALTIME)
        (void)KnGetSystemTime(&time);
    else
        (void)KnGetUpTime(&time);
    now->tv_sec = time.sec;
    now->tv_nsec = time.nsec;
    return 0;
}

/* Processor time is not accounted for: clock() measures the time since the machine started. */
clock_t times(struct tms *times)
{
    clock_t now = (clock_t)(KnGetMSecSinceStart() * CLOCKS_PER_SEC / MSEC_PER_SEC);

    times->tms_utime = now;
    times->tms_stime = 0;
    times->tms_cutime = 0;
    times->tms_cstime = 0;
    return now;
}

static int sleep_msec(rtl_uint64_t msec)
{
    while (msec > 0) {
        rtl_uint32_t nap = msec < LONGEST_NAP ? (rtl_uint32_t)msec : LONGEST_NAP;

        if (KnSleep(nap) != rcOk) {
            errno = EINVAL;
            return -1;
        }
        msec -= nap;
    }
    return 0;
}

unsigned sleep(unsigned seconds)
{
    return sleep_msec((rtl_uint64_t)seconds * MSEC_PER_SEC) == 0 ? 0 : seconds;
}

int usleep(useconds_t usec)
{
    return sleep_msec(((rtl_uint64_t)usec + 999) / 1000);
}

int nanosleep(const struct timespec *wanted, struct timespec *rest)
{
    if (wanted->tv_sec < 0 || wanted->tv_nsec < 0 || wanted->tv_nsec >= 1000000000) {
        errno = EINVAL;
        return -1;
    }
    if (rest)
        *rest = (struct timespec){0};
    return sleep_msec((rtl_uint64_t)wanted->tv_sec * MSEC_PER_SEC +
                      ((rtl_uint64_t)wanted->tv_nsec + 999999) / 1000000);
}

int getentropy(void *buf, size_t size)
{
    if (size > 256 || KnHalGetEntropy(buf, size) != rcOk) {
        errno = EIO;
        return -1;
    }
    return 0;
}
