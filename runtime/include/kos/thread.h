/* Threads of the calling process.
 *
 * A thread made here is waited for once (KosThreadWait) or detached; its record and handle are
 * freed then. Stacks and thread-local storage come and go with the thread. At most 64 threads.
 * Rules: libkos-api 10, ipc-and-kernel 3. */
#ifndef KOS_THREAD_H
#define KOS_THREAD_H

#include <coresrv/thread/thread_api.h>
#include <handle/handletype.h>
#include <kos/tid.h>
#include <rtl/assert.h> /* programs rely on it */
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int (*ThreadRoutine)(void *context);

enum { ThreadPriorityLowest = 0, ThreadPriorityNormal = 15, ThreadPriorityHighest = 31 };

#define ThreadStackSizeDefault 0U /* 256 KiB */

/* suspended: runs after KosThreadResume. A priority above what the process may have becomes
 * ThreadPriorityNormal, the highest of ordinary processes. rcQuotaExceeded: too many threads. */
Retcode KosThreadCreate(Tid *tid, rtl_uint32_t priority, rtl_uint32_t stackSize,
                        ThreadRoutine routine, void *context, int suspended);
Retcode KosThreadCreateDetached(Tid *tid, rtl_uint32_t priority, rtl_uint32_t stackSize,
                                ThreadRoutine routine, void *context, int suspended);

/* Exit code of the thread; -1 on a time-out (ms), an unknown or detached thread, or when another
 * thread waits for it already. */
int KosThreadWait(rtl_uint32_t tid, rtl_uint32_t timeout);

/* No one will wait for the thread. */
Retcode KosThreadDetach(Tid tid);

Retcode KosThreadSleep(rtl_uint32_t mdelay);
void KosThreadYield(void);
void KosThreadExit(rtl_int32_t exitCode) __attribute__((noreturn));
Retcode KosThreadTerminate(Tid tid, rtl_int32_t exitCode);
Retcode KosThreadSuspend(Tid tid); /* the caller itself only */
Retcode KosThreadResume(Tid tid);
Tid KosThreadCurrentId(void);
Retcode KosThreadGetStack(Tid tid, void **addr, rtl_size_t *size);

/* One pointer per thread, null at first. */
void *KosThreadTlsGet(void);
Retcode KosThreadTlsSet(void *tls);

/* Runs `routine` once, however many threads come by; all of them return after it has. */
typedef struct KosThreadOnceState {
    int state; /* zero at first */
} KosThreadOnceState;

void KosThreadOnce(KosThreadOnceState *once, void (*routine)(void));

/* Called in every thread that KosThreadCreate made, as it begins and ends. At most 8. */
typedef enum {
    KosThreadCallbackReasonCreate,
    KosThreadCallbackReasonDestroy
} KosThreadCallbackReason;

typedef void KosThreadCallback(KosThreadCallbackReason reason);

Retcode KosThreadCallbackRegister(KosThreadCallback *callback);
Retcode KosThreadCallbackUnregister(KosThreadCallback *callback);

#ifdef __cplusplus
}
#endif
#endif
