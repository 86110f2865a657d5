/* <time.h> of picolibc plus the POSIX clocks, which it declares for other targets only. */
#ifndef KOS_TIME_H
#define KOS_TIME_H

#include_next <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef CLOCK_REALTIME
#define CLOCK_REALTIME ((clockid_t)1)
#endif
#ifndef CLOCK_MONOTONIC
#define CLOCK_MONOTONIC ((clockid_t)4)
#endif

#ifndef _POSIX_TIMERS
int clock_gettime(clockid_t clock, struct timespec *now);
int nanosleep(const struct timespec *wanted, struct timespec *rest);
#endif

#ifdef __cplusplus
}
#endif
#endif
