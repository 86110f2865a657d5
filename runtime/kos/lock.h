/* The lock inside libkos: one word, all zero when free. Sleeps on a futex when taken. */
#ifndef KOS_LOCK_H
#define KOS_LOCK_H

#include <rtl/retcode.h>
#include <rtl/types.h>

struct kos_lock {
    int state; /* 0 free, 1 taken, 2 taken and waited for */
};

void kos_lock_take(struct kos_lock *lock);
int kos_lock_try(struct kos_lock *lock); /* true when taken */
Retcode kos_lock_take_timeout(struct kos_lock *lock, rtl_uint32_t mdelay);
void kos_lock_release(struct kos_lock *lock);

/* Waits until *word is no longer `value`, may return early: the caller looks again. rcTimeout after
 * mdelay ms (INFINITE_TIMEOUT: never). A policy that refuses Sync.Wait makes it a busy wait. */
Retcode kos_wait_word(int *word, int value, rtl_uint32_t mdelay);
void kos_wake_word(int *word, int threads);

/* Milliseconds left until `deadline` (kos_deadline of a time-out), 0 if passed. */
rtl_uint64_t kos_deadline(rtl_uint32_t mdelay);
rtl_uint32_t kos_time_left(rtl_uint64_t deadline);

/* What tells threads apart without a system call: the address of a thread-local byte. */
const void *kos_thread_mark(void);

#endif
