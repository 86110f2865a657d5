/* The name server's table: order, doubles, removal, names that are none, a full table. */
#include "unit.h"

#include <coresrv/ns/ns_api.h>
#include <stdio.h>
#include <string.h>

static NsHandle ns;
static char server[NS_NAME_SIZE], service[NS_NAME_SIZE];

static void setup(void)
{
    ck_assert_int_eq(NsCreate(NULL, 0, &ns), rcOk);
}

static void teardown(void)
{
    NsDestroy(ns);
}

static const char *entry(const char *type, unsigned index)
{
    static char text[2 * NS_NAME_SIZE];
    const Retcode rc =
        NsEnumServices(ns, type, index, server, sizeof server, service, sizeof service);

    if (rc == rcResourceNotFound)
        return "none";
    ck_assert_int_eq(rc, rcOk);
    snprintf(text, sizeof text, "%s/%s", server, service);
    return text;
}

START_TEST(services_come_in_their_order)
{
    ck_assert_int_eq(NsPublishService(ns, "t", "s1", "a"), rcOk);
    ck_assert_int_eq(NsPublishService(ns, "u", "s1", "b"), rcOk);
    ck_assert_int_eq(NsPublishService(ns, "t", "s2", "a"), rcOk);
    ck_assert_str_eq(entry("t", 0), "s1/a");
    ck_assert_str_eq(entry("t", 1), "s2/a");
    ck_assert_str_eq(entry("t", 2), "none");
    ck_assert_str_eq(entry("u", 0), "s1/b");
    ck_assert_str_eq(entry("v", 0), "none");
    ck_assert_int_eq(NsPublishService(ns, "t", "s1", "a"), rcAlreadyExists);
    ck_assert_int_eq(NsUnPublishService(ns, "t", "s1", "a"), rcOk);
    ck_assert_int_eq(NsUnPublishService(ns, "t", "s1", "a"), rcResourceNotFound);
    ck_assert_str_eq(entry("t", 0), "s2/a");
}
END_TEST

START_TEST(one_table_for_all_connections)
{
    NsHandle other;

    ck_assert_int_eq(NsCreate("ns", 1, &other), rcOk);
    ck_assert_int_eq(NsPublishService(other, "t", "s", "x"), rcOk);
    ck_assert_str_eq(entry("t", 0), "s/x");
    ck_assert_int_eq(NsCreate(NULL, 0, NULL), rcInvalidArgument);
    ck_assert_int_eq(NsPublishService(NS_INVALID_HANDLE, "t", "s", "x"), rcInvalidArgument);
}
END_TEST

START_TEST(names_have_bounds)
{
    char name[NS_NAME_SIZE + 1];

    memset(name, 'n', sizeof name);
    name[NS_NAME_SIZE] = '\0';
    ck_assert_int_eq(NsPublishService(ns, name, "s", "x"), rcInvalidArgument);
    ck_assert_int_eq(NsPublishService(ns, "t", "", "x"), rcInvalidArgument);
    ck_assert_int_eq(NsPublishService(ns, "t", "s", NULL), rcInvalidArgument);
    name[NS_NAME_SIZE - 1] = '\0';
    ck_assert_int_eq(NsPublishService(ns, "t", name, "x"), rcOk);
    ck_assert_int_eq(NsEnumServices(ns, "t", 0, server, sizeof server, service, sizeof service),
                     rcOk);
    ck_assert_str_eq(server, name);
    ck_assert_int_eq(NsEnumServices(ns, "t", 0, server, sizeof server - 1, service, 2),
                     rcBufferTooSmall);
    ck_assert_int_eq(NsEnumServices(ns, "t", 0, server, sizeof server, service, 1),
                     rcBufferTooSmall);
    ck_assert_int_eq(NsEnumServices(ns, "t", 0, NULL, 9, service, 2), rcInvalidArgument);
    ck_assert_int_eq(NsEnumServices(ns, "", 0, server, 9, service, 2), rcInvalidArgument);
}
END_TEST

START_TEST(a_full_table_says_so)
{
    char name[16];

    for (unsigned i = 0; i < 256; i++) {
        sprintf(name, "s%u", i);
        ck_assert_int_eq(NsPublishService(ns, "t", name, "x"), rcOk);
    }
    ck_assert_int_eq(NsPublishService(ns, "t", "one more", "x"), rcQuotaExceeded);
    ck_assert_int_eq(NsUnPublishService(ns, "t", "s7", "x"), rcOk);
    ck_assert_int_eq(NsPublishService(ns, "t", "one more", "x"), rcOk);
    ck_assert_str_eq(entry("t", 255), "one more/x");
}
END_TEST

START_TEST(one_server_does_not_fill_the_table)
{
    char name[16];

    for (unsigned i = 0; i < 32; i++) {
        sprintf(name, "x%u", i);
        ck_assert_int_eq(NsPublishService(ns, "t", "greedy", name), rcOk);
    }
    ck_assert_int_eq(NsPublishService(ns, "u", "greedy", "y"), rcQuotaExceeded);
    ck_assert_int_eq(NsPublishService(ns, "t", "greedy", "x3"), rcAlreadyExists);
    ck_assert_int_eq(NsPublishService(ns, "t", "modest", "x"), rcOk);
    ck_assert_int_eq(NsUnPublishService(ns, "t", "greedy", "x3"), rcOk);
    ck_assert_int_eq(NsPublishService(ns, "u", "greedy", "y"), rcOk);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ns_table");
    TCase *tc = tcase_create("ns_table");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, services_come_in_their_order);
    tcase_add_test(tc, one_table_for_all_connections);
    tcase_add_test(tc, names_have_bounds);
    tcase_add_test(tc, a_full_table_says_so);
    tcase_add_test(tc, one_server_does_not_fill_the_table);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
