/* A test that crashes fails alone. */
#include "unit.h"

START_TEST(crashes)
{
    abort();
}
END_TEST
START_TEST(holds)
{
    ck_assert_int_eq(1, 1);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("crash_test");
    TCase *t = tcase_create("t");

    tcase_add_test(t, crashes);
    tcase_add_test(t, holds);
    suite_add_tcase(s, t);
    return unit_main(s);
}
