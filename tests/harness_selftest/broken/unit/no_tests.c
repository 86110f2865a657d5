/* A suite without a test. */
#include "unit.h"

int main(void)
{
    Suite *s = suite_create("no_tests");

    suite_add_tcase(s, tcase_create("empty"));
    return unit_main(s);
}
