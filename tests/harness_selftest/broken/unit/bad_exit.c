/* All tests pass and the program still ends badly, for instance in a leak check at exit. */
#include "unit.h"

START_TEST(holds)
{
    ck_assert_int_eq(1, 1);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("bad_exit");
    TCase *t = tcase_create("t");

    tcase_add_test(t, holds);
    suite_add_tcase(s, t);
    (void)unit_main(s);
    return 4;
}
