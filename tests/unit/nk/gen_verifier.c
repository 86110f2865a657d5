/* Generated verifiers: for every structural code a message that is refused with that code, field,
 * value and limit, and its nearest neighbour that passes. Arenas are allocated to the byte, so that
 * the address sanitizer sees a read outside. */
#include <check/Verify.idl.h>

#include "unit.h"

#include <stdbool.h>
#include <string.h>

typedef int check_fn(const struct nk_message *, const struct nk_arena *, struct nk_reason *);

static struct nk_reason reason;
static struct nk_arena arena;

/* A used arena of exactly these bytes. */
static void fill_arena(const void *bytes, size_t size)
{
    free(arena.start);
    char *copy = malloc(size ? size : 1);
    ck_assert_ptr_nonnull(copy);
    if (size)
        memcpy(copy, bytes, size);
    nk_arena_init(&arena, copy, copy + size);
    arena.current = copy + size;
}

static void accepts(check_fn *check, const struct nk_message *msg, const struct nk_arena *a)
{
    memset(&reason, 0xee, sizeof reason);
    int result = check(msg, a, &reason);
    ck_assert_msg(result == 1, "refused: code %d field %s value %llu", reason.code,
                  check_Verify_val_field(reason.field), (unsigned long long)reason.value);
}

static void refuses(check_fn *check, const struct nk_message *msg, const struct nk_arena *a,
                    enum nk_structure_code code, const char *field, nk_uint64_t value,
                    nk_uint64_t limit)
{
    memset(&reason, 0xee, sizeof reason);
    ck_assert_int_eq(check(msg, a, &reason), 0);
    ck_assert_int_eq(reason.stage, NK_STAGE_STRUCTURE);
    ck_assert_int_eq(reason.code, code);
    ck_assert_int_eq(reason.rule, 0);
    ck_assert_int_eq(reason.cond, 0);
    if (field)
        ck_assert_str_eq(check_Verify_val_field(reason.field), field);
    else
        ck_assert_int_eq(reason.field, 0);
    ck_assert_uint_eq(reason.value, value);
    ck_assert_uint_eq(reason.limit, limit);
}

static void refuses_at(nk_uint32_t elem0, nk_uint32_t elem1)
{
    ck_assert_uint_eq(reason.elem[0], elem0);
    ck_assert_uint_eq(reason.elem[1], elem1);
}

#define RESET(req, method)                                                                         \
    do {                                                                                           \
        memset(&(req), 0, sizeof(req));                                                            \
        nk_req_reset(&(req));                                                                      \
        nk_msg_set_ncaps(&(req), check_Verify_##method##_req_handles);                             \
    } while (0)

START_TEST(sizes_and_handles)
{
    check_Verify_Scalars_req req;
    RESET(req, Scalars);
    accepts(nk_check_check_Verify_Scalars_req, &req.base_, NULL);
    nk_message_set_size(&req.base_, 40);
    refuses(nk_check_check_Verify_Scalars_req, &req.base_, NULL, NK_STRUCT_SIZE, NULL, 40, 48);
    nk_message_set_size(&req.base_, 56);
    refuses(nk_check_check_Verify_Scalars_req, &req.base_, NULL, NK_STRUCT_SIZE, NULL, 56, 48);
    RESET(req, Scalars);
    nk_msg_set_ncaps(&req, 0);
    refuses(nk_check_check_Verify_Scalars_req, &req.base_, NULL, NK_STRUCT_HANDLES, NULL, 0, 1);
    nk_msg_set_ncaps(&req, 2);
    refuses(nk_check_check_Verify_Scalars_req, &req.base_, NULL, NK_STRUCT_HANDLES, NULL, 2, 1);
}
END_TEST

START_TEST(responses)
{
    check_Verify_Scalars_res res;
    memset(&res, 0, sizeof res);
    nk_req_reset(&res.res_);
    accepts(nk_check_check_Verify_Scalars_res, &res.base_, NULL);
    nk_message_set_size(&res.base_, 24);
    refuses(nk_check_check_Verify_Scalars_res, &res.base_, NULL, NK_STRUCT_SIZE, NULL, 24, 32);
    nk_err_reset(&res.err_);
    accepts(nk_check_check_Verify_Scalars_err, &res.base_, NULL);

    /* An error reply of a method without error parameters is an empty message. */
    nk_message_set_size(&res.base_, 24);
    accepts(nk_check_check_Verify_Text_err, &res.base_, NULL);
    refuses(nk_check_check_Verify_Scalars_err, &res.base_, NULL, NK_STRUCT_SIZE, NULL, 24, 32);
}
END_TEST

START_TEST(arena_where_none_belongs)
{
    check_Verify_Scalars_req req;
    RESET(req, Scalars);
    fill_arena("", 0);
    accepts(nk_check_check_Verify_Scalars_req, &req.base_, &arena);
    fill_arena("x", 1);
    refuses(nk_check_check_Verify_Scalars_req, &req.base_, &arena, NK_STRUCT_ARENA_EXTRA, NULL, 1,
            0);
}
END_TEST

START_TEST(arena_missing)
{
    check_Verify_Text_req req;
    RESET(req, Text);
    fill_arena("", 0);
    accepts(nk_check_check_Verify_Text_req, &req.base_, &arena);
    refuses(nk_check_check_Verify_Text_req, &req.base_, NULL, NK_STRUCT_ARENA_MISSING, NULL, 0, 0);

    struct nk_arena nothing = {NULL, NULL, NULL};
    accepts(nk_check_check_Verify_Text_req, &req.base_, &nothing);
    static char two[2];
    struct nk_arena backwards = {two + 1, two, two + 2};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &backwards, NK_STRUCT_ARENA_MISSING, NULL,
            UINT64_MAX, NK_UINT32_MAX);
}
END_TEST

