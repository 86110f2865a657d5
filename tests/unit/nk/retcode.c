/* Names of return codes. */
#include <rtl/retcode_hr.h>

#include "unit.h"

START_TEST(codes_have_their_names)
{
    ck_assert_str_eq(KosRetcodeName(rcOk), "rcOk");
    ck_assert_str_eq(KosRetcodeName(rcInvalidArgument), "rcInvalidArgument");
    ck_assert_str_eq(KosRetcodeName(rcResourceNotFound), "rcResourceNotFound");
    ck_assert_str_eq(KosRetcodeName(rcDeviceNotFound), "rcDeviceNotFound");
}
END_TEST

START_TEST(other_numbers_have_none)
{
    ck_assert_str_eq(KosRetcodeName(RC_GENERAL_(0)), "unknown");
    ck_assert_str_eq(KosRetcodeName(RC_GENERAL_(29)), "unknown");
    ck_assert_str_eq(KosRetcodeName(RC_GENERAL_(0xffff)), "unknown");
    ck_assert_str_eq(KosRetcodeName(RC_GET_CODE(rcTimeout)), "unknown");
    ck_assert_str_eq(KosRetcodeName(RC_MAKE_(1, 0, 0, 1)), "unknown");
    ck_assert_str_eq(KosRetcodeName(RC_MAKE_(0, RC_SPACE_KERNEL, 0, 1)), "unknown");
    ck_assert_str_eq(KosRetcodeName(-1), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("retcode");
    TCase *tc = tcase_create("retcode");

    tcase_add_test(tc, codes_have_their_names);
    tcase_add_test(tc, other_numbers_have_none);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
