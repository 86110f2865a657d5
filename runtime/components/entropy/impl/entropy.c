/* The generator of this process. */
#include <entropy/entropy.h>

#include "impl/generator.h"

#include <kos/random/random_api.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct generator generator;

static Retcode seed_if_needed(size_t size)
{
    uint8_t seed[CHACHA_KEY_SIZE];
    Retcode rc;

    if (size <= generator.left)
        return rcOk;
    rc = KosRandomGenerate(sizeof seed, seed);
    if (rc == rcOk)
        generator_seed(&generator, seed);
    return rc;
}

Retcode EntropyGet(void *buffer, rtl_size_t size)
{
    Retcode rc;

    if (!buffer || size == 0 || size > ENTROPY_SIZE_MAX)
        return rcInvalidArgument;
    memset(buffer, 0, size);
    pthread_mutex_lock(&lock);
    rc = seed_if_needed(size);
    if (rc == rcOk)
        generator_get(&generator, buffer, size);
    pthread_mutex_unlock(&lock);
    return rc;
}
