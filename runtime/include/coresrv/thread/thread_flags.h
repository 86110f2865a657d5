/* Flags of the kernel method Thread.Create and policies of SetSchedPolicy. Macros only; the kernel includes this header.
 * The values are ours. */
#ifndef CORESRV_THREAD_THREAD_FLAGS_H
#define CORESRV_THREAD_THREAD_FLAGS_H

#define THREAD_FLAG_SUSPENDED 1 /* runs after Thread.Resume */

#define THREAD_SCHED_RR   0 /* in turns with threads of its priority; the default */
#define THREAD_SCHED_FIFO 1 /* until it blocks or a thread of higher priority is ready */

#endif
