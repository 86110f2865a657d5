/* Service locator over an environment: names, roles, both spellings of an endpoint, closing. */
#include "sl.h"

#include <coresrv/sl/sl_api.h>

#include "env.h"
#include "unit.h"

static _Alignas(8) unsigned char blob[4096];

static void setup(void)
{
    struct kos_env_writer writer;

    kos_env_begin(&writer, blob, sizeof blob);
    kos_env_put_channel(&writer, KOS_ENV_ROLE_LISTENER, 30, "store");
    kos_env_put_channel(&writer, KOS_ENV_ROLE_CLIENT, 31, "store");
    kos_env_put_endpoint(&writer, 0, "demo.CDb.store", "demo.IStore");
    kos_env_put_endpoint(&writer, 0, "db.store", "demo.IStore");
    kos_env_put_endpoint(&writer, 5, "log", "demo.ILog");
    kos_env_put_channel(&writer, KOS_ENV_ROLE_CLIENT, 32, "bare");
    ck_assert_uint_gt(kos_env_end(&writer), 0);
    kos_sl_init(blob);
}

START_TEST(connect_and_register_keep_the_roles_apart)
{
    ServiceId id = 7;

    ck_assert_uint_eq(ServiceLocatorConnect("store"), 31);
    ck_assert_uint_eq(ServiceLocatorConnect("store"), 31);
    ck_assert_uint_eq(ServiceLocatorRegister("store", NULL, 0, &id), 30);
    ck_assert_uint_eq(id, 0);
    ck_assert_uint_eq(ServiceLocatorRegister("store", NULL, 0, NULL), 30);
    ck_assert_uint_eq(ServiceLocatorRegister("bare", NULL, 0, &id), INVALID_HANDLE);
    ck_assert_uint_eq(ServiceLocatorConnect("stor"), INVALID_HANDLE);
    ck_assert_uint_eq(ServiceLocatorConnect(NULL), INVALID_HANDLE);
}
END_TEST

START_TEST(both_spellings_of_an_endpoint)
{
    ck_assert_uint_eq(ServiceLocatorGetRiid(31, "db.store"), 0);
    ck_assert_uint_eq(ServiceLocatorGetRiid(31, "demo.CDb.store"), 0);
    ck_assert_uint_eq(ServiceLocatorGetRiid(31, "log"), 5);
    ck_assert_uint_eq(ServiceLocatorGetRiid(31, "store"), INVALID_RIID);
    ck_assert_uint_eq(ServiceLocatorGetRiid(32, "log"), INVALID_RIID);
    ck_assert_uint_eq(ServiceLocatorGetRiid(30, "log"), INVALID_RIID);
    ck_assert_uint_eq(ServiceLocatorGetRiid(INVALID_HANDLE, "log"), INVALID_RIID);
    ck_assert_uint_eq(ServiceLocatorGetRiid(31, NULL), INVALID_RIID);
}
END_TEST

START_TEST(a_closed_channel_is_gone)
{
    kos_sl_forget(31);
    ck_assert_uint_eq(ServiceLocatorConnect("store"), INVALID_HANDLE);
    ck_assert_uint_eq(ServiceLocatorGetRiid(31, "log"), INVALID_RIID);
    ck_assert_uint_eq(ServiceLocatorRegister("store", NULL, 0, NULL), 30);
    ck_assert_uint_eq(ServiceLocatorConnect("bare"), 32);
}
END_TEST

START_TEST(no_environment_no_channels)
{
    kos_sl_init(NULL);
    ck_assert_uint_eq(ServiceLocatorConnect("store"), INVALID_HANDLE);
    kos_sl_forget(31);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sl");
    TCase *tests = tcase_create("all");

    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, connect_and_register_keep_the_roles_apart);
    tcase_add_test(tests, both_spellings_of_an_endpoint);
    tcase_add_test(tests, a_closed_channel_is_gone);
    tcase_add_test(tests, no_environment_no_channels);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
