/* UTF-8 of unknown origin. */
#ifndef NKC_BASE_UTF8_H
#define NKC_BASE_UTF8_H

#include <stddef.h>

/* Bytes of the well-formed character at `p` (1 to 4), 0 when there is none before `end`. */
static inline size_t nkc_utf8_length(const unsigned char *p, const unsigned char *end)
{
    if (*p < 0x80)
        return 1;
    if (*p < 0xc2 || *p > 0xf4)
        return 0;
    size_t n = *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : 2;
    if ((size_t)(end - p) < n)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    int overlong = (*p == 0xe0 && p[1] < 0xa0) || (*p == 0xf0 && p[1] < 0x90);
    int surrogate = *p == 0xed && p[1] > 0x9f;
    int too_large = *p == 0xf4 && p[1] > 0x8f;
    return overlong || surrogate || too_large ? 0 : n;
}

#endif
