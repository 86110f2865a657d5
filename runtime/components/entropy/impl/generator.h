/* A generator of random bytes with fast key erasure. One thread at a time. */
#ifndef ENTROPY_GENERATOR_H
#define ENTROPY_GENERATOR_H

#include "impl/chacha.h"

#include <stddef.h>

#define GENERATOR_SEED_BYTES (1u << 20) /* given between two seeds */

struct generator {
    uint8_t key[CHACHA_KEY_SIZE];
    size_t left; /* bytes that may be given before the next seed; 0 at first */
};

/* Mixes the seed into the key: neither alone tells the result, but for the first seed. So it is
 * wiped. */
void generator_seed(struct generator *generator, uint8_t seed[CHACHA_KEY_SIZE]);

/* Pre: size <= left. The key that made the bytes is gone afterwards. */
void generator_get(struct generator *generator, uint8_t *to, size_t size);

#endif
