/* The model of small descriptions: layout vectors of generated-code 16, constants, numbering. */
#include "unit.h"

#include "model/load.h"

#include <unistd.h>

static struct nkc_session *s;
static struct nkc_model *m;
static FILE *diags;
static char dir[] = "/tmp/nkc-sema-XXXXXX";

static void setup(void)
{
    strcpy(dir + strlen(dir) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    s = nkc_session_new("tool");
    diags = tmpfile();
    s->diag_stream = diags;
    nkc_vec_push(s->arena, &s->include_dirs, dir);
    m = nkc_model_new(s);
}

static void teardown(void)
{
    NKC_FOREACH(i, &s->sources)
        unlink(s->sources.data[i]->path);
    rmdir(dir);
    nkc_session_free(s);
    fclose(diags);
}

static void write_file(const char *name, const char *text)
{
    FILE *f = fopen(nkc_arena_printf(s->arena, "%s/%s", dir, name), "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static const struct nkc_package *package(const char *body)
{
    write_file("P.idl", nkc_arena_printf(s->arena, "package P\n%s", body));
    const struct nkc_package *p = nkc_load_package(m, "P", NKC_NO_SPAN);
    ck_assert_ptr_nonnull(p);
    return p;
}

static const struct nkc_message *message(const struct nkc_package *p, const char *method,
                                         enum nkc_direction dir_)
{
    const struct nkc_method *found = nkc_find_method(p->interface, method);
    ck_assert_ptr_nonnull(found);
    return &found->message[dir_];
}

static uint32_t offset(const struct nkc_message *msg, const char *name)
{
    const struct nkc_field *f = nkc_find_param(msg, name);
    ck_assert_ptr_nonnull(f);
    return f->offset;
}

static const struct nkc_composite *composite(const struct nkc_package *p, const char *name)
{
    NKC_FOREACH(i, &p->definitions) {
        const struct nkc_definition *d = &p->definitions.data[i];
        if (d->kind == NKC_DEF_COMPOSITE && strcmp(d->composite->name, name) == 0)
            return d->composite;
    }
    ck_abort_msg("no such struct");
    return NULL;
}

static void check_offsets(const struct nkc_composite *c, const uint32_t *want, size_t count)
{
    ck_assert_uint_eq(c->fields.len, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(c->fields.data[i].offset, want[i]);
}

#define OFFSETS(c, ...)                                                                            \
    check_offsets((c), (const uint32_t[]){__VA_ARGS__},                                            \
                  sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

START_TEST(vector_1_tank)
{
    const struct nkc_package *p =
        package("const UInt32 MaxName = 24; const UInt32 MaxBatch = 2 ** 3 + 1;\n"
                "typedef array<UInt8, 6> Mac; typedef UInt32 Litres;\n"
                "struct Level { UInt64 stamp; Litres volume; string<MaxName> label; }\n"
                "union Reading { UInt16 raw; Level cooked; }\n"
                "interface { Open(in string<MaxName> name, in Mac mac, out Handle tank,"
                " error UInt16 status);\n"
                "GetBatch(in Handle tank, out sequence<Level, MaxBatch> levels); Ping(); }");
    const struct nkc_composite *level = composite(p, "Level"), *reading = composite(p, "Reading");
    OFFSETS(level, 0, 8, 12);
    ck_assert_uint_eq(level->size, 24);
    ck_assert_uint_eq(reading->data_offset, 8);
    ck_assert_uint_eq(reading->size, 32);
    ck_assert_uint_eq(reading->arena, 25);

    const struct nkc_message *req = message(p, "Open", NKC_REQ);
    ck_assert_uint_eq(offset(req, "name"), 24);
    ck_assert_uint_eq(offset(req, "mac"), 32);
    ck_assert_uint_eq(req->size, 40);
    ck_assert_uint_eq(req->arena, 25);
    ck_assert_uint_eq(message(p, "Open", NKC_RES)->size, 40);
    ck_assert_uint_eq(message(p, "Open", NKC_RES)->handle_count, 1);
    ck_assert_uint_eq(message(p, "Open", NKC_ERR)->size, 32);
    ck_assert_uint_eq(offset(message(p, "Open", NKC_ERR), "status"), 24);
    ck_assert_uint_eq(message(p, "GetBatch", NKC_REQ)->size, 40);
    ck_assert_uint_eq(message(p, "GetBatch", NKC_RES)->size, 32);
    ck_assert_uint_eq(message(p, "GetBatch", NKC_RES)->arena, 441);
    ck_assert_uint_eq(nkc_find_method(p->interface, "Ping")->mid, 2);
    ck_assert(nkc_find_method(p->interface, "Open")->simple_errors);
}
END_TEST

START_TEST(vectors_2_to_4_messages)
{
    const struct nkc_package *p =
        package("interface { Log(in string<256> text);\n"
                "Two(out UInt8 a, out string<257> b);\n"
                "Copy(in Handle h1, in UInt32 m, in Handle h2, out SInt32 rc, out Handle o); }");
    const struct nkc_message *log = message(p, "Log", NKC_REQ);
    ck_assert_uint_eq(offset(log, "text"), 24);
    ck_assert_uint_eq(log->size, 32);
    ck_assert_uint_eq(log->arena, 257);
    const struct nkc_message *two = message(p, "Two", NKC_RES);
    ck_assert_uint_eq(offset(two, "a"), 24);
    ck_assert_uint_eq(offset(two, "b"), 28);
    ck_assert_uint_eq(two->size, 40);
    const struct nkc_message *copy = message(p, "Copy", NKC_REQ);
    ck_assert_uint_eq(offset(copy, "h1"), 24);
    ck_assert_uint_eq(offset(copy, "h2"), 40);
    ck_assert_uint_eq(offset(copy, "m"), 56);
    ck_assert_uint_eq(copy->size, 64);
    ck_assert_uint_eq(copy->handle_count, 2);
    const struct nkc_message *res = message(p, "Copy", NKC_RES);
    ck_assert_uint_eq(offset(res, "o"), 24);
    ck_assert_uint_eq(offset(res, "rc"), 40);
    ck_assert_uint_eq(res->size, 48);
}
END_TEST

START_TEST(vectors_5_to_7_structs)
{
    const struct nkc_package *p =
        package("struct Msg { UInt64 a; UInt64 b; UInt32 c; UInt32 d; array<UInt8, 4096> msg; }\n"
                "struct Guid { UInt32 a; UInt16 b; UInt16 c; array<UInt8, 8> d; }\n"
                "struct In { UInt64 a; UInt64 b; }\n"
                "struct Big { UInt32 a; UInt32 b; In c; UInt32 d; SInt32 e; string<8> f;"
                " string<8> g; string<8> h; }\n"
                "interface { Read(out sequence<Msg, 32> entries); }");
    ck_assert_uint_eq(composite(p, "Msg")->size, 4120);
    ck_assert_uint_eq(message(p, "Read", NKC_RES)->arena, 131840);
    OFFSETS(composite(p, "Guid"), 0, 4, 6, 8);
    ck_assert_uint_eq(composite(p, "Guid")->size, 16);
    OFFSETS(composite(p, "Big"), 0, 4, 8, 24, 28, 32, 40, 48);
    ck_assert_uint_eq(composite(p, "Big")->size, 56);
}
END_TEST

START_TEST(vector_8_unions)
{
    const struct nkc_package *p =
        package("struct A { UInt64 x; UInt64 y; } struct B { UInt32 x; array<UInt32, 3> y; }\n"
                "union U { SInt32 a; A b; A c; } union V { UInt32 a; B b; }"
                " union W { UInt8 a; }");
    const struct nkc_composite *u = composite(p, "U"), *v = composite(p, "V");
    ck_assert_uint_eq(u->data_offset, 8);
    ck_assert_uint_eq(u->size, 24);
    ck_assert(u->needs_check && !u->has_pointers);
    ck_assert_uint_eq(v->data_offset, 4);
    ck_assert_uint_eq(v->size, 20);
    ck_assert_uint_eq(composite(p, "W")->data_offset, 4);
    ck_assert_uint_eq(composite(p, "W")->size, 8);
}
END_TEST

START_TEST(vector_9_no_parameters)
{
    const struct nkc_package *p = package("interface { Ping(); }");
    for (enum nkc_direction d = NKC_REQ; d < NKC_DIRECTIONS; d++)
        ck_assert_uint_eq(message(p, "Ping", d)->size, 24);
}
END_TEST

START_TEST(arena_sums_do_not_wrap)
{
    const struct nkc_package *p = package(
        "struct T { UInt32 id; }\n"
        "typedef sequence<sequence<sequence<UInt64, 4294967295>, 4294967295>, 4294967295> D;"
        "interface { Tasks(out bytes<131072> a, out sequence<T, 4294967295> b);"
        " Deep(in D d, in D e); }");
    ck_assert_uint_eq(message(p, "Tasks", NKC_RES)->arena, 17180000252u);
    ck_assert_uint_eq(message(p, "Deep", NKC_REQ)->arena, UINT64_MAX);
}
END_TEST

START_TEST(constants)
{
    static const struct {
        const char *text;
        bool negative;
        uint64_t magnitude;
    } cases[] = {
        {"SInt64 C = -4 / 3", true, 2},
        {"SInt64 C = 4 / -3", true, 2},
        {"SInt64 C = -5 % 2", false, 1},
        {"SInt64 C = 5 % -2", true, 1},
        {"SInt64 C = -2 ** 2", false, 4},
        {"SInt64 C = -(2 ** 2)", true, 4},
        {"UInt64 C = 2 ** 3 + 1", false, 9},
        {"UInt64 C = 7 - 2 - 1", false, 4},
        {"UInt64 C = 2 * 3 ** 2", false, 18},
        {"SInt8 C = -0", false, 0},
        {"UInt8 C = ~0", false, 255},
        {"UInt16 C = ~1", false, 65534},
        {"SInt8 C = ~0", true, 1},
        {"SInt64 C = -9 >> 1", true, 5},
        {"UInt64 C = 1 << 63", false, 1ull << 63},
        {"UInt64 C = 0xFF", false, 255},
        {"UInt64 C = 0o17 + 017", false, 32},
        {"UInt64 C = (8 >> 1) << 2", false, 16},
        {"UInt64 C = 12 & 10", false, 8},
        {"UInt64 C = 12 ^ 10", false, 6},
        {"UInt64 C = 0xffffffffffffffff", false, UINT64_MAX},
        {"SInt64 C = -9223372036854775808", true, 1ull << 63},
        {"UInt64 C = (0 - 1) ** 3 + 2", false, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *name = nkc_arena_printf(s->arena, "K%zu", i);
        write_file(nkc_arena_printf(s->arena, "%s.idl", name),
                   nkc_arena_printf(s->arena, "package %s const %s;", name, cases[i].text));
        const struct nkc_package *p = nkc_load_package(m, name, NKC_NO_SPAN);
        ck_assert_msg(p && !p->error && p->definitions.len == 1, "%s", cases[i].text);
        const struct nkc_const *c = p->definitions.data[0].constant;
        ck_assert_msg(c->negative == cases[i].negative && c->magnitude == cases[i].magnitude,
                      "%s gives %s%llu", cases[i].text, c->negative ? "-" : "",
                      (unsigned long long)c->magnitude);
    }
}
END_TEST

START_TEST(definitions_stand_after_what_they_use)
{
    const struct nkc_package *p =
        package("struct S { T t; string<N> n; } typedef array<UInt8, M> T;"
                " const UInt8 M = N; const UInt8 N = 3; typedef S U;");
    static const char *const want[] = {"N", "M", "T", "S", "U"};
    ck_assert_uint_eq(p->definitions.len, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct nkc_definition *d = &p->definitions.data[i];
        const char *name = d->kind == NKC_DEF_CONST     ? d->constant->name
                           : d->kind == NKC_DEF_TYPEDEF ? d->alias->name
                                                        : d->composite->name;
        ck_assert_str_eq(name, want[i]);
    }
    ck_assert_str_eq(composite(p, "S")->fields.data[0].type->alias->name, "T");
}
END_TEST

static void write_harbour(void)
{
    write_file("IPing.idl", "package IPing interface { Ping(in string<9> a, out Handle h); }");
    write_file("IGuard.idl", "package IGuard interface { Check(in UInt8 a); }");
    write_file("CGate.cdl", "component CGate security IGuard"
                            " endpoints { ctl : IPing tank : IPing }");
    write_file("CPair.cdl", "component CPair components { a : CGate b : CGate }"
                            " endpoints { own : IPing }");
    write_file("Harbour.edl", "task class Harbour components { left : CGate right : CPair }"
                              " endpoints { log : IPing }");
}

START_TEST(riid_own_endpoints_first_then_depth_first)
{
    static const char *const want[] = {"log",         "left.ctl",    "left.tank",
                                       "right.own",   "right.a.ctl", "right.a.tank",
                                       "right.b.ctl", "right.b.tank"};
    write_harbour();
    const struct nkc_component *c = nkc_load_class(m, "Harbour", NKC_NO_SPAN);
    ck_assert(c && !c->error && c->is_class);
    ck_assert_uint_eq(c->leaves.len, 8);
    for (size_t i = 0; i < 8; i++) {
        ck_assert_str_eq(c->leaves.data[i].path, want[i]);
        ck_assert_uint_eq(c->leaves.data[i].iid, i);
    }
    ck_assert_str_eq(c->leaves.data[5].c_path, "right_a_tank");
    ck_assert_str_eq(c->leaves.data[5].component->name, "CGate");
}
END_TEST

START_TEST(subtrees_security_and_maxima)
{
    write_harbour();
    const struct nkc_component *c = nkc_load_class(m, "Harbour", NKC_NO_SPAN);
    static const char *const paths[] = {"left", "right", "right.a", "right.b"};
    static const uint32_t offsets[] = {1, 3, 4, 6};
    ck_assert_uint_eq(c->subtrees.len, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(c->subtrees.data[i].path, paths[i]);
        ck_assert_uint_eq(c->subtrees.data[i].iid_offset, offsets[i]);
    }
    static const char *const guarded[] = {"left", "right.a", "right.b"};
    ck_assert_uint_eq(c->security_leaves.len, 3);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(c->security_leaves.data[i].path, guarded[i]);
        ck_assert_uint_eq(c->security_leaves.data[i].iid, i);
    }
    ck_assert_uint_eq(c->bounds.req_arena, 10);
    ck_assert_uint_eq(c->bounds.handles[NKC_RES], 1);
    ck_assert_uint_eq(c->bounds.handles[NKC_REQ], 0);
}
END_TEST

START_TEST(names_are_loaded_once)
{
    write_harbour();
    const struct nkc_component *c = nkc_load_class(m, "Harbour", NKC_NO_SPAN);
    ck_assert_ptr_eq(nkc_load_class(m, "Harbour", NKC_NO_SPAN), c);
    ck_assert_ptr_eq(nkc_load_component(m, "CGate", NKC_NO_SPAN), c->instances.data[0].component);
    ck_assert_ptr_null(nkc_load_package(m, "INone", NKC_NO_SPAN));
    ck_assert_ptr_null(nkc_load_package(m, "INone", NKC_NO_SPAN));
    ck_assert_uint_eq(s->error_count, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sema");
    TCase *tc = tcase_create("sema");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, vector_1_tank);
    tcase_add_test(tc, vectors_2_to_4_messages);
    tcase_add_test(tc, vectors_5_to_7_structs);
    tcase_add_test(tc, vector_8_unions);
    tcase_add_test(tc, vector_9_no_parameters);
    tcase_add_test(tc, arena_sums_do_not_wrap);
    tcase_add_test(tc, constants);
    tcase_add_test(tc, definitions_stand_after_what_they_use);
    tcase_add_test(tc, riid_own_endpoints_first_then_depth_first);
    tcase_add_test(tc, subtrees_security_and_maxima);
    tcase_add_test(tc, names_are_loaded_once);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
