/* Threads, inside view. */
#ifndef KOS_THREAD_INTERNAL_H
#define KOS_THREAD_INTERNAL_H

#include <kos/thread.h>

/* In arch/: the instruction a thread begins with. */
void kos_thread_entry(void);

/* Called by it, with thread-local storage ready. */
__attribute__((noreturn)) void kos_thread_main(void *record, void *unused);

#endif
