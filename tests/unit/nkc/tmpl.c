/* The template engine and the views it reads. */
#include "back/tmpl.h"
#include "model/view.h"
#include "unit.h"

#include <stdlib.h>

struct item {
    const char *name;
    uint16_t size;
};

struct thing {
    const char *title, *absent;
    uint64_t big;
    uint8_t zero;
    bool yes, no;
    struct item inner;
    const struct item *other, *nothing;
    NKC_VEC(struct item) items;
    NKC_VEC(struct item *) refs;
    NKC_VEC(const char *) words;
    NKC_VEC(struct item) none;
};

static const struct nkc_view_field item_fields[] = {
    NKC_V_TEXT("name", struct item, name),
    NKC_V_NUMBER("size", struct item, size),
};
static const struct nkc_view_type item_view = NKC_V_TYPE("item", item_fields);

static void count_items(const void *object, struct nkc_view_value *v)
{
    v->number = ((const struct thing *)object)->items.len;
}

static const struct nkc_view_field thing_fields[] = {
    NKC_V_TEXT("title", struct thing, title),
    NKC_V_TEXT("absent", struct thing, absent),
    NKC_V_NUMBER("big", struct thing, big),
    NKC_V_NUMBER("zero", struct thing, zero),
    NKC_V_BOOL("yes", struct thing, yes),
    NKC_V_BOOL("no", struct thing, no),
    NKC_V_OBJECT("inner", struct thing, inner, item_view),
    NKC_V_POINTER("other", struct thing, other, item_view),
    NKC_V_POINTER("nothing", struct thing, nothing, item_view),
    NKC_V_LIST("items", struct thing, items, item_view),
    NKC_V_POINTERS("refs", struct thing, refs, item_view),
    NKC_V_TEXTS("words", struct thing, words),
    NKC_V_LIST("none", struct thing, none, item_view),
    NKC_V_COMPUTED("count", NKC_VIEW_NUMBER, count_items, NULL),
};
static const struct nkc_view_type thing_view = NKC_V_TYPE("thing", thing_fields);

static struct nkc_session *session;
static struct thing thing;
static struct nkc_buf out;
static char *messages;
static size_t messages_size;

static void setup(void)
{
    static struct item second = {"two", 2};
    session = nkc_session_new("test");
    session->diag_stream = open_memstream(&messages, &messages_size);
    thing = (struct thing){
        .title = "T", .big = UINT64_MAX, .yes = true, .inner = {"in", 7}, .other = &second};
    nkc_vec_push(session->arena, &thing.items, (struct item){"one", 1});
    nkc_vec_push(session->arena, &thing.items, (struct item){"two", 2});
    nkc_vec_push(session->arena, &thing.refs, &second);
    nkc_vec_push(session->arena, &thing.words, "a");
    nkc_vec_push(session->arena, &thing.words, "b");
}

static void teardown(void)
{
    fclose(session->diag_stream);
    free(messages);
    nkc_buf_free(&out);
    nkc_session_free(session);
}

/* Prints the template `main`, which may use `part` as a partial. */
static bool print(const char *text, const char *part)
{
    struct nkc_tmpl_source *sources =
        nkc_arena_alloc(session->arena, 2 * sizeof(struct nkc_tmpl_source));
    sources[0] = (struct nkc_tmpl_source){.name = "main", .text = text, .size = strlen(text)};
    sources[1] = (struct nkc_tmpl_source){.name = "part", .text = part, .size = strlen(part)};
    struct nkc_tmpl_set *set = nkc_tmpl_set_new(session, sources, 2);
    bool ok = nkc_tmpl_print(set, "main", &thing_view, &thing, &out);
    fflush(session->diag_stream);
    return ok;
}

static void check_prints(const char *text, const char *expected)
{
    out.len = 0;
    ck_assert_msg(print(text, ""), "%s: %s", text, messages);
    ck_assert_str_eq(out.len ? out.data : "", expected);
}

