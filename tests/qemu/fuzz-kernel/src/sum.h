/* The checksum of both sides: Fletcher's with 16 bits, of a sequence number and data. */
#ifndef SUM_H
#define SUM_H

#include <nk/types.h>

static inline nk_uint32_t sum_of(nk_uint64_t seq, const nk_uint8_t *data, nk_size_t size)
{
    nk_uint32_t a = (nk_uint32_t)seq & 0xffff, b = (nk_uint32_t)(seq >> 16) & 0xffff;

    for (nk_size_t i = 0; i < size; i++) {
        a = (a + data[i]) % 65535;
        b = (b + a) % 65535;
    }
    return b << 16 | a;
}

#endif
