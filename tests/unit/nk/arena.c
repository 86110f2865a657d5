/* nk/arena.h: alignment of offsets, zero fill, limits, hostile chunk descriptors. */
#include <nk/arena.h>
#include <signal.h>
#include <string.h>

#include "unit.h"

START_TEST(alloc_aligns_the_offset_not_the_address)
{
    char memory[64];
    struct nk_arena arena = NK_ARENA_INITIALIZER(memory + 1, memory + sizeof memory);
    nk_ptr_t text, numbers;

    ck_assert_ptr_nonnull(nk_arena_alloc(nk_char_t, &arena, &text, 3));
    ck_assert_ptr_eq(nk_arena_alloc(nk_uint64_t, &arena, &numbers, 2), memory + 1 + 8);
    ck_assert_uint_eq(text.offset, 0);
    ck_assert_uint_eq(text.size, 3);
    ck_assert_uint_eq(numbers.offset, 8);
    ck_assert_uint_eq(numbers.size, 16);
    ck_assert_uint_eq(nk_arena_allocated_size(&arena), 24);
}
END_TEST

START_TEST(alloc_zeroes_gap_and_block)
{
    unsigned char memory[16];
    struct nk_arena arena = NK_ARENA_INITIALIZER(memory, memory + sizeof memory);
    nk_ptr_t ptr;

    memset(memory, 0xa5, sizeof memory);
    ck_assert_int_eq(nk_arena_store(nk_char_t, &arena, &ptr, "x", 1), NK_EOK);
    ck_assert_ptr_nonnull(nk_arena_alloc(nk_uint32_t, &arena, &ptr, 2));
    ck_assert_int_eq(memory[0], 'x');
    for (int i = 1; i < 12; i++)
        ck_assert_int_eq(memory[i], 0);
    ck_assert_int_eq(memory[12], 0xa5);
}
END_TEST

START_TEST(alloc_fails_without_a_trace)
{
    char memory[8];
    struct nk_arena arena = NK_ARENA_INITIALIZER(memory, memory + sizeof memory);
    nk_ptr_t ptr = {77, 88};

    ck_assert_ptr_null(nk_arena_alloc(nk_uint64_t, &arena, &ptr, 2));
    ck_assert_ptr_null(nk_arena_alloc(nk_uint64_t, &arena, &ptr, (nk_size_t)-1 / 4));
    ck_assert_int_eq(
        nk_arena_store(nk_uint64_t, &arena, &ptr, (nk_uint64_t *)0, (nk_size_t)1 << 61), NK_ENOMEM);
    ck_assert_uint_eq(ptr.offset, 77);
    ck_assert_uint_eq(ptr.size, 88);
    ck_assert_uint_eq(nk_arena_allocated_size(&arena), 0);
}
END_TEST

START_TEST(alloc_counts_the_gap)
{
    char memory[9];
    struct nk_arena arena = NK_ARENA_INITIALIZER(memory, memory + sizeof memory);
    nk_ptr_t ptr;

    ck_assert_ptr_nonnull(nk_arena_alloc(nk_char_t, &arena, &ptr, 1));
    ck_assert_ptr_null(nk_arena_alloc(nk_uint64_t, &arena, &ptr, 1));
    ck_assert_ptr_nonnull(nk_arena_alloc(nk_char_t, &arena, &ptr, 8));
    ck_assert_ptr_null(nk_arena_alloc(nk_char_t, &arena, &ptr, 1));
}
END_TEST

START_TEST(nothing_fits_into_an_empty_arena_but_nothing)
{
    char memory[1];
    struct nk_arena arena = NK_ARENA_INITIALIZER(memory, memory);
    nk_ptr_t ptr = {1, 1};

    ck_assert_ptr_nonnull(nk_arena_alloc(nk_uint64_t, &arena, &ptr, 0));
    ck_assert_uint_eq(ptr.size, 0);
    ck_assert_ptr_null(nk_arena_alloc(nk_char_t, &arena, &ptr, 1));
}
END_TEST