START_TEST(chunk_outside)
{
    check_Verify_Text_req req;
    RESET(req, Text);
    fill_arena("abc", 4);
    req.text = (nk_ptr_t){0, 4};
    accepts(nk_check_check_Verify_Text_req, &req.base_, &arena);
    req.text = (nk_ptr_t){1, 4};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_OUTSIDE, "text", 5, 4);
    req.text = (nk_ptr_t){0, 5};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_OUTSIDE, "text", 5, 4);
    req.text = (nk_ptr_t){0xffffffff, 2};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_OUTSIDE, "text",
            UINT64_C(0x100000001), 4);
    req.text = (nk_ptr_t){2, 0xffffffff};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_OUTSIDE, "text",
            UINT64_C(0x100000001), 4);
    req.text = (nk_ptr_t){4, 0};
    accepts(nk_check_check_Verify_Text_req, &req.base_, &arena);
    req.text = (nk_ptr_t){5, 0};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_OUTSIDE, "text", 5, 4);
}
END_TEST

START_TEST(chunk_shape)
{
    check_Verify_Words_req req;
    RESET(req, Words);
    fill_arena("0123456789abcdefghij", 20);
    req.words = (nk_ptr_t){4, 12};
    req.data = (nk_ptr_t){1, 5}; /* bytes stand anywhere; chunks may overlap */
    accepts(nk_check_check_Verify_Words_req, &req.base_, &arena);
    req.words = (nk_ptr_t){2, 12};
    refuses(nk_check_check_Verify_Words_req, &req.base_, &arena, NK_STRUCT_MISALIGNED, "words", 2,
            4);
    req.words = (nk_ptr_t){4, 10};
    refuses(nk_check_check_Verify_Words_req, &req.base_, &arena, NK_STRUCT_MULTIPLE, "words", 10,
            4);
    req.words = (nk_ptr_t){4, 16};
    refuses(nk_check_check_Verify_Words_req, &req.base_, &arena, NK_STRUCT_COUNT, "words", 4, 3);
    req.words = (nk_ptr_t){4, 12};
    req.data = (nk_ptr_t){0, 6};
    refuses(nk_check_check_Verify_Words_req, &req.base_, &arena, NK_STRUCT_COUNT, "data", 6, 5);
}
END_TEST

START_TEST(text)
{
    check_Verify_Text_req req;
    RESET(req, Text);
    fill_arena("abcd", 5);
    req.text = (nk_ptr_t){0, 5};
    accepts(nk_check_check_Verify_Text_req, &req.base_, &arena);
    fill_arena("abcde", 6);
    req.text = (nk_ptr_t){0, 6};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_COUNT, "text", 6, 5);
    req.text = (nk_ptr_t){0, 5};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_TERMINATOR, "text", 5, 0);
    fill_arena("a\0c", 4);
    req.text = (nk_ptr_t){0, 4};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_INNER_ZERO, "text", 1, 3);
    fill_arena("", 1);
    req.text = (nk_ptr_t){0, 1};
    accepts(nk_check_check_Verify_Text_req, &req.base_, &arena);
    fill_arena("ab\xff", 4);
    req.text = (nk_ptr_t){0, 4};
    refuses(nk_check_check_Verify_Text_req, &req.base_, &arena, NK_STRUCT_UTF8, "text", 2, 3);
}
END_TEST

/* Well-formed and ill-formed sequences of Unicode, table 3-7, each at the end of the arena and
 * behind a run that is read eight bytes at a time. */
