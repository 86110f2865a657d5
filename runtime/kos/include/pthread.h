/* POSIX threads over kos/thread.h, kos/mutex.h and kos/condvar.h.
 *
 * Create, join, detach, exit, self; mutexes (normal, recursive, error-checking), condition
 * variables, once, keys. No cancellation, no priorities or process sharing. All-zero objects are
 * the static initialisers. Functions return 0 or an errno code. Rules: libkos-api 1. */
#ifndef KOS_PTHREAD_H
#define KOS_PTHREAD_H

#include <kos/condvar.h>
#include <kos/mutex.h>
#include <kos/thread.h>
#include <sched.h>
#include <stddef.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PTHREAD_KEYS_MAX              32
#define PTHREAD_DESTRUCTOR_ITERATIONS 4

#define PTHREAD_CREATE_JOINABLE 0
#define PTHREAD_CREATE_DETACHED 1

#define PTHREAD_MUTEX_NORMAL     0
#define PTHREAD_MUTEX_RECURSIVE  1
#define PTHREAD_MUTEX_ERRORCHECK 2
#define PTHREAD_MUTEX_DEFAULT    PTHREAD_MUTEX_NORMAL

typedef struct kos_pthread *pthread_t;

typedef struct pthread_attr {
    size_t stack_size; /* 0: default */
    int detached;
} pthread_attr_t;

typedef struct pthread_mutexattr {
    int type;
} pthread_mutexattr_t;

typedef struct pthread_mutex {
    KosMutex mutex;
    int type;
} pthread_mutex_t;

typedef struct pthread_condattr {
    clockid_t clock; /* 0: CLOCK_REALTIME */
} pthread_condattr_t;

typedef struct pthread_cond {
    KosCondvar condvar;
    clockid_t clock;
} pthread_cond_t;

typedef KosThreadOnceState pthread_once_t;
typedef unsigned pthread_key_t;

/* clang-format off */
#define PTHREAD_MUTEX_INITIALIZER { { 0, 0, 0, 0 }, 0 }
#define PTHREAD_COND_INITIALIZER  { { 0 }, 0 }
#define PTHREAD_ONCE_INIT         { 0 }
/* clang-format on */

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*routine)(void *),
                   void *arg);
int pthread_join(pthread_t thread, void **result);
int pthread_detach(pthread_t thread);
void pthread_exit(void *result) __attribute__((noreturn));
pthread_t pthread_self(void);
int pthread_equal(pthread_t a, pthread_t b);

int pthread_attr_init(pthread_attr_t *attr);
int pthread_attr_destroy(pthread_attr_t *attr);
int pthread_attr_setdetachstate(pthread_attr_t *attr, int state);
int pthread_attr_getdetachstate(const pthread_attr_t *attr, int *state);
int pthread_attr_setstacksize(pthread_attr_t *attr, size_t size);
int pthread_attr_getstacksize(const pthread_attr_t *attr, size_t *size);

int pthread_mutexattr_init(pthread_mutexattr_t *attr);
int pthread_mutexattr_destroy(pthread_mutexattr_t *attr);
int pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type);
int pthread_mutexattr_gettype(const pthread_mutexattr_t *attr, int *type);
int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attr);
int pthread_mutex_destroy(pthread_mutex_t *mutex);
int pthread_mutex_lock(pthread_mutex_t *mutex);
int pthread_mutex_trylock(pthread_mutex_t *mutex);
int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *deadline);
int pthread_mutex_unlock(pthread_mutex_t *mutex);

int pthread_condattr_init(pthread_condattr_t *attr);
int pthread_condattr_destroy(pthread_condattr_t *attr);
int pthread_condattr_setclock(pthread_condattr_t *attr, clockid_t clock);
int pthread_cond_init(pthread_cond_t *cond, const pthread_condattr_t *attr);
int pthread_cond_destroy(pthread_cond_t *cond);
int pthread_cond_signal(pthread_cond_t *cond);
int pthread_cond_broadcast(pthread_cond_t *cond);
int pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex);
int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                           const struct timespec *deadline);

int pthread_once(pthread_once_t *once, void (*routine)(void));

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *));
int pthread_key_delete(pthread_key_t key);
void *pthread_getspecific(pthread_key_t key);
int pthread_setspecific(pthread_key_t key, const void *value);

#ifdef __cplusplus
}
#endif
#endif
