/* The two steps of the way to a plain message that WP is not asked: a copy of eight bytes, a mask. Eva
 * looks at them for every message and every mask that tables may have. */
#include <nk/ksm_route.h>

extern volatile int prove_unknown;

static void head_of_any(void)
{
    struct nk_message msg;
    unsigned char *bytes = (unsigned char *)&msg;

    for (unsigned i = 0; i < sizeof msg; i++)
        bytes[i] = (unsigned char)prove_unknown;
    (void)ksm_head(&msg);
}

static void every_mask(void)
{
    for (unsigned bits = 0; bits <= 16; bits++) {
        const nk_uint64_t mask = ((nk_uint64_t)1 << bits) - 1;
        const nk_uint64_t number = (nk_uint64_t)prove_unknown;
        const nk_uint64_t entry = ksm_masked(number, mask);

        /*@ assert ksm_is_mask(mask); */
        /*@ assert entry <= mask; */
    }
}

int main(void)
{
    head_of_any();
    every_mask();
    return 0;
}
