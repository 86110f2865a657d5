#include "impl/generator.h"

#include <string.h>

static const uint8_t nonce[CHACHA_NONCE_SIZE]; /* a key is used for one stream */

/* A store that the compiler keeps. */
static void wipe(uint8_t *at, size_t size)
{
    volatile uint8_t *byte = at;

    while (size-- > 0)
        *byte++ = 0;
}

/* The first bytes of the stream are the next key, the rest is given. */
void generator_get(struct generator *generator, uint8_t *to, size_t size)
{
    uint8_t key[CHACHA_KEY_SIZE], block[CHACHA_BLOCK_SIZE];
    uint32_t counter = 0;
    size_t used = CHACHA_KEY_SIZE;

    memcpy(key, generator->key, sizeof key);
    chacha_block(key, counter++, nonce, block);
    memcpy(generator->key, block, CHACHA_KEY_SIZE);
    generator->left -= size;
    while (size > 0) {
        size_t part = CHACHA_BLOCK_SIZE - used;

        if (part > size)
            part = size;
        memcpy(to, &block[used], part);
        to += part;
        size -= part;
        used = 0;
        if (size > 0)
            chacha_block(key, counter++, nonce, block);
    }
    wipe(key, sizeof key);
    wipe(block, sizeof block);
}

void generator_seed(struct generator *generator, uint8_t seed[CHACHA_KEY_SIZE])
{
    for (unsigned i = 0; i < CHACHA_KEY_SIZE; i++)
        generator->key[i] ^= seed[i];
    wipe(seed, CHACHA_KEY_SIZE);
    generator->left = 0;
    generator_get(generator, NULL, 0);
    generator->left = GENERATOR_SEED_BYTES;
}
