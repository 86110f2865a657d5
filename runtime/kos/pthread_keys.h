/* Values of pthread keys, for the end of a thread. */
#ifndef KOS_PTHREAD_KEYS_H
#define KOS_PTHREAD_KEYS_H

/* Calls the destructors of the calling thread's values. */
void kos_pthread_run_destructors(void);

#endif
