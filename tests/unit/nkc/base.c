/* Arena, buffers, names, maps, diagnostics, outputs. */
#include "unit.h"

#include "base/session.h"

#include <unistd.h>

static struct nkc_session *s;
static FILE *diags;
static char text[8192];

static void setup(void)
{
    s = nkc_session_new("tool");
    diags = tmpfile();
    s->diag_stream = diags;
}

static void teardown(void)
{
    nkc_session_free(s);
    fclose(diags);
}

static const char *reported(void)
{
    rewind(diags);
    text[fread(text, 1, sizeof text - 1, diags)] = '\0';
    return text;
}

START_TEST(arena_gives_zeroed_aligned_memory)
{
    for (size_t size = 0; size < 300000; size = size * 3 + 1) {
        unsigned char *p = nkc_arena_alloc(s->arena, size);
        ck_assert_uint_eq((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(p[i], 0);
        memset(p, 0xff, size);
    }
}
END_TEST

START_TEST(arena_strings)
{
    ck_assert_str_eq(nkc_arena_strndup(s->arena, "abcdef", 3), "abc");
    ck_assert_str_eq(nkc_arena_printf(s->arena, "%d-%s", 7, "x"), "7-x");
}
END_TEST

START_TEST(intern_makes_equal_texts_equal_pointers)
{
    const char *a = nkc_interns(s, "name");
    ck_assert_ptr_eq(a, nkc_intern(s, "names", 4));
    ck_assert_ptr_ne(a, nkc_interns(s, "names"));
}
END_TEST

START_TEST(map_keeps_insertion_order_and_first_value)
{
    struct nkc_map map;
    static int values[2000];
    nkc_map_init(&map, s->arena);
    ck_assert_ptr_null(nkc_map_get(&map, "k0"));
    for (int i = 0; i < 2000; i++)
        ck_assert(nkc_map_add(&map, nkc_arena_printf(s->arena, "k%d", i), &values[i]));
    ck_assert(!nkc_map_add(&map, "k7", &values[0]));
    for (int i = 0; i < 2000; i++) {
        ck_assert_ptr_eq(nkc_map_get(&map, nkc_arena_printf(s->arena, "k%d", i)), &values[i]);
        ck_assert_ptr_eq(map.items.data[i].value, &values[i]);
    }
    ck_assert_ptr_eq(nkc_map_getn(&map, "k12345", 3), &values[12]);
}
END_TEST

/* Marks stand inside code points too: 3 bytes do not divide their distance. */
START_TEST(columns_of_long_lines_count_code_points)
{
    enum { POINTS = 3 * NKC_MARK_BYTES };
    static char line[2 + 3 * POINTS];
    memcpy(line, "a\n", 2);
    for (size_t i = 0; i < POINTS; i++)
        memcpy(line + 2 + 3 * i, "\xe2\x82\xac", 3);
    const struct nkc_source *src = nkc_source_text(s, "long", line, sizeof line);
    for (uint32_t i = 0; i <= POINTS; i++) {
        uint32_t row, column, at = 2 + 3 * i;
        nkc_span_place((struct nkc_span){src, at, at}, &row, &column);
        ck_assert_uint_eq(row, 2);
        ck_assert_uint_eq(column, i + 1);
    }
}
END_TEST

START_TEST(place_past_the_end_is_the_end)
{
    static char line[NKC_MARK_BYTES];
    uint32_t row, column;
    memset(line, 'x', sizeof line);
    const struct nkc_source *src = nkc_source_text(s, "long", line, sizeof line);
    nkc_span_place((struct nkc_span){src, sizeof line + 9, sizeof line + 9}, &row, &column);
    ck_assert_uint_eq(row, 1);
    ck_assert_uint_eq(column, sizeof line + 1);
}
END_TEST

START_TEST(buf_grows)
{
    struct nkc_buf buf = {0};
    for (int i = 0; i < 3000; i++)
        nkc_buf_printf(&buf, "%d,", i % 10);
    ck_assert_uint_eq(buf.len, 6000);
    ck_assert_str_eq(buf.data + 5996, "8,9,");
    nkc_buf_free(&buf);
}
END_TEST

START_TEST(diag_shows_place_line_and_caret)
{
    struct nkc_source *src = nkc_source_text(s, "a.idl", "one\n\ttwo three\n", 15);
    nkc_diag(s, REDEF, ((struct nkc_span){src, 9, 14}), "three");
    ck_assert_str_eq(reported(), "a.idl:2:6: error: `three` is defined twice [redef]\n"
                                 "    2 | \ttwo three\n"
                                 "      | \t    ^~~~~\n");
    ck_assert_int_eq(nkc_session_status(s), 1);
}
END_TEST

START_TEST(diag_columns_count_code_points)
{
    const char *line = "\xc3\xa9\xc3\xa9 x";
    struct nkc_source *src = nkc_source_text(s, "a.idl", line, strlen(line));
    uint32_t row, column;
    nkc_span_place((struct nkc_span){src, 5, 6}, &row, &column);
    ck_assert_uint_eq(row, 1);
    ck_assert_uint_eq(column, 4);
}
END_TEST

START_TEST(diag_without_place_names_the_tool)
{
    nkc_diag(s, USAGE, NKC_NO_SPAN, "no input");
    ck_assert_str_eq(reported(), "tool: error: no input [usage]\n");
}
END_TEST

START_TEST(diag_flags)
{
    nkc_diag_flag(s, "no-import-dup");
    nkc_diag(s, IMPORT_DUP, NKC_NO_SPAN, "a");
    nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, "its note goes with it");
    nkc_diag(s, EXTENSION, NKC_NO_SPAN, "|"); /* off by default */
    ck_assert_str_eq(reported(), "");
    nkc_diag_flag(s, "extension");
    nkc_diag(s, EXTENSION, NKC_NO_SPAN, "|");
    ck_assert_str_eq(reported(), "tool: warning: operator `|` is an extension [extension]\n");
    ck_assert_uint_eq(s->error_count, 0);
    nkc_diag_flag(s, "error=extension");
    nkc_diag(s, EXTENSION, NKC_NO_SPAN, "|");
    ck_assert_uint_eq(s->error_count, 1);
}
END_TEST

/* What one warning becomes after these flags: 'w'arning, 'e'rror or '-' nothing. */
static char after_flags(const char *flags)
{
    struct nkc_session *one = nkc_session_new("tool");
    char list[100], result = '-';
    FILE *nowhere = tmpfile();
    ck_assert_ptr_nonnull(nowhere);
    one->diag_stream = nowhere;
    snprintf(list, sizeof list, "%s", flags);
    for (char *flag = strtok(list, " "); flag; flag = strtok(NULL, " "))
        nkc_diag_flag(one, flag);
    nkc_diag(one, IMPORT_DUP, NKC_NO_SPAN, "a");
    if (one->error_count)
        result = 'e';
    else if (one->warning_count)
        result = 'w';
    nkc_session_free(one);
    fclose(nowhere);
    return result;
}

START_TEST(diag_later_flags_win)
{
    static const struct {
        const char *flags;
        char result;
    } cases[] = {
        {"", 'w'},
        {"no-import-dup", '-'},
        {"no-import-dup import-dup", 'w'},
        {"none", '-'},
        {"none import-dup", 'w'},
        {"none all", 'w'},
        {"error", 'e'},
        {"error no-error", 'w'},
        {"error none", '-'},
        {"error=import-dup", 'e'},
        {"error=import-dup no-import-dup", '-'},
        {"error=import-dup no-error=import-dup", 'w'},
        {"no-import-dup error=import-dup", 'e'},
        {"error=import-dup none import-dup", 'w'},
        {"nonsense no-nonsense error=nonsense", 'w'},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(after_flags(cases[i].flags) == cases[i].result, "flags `%s`", cases[i].flags);
}
END_TEST

START_TEST(diag_json_is_one_line_with_notes_and_fixes)
{
    ck_assert(nkc_diag_format(s, "json"));
    struct nkc_source *src = nkc_source_text(s, "a\".idl", "\xc3\xa9 nmae\n", 8);
    struct nkc_span span = {src, 3, 7};
    nkc_diag(s, UNDEF, span, "type", "nmae");
    nkc_diag_mean(s, span, "name");
    ck_assert_str_eq(reported(), ""); /* a note may follow */
    nkc_diag(s, USAGE, NKC_NO_SPAN, "x\xff\ny");
    const char *place = "{\"file\":\"a\\\".idl\",\"line\":1,\"column\":3,\"endLine\":1,"
                        "\"endColumn\":7,\"offset\":3,\"length\":4}";
    ck_assert_str_eq(
        reported(), nkc_arena_printf(
                        s->arena,
                        "{\"id\":\"undef\",\"severity\":\"error\",\"tool\":\"tool\",\"message\":"
                        "\"unknown type `nmae`\",\"location\":%s,\"notes\":[{\"message\":\"did you "
                        "mean `name`?\",\"location\":%s}],\"fixes\":[{\"location\":%s,"
                        "\"replacement\":\"name\"}]}\n",
                        place, place, place));
    nkc_diag_finish(s);
    ck_assert_ptr_nonnull(strstr(reported(), "\"message\":\"x\xef\xbf\xbd\\ny\"}\n"));
    ck_assert(!nkc_diag_format(s, "html"));
}
END_TEST

START_TEST(diag_json_drops_notes_of_what_is_off)
{
    ck_assert(nkc_diag_format(s, "json"));
    nkc_diag_flag(s, "no-import-dup");
    nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, "belongs to nothing");
    nkc_diag(s, IMPORT_DUP, NKC_NO_SPAN, "a");
    nkc_diag(s, NOTE_HERE, NKC_NO_SPAN, "its note goes with it");
    nkc_diag_fix(s, (struct nkc_span){nkc_source_text(s, "a", "b", 1), 0, 1}, "c");
    nkc_diag_finish(s);
    ck_assert_str_eq(reported(), "");
}
END_TEST

START_TEST(diag_stops_showing_after_many)
{
    for (int i = 0; i < 500; i++)
        nkc_diag(s, USAGE, NKC_NO_SPAN, "x");
    ck_assert_uint_eq(s->error_count, 500);
    ck_assert_ptr_nonnull(strstr(reported(), "[too-many]"));
    size_t lines = 0;
    for (const char *p = text; *p; p++)
        lines += *p == '\n';
    ck_assert_uint_eq(lines, 101);
}
END_TEST

START_TEST(nearest_name)
{
    static const char *const names[] = {"alpha", "UInt32", "MaxName"};
    ck_assert_str_eq(nkc_nearest("uint32", names, 3), "UInt32");
    ck_assert_str_eq(nkc_nearest("MaxNmae", names, 3), "MaxName");
    ck_assert_ptr_null(nkc_nearest("x", names, 3));
    ck_assert_ptr_null(nkc_nearest("zzzzzz", names, 3));
}
END_TEST

START_TEST(outputs_reach_the_disk_together_or_not_at_all)
{
    char dir[] = "/tmp/nkc-unit-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(dir));
    const char *good = nkc_arena_printf(s->arena, "%s/good", dir);
    const char *bad = nkc_arena_printf(s->arena, "%s/no/such/dir", dir);
    nkc_buf_puts(nkc_output_new(s, good), "text");
    nkc_output_new(s, bad);
    ck_assert(!nkc_outputs_commit(s));
    ck_assert_int_ne(access(good, F_OK), 0);
    ck_assert_ptr_nonnull(strstr(reported(), "cannot write"));

    struct nkc_session *again = nkc_session_new("tool");
    nkc_buf_puts(nkc_output_new(again, good), "text");
    ck_assert(nkc_outputs_commit(again));
    ck_assert_int_eq(access(good, F_OK), 0);
    nkc_session_free(again);
    ck_assert_int_eq(unlink(good), 0);
    ck_assert_int_eq(rmdir(dir), 0); /* nothing temporary is left */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *tc = tcase_create("base");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, arena_gives_zeroed_aligned_memory);
    tcase_add_test(tc, arena_strings);
    tcase_add_test(tc, intern_makes_equal_texts_equal_pointers);
    tcase_add_test(tc, map_keeps_insertion_order_and_first_value);
    tcase_add_test(tc, columns_of_long_lines_count_code_points);
    tcase_add_test(tc, place_past_the_end_is_the_end);
    tcase_add_test(tc, buf_grows);
    tcase_add_test(tc, diag_shows_place_line_and_caret);
    tcase_add_test(tc, diag_columns_count_code_points);
    tcase_add_test(tc, diag_without_place_names_the_tool);
    tcase_add_test(tc, diag_flags);
    tcase_add_test(tc, diag_later_flags_win);
    tcase_add_test(tc, diag_json_is_one_line_with_notes_and_fixes);
    tcase_add_test(tc, diag_json_drops_notes_of_what_is_off);
    tcase_add_test(tc, diag_stops_showing_after_many);
    tcase_add_test(tc, nearest_name);
    tcase_add_test(tc, outputs_reach_the_disk_together_or_not_at_all);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