/* The first line of the diagnostics. */
static void check_fails(const char *text, const char *part, const char *expected)
{
    ck_assert(!print(text, part));
    char *end = strchr(messages, '\n');
    ck_assert_ptr_nonnull(end);
    *end = '\0';
    ck_assert_str_eq(messages, expected);
}

START_TEST(values)
{
    check_prints("", "");
    check_prints("plain { } }} text", "plain { } }} text");
    check_prints("{{title}} {{ big }} {{zero}} {{absent}}.", "T 18446744073709551615 0 .");
    check_prints("{{inner.name}}{{inner.size}} {{other.name}} {{count}}", "in7 two 2");
}
END_TEST

START_TEST(filters)
{
    thing.title = "<a b=\"1\">&'x_y'\\*|\n\x01";
    check_prints("{{title | raw}}", thing.title);
    check_prints("{{title|html}}", "&lt;a b=&quot;1&quot;&gt;&amp;&#39;x_y&#39;\\*|\n\x01");
    check_prints("{{title | md}}", "\\<a b=\"1\"\\>\\&'x\\_y'\\\\\\*\\| \x01");
    check_prints("{{title | dot}}", "<a b=\\\"1\\\">&'x_y'\\\\*|\\n ");
    check_prints("{{title | c}}", "<a b=\\\"1\\\">&'x_y'\\\\*|\\n\\001");
    check_prints("{{title | json}}", "<a b=\\\"1\\\">&'x_y'\\\\*|\\n\\u0001");
    thing.title = "I\xc4\xb1 a<";
    check_prints("{{title | upper}}{{title | lower | html}}", "I\xc4\xb1 A<i\xc4\xb1 a&lt;");
    check_prints("{{big | html}}", "18446744073709551615");
    check_fails("{{title | htm}}", "",
                "templates/main.t:1:1: error: there is no filter `htm` [template-syntax]");
}
END_TEST

START_TEST(sections)
{
    check_prints("{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{^no}}N{{/no}}{{^yes}}Y{{/yes}}", "yN");
    check_prints("{{#title}}t{{/title}}{{#absent}}a{{/absent}}{{^absent}}A{{/absent}}", "tA");
    check_prints("{{#zero}}0{{/zero}}{{#big}}b{{/big}}", "b");
    check_prints("{{#inner}}{{name}}{{/inner}}{{#nothing}}{{name}}{{/nothing}}", "in");
    check_prints("{{^nothing}}none{{/nothing}}{{^inner}}x{{/inner}}", "none");
}
END_TEST

START_TEST(lists)
{
    check_prints("{{#items}}{{name}}{{^-last}}, {{/-last}}{{/items}}", "one, two");
    check_prints("{{#items}}{{#-first}}[{{/-first}}{{-index}}{{#-last}}]{{/-last}}{{/items}}",
                 "[01]");
    check_prints("{{#refs}}{{name}}{{/refs}}{{#words}}<{{.}}>{{/words}}", "two<a><b>");
    check_prints("{{#none}}x{{/none}}{{^none}}empty{{/none}}{{^items}}x{{/items}}", "empty");
    check_prints("{{#items}}{{title}}{{name}} {{/items}}", "Tone Ttwo ");
    check_prints("{{#items}}{{#words}}{{name}}{{.}} {{/words}}{{/items}}", "onea oneb twoa twob ");
}
END_TEST

START_TEST(lines)
{
    check_prints("a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n");
    check_prints("a\n  {{#no}}\nb\n  {{/no}}  \nc", "a\nc");
    check_prints("{{! a remark }}\na{{! another }}b\n", "ab\n");
    check_prints("x {{#yes}}y{{/yes}}\n", "x y\n");
    check_prints("{{#items}}\n- {{name}}\n{{/items}}", "- one\n- two\n");
}
END_TEST

START_TEST(partials)
{
    ck_assert(print("{{#items}}{{>part}}{{/items}}", "({{name}} {{title}})"));
    ck_assert_str_eq(out.data, "(one T)(two T)");
    out.len = 0;
    ck_assert(print("a {\n    {{>part}}\n}\n", "x;\n\n{{#yes}}\ny;\n{{/yes}}\n"));
    ck_assert_str_eq(out.data, "a {\n    x;\n\n    y;\n}\n");
}
END_TEST