static const struct {
    const char *bytes;
    bool good;
} utf8[] = {
    {"\x7f", true},
    {"\x80", false},
    {"\xbf", false},
    {"\xc1\xbf", false},
    {"\xc2\x80", true},
    {"\xdf\xbf", true},
    {"\xc2", false},
    {"\xc2\x7f", false},
    {"\xc2\xc0", false},
    {"\xe0\x9f\xbf", false},
    {"\xe0\xa0\x80", true},
    {"\xed\x9f\xbf", true},
    {"\xed\xa0\x80", false},
    {"\xee\x80\x80", true},
    {"\xef\xbf\xbf", true},
    {"\xe1\x80", false},
    {"\xe1\x80\x7f", false},
    {"\xf0\x8f\xbf\xbf", false},
    {"\xf0\x90\x80\x80", true},
    {"\xf4\x8f\xbf\xbf", true},
    {"\xf4\x90\x80\x80", false},
    {"\xf1\x80\x80", false},
    {"\xf5\x80\x80\x80", false},
    {"\xff", false},
};

START_TEST(text_utf8)
{
    static const char *const before[] = {"", "1234567", "12345678", "123456789abcdefg"};
    const char *bytes = utf8[_i].bytes;
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        char buf[40];
        size_t head = strlen(before[k]), size = head + strlen(bytes) + 1;
        memcpy(buf, before[k], head);
        memcpy(buf + head, bytes, size - head);
        fill_arena(buf, size);
        check_Verify_Long_req req;
        RESET(req, Long);
        req.text = (nk_ptr_t){0, (nk_uint32_t)size};
        if (utf8[_i].good)
            accepts(nk_check_check_Verify_Long_req, &req.base_, &arena);
        else
            refuses(nk_check_check_Verify_Long_req, &req.base_, &arena, NK_STRUCT_UTF8, "text",
                    head, size - 1);
    }
}
END_TEST

/* An inner zero at every place of a text that is read eight bytes at a time. */
START_TEST(text_zero)
{
    char buf[20];
    memset(buf, 'x', sizeof buf);
    buf[19] = 0;
    check_Verify_Long_req req;
    RESET(req, Long);
    req.text = (nk_ptr_t){0, sizeof buf};
    fill_arena(buf, sizeof buf);
    accepts(nk_check_check_Verify_Long_req, &req.base_, &arena);
    buf[_i] = 0;
    fill_arena(buf, sizeof buf);
    refuses(nk_check_check_Verify_Long_req, &req.base_, &arena, NK_STRUCT_INNER_ZERO, "text",
            (nk_uint64_t)_i, 19);
}
END_TEST

START_TEST(elements)
{
    check_Verify_Items_req req;
    struct {
        check_Verify_Item items[3];
        char texts[8];
    } data;
    nk_static_assert(sizeof(check_Verify_Item) == 16, item);
    memset(&data, 0, sizeof data);
    memcpy(data.texts, "abc\0def", 8);
    data.items[1].name = (nk_ptr_t){48, 4};
    data.items[2].name = (nk_ptr_t){52, 4};
    RESET(req, Items);
    req.items = (nk_ptr_t){0, 48};
    req.pair[1].name = (nk_ptr_t){48, 4};
    fill_arena(&data, 56);
    accepts(nk_check_check_Verify_Items_req, &req.base_, &arena);

    data.items[2].name.size = 3;
    fill_arena(&data, 56);
    refuses(nk_check_check_Verify_Items_req, &req.base_, &arena, NK_STRUCT_TERMINATOR,
            "items[].name", 3, 0);
    refuses_at(2, 0);
    req.items.size = 32; /* the broken one is not part of the message any more */
    accepts(nk_check_check_Verify_Items_req, &req.base_, &arena);
    req.items.offset = 8;
    req.items.size = 16;
    accepts(nk_check_check_Verify_Items_req, &req.base_, &arena);
    req.items.offset = 4;
    refuses(nk_check_check_Verify_Items_req, &req.base_, &arena, NK_STRUCT_MISALIGNED, "items", 4,
            8);

    req.items.offset = 0;
    req.pair[1].name.offset = 53;
    refuses(nk_check_check_Verify_Items_req, &req.base_, &arena, NK_STRUCT_OUTSIDE, "pair[].name",
            57, 56);
    refuses_at(1, 0);
}
END_TEST

START_TEST(deep)
{
    check_Verify_Deep_req req;
    struct {
        nk_ptr_t outer[2], middle[2];
        nk_uint16_t inner[2];
    } data = {{{0, 0}, {16, 16}}, {{0, 0}, {32, 4}}, {1, 2}};
    RESET(req, Deep);
    req.deep = (nk_ptr_t){0, 16};
    fill_arena(&data, 36);
    accepts(nk_check_check_Verify_Deep_req, &req.base_, &arena);
    data.middle[1].size = 3;
    fill_arena(&data, 36);
    refuses(nk_check_check_Verify_Deep_req, &req.base_, &arena, NK_STRUCT_MULTIPLE, "deep[][]", 3,
            2);
    refuses_at(1, 1);
    data.outer[1].size = 24;
    fill_arena(&data, 36);
    refuses(nk_check_check_Verify_Deep_req, &req.base_, &arena, NK_STRUCT_OUTSIDE, "deep[]", 40,
            36);
    refuses_at(1, 0);
}
END_TEST

