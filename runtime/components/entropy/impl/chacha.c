#include "impl/chacha.h"

static uint32_t load(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void store(uint8_t *at, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

static uint32_t rotate(uint32_t x, unsigned n)
{
    return x << n | x >> (32 - n);
}

static void quarter_round(uint32_t s[16], unsigned a, unsigned b, unsigned c, unsigned d)
{
    s[a] += s[b], s[d] = rotate(s[d] ^ s[a], 16);
    s[c] += s[d], s[b] = rotate(s[b] ^ s[c], 12);
    s[a] += s[b], s[d] = rotate(s[d] ^ s[a], 8);
    s[c] += s[d], s[b] = rotate(s[b] ^ s[c], 7);
}

static void double_round(uint32_t s[16])
{
    for (unsigned i = 0; i < 4; i++)
        quarter_round(s, i, 4 + i, 8 + i, 12 + i);
    for (unsigned i = 0; i < 4; i++)
        quarter_round(s, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
}

void chacha_block(const uint8_t key[CHACHA_KEY_SIZE], uint32_t counter,
                  const uint8_t nonce[CHACHA_NONCE_SIZE], uint8_t block[CHACHA_BLOCK_SIZE])
{
    uint32_t first[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}, s[16];

    for (unsigned i = 0; i < 8; i++)
        first[4 + i] = load(&key[4 * i]);
    first[12] = counter;
    for (unsigned i = 0; i < 3; i++)
        first[13 + i] = load(&nonce[4 * i]);
    for (unsigned i = 0; i < 16; i++)
        s[i] = first[i];
    for (unsigned i = 0; i < 10; i++)
        double_round(s);
    for (unsigned i = 0; i < 16; i++)
        store(&block[4 * i], s[i] + first[i]);
}
