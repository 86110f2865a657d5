/* Asks for random bytes and says what is right about them. */
#include <entropy/entropy.h>
#include <stdio.h>
#include <string.h>

__attribute__((unused)) static int all_zero(const unsigned char *bytes, unsigned size)
{
    unsigned char any = 0;

    for (unsigned i = 0; i < size; i++)
        any |= bytes[i];
    return any == 0;
}

__attribute__((unused)) static int ask(const char *name)
{
    static unsigned char a[ENTROPY_SIZE_MAX + 1], b[ENTROPY_SIZE_MAX];
    unsigned ones = 0;

    if (EntropyGet(a, ENTROPY_SIZE_MAX) != rcOk || EntropyGet(b, ENTROPY_SIZE_MAX) != rcOk)
        return printf("[%s] WRONG: no bytes\n", name);
    for (unsigned i = 0; i < ENTROPY_SIZE_MAX; i++)
        ones += (unsigned)__builtin_popcount(a[i]);
    /* Half of 32768, give or take 8 standard deviations. */
    printf("[%s] %s, %s\n", name, ones > 15660 && ones < 17108 ? "even" : "WRONG: uneven",
           memcmp(a, b, sizeof b) != 0 ? "never the same" : "WRONG: the same");
    printf("[%s] too much: %s, nothing: %s\n", name,
           EntropyGet(a, sizeof a) == rcInvalidArgument ? "refused" : "WRONG",
           EntropyGet(a, 0) == rcInvalidArgument ? "refused" : "WRONG");
    return 0;
}
