/* nk/message.h, nk/errno.h, rtl/retcode.h: header layout and the macros over it. */
#include <nk/transport.h>
#include <rtl/retcode.h>
#include <string.h>

#include "unit.h"

struct request {
    struct nk_message base_;
    nk_uint32_t value;
};

struct error {
    struct nk_message base_;
    nk_uint16_t status;
};

union response {
    struct nk_message base_;
    struct request res_;
    struct error err_;
};

START_TEST(header_layout)
{
    struct nk_message message;
    unsigned char bytes[24];
    nk_uint32_t ex;

    memset(&message, 0, sizeof message);
    nk_message_set_iid(&message, 0x1122);
    nk_message_set_mid(&message, 0x3344);
    nk_message_set_size(&message, 0x123456);
    nk_message_set_ncaps(&message, 0xab);
    memcpy(bytes, &message, sizeof bytes);
    memcpy(&ex, bytes + 4, sizeof ex);
    ck_assert_uint_eq(bytes[0], 0x22);
    ck_assert_uint_eq(bytes[2], 0x44);
    ck_assert_uint_eq(ex & 0x7fffff, 0x123456);
    ck_assert_uint_eq(ex >> 23 & 0xff, 0xab);
    ck_assert_uint_eq(ex >> 31, 0);
    nk_err_reset(&message);
    memcpy(&ex, (unsigned char *)&message + 4, sizeof ex);
    ck_assert_uint_eq(ex >> 31, 1);
    ck_assert_uint_eq(nk_offsetof(struct nk_message, self), 8);
    ck_assert_uint_eq(sizeof message, 24);
}
END_TEST

START_TEST(reset_touches_the_header_only)
{
    struct request request;

    memset(&request, 0xff, sizeof request);
    nk_req_reset(&request);
    ck_assert_uint_eq(request.base_.ex.size_ex, sizeof request);
    ck_assert_uint_eq(nk_msg_ncaps(&request), 0);
    ck_assert(!nk_msg_check_err(&request));
    ck_assert_uint_eq(request.base_.iid, 0xffff);
    ck_assert_uint_eq(request.base_.self.handle, NK_INVALID_HANDLE);
    ck_assert_uint_eq(request.value, 0xffffffff);
}
END_TEST

START_TEST(error_reply_of_both_pointer_kinds)
{
    union response response;

    memset(&response, 0, sizeof response);
    nk_err_reset(&response);
    ck_assert_uint_eq(response.base_.ex.size_ex, sizeof response);
    ck_assert(nk_msg_check_err(&response));
    ck_assert(nk_msg_check_err(&response.base_));
    ck_assert(nk_msg_check_err((const struct nk_message *)&response.base_));
    nk_err_reset(&response.err_);
    ck_assert_uint_eq(response.base_.ex.size_ex, sizeof(struct error));
    nk_message_make_req(&response.base_);
    ck_assert(!nk_msg_check_err(&response));
    ck_assert_uint_eq(response.base_.ex.size_ex, sizeof(struct error));
}
END_TEST

START_TEST(method_and_handles)
{
    struct request request;

    nk_req_reset(&request);
    nk_msg_set_method_id(&request, 7, 9);
    nk_msg_set_ncaps(&request, 255);
    ck_assert_uint_eq(request.base_.iid, 7);
    ck_assert_uint_eq(request.base_.mid, 9);
    ck_assert_uint_eq(nk_msg_ncaps(&request.base_), 255);
    ck_assert_uint_eq(request.base_.ex.size_ex, sizeof request);
}
END_TEST

START_TEST(handle_descriptors)
{
    nk_handle_desc_t desc = nk_handle_desc(5);

    ck_assert_uint_eq(nk_get_handle(&desc), 5);
    ck_assert_uint_eq(desc.rights, 0xffffffff);
    desc = nk_handle_desc(5, 3);
    ck_assert_uint_eq(desc.rights, 3);
    ck_assert_uint_eq(desc.badge, NK_INVALID_HANDLE);
    desc = nk_handle_desc(5, 3, 0x123456789a);
    ck_assert_uint_eq(desc.badge, 0x123456789a);
}
END_TEST

START_TEST(logic_errors)
{
    ck_assert(NK_ELOGIC_CHECK(NK_ELOGIC_MAKE(0)));
    ck_assert(NK_ELOGIC_CHECK(NK_ELOGIC_MAKE(65535)));
    ck_assert_uint_eq(NK_ELOGIC_GET(NK_ELOGIC_MAKE(65535)), 65535);
    ck_assert(!NK_ELOGIC_CHECK(NK_EOK));
    ck_assert(!NK_ELOGIC_CHECK(NK_ENOTCONN));
    ck_assert(!NK_ELOGIC_CHECK(rcSecurityDisallow));
    ck_assert(!NK_ELOGIC_CHECK(RC_MAKE_(1, 0, 0, 5)));
}
END_TEST

START_TEST(retcodes)
{
    Retcode own = RC_MAKE_(1, 2, 3, 4);

    switch (rcDeviceNotFound) {
    case rcOk:
        ck_abort();
    case rcDeviceNotFound:
        break;
    }
    ck_assert_int_eq(RC_GET_CODE(rcInvalidArgument), 1);
    ck_assert_int_eq(RC_GET_CODE(rcDeviceNotFound), 28);
    ck_assert_int_eq(rcInvalidArgument, (Retcode)0x80000001);
    ck_assert_int_lt(rcSecurityDisallow, 0);
    ck_assert_int_lt(own, 0);
    ck_assert_int_eq(RC_GET_CUSTOMER(own), 1);
    ck_assert_int_eq(RC_GET_SPACE(own), 2);
    ck_assert_int_eq(RC_GET_FACILITY(own), 3);
    ck_assert_int_eq(RC_GET_CODE(own), 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("message");
    TCase *tests = tcase_create("all");

    tcase_add_test(tests, header_layout);
    tcase_add_test(tests, reset_touches_the_header_only);
    tcase_add_test(tests, error_reply_of_both_pointer_kinds);
    tcase_add_test(tests, method_and_handles);
    tcase_add_test(tests, handle_descriptors);
    tcase_add_test(tests, logic_errors);
    tcase_add_test(tests, retcodes);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
