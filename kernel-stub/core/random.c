/* Random bytes: xoshiro256** seeded at boot. Good enough to be unpredictable between runs of an
 * emulator, not for keys; docs/kernel.md says so. */
#include "boot.h"

static uint64_t state[4];

static uint64_t rotate(uint64_t x, unsigned n)
{
    return x << n | x >> (64 - n);
}

/* splitmix64: spreads the seed over the state. */
static uint64_t mix(uint64_t *s)
{
    uint64_t z = (*s += 0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static uint64_t next(void)
{
    uint64_t result = rotate(state[1] * 5, 7) * 9, t = state[1] << 17;

    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotate(state[3], 45);
    return result;
}

void random_init(const unsigned char *seed, size_t size)
{
    uint64_t s = timer_now();

    for (size_t i = 0; i < size; i++)
        s = rotate(s, 8) * 0x100000001b3 ^ seed[i];
    s = cmdline_number("kos.seed", s);
    for (unsigned i = 0; i < 4; i++)
        state[i] = mix(&s);
}

void random_bytes(void *to, size_t size)
{
    unsigned char *t = to;

    for (size_t i = 0; i < size; i += 8) {
        uint64_t v = next();

        memcpy(t + i, &v, size - i < 8 ? size - i : 8);
    }
}
