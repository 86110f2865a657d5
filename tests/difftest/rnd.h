/* Random numbers that repeat: everything in a run comes from its seed. */
#ifndef DIFFTEST_RND_H
#define DIFFTEST_RND_H

#include <stdbool.h>
#include <stdint.h>

struct rnd {
    uint64_t state;
};

static inline uint64_t rnd_next(struct rnd *r) /* splitmix64 */
{
    uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* 0 .. n - 1 */
static inline unsigned rnd_below(struct rnd *r, unsigned n)
{
    return (unsigned)(rnd_next(r) % n);
}

static inline bool rnd_percent(struct rnd *r, unsigned percent)
{
    return rnd_below(r, 100) < percent;
}

/* A number of `bits` bits, often one at a boundary or a small one, as policies and messages have. */
static inline uint64_t rnd_number(struct rnd *r, unsigned bits)
{
    const uint64_t mask = bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;

    switch (rnd_below(r, 8)) {
    case 0:
        return rnd_next(r) & mask;
    case 1:
        return (mask >> 1) + rnd_below(r, 3) - 1;
    case 2:
        return mask - rnd_below(r, 3);
    default:
        return rnd_below(r, 12) & mask;
    }
}

#endif
