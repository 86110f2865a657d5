/* <sched.h> of picolibc plus sched_yield, which it declares for other targets only. */
#ifndef KOS_SCHED_H
#define KOS_SCHED_H

#include_next <sched.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef _POSIX_THREADS
int sched_yield(void);
#endif

#ifdef __cplusplus
}
#endif
#endif
