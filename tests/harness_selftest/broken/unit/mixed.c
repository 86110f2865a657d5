/* Two tests, one of them fails. */
#include "unit.h"

START_TEST(holds)
{
    ck_assert_int_eq(1, 1);
}
END_TEST
START_TEST(fails)
{
    ck_assert_int_eq(1, 2);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("mixed");
    TCase *t = tcase_create("t");

    tcase_add_test(t, holds);
    tcase_add_test(t, fails);
    suite_add_tcase(s, t);
    return unit_main(s);
}
