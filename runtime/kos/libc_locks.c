/* The locks of picolibc: all ten functions and the one static lock, as they replace one archive
 * member (platform 6). Recursive and plain locks are the same thing here. */
#include <stdlib.h>
#include <sys/lock.h>

#include "lock.h"

struct __lock {
    struct kos_lock lock;
    const void *owner;
    unsigned depth;
};

struct __lock __lock___libc_recursive_mutex;

/* Stands in when there is no memory for a lock: correct, but all such locks share it. */
static struct __lock shared;

static int own(_LOCK_T lock)
{
    return __atomic_load_n(&lock->owner, __ATOMIC_RELAXED) == kos_thread_mark();
}

static int enter(_LOCK_T lock)
{
    __atomic_store_n(&lock->owner, kos_thread_mark(), __ATOMIC_RELAXED);
    lock->depth = 1;
    return 1;
}

void __retarget_lock_acquire_recursive(_LOCK_T lock)
{
    if (own(lock)) {
        lock->depth++;
        return;
    }
    kos_lock_take(&lock->lock);
    enter(lock);
}

int __retarget_lock_try_acquire_recursive(_LOCK_T lock)
{
    if (own(lock)) {
        lock->depth++;
        return 1;
    }
    return kos_lock_try(&lock->lock) && enter(lock);
}

void __retarget_lock_release_recursive(_LOCK_T lock)
{
    if (--lock->depth > 0)
        return;
    __atomic_store_n(&lock->owner, NULL, __ATOMIC_RELAXED);
    kos_lock_release(&lock->lock);
}

void __retarget_lock_init_recursive(_LOCK_T *lock)
{
    *lock = calloc(1, sizeof **lock);
    if (!*lock)
        *lock = &shared;
}

void __retarget_lock_close_recursive(_LOCK_T lock)
{
    if (lock != &shared)
        free(lock);
}

void __retarget_lock_init(_LOCK_T *lock)
{
    __retarget_lock_init_recursive(lock);
}

void __retarget_lock_close(_LOCK_T lock)
{
    __retarget_lock_close_recursive(lock);
}

void __retarget_lock_acquire(_LOCK_T lock)
{
    __retarget_lock_acquire_recursive(lock);
}

int __retarget_lock_try_acquire(_LOCK_T lock)
{
    return __retarget_lock_try_acquire_recursive(lock);
}

void __retarget_lock_release(_LOCK_T lock)
{
    __retarget_lock_release_recursive(lock);
}