/* An arena with eight used bytes of 0..7 in a bigger buffer. */
static struct nk_arena received(unsigned char memory[16])
{
    struct nk_arena arena;

    for (unsigned char i = 0; i < 16; i++)
        memory[i] = i;
    nk_arena_init(&arena, memory, memory + 16);
    arena.current = memory + 8;
    return arena;
}

START_TEST(get_takes_any_unsigned_count)
{
    unsigned char memory[16];
    const struct nk_arena arena = received(memory);
    const nk_ptr_t ptr = {4, 4};
    nk_uint8_t count8 = 9;
    nk_uint16_t count16 = 9;
    nk_uint32_t count32 = 9;
    nk_size_t count = 9;

    ck_assert_ptr_eq(nk_arena_get(nk_uint8_t, &arena, &ptr, &count8), memory + 4);
    ck_assert_ptr_eq(nk_arena_get(nk_uint16_t, &arena, &ptr, &count16),
                     (nk_uint16_t *)(void *)(memory + 4));
    ck_assert_ptr_eq(nk_arena_get(nk_uint32_t, &arena, &ptr, &count32),
                     (nk_uint32_t *)(void *)(memory + 4));
    ck_assert_ptr_eq(nk_arena_get(nk_char_t, &arena, &ptr, &count), (nk_char_t *)memory + 4);
    ck_assert_uint_eq(count8, 4);
    ck_assert_uint_eq(count16, 2);
    ck_assert_uint_eq(count32, 1);
    ck_assert_uint_eq(count, 4);
}
END_TEST

