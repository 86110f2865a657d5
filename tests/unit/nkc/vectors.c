/* Every test vector of the type zoo and of the kernel against a second reading of the rules:
 * tests/vectors/reference.c, which shares no code with what makes the vectors. */
#include "unit.h"

#include "../../vectors/reference.h"
#include "back/vectors.h"

#include <jansson.h>

static const char *const dirs[] = {"tests/zoo", "tests/golden/gen/zoo.in", "tests/unit/nk/gen",
                                   "runtime/include"};
static const char *const packages[] = {"zoo.Wire",     "zoo.Ping",      "zoo.Extended",
                                       "check.Verify", "kl.core.Task",  "kl.core.VMM",
                                       "kl.core.FS",   "kl.core.Handle"};

static struct nkc_session *s;
static struct nkc_model *m;

static void setup(void)
{
    s = nkc_session_new("test");
    m = nkc_model_new(s);
    for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
        nkc_vec_push(
            s->arena, &s->include_dirs,
            nkc_arena_printf(s->arena, "%s/%s", getenv("ROOT") ? getenv("ROOT") : ".", dirs[i]));
}

static void teardown(void)
{
    nkc_session_free(s);
}

/* The bytes in an allocation of their size, for valgrind and the sanitizers. */
static unsigned char *unpack(const json_t *pieces, size_t *size)
{
    struct nkc_buf out = {0};
    for (size_t i = 0; i < json_array_size(pieces); i++) {
        const json_t *piece = json_array_get(pieces, i);
        const char *hex = json_string_value(json_array_get(piece, 0));
        for (json_int_t n = json_integer_value(json_array_get(piece, 1)); n > 0; n--)
            for (const char *p = hex; *p; p += 2) {
                unsigned byte;
                ck_assert_int_eq(sscanf(p, "%2x", &byte), 1);
                nkc_buf_putc(&out, (char)byte);
            }
    }
    unsigned char *bytes = malloc(out.len ? out.len : 1);
    ck_assert_ptr_nonnull(bytes);
    if (out.len)
        memcpy(bytes, out.data, out.len);
    *size = out.len;
    nkc_buf_free(&out);
    return bytes;
}

static uint64_t number(const json_t *line, const char *key)
{
    const char *text = json_string_value(json_object_get(line, key));
    return text ? strtoull(text, NULL, 10) : 0;
}

static const struct nkc_message *find_type(const struct nkc_interface *iface, const char *name)
{
    static const char *const words[] = {"req", "res", "err"};
    NKC_FOREACH(i, &iface->methods)
        for (int d = 0; d < NKC_DIRECTIONS; d++)
            if (strcmp(nkc_arena_printf(s->arena, "%s.%s.%s", iface->package->name,
                                        iface->methods.data[i]->name, words[d]),
                       name) == 0)
                return &iface->methods.data[i]->message[d];
    ck_abort_msg("no message %s", name);
    return NULL;
}

static void check_verdict(const json_t *line, const struct ref_verdict *got, const char *name)
{
    const json_t *elem = json_object_get(line, "elem");
    const char *field = json_string_value(json_object_get(line, "field"));
    ck_assert_msg(got->code == json_integer_value(json_object_get(line, "code")), "%s: code %u",
                  name, got->code);
    if (got->code == 0)
        return;
    ck_assert_str_eq(got->field, field);
    ck_assert_int_eq(got->elem[0], json_integer_value(json_array_get(elem, 0)));
    ck_assert_int_eq(got->elem[1], json_integer_value(json_array_get(elem, 1)));
    ck_assert_msg(got->value == number(line, "value"), "%s: value", name);
    ck_assert_msg(got->limit == number(line, "limit"), "%s: limit", name);
}

static void check_line(const struct nkc_interface *iface, const char *text)
{
    json_error_t error;
    json_t *line = json_loads(text, 0, &error);
    ck_assert_msg(line != NULL, "%s", error.text);
    const char *name = json_string_value(json_object_get(line, "vector"));
    if (strcmp(json_string_value(json_object_get(line, "expect")), "skipped") != 0) {
        const json_t *used = json_object_get(line, "used"), *arena = json_object_get(line, "arena");
        size_t size, arena_size;
        unsigned char *constant = unpack(json_object_get(line, "constant"), &size);
        unsigned char *bytes = unpack(arena, &arena_size);
        const struct nkc_message *type =
            find_type(iface, json_string_value(json_object_get(line, "message")));
        struct ref_message msg = {constant, !json_is_null(arena), bytes,
                                  used ? json_integer_value(used) : (int64_t)arena_size};
        ck_assert_uint_eq(size, type->size);
        struct ref_verdict got = ref_check(type, &msg);
        check_verdict(line, &got, name);
        free(constant);
        free(bytes);
    }
    json_decref(line);
}

START_TEST(agree)
{
    const struct nkc_package *p = nkc_load_package(m, packages[_i], NKC_NO_SPAN);
    ck_assert_msg(p && !s->error_count, "cannot load %s", packages[_i]);
    struct nkc_input input = {.package = (struct nkc_package *)(uintptr_t)p};
    struct nkc_buf out = {0};
    nkc_vectors_emit(s, &input, &out);
    ck_assert_ptr_nonnull(out.data);
    for (char *line = out.data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        check_line(p->interface, line);
    }
    nkc_buf_free(&out);
}
END_TEST

/* The names of a message's vectors differ: a report can name one. */
START_TEST(names_differ)
{
    const struct nkc_package *p = nkc_load_package(m, packages[_i], NKC_NO_SPAN);
    ck_assert_ptr_nonnull(p);
    struct nkc_input input = {.package = (struct nkc_package *)(uintptr_t)p};
    struct nkc_buf out = {0};
    struct nkc_map seen;
    nkc_map_init(&seen, s->arena);
    nkc_vectors_emit(s, &input, &out);
    for (char *line = out.data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        size_t size = (size_t)(strstr(line, ",\"constant\"") - line);
        if (strstr(line, ",\"constant\"") && line + size < end)
            ck_assert(nkc_map_add(&seen, nkc_intern(s, line, size), &seen));
    }
    ck_assert_uint_gt(seen.items.len, 0);
    nkc_buf_free(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("vectors");
    TCase *tc = tcase_create("vectors");
    const int count = sizeof packages / sizeof *packages;
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, agree, 0, count);
    tcase_add_loop_test(tc, names_differ, 0, count);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
