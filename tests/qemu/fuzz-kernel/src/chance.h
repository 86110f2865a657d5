/* Numbers by chance that repeat: a linear congruential generator, its upper bits. */
#ifndef CHANCE_H
#define CHANCE_H

#include <nk/types.h>

static nk_uint64_t chance_state;

static inline nk_uint32_t chance(nk_uint32_t below)
{
    chance_state = chance_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (nk_uint32_t)(chance_state >> 33) % below;
}

#endif
