/* The entropy source: the block function against RFC 8439, the generator, seeding and its failures.
 */
#include "unit.h"

#include <entropy/entropy.h>
#include <kos/random/random_api.h>
#include <string.h>

#include "impl/generator.h"

static struct {
    unsigned calls;
    Retcode rc;
    uint8_t byte;
} kernel;

Retcode KosRandomGenerate(rtl_size_t size, void *output)
{
    kernel.calls++;
    ck_assert_uint_eq(size, CHACHA_KEY_SIZE);
    memset(output, kernel.byte, size);
    return kernel.rc;
}

/* RFC 8439 2.3.2. */
START_TEST(the_block_function_is_chacha20)
{
    static const uint8_t nonce[CHACHA_NONCE_SIZE] = {0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0};
    static const uint8_t want[CHACHA_BLOCK_SIZE] = {
        0x10, 0xf1, 0xe7, 0xe4, 0xd1, 0x3b, 0x59, 0x15, 0x50, 0x0f, 0xdd, 0x1f, 0xa3,
        0x20, 0x71, 0xc4, 0xc7, 0xd1, 0xf4, 0xc7, 0x33, 0xc0, 0x68, 0x03, 0x04, 0x22,
        0xaa, 0x9a, 0xc3, 0xd4, 0x6c, 0x4e, 0xd2, 0x82, 0x64, 0x46, 0x07, 0x9f, 0xaa,
        0x09, 0x14, 0xc2, 0xd7, 0x05, 0xd9, 0x8b, 0x02, 0xa2, 0xb5, 0x12, 0x9c, 0xd1,
        0xde, 0x16, 0x4e, 0xb9, 0xcb, 0xd0, 0x83, 0xe8, 0xa2, 0x50, 0x3c, 0x4e};
    uint8_t key[CHACHA_KEY_SIZE], block[CHACHA_BLOCK_SIZE];

    for (unsigned i = 0; i < sizeof key; i++)
        key[i] = (uint8_t)i;
    chacha_block(key, 1, nonce, block);
    ck_assert_mem_eq(block, want, sizeof want);
}
END_TEST

static struct generator seeded(uint8_t byte)
{
    struct generator generator = {0};
    uint8_t seed[CHACHA_KEY_SIZE];

    memset(seed, byte, sizeof seed);
    generator_seed(&generator, seed);
    return generator;
}

START_TEST(a_seed_determines_the_bytes)
{
    struct generator a = seeded(1), b = seeded(1), c = seeded(2);
    uint8_t x[200], y[200], z[200];

    generator_get(&a, x, sizeof x);
    generator_get(&b, y, sizeof y);
    generator_get(&c, z, sizeof z);
    ck_assert_mem_eq(x, y, sizeof x);
    ck_assert_mem_ne(x, z, 16);
    generator_get(&a, y, sizeof y);
    ck_assert_mem_ne(x, y, 16);
}
END_TEST

/* What is given is neither the key that made it nor the next one. */
START_TEST(the_key_is_replaced)
{
    struct generator generator = seeded(1);
    uint8_t before[CHACHA_KEY_SIZE], bytes[1000];

    memcpy(before, generator.key, sizeof before);
    generator_get(&generator, bytes, sizeof bytes);
    ck_assert_mem_ne(generator.key, before, sizeof before);
    for (unsigned i = 0; i + CHACHA_KEY_SIZE <= sizeof bytes; i++) {
        ck_assert_mem_ne(&bytes[i], before, CHACHA_KEY_SIZE);
        ck_assert_mem_ne(&bytes[i], generator.key, CHACHA_KEY_SIZE);
    }
    ck_assert_uint_eq(generator.left, GENERATOR_SEED_BYTES - sizeof bytes);
}
END_TEST

START_TEST(a_new_seed_adds_to_the_old)
{
    struct generator a = seeded(1), b = seeded(2);
    uint8_t seeds[2][CHACHA_KEY_SIZE] = {{7}, {7}}, wiped[2][CHACHA_KEY_SIZE] = {{0}}, x[32], y[32];

    generator_seed(&a, seeds[0]);
    generator_seed(&b, seeds[1]);
    ck_assert_mem_eq(seeds, wiped, sizeof seeds);
    generator_get(&a, x, sizeof x);
    generator_get(&b, y, sizeof y);
    ck_assert_mem_ne(x, y, sizeof x);
}
END_TEST

START_TEST(sizes_are_bounded)
{
    static uint8_t buffer[ENTROPY_SIZE_MAX + 1];

    ck_assert_int_eq(EntropyGet(buffer, ENTROPY_SIZE_MAX + 1), rcInvalidArgument);
    ck_assert_int_eq(EntropyGet(buffer, 0), rcInvalidArgument);
    ck_assert_int_eq(EntropyGet(NULL, 1), rcInvalidArgument);
    ck_assert_uint_eq(kernel.calls, 0);
    buffer[ENTROPY_SIZE_MAX] = 0x55;
    ck_assert_int_eq(EntropyGet(buffer, ENTROPY_SIZE_MAX), rcOk);
    ck_assert_uint_eq(buffer[ENTROPY_SIZE_MAX], 0x55);
}
END_TEST

START_TEST(seeds_come_when_they_are_due)
{
    static uint8_t buffer[ENTROPY_SIZE_MAX];
    const unsigned calls = GENERATOR_SEED_BYTES / ENTROPY_SIZE_MAX;

    for (unsigned i = 0; i < calls; i++)
        ck_assert_int_eq(EntropyGet(buffer, sizeof buffer), rcOk);
    ck_assert_uint_eq(kernel.calls, 1);
    ck_assert_int_eq(EntropyGet(buffer, 1), rcOk);
    ck_assert_uint_eq(kernel.calls, 2);
}
END_TEST

/* Without a seed there is nothing, rather than something to guess. */
START_TEST(no_seed_no_bytes)
{
    uint8_t buffer[64], zeros[64] = {0};

    memset(buffer, 0x55, sizeof buffer);
    kernel.rc = rcSecurityDisallow;
    ck_assert_int_eq(EntropyGet(buffer, sizeof buffer), rcSecurityDisallow);
    ck_assert_mem_eq(buffer, zeros, sizeof buffer);
    kernel.rc = rcOk;
    ck_assert_int_eq(EntropyGet(buffer, sizeof buffer), rcOk);
    ck_assert_mem_ne(buffer, zeros, sizeof buffer);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("entropy");
    TCase *tc = tcase_create("entropy");

    tcase_add_test(tc, the_block_function_is_chacha20);
    tcase_add_test(tc, a_seed_determines_the_bytes);
    tcase_add_test(tc, the_key_is_replaced);
    tcase_add_test(tc, a_new_seed_adds_to_the_old);
    tcase_add_test(tc, sizes_are_bounded);
    tcase_add_test(tc, seeds_come_when_they_are_due);
    tcase_add_test(tc, no_seed_no_bytes);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
