/* YAML nodes and their places; start order of processes. */
#include "unit.h"

#include "init/topology.h"
#include "init/yaml.h"

static struct nkc_session *s;

static void setup(void)
{
    s = nkc_session_new("test");
    s->diag_stream = tmpfile();
    ck_assert_ptr_nonnull(s->diag_stream);
}

static void teardown(void)
{
    fclose(s->diag_stream);
    nkc_session_free(s);
}

static const struct nkc_yaml_node *read_text(const char *text)
{
    return nkc_yaml_read(s, nkc_source_text(s, "t.yaml", text, strlen(text)));
}

static void expect_place(const struct nkc_yaml_node *n, const char *text)
{
    ck_assert_uint_eq(n->span.end - n->span.begin, strlen(text));
    ck_assert_mem_eq(n->span.src->text + n->span.begin, text, strlen(text));
}

START_TEST(yaml_kinds)
{
    const struct nkc_yaml_node *root = read_text("a: [x, 1, ~, null, '', \"~\"]\nb:\nc: {d: e}\n");
    ck_assert_ptr_nonnull(root);
    ck_assert_int_eq(root->kind, NKC_YAML_MAP);
    ck_assert_uint_eq(root->pairs.len, 3);
    const struct nkc_yaml_node *list = root->pairs.data[0].value;
    static const enum nkc_yaml_kind kinds[] = {NKC_YAML_TEXT,    NKC_YAML_TEXT, NKC_YAML_NOTHING,
                                               NKC_YAML_NOTHING, NKC_YAML_TEXT, NKC_YAML_TEXT};
    ck_assert_int_eq(list->kind, NKC_YAML_LIST);
    ck_assert_uint_eq(list->items.len, 6);
    for (size_t i = 0; i < 6; i++)
        ck_assert_int_eq(list->items.data[i]->kind, kinds[i]);
    ck_assert_int_eq(root->pairs.data[1].value->kind, NKC_YAML_NOTHING);
    ck_assert_str_eq(root->pairs.data[2].value->pairs.data[0].value->text, "e");
}
END_TEST

/* Characters of two to four bytes before a node, more of them than one step of the index. */
START_TEST(yaml_places)
{
    struct nkc_buf text = {0};
    for (int i = 0; i < 700; i++)
        nkc_buf_puts(&text, "# \303\251\342\202\254\360\237\230\200\r\n");
    nkc_buf_puts(&text, "key: [\"\303\251\", caf\303\251 , last]\n");
    const struct nkc_yaml_node *root = read_text(text.data);
    nkc_buf_free(&text);
    ck_assert_ptr_nonnull(root);
    expect_place(root->pairs.data[0].key, "key");
    const struct nkc_yaml_node *list = root->pairs.data[0].value;
    expect_place(list->items.data[0], "\"\303\251\"");
    expect_place(list->items.data[1], "caf\303\251");
    expect_place(list->items.data[2], "last");
    uint32_t line, column;
    nkc_span_place(list->items.data[2]->span, &line, &column);
    ck_assert_uint_eq(line, 701);
    ck_assert_uint_eq(column, 19);
}
END_TEST

START_TEST(yaml_alias)
{
    const struct nkc_yaml_node *root = read_text("a: &x [1]\nb: *x\nc: &y [*y]\n");
    ck_assert_ptr_nonnull(root);
    ck_assert_ptr_eq(root->pairs.data[0].value, root->pairs.data[1].value);
    ck_assert_ptr_eq(root->pairs.data[2].value->items.data[0], root->pairs.data[2].value);
}
END_TEST

START_TEST(yaml_inner_nul)
{
    const struct nkc_yaml_node *root = read_text("\"a\\0b\"");
    ck_assert_ptr_nonnull(root);
    ck_assert_uint_eq(root->size, 3);
    ck_assert_mem_eq(root->text, "a\0b", 4);
}
END_TEST

START_TEST(yaml_refused)
{
    static const char *const texts[] = {
        "",     "# nothing\n", "a: [",     "a: b: c",    "a\n---\nb\n",
        "\001", "*none",       "\377\376", "a: \"\\q\"", "\t- a: b"};
    size_t count = sizeof texts / sizeof texts[0];
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(!read_text(texts[i]), "text %zu was taken", i);
    ck_assert_uint_eq(s->error_count, count);
}
END_TEST

/* ---- order ------------------------------------------------------------------------------ */

static struct nkc_topology *t;

static void processes(size_t count)
{
    struct nkc_model *m = NKC_NEW(s->arena, struct nkc_model);
    m->session = s;
    t = NKC_NEW(s->arena, struct nkc_topology);
    t->model = m;
    for (size_t i = 0; i < count; i++) {
        struct nkc_process *p = NKC_NEW(s->arena, struct nkc_process);
        p->index = i;
        p->name = nkc_arena_printf(s->arena, "p%zu", i);
        nkc_vec_push(s->arena, &t->processes, p);
    }
}

static void connect(size_t client, size_t server)
{
    struct nkc_process *p = t->processes.data[server];
    struct nkc_connection c = {.server = p, .target_name = p->name, .id = "c"};
    nkc_vec_push(s->arena, &t->processes.data[client]->connections, c);
}

static void expect_order(const char *digits)
{
    nkc_topology_order(t);
    ck_assert_uint_eq(t->order.len, strlen(digits));
    NKC_FOREACH(i, &t->order)
        ck_assert_uint_eq(t->order.data[i]->index, (size_t)(digits[i] - '0'));
}

START_TEST(order_without_connections)
{
    processes(3);
    expect_order("210");
}
END_TEST

START_TEST(order_servers_first)
{
    processes(4);
    connect(0, 1);
    connect(3, 0);
    connect(2, 1);
    expect_order("1203");
    ck_assert_uint_eq(s->warning_count, 0);
}
END_TEST

START_TEST(order_diamond)
{
    processes(4);
    connect(3, 1);
    connect(3, 2);
    connect(1, 0);
    connect(2, 0);
    expect_order("0213");
}
END_TEST

/* 3 hangs on the cycle of 0 and 1 and is not the one to start it. */
START_TEST(order_cycle)
{
    processes(4);
    connect(0, 1);
    connect(1, 0);
    connect(3, 0);
    expect_order("2103");
    ck_assert_uint_eq(s->warning_count, 1);
}
END_TEST

START_TEST(order_two_cycles)
{
    processes(5);
    connect(0, 1);
    connect(1, 2);
    connect(2, 0);
    connect(3, 4);
    connect(4, 3);
    expect_order("43210");
    ck_assert_uint_eq(s->warning_count, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("init");
    TCase *yaml = tcase_create("yaml"), *order = tcase_create("order");
    tcase_add_checked_fixture(yaml, setup, teardown);
    tcase_add_test(yaml, yaml_kinds);
    tcase_add_test(yaml, yaml_places);
    tcase_add_test(yaml, yaml_alias);
    tcase_add_test(yaml, yaml_inner_nul);
    tcase_add_test(yaml, yaml_refused);
    suite_add_tcase(suite, yaml);
    tcase_add_checked_fixture(order, setup, teardown);
    tcase_add_test(order, order_without_connections);
    tcase_add_test(order, order_servers_first);
    tcase_add_test(order, order_diamond);
    tcase_add_test(order, order_cycle);
    tcase_add_test(order, order_two_cycles);
    suite_add_tcase(suite, order);
    return unit_main(suite);
}
