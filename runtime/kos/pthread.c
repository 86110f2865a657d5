/* pthread_create, join, detach, exit. A thread and the one who joins or detaches it meet at
 * `state`: whoever comes second frees the block. */
#include <pthread.h>

#include <errno.h>
#include <stdlib.h>

#include "pthread_keys.h"

struct kos_pthread {
    void *(*routine)(void *);
    void *arg, *result;
    Tid tid;
    int state; /* atomic, below */
};

enum { JOINABLE, DETACHED, FINISHED };

static __thread struct kos_pthread *self;

/* Stands for a thread that pthread_create did not make, such as the main thread. */
static __thread struct kos_pthread foreign;

static int exchange(struct kos_pthread *thread, int state)
{
    return __atomic_exchange_n(&thread->state, state, __ATOMIC_ACQ_REL);
}

static int to_errno(Retcode rc)
{
    switch (rc) {
    case rcOk:
        return 0;
    case rcInvalidArgument:
        return EINVAL;
    case rcSecurityDisallow:
        return EPERM;
    default:
        return EAGAIN;
    }
}

static int run(void *context)
{
    self = context;
    pthread_exit(self->routine(self->arg));
}

void pthread_exit(void *result)
{
    kos_pthread_run_destructors();
    if (self) {
        self->result = result;
        if (exchange(self, FINISHED) == DETACHED)
            free(self);
    }
    KosThreadExit(0);
}

/* The thread starts suspended, so that it finds its number set. */
static Retcode start(struct kos_pthread *thread, size_t stack_size)
{
    Retcode rc;

    if (stack_size > UINT32_MAX)
        return rcInvalidArgument;
    rc = KosThreadCreate(&thread->tid, ThreadPriorityNormal, (rtl_uint32_t)stack_size, run, thread,
                         1);
    if (rc != rcOk)
        return rc;
    rc = KosThreadResume(thread->tid);
    if (rc != rcOk)
        (void)KosThreadTerminate(thread->tid, -1);
    return rc;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*routine)(void *),
                   void *arg)
{
    struct kos_pthread *fresh = calloc(1, sizeof *fresh);
    Retcode rc;

    if (!fresh)
        return EAGAIN;
    fresh->routine = routine;
    fresh->arg = arg;
    *thread = fresh;
    rc = start(fresh, attr ? attr->stack_size : 0);
    if (rc != rcOk) {
        free(fresh);
        return to_errno(rc);
    }
    return attr && attr->detached ? pthread_detach(fresh) : 0;
}

int pthread_join(pthread_t thread, void **result)
{
    if (thread == pthread_self())
        return EDEADLK;
    if (__atomic_load_n(&thread->state, __ATOMIC_ACQUIRE) == DETACHED)
        return EINVAL;
    (void)KosThreadWait(thread->tid, INFINITE_TIMEOUT);
    if (exchange(thread, FINISHED) != FINISHED)
        return EINVAL; /* terminated from outside, or another thread waits for it */
    if (result)
        *result = thread->result;
    free(thread);
    return 0;
}

/* A thread that is detached in time frees its block itself, perhaps before we go on. */
int pthread_detach(pthread_t thread)
{
    Tid tid = thread->tid;

    if (exchange(thread, DETACHED) != FINISHED)
        return to_errno(KosThreadDetach(tid));
    (void)KosThreadWait(tid, INFINITE_TIMEOUT);
    free(thread);
    return 0;
}

pthread_t pthread_self(void)
{
    return self ? self : &foreign;
}

int pthread_equal(pthread_t a, pthread_t b)
{
    return a == b;
}

int pthread_attr_init(pthread_attr_t *attr)
{
    *attr = (pthread_attr_t){0};
    return 0;
}

int pthread_attr_destroy(pthread_attr_t *attr)
{
    (void)attr;
    return 0;
}

int pthread_attr_setdetachstate(pthread_attr_t *attr, int state)
{
    if (state != PTHREAD_CREATE_JOINABLE && state != PTHREAD_CREATE_DETACHED)
        return EINVAL;
    attr->detached = state;
    return 0;
}

int pthread_attr_getdetachstate(const pthread_attr_t *attr, int *state)
{
    *state = attr->detached;
    return 0;
}

int pthread_attr_setstacksize(pthread_attr_t *attr, size_t size)
{
    if (size == 0 || size > UINT32_MAX)
        return EINVAL;
    attr->stack_size = size;
    return 0;
}

int pthread_attr_getstacksize(const pthread_attr_t *attr, size_t *size)
{
    *size = attr->stack_size;
    return 0;
}

int pthread_once(pthread_once_t *once, void (*routine)(void))
{
    KosThreadOnce(once, routine);
    return 0;
}