START_TEST(unions)
{
    check_Verify_Choose_req req;
    RESET(req, Choose);
    fill_arena("\1\0\0\0\2\0\0\0abc", 12);
    accepts(nk_check_check_Verify_Choose_req, &req.base_, &arena);
    req.choice.tag = check_Verify_Choice_item_tag;
    req.choice.data.item.name = (nk_ptr_t){8, 4};
    accepts(nk_check_check_Verify_Choose_req, &req.base_, &arena);
    req.choice.data.item.name = (nk_ptr_t){8, 3};
    refuses(nk_check_check_Verify_Choose_req, &req.base_, &arena, NK_STRUCT_TERMINATOR,
            "choice.item.name", 3, 0);
    req.choice.tag = check_Verify_Choice_raw_tag; /* the same bytes mean nothing now */
    accepts(nk_check_check_Verify_Choose_req, &req.base_, &arena);
    req.choice.tag = check_Verify_Choice_words_tag;
    req.choice.data.words = (nk_ptr_t){0, 8};
    accepts(nk_check_check_Verify_Choose_req, &req.base_, &arena);
    req.choice.data.words = (nk_ptr_t){0, 12};
    refuses(nk_check_check_Verify_Choose_req, &req.base_, &arena, NK_STRUCT_COUNT, "choice.words",
            3, 2);
    req.choice.tag = check_Verify_Choice_tag_max;
    refuses(nk_check_check_Verify_Choose_req, &req.base_, &arena, NK_STRUCT_TAG, "choice", 3, 3);
    req.choice.tag = 0;
    req.plain.tag = 0xffffffff;
    refuses(nk_check_check_Verify_Choose_req, &req.base_, &arena, NK_STRUCT_TAG, "plain",
            0xffffffff, 2);
}
END_TEST

START_TEST(unions_without_arena)
{
    check_Verify_Tag_req req;
    RESET(req, Tag);
    req.plain[1].tag = 1;
    accepts(nk_check_check_Verify_Tag_req, &req.base_, NULL);
    req.plain[1].tag = 2;
    refuses(nk_check_check_Verify_Tag_req, &req.base_, NULL, NK_STRUCT_TAG, "plain[]", 2, 2);
    refuses_at(1, 0);
}
END_TEST

START_TEST(wrappers)
{
    check_Verify_Text_req req;
    RESET(req, Text);
    fill_arena("abc", 4);
    req.text = (nk_ptr_t){0, 4};
    ck_assert(check_Verify_Text_val_req(&req.base_, &arena) == NK_TRUE);
    req.text.size = 3;
    ck_assert(check_Verify_Text_val_req(&req.base_, &arena) == NK_FALSE);
    ck_assert(check_Verify_Text_val_res(&req.base_, &arena) == NK_FALSE);
    ck_assert_ptr_null(check_Verify_val_field(0));
    ck_assert_ptr_null(check_Verify_val_field(0xffff));
}
END_TEST

/* Every prefix length and every single changed byte of a valid message: no read outside, whatever
 * the verdict. */
START_TEST(hostile_bytes)
{
    check_Verify_Items_req req;
    struct {
        check_Verify_Item items[2];
        char texts[4];
    } data = {{{1, {32, 4}}, {2, {0, 0}}}, "abc"};
    for (size_t size = 0; size <= 36; size++)
        for (size_t at = 0; at < size; at++) {
            unsigned char bytes[36];
            memcpy(bytes, &data, 36);
            bytes[at] ^= 0x5a;
            RESET(req, Items);
            req.items = (nk_ptr_t){0, 32};
            fill_arena(bytes, size);
            (void)check_Verify_Items_val_req(&req.base_, &arena);
        }
}
END_TEST

static void teardown(void)
{
    free(arena.start);
}

int main(void)
{
    const TTest *const tests[] = {sizes_and_handles,
                                  responses,
                                  arena_where_none_belongs,
                                  arena_missing,
                                  chunk_outside,
                                  chunk_shape,
                                  text,
                                  elements,
                                  deep,
                                  unions,
                                  unions_without_arena,
                                  wrappers,
                                  hostile_bytes};
    Suite *suite = suite_create("gen_verifier");
    TCase *tc = tcase_create("gen_verifier");
    tcase_add_unchecked_fixture(tc, NULL, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tc, tests[i]);
    tcase_add_loop_test(tc, text_utf8, 0, (int)(sizeof utf8 / sizeof *utf8));
    tcase_add_loop_test(tc, text_zero, 0, 19);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
