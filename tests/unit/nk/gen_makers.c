/* Makers of random messages against the verifiers of the same messages: what a maker says of its
 * message is what the verifier finds, for any size of arena. Messages and arenas are allocated to
 * the byte, so that the address sanitizer sees a write outside. */
#include <maker_headers.h>

#include "unit.h"

#include <string.h>

typedef nk_err_t make_fn(void *, struct nk_arena *, int (*)(void), nk_bool_t *);
typedef int check_fn(const struct nk_message *, const struct nk_arena *, struct nk_reason *);

#define MAKER(method, dir)                                                                         \
    static nk_err_t make_##method##_##dir(void *msg, struct nk_arena *arena, int (*rand)(void),    \
                                          nk_bool_t *failure)                                      \
    {                                                                                              \
        return method##_test_##dir(msg, arena, rand, failure);                                     \
    }
#include <makers.h>
#undef MAKER

static const struct {
    const char *name;
    make_fn *make;
    check_fn *check;
    size_t size;
} messages[] = {
#define MAKER(method, dir)                                                                         \
    {#method "_" #dir, make_##method##_##dir, nk_check_##method##_##dir,                           \
     sizeof(struct method##_##dir)},
#include <makers.h>
#undef MAKER
};

enum { MESSAGES = sizeof messages / sizeof *messages, RUNS = 400, CODES = 16 };

static unsigned long good, bad, filled, seen[CODES];

/* One message of the kind in an arena of `room` bytes. */
static void run(size_t kind, size_t room)
{
    struct nk_reason reason;
    nk_bool_t failure = 2;
    void *msg = calloc(1, messages[kind].size), *bytes = malloc(room ? room : 1);
    ck_assert(msg && bytes);
    struct nk_arena arena = NK_ARENA_INITIALIZER(bytes, (char *)bytes + room);

    ck_assert_int_eq(messages[kind].make(msg, &arena, rand, &failure), NK_EOK);
    int accepted = messages[kind].check(msg, &arena, &reason);
    ck_assert_msg(failure == 0 || failure == 1, "%s: failure %d", messages[kind].name, failure);
    ck_assert_msg(accepted == !failure, "%s: %s, but code %u, field %u, value %llu, limit %llu",
                  messages[kind].name, failure ? "wrong" : "right", reason.code, reason.field,
                  (unsigned long long)reason.value, (unsigned long long)reason.limit);
    if (accepted)
        good++;
    else
        bad++, seen[reason.code % CODES]++;
    filled += accepted && nk_arena_allocated_size(&arena) > room / 2;
    free(msg);
    free(bytes);
}

START_TEST(makers_and_verifiers_agree)
{
    static const size_t rooms[] = {0, 1, 7, 64, 1000, 20000};
    srand(1);
    for (size_t i = 0; i < MESSAGES; i++)
        for (size_t k = 0; k < RUNS; k++)
            run(i, rooms[k % (sizeof rooms / sizeof *rooms)]);
    ck_assert_uint_gt(good, MESSAGES * RUNS / 4);
    ck_assert_uint_gt(bad, MESSAGES * RUNS / 40);
    ck_assert_uint_gt(filled, 100);
}
END_TEST

START_TEST(every_kind_of_fault_is_made)
{
    srand(2);
    for (size_t i = 0; i < MESSAGES; i++)
        for (size_t k = 0; k < RUNS; k++)
            run(i, 4096);
    for (unsigned code = NK_STRUCT_SIZE; code <= NK_STRUCT_TAG; code++)
        ck_assert_msg(seen[code] || code == NK_STRUCT_ARENA_MISSING, "no message with code %u",
                      code);
}
END_TEST

START_TEST(same_numbers_same_message)
{
    unsigned char bytes[2][512];
    struct zoo_Ping_Seqs_req req[2];
    nk_bool_t failure;

    for (int i = 0; i < 2; i++) {
        struct nk_arena arena = NK_ARENA_INITIALIZER(bytes[i], bytes[i] + sizeof bytes[i]);
        memset(&req[i], 0, sizeof req[i]);
        memset(bytes[i], 0, sizeof bytes[i]);
        srand(77);
        ck_assert_int_eq(zoo_Ping_Seqs_test_req(&req[i], &arena, rand, &failure), NK_EOK);
    }
    ck_assert_mem_eq(&req[0], &req[1], sizeof req[0]);
    ck_assert_mem_eq(bytes[0], bytes[1], sizeof bytes[0]);
}
END_TEST

START_TEST(data_needs_an_arena)
{
    size_t refused = 0;

    for (size_t i = 0; i < MESSAGES; i++) {
        nk_bool_t failure = 2;
        void *msg = calloc(1, messages[i].size);
        ck_assert(msg);
        nk_err_t rc = messages[i].make(msg, NULL, rand, &failure);
        ck_assert(rc == NK_EOK || (rc == NK_EINVAL && failure == 2));
        refused += rc == NK_EINVAL;
        free(msg);
    }
    ck_assert_uint_gt(refused, 5);
    ck_assert_uint_lt(refused, MESSAGES);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gen_makers");
    TCase *tcase = tcase_create("gen_makers");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, makers_and_verifiers_agree);
    tcase_add_test(tcase, every_kind_of_fault_is_made);
    tcase_add_test(tcase, same_numbers_same_message);
    tcase_add_test(tcase, data_needs_an_arena);
    suite_add_tcase(suite, tcase);
    return unit_main(suite);
}
