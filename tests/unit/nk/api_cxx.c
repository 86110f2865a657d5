/* Every public header compiles as C++17 with gcc and clang (api_cxx.mk), and works there. */
#include "api_cxx.h"

#include "unit.h"

START_TEST(cxx_round_trip)
{
    ck_assert_int_eq(api_cxx_round_trip(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("api_cxx");
    TCase *tests = tcase_create("all");

    tcase_add_test(tests, cxx_round_trip);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