START_TEST(get_refuses_a_count_that_does_not_fit)
{
    static unsigned char memory[300];
    struct nk_arena arena = NK_ARENA_INITIALIZER(memory, memory + sizeof memory);
    nk_uint8_t count = 9;
    nk_ptr_t ptr;

    ck_assert_ptr_nonnull(nk_arena_alloc(nk_uint8_t, &arena, &ptr, 256));
    ck_assert_ptr_null(nk_arena_get(nk_uint8_t, &arena, &ptr, &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

static const struct {
    nk_ptr_t ptr;
    int valid;
} chunks[] = {
    {{0, 8}, 1},          {{8, 0}, 1},          {{4, 4}, 1},          {{3, 0}, 1},
    {{0, 12}, 0},         {{8, 4}, 0},          {{9, 0}, 0},          {{0xffffffff, 1}, 0},
    {{0xfffffffc, 8}, 0}, {{4, 0xfffffffc}, 0}, {{0, 6}, 0},          {{2, 4}, 0},
    {{0, 0xffffffff}, 0}, {{0xffffffff, 0}, 0}, {{8, 0xfffffff8}, 0}, {{16, 0}, 0},
};

START_TEST(get_and_validate_agree_on_hostile_chunks)
{
    unsigned char memory[16];
    const struct nk_arena arena = received(memory);
    nk_uint32_t count = 99;
    const nk_uint32_t *data = nk_arena_get(nk_uint32_t, &arena, &chunks[_i].ptr, &count);

    ck_assert_int_eq(nk_arena_validate(nk_uint32_t, &arena, &chunks[_i].ptr),
                     chunks[_i].valid ? NK_EOK : NK_EINVAL);
    ck_assert_int_eq(data != NULL, chunks[_i].valid);
    ck_assert_uint_eq(count, chunks[_i].valid ? chunks[_i].ptr.size / 4 : 0);
}
END_TEST

START_TEST(a_null_arena_holds_nothing)
{
    const nk_ptr_t ptr = {0, 0};
    nk_size_t count = 3;

    ck_assert_uint_eq(nk_arena_allocated_size(NULL), 0);
    ck_assert_ptr_null(nk_arena_get(nk_char_t, (const struct nk_arena *)0, &ptr, &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(store_and_get_round_trip)
{
    char memory[32];
    struct nk_arena arena = nk_arena_create(memory, sizeof memory);
    const nk_uint16_t values[] = {1, 2, 65535};
    nk_ptr_t text, numbers;
    nk_size_t count;
    const nk_uint16_t *back;

    ck_assert_int_eq(nk_arena_store(nk_char_t, &arena, &text, "hi", 3), NK_EOK);
    ck_assert_int_eq(nk_arena_store(nk_uint16_t, &arena, &numbers, values, 3), NK_EOK);
    ck_assert_str_eq(nk_arena_get(nk_char_t, &arena, &text, &count), "hi");
    ck_assert_uint_eq(count, 3);
    back = nk_arena_get(nk_uint16_t, &arena, &numbers, &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_mem_eq(back, values, sizeof values);
    ck_assert_uint_eq(nk_arena_free_size(&arena), sizeof memory - 10);
    nk_arena_reset(&arena);
    ck_assert_ptr_null(nk_arena_get(nk_char_t, &arena, &text, &count));
}
END_TEST

START_TEST(verified_gives_what_get_gives)
{
    char memory[64];
    struct nk_arena arena = nk_arena_create(memory, sizeof memory);
    nk_ptr_t text = {0, 0}, numbers = {0, 0}, nothing = {0, 0};
    nk_size_t want, count;
    nk_uint8_t narrow;

    ck_assert_int_eq(nk_arena_store(nk_char_t, &arena, &text, "hello", 6), NK_EOK);
    ck_assert_ptr_nonnull(nk_arena_alloc(nk_uint32_t, &arena, &numbers, 4));
    const nk_uint32_t *back = nk_arena_get(nk_uint32_t, &arena, &numbers, &want);
    ck_assert_ptr_eq(nk_arena_verified(nk_uint32_t, &arena, &numbers, &count), back);
    ck_assert_uint_eq(count, want);
    ck_assert_str_eq(nk_arena_verified(nk_char_t, &arena, &text, &narrow), "hello");
    ck_assert_uint_eq(narrow, 6);
    ck_assert_ptr_nonnull(nk_arena_verified(nk_uint32_t, &arena, &nothing, &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(verified_refuses_a_count_that_does_not_fit)
{
    static char memory[300];
    struct nk_arena arena = nk_arena_create(memory, sizeof memory);
    nk_ptr_t bytes;
    nk_uint8_t narrow = 7;

    ck_assert_ptr_nonnull(nk_arena_alloc(nk_uint8_t, &arena, &bytes, 256));
    ck_assert_ptr_null(nk_arena_verified(nk_uint8_t, &arena, &bytes, &narrow));
    ck_assert_uint_eq(narrow, 0);
}
END_TEST

/* With assertions a message that nobody verified is noticed. */
START_TEST(verified_asserts_in_debug_builds)
{
    char memory[16];
    struct nk_arena arena = nk_arena_create(memory, sizeof memory);
    nk_ptr_t outside = {8, 16};
    nk_size_t count;

    ck_assert_ptr_null(nk_arena_verified(nk_uint8_t, &arena, &outside, &count));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("all");

    tcase_add_test(tests, alloc_aligns_the_offset_not_the_address);
    tcase_add_test(tests, alloc_zeroes_gap_and_block);
    tcase_add_test(tests, alloc_fails_without_a_trace);
    tcase_add_test(tests, alloc_counts_the_gap);
    tcase_add_test(tests, nothing_fits_into_an_empty_arena_but_nothing);
    tcase_add_test(tests, get_takes_any_unsigned_count);
    tcase_add_test(tests, get_refuses_a_count_that_does_not_fit);
    tcase_add_loop_test(tests, get_and_validate_agree_on_hostile_chunks, 0,
                        (int)(sizeof chunks / sizeof chunks[0]));
    tcase_add_test(tests, a_null_arena_holds_nothing);
    tcase_add_test(tests, store_and_get_round_trip);
    tcase_add_test(tests, verified_gives_what_get_gives);
    tcase_add_test(tests, verified_refuses_a_count_that_does_not_fit);
    tcase_add_test_raise_signal(tests, verified_asserts_in_debug_builds, SIGABRT);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
