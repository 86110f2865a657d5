/* pthread keys: a table of destructors, and per thread an array of values. */
#include "pthread_keys.h"

#include <errno.h>
#include <pthread.h>

#include "lock.h"

static struct key {
    int used;
    void (*destructor)(void *);
} keys[PTHREAD_KEYS_MAX];

static struct kos_lock lock;
static __thread const void *values[PTHREAD_KEYS_MAX];

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
    pthread_key_t i = 0;

    kos_lock_take(&lock);
    while (i < PTHREAD_KEYS_MAX && keys[i].used)
        i++;
    if (i < PTHREAD_KEYS_MAX)
        keys[i] = (struct key){1, destructor};
    kos_lock_release(&lock);
    if (i == PTHREAD_KEYS_MAX)
        return EAGAIN;
    *key = i;
    return 0;
}

/* Values of other threads under a deleted key stay; a new key starts where they are, as POSIX lets
 * the program see to. */
int pthread_key_delete(pthread_key_t key)
{
    int used;

    if (key >= PTHREAD_KEYS_MAX)
        return EINVAL;
    kos_lock_take(&lock);
    used = keys[key].used;
    keys[key] = (struct key){0};
    kos_lock_release(&lock);
    values[key] = NULL;
    return used ? 0 : EINVAL;
}

void *pthread_getspecific(pthread_key_t key)
{
    return key < PTHREAD_KEYS_MAX ? (void *)(uintptr_t)values[key] : NULL;
}

int pthread_setspecific(pthread_key_t key, const void *value)
{
    if (key >= PTHREAD_KEYS_MAX || !keys[key].used)
        return EINVAL;
    values[key] = value;
    return 0;
}

/* Returns whether there was something to destroy. */
static int run_once(void)
{
    int ran = 0;

    for (pthread_key_t i = 0; i < PTHREAD_KEYS_MAX; i++) {
        void (*destructor)(void *) = keys[i].destructor;
        void *value = pthread_getspecific(i);

        values[i] = NULL;
        if (value && destructor) {
            destructor(value);
            ran = 1;
        }
    }
    return ran;
}

void kos_pthread_run_destructors(void)
{
    for (int i = 0; i < PTHREAD_DESTRUCTOR_ITERATIONS && run_once(); i++)
        continue;
}