START_TEST(error_unknown_name)
{
    check_fails("a\n  {{nobody}}\n", "",
                "templates/main.t:2:3: error: nothing here is called `nobody` [template-name]");
}
END_TEST

START_TEST(error_unknown_part)
{
    check_fails("{{inner.nobody}}", "",
                "templates/main.t:1:1: error: nothing here is called `nobody` [template-name]");
}
END_TEST

START_TEST(error_in_partial)
{
    check_fails("{{>part}}", "\n{{nobody}}",
                "templates/part.t:2:1: error: nothing here is called `nobody` [template-name]");
}
END_TEST

START_TEST(error_list_as_value)
{
    check_fails("{{items}}", "",
                "templates/main.t:1:1: error: `items` is a list and cannot be printed "
                "[template-value]");
}
END_TEST

START_TEST(error_outside_list)
{
    check_fails("{{-index}}", "",
                "templates/main.t:1:1: error: nothing here is called `-index` [template-name]");
}
END_TEST

START_TEST(error_unclosed_tag)
{
    check_fails("a {{title\n}}", "",
                "templates/main.t:1:3: error: expected `}}` before the end of the line "
                "[template-syntax]");
}
END_TEST

START_TEST(error_empty_tag)
{
    check_fails("{{ }}", "",
                "templates/main.t:1:1: error: the tag names nothing [template-syntax]");
}
END_TEST

START_TEST(error_unclosed_section)
{
    check_fails("a\n{{#yes}}b", "",
                "templates/main.t:2:1: error: this section is not closed [template-syntax]");
}
END_TEST

START_TEST(error_crossed_sections)
{
    check_fails("{{#yes}}{{#items}}{{/yes}}{{/items}}", "",
                "templates/main.t:1:19: error: expected `{{/items}}` [template-syntax]");
}
END_TEST

START_TEST(error_stray_end)
{
    check_fails("{{/yes}}", "",
                "templates/main.t:1:1: error: no section is open here [template-syntax]");
}
END_TEST

START_TEST(error_missing_partial)
{
    check_fails("{{>gone}}", "",
                "templates/main.t:1:1: error: there is no template `gone` [template-missing]");
}
END_TEST

START_TEST(error_endless_partials)
{
    check_fails("{{>part}}", "{{>part}}",
                "templates/part.t:1:1: error: templates call each other more than 100 deep "
                "[template-depth]");
}
END_TEST

START_TEST(builtin_templates_compile)
{
    /* Each is compiled before its first name is looked up: only that may be missing here. */
    struct nkc_tmpl_set *set = nkc_tmpl_set_new(session, nkc_tmpl_builtin, nkc_tmpl_builtin_count);
    ck_assert_uint_gt(nkc_tmpl_builtin_count, 10);
    for (size_t i = 0; i < nkc_tmpl_builtin_count; i++)
        nkc_tmpl_print(set, nkc_tmpl_builtin[i].name, &thing_view, &thing, &out);
    fflush(session->diag_stream);
    ck_assert_ptr_null(strstr(messages, "template-syntax"));
    ck_assert_ptr_null(strstr(messages, "template-missing"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {values,
                                  filters,
                                  sections,
                                  lists,
                                  lines,
                                  partials,
                                  error_unknown_name,
                                  error_unknown_part,
                                  error_in_partial,
                                  error_list_as_value,
                                  error_outside_list,
                                  error_unclosed_tag,
                                  error_empty_tag,
                                  error_unclosed_section,
                                  error_crossed_sections,
                                  error_stray_end,
                                  error_missing_partial,
                                  error_endless_partials,
                                  builtin_templates_compile};
    Suite *suite = suite_create("tmpl");
    TCase *tc = tcase_create("tmpl");
    tcase_add_checked_fixture(tc, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
