/* Decisions of a module with machines (security-models 9): each rule granted and denied, each
 * failure of an expression, the order of rules in an event, what a denied event leaves. */
#include "ksm_events.h"

#include "Door.idl.h"

#include <nk/abi.h>
#include <nk/ksm_flow.h>

#define PSL "tests/unit/nk/ksm_flow/security.psl"

enum { ROOM = 4, HOUSE = 3 }; /* SIDs */

static Door_Watch_req req;

static struct ksm_event call(nk_uint16_t mid, nk_size_t size, nk_uint32_t src, nk_uint32_t dst)
{
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_message_set_size(&req.base_, (nk_uint32_t)size);
    nk_msg_set_method_id(&req, 0, mid);
    return event_of(KSM_REQUEST, "Room", src, "House", dst, &req, NULL);
}

#define CALL(name, src, dst) call(Door_##name##_mid, sizeof(Door_##name##_req), (src), (dst))

/* A request without parameters from ROOM to `house`. */
#define GRANTED(name, house)                                                                       \
    do {                                                                                           \
        struct ksm_event e_ = CALL(name, ROOM, house);                                             \
        expect_granted(&e_);                                                                       \
    } while (0)
#define DENIED(name, house, why)                                                                   \
    do {                                                                                           \
        struct ksm_event e_ = CALL(name, ROOM, house);                                             \
        expect_denied(&e_, why);                                                                   \
        ck_assert_uint_eq(reason.stage, NK_STAGE_STATE);                                           \
    } while (0)

static void start(nk_uint32_t sid)
{
    static struct nk_message empty;
    nk_message_set_size(&empty, sizeof empty);
    struct ksm_event e = event_of(KSM_EXECUTE, "Einit", 2, "House", sid, &empty, NULL);
    expect_granted(&e);
}

static void setup(void)
{
    nk_ksm.init(1);
    start(HOUSE);
}

static enum ksm_verdict ask(nk_uint32_t room, nk_uint8_t force)
{
    struct ksm_event e = CALL(Ask, room, HOUSE);
    ((Door_Ask_req *)(void *)&req)->force = force;
    return decide(&e);
}

static enum ksm_verdict watch(nk_uint32_t what, nk_uint8_t force)
{
    struct ksm_event e = CALL(Watch, ROOM, HOUSE);
    nk_msg_set_ncaps(&req, Door_Watch_req_handles);
    req.what.handle = (nk_handle_t)what;
    req.force = force;
    return decide(&e);
}

static void begin(nk_uint32_t sid, const char *why)
{
    static struct nk_message empty;
    memset(&empty, 0, sizeof empty);
    nk_message_set_size(&empty, sizeof empty);
    struct ksm_event e = event_of(KSM_SECURITY, "Room", sid, NULL, 0, &empty, NULL);
    if (why)
        expect_denied(&e, why);
    else
        expect_granted(&e);
}

/* ---- init, fini ---- */

START_TEST(init_twice)
{
    static struct nk_message empty;
    nk_message_set_size(&empty, sizeof empty);
    struct ksm_event e = event_of(KSM_EXECUTE, "Einit", 2, "House", HOUSE, &empty, NULL);
    expect_denied(&e, ": door.init {sid : dst_sid} at " PSL
                      ":22:21: door: SID 3 already has a machine");
    ck_assert_uint_eq(reason.stage, NK_STAGE_STATE);
    ck_assert_uint_eq(reason.code, KSM_POOL_TWICE);
    start(5); /* any number of SIDs */
    start(KSS_SID_MAX);
}
END_TEST

START_TEST(sid_out_of_range)
{
    static struct nk_message empty;
    nk_message_set_size(&empty, sizeof empty);
    struct ksm_event e = event_of(KSM_EXECUTE, "Einit", 2, "House", 0, &empty, NULL);
    expect_denied(&e, ": door: SID 0 is out of range");
    ck_assert_uint_eq(reason.code, KSM_POOL_RANGE);
    e.dst_sid = KSS_SID_MAX + 1;
    expect_denied(&e, ": door: SID 65536 is out of range");
    DENIED(Leave, 0, ": door: SID 0 is out of range");
    DENIED(Push, KSS_SID_MAX + 1, ": door: SID 65536 is out of range");
    DENIED(Lock, NK_UINT32_MAX, ": door: SID 4294967295 is out of range");
    ck_assert_int_eq(ask(0, 0), KSM_DENIED);
    ck_assert_uint_eq(reason.code, KSM_POOL_RANGE);
    ck_assert_int_eq(watch(0, 0), KSM_DENIED);
    ck_assert_uint_eq(reason.code, KSM_POOL_RANGE);
}
END_TEST

START_TEST(fini)
{
    GRANTED(Leave, HOUSE);
    DENIED(Leave, HOUSE, ": door: SID 3 has no machine");
    ck_assert_uint_eq(reason.code, KSM_POOL_NONE);
    start(HOUSE);
    GRANTED(Lock, HOUSE);
}
END_TEST

/* ---- enter ---- */

START_TEST(enter)
{
    GRANTED(Push, HOUSE);
    GRANTED(Push, HOUSE); /* to itself: is listed */
    GRANTED(Pull, HOUSE);
    GRANTED(Push, HOUSE);
    GRANTED(Shut, HOUSE);
}
END_TEST

START_TEST(enter_not_permitted)
{
    DENIED(Pull, HOUSE,
           ": door.enter {sid : dst_sid, state : \"open\"} at " PSL
           ":28:26: door: state of SID 3 is shut, asked for: open, allowed: ajar");
    ck_assert_uint_eq(reason.code, KSM_FLOW_ENTER);
    DENIED(Shut, HOUSE, ": door: state of SID 3 is shut, asked for: shut, allowed: ajar");
    GRANTED(Push, HOUSE);
    DENIED(Break, HOUSE,
           ": door: state of SID 3 is ajar, asked for: gone, allowed: shut, ajar, open");
    GRANTED(Pull, HOUSE);
    GRANTED(Break, HOUSE);
    DENIED(Push, HOUSE, ": door: state of SID 3 is gone, asked for: ajar, allowed: none");
    DENIED(Push, 5, ": door: SID 5 has no machine");
}
END_TEST

/* ---- allow ---- */

START_TEST(allow)
{
    GRANTED(Lock, HOUSE);
    DENIED(Look, HOUSE,
           ": door.allow {sid : dst_sid, states : [\"ajar\", \"open\"]} at " PSL
           ":33:26: door: state of SID 3 is shut, allowed: ajar, open");
    ck_assert_uint_eq(reason.code, KSM_FLOW_ALLOW);
    GRANTED(Push, HOUSE);
    GRANTED(Look, HOUSE);
    GRANTED(Look, HOUSE); /* changes nothing */
    DENIED(Lock, HOUSE, ": door: state of SID 3 is ajar, allowed: shut");
    DENIED(Never, HOUSE, ": door: state of SID 3 is ajar, allowed: none");
    DENIED(Look, 5, ": door: SID 5 has no machine");
}
END_TEST

/* ---- query ---- */

START_TEST(query)
{
    ck_assert_int_eq(ask(5, 0), KSM_DENIED);
    ck_assert_uint_eq(reason.stage, NK_STAGE_STATE);
    ck_assert_uint_eq(reason.code, KSM_POOL_NONE);
    ck_assert_ptr_nonnull(strstr(line, ": door: SID 5 has no machine"));
    ck_assert_int_eq(ask(HOUSE, 10), KSM_GRANTED);
    ck_assert_int_eq(ask(HOUSE, 9), KSM_DENIED);
    ck_assert_uint_eq(reason.code, NK_RULE_ASSERT);
    GRANTED(Push, HOUSE);
    ck_assert_int_eq(ask(HOUSE, 10), KSM_DENIED); /* no lamp */
    ck_assert_ptr_nonnull(strstr(line, ": lamp: SID 3 has no machine"));
    begin(HOUSE, NULL);
    ck_assert_int_eq(ask(HOUSE, 10), KSM_GRANTED);
    ck_assert_int_eq(ask(HOUSE, 10), KSM_DENIED);
    ck_assert_ptr_nonnull(strstr(line, "lamp: state of SID 3 is off, asked for: off, allowed: on"));
    GRANTED(Pull, HOUSE);
    ck_assert_int_eq(ask(HOUSE, 0), KSM_GRANTED);
    GRANTED(Break, HOUSE);
    ck_assert_int_eq(ask(HOUSE, 0), KSM_DENIED);
    ck_assert_uint_eq(reason.code, NK_RULE_DENY);
}
END_TEST

START_TEST(query_without_otherwise)
{
    begin(ROOM, NULL);
    begin(ROOM, ": lamp: SID 4 already has a machine");
    GRANTED(Tell, HOUSE);
    struct ksm_event e = CALL(Tell, HOUSE, HOUSE);
    begin(HOUSE, NULL);
    expect_granted(&e);
    GRANTED(Push, HOUSE);
    ck_assert_int_eq(ask(HOUSE, 0), KSM_GRANTED); /* turns the lamp off */
    e = CALL(Tell, HOUSE, HOUSE);
    expect_denied(&e, ": no branch holds");
    ck_assert_uint_eq(reason.code, NK_RULE_CHOICE);
}
END_TEST

/* ---- events as a whole ---- */

START_TEST(later_rules_see_earlier_ones)
{
    ck_assert_int_eq(watch(9, 4), KSM_GRANTED);
    DENIED(Lock, 9, ": door: state of SID 9 is ajar, allowed: shut");
}
END_TEST

START_TEST(denied_events_leave_nothing)
{
    ck_assert_int_eq(watch(9, 5), KSM_DENIED);
    ck_assert_uint_eq(reason.code, NK_RULE_ASSERT);
    DENIED(Lock, 9, ": door: SID 9 has no machine");
    ck_assert_int_eq(watch(9, 4), KSM_GRANTED);
    /* The first two rules of Fixed are granted, the third is not. */
    DENIED(Fixed, HOUSE, ": door.fini {sid : 8} at " PSL ":51:86: door: SID 8 has no machine");
    start(8);
    GRANTED(Fixed, HOUSE);
    DENIED(Fixed, HOUSE, ": lamp: SID 7 already has a machine");
}
END_TEST

START_TEST(released_sids_are_forgotten)
{
    GRANTED(Push, HOUSE);
    nk_ksm.sid_released(HOUSE);
    nk_ksm.sid_released(5);
    nk_ksm.sid_released(0);
    nk_ksm.sid_released(KSS_SID_MAX + 1);
    DENIED(Push, HOUSE, ": door: SID 3 has no machine");
    start(HOUSE);
    GRANTED(Lock, HOUSE); /* from the beginning */
}
END_TEST

START_TEST(init_of_the_module_forgets_all)
{
    nk_ksm.init(1);
    DENIED(Lock, HOUSE, ": door: SID 3 has no machine");
}
END_TEST

/* Reasons are data that travels: no number in one may lead outside a table. */
START_TEST(explain_hostile_reasons)
{
    struct ksm_event e = CALL(Pull, ROOM, HOUSE);
    expect_denied(&e, "");
    for (unsigned code = 0; code < 256; code++)
        for (unsigned shift = 0; shift < 64; shift += 8) {
            struct nk_reason r = {.stage = NK_STAGE_STATE,
                                  .code = (nk_uint8_t)code,
                                  .rule = reason.rule,
                                  .field = (nk_uint16_t)(code % 5),
                                  .value = NK_UINT64_MAX << shift,
                                  .limit = NK_UINT64_MAX >> shift};
            char text[64];
            ck_assert_uint_lt(nk_ksm.explain(&e, &r, text, sizeof text), sizeof text);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ksm_flow");
    TCase *tests = tcase_create("decide");
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, init_twice);
    tcase_add_test(tests, sid_out_of_range);
    tcase_add_test(tests, fini);
    tcase_add_test(tests, enter);
    tcase_add_test(tests, enter_not_permitted);
    tcase_add_test(tests, allow);
    tcase_add_test(tests, query);
    tcase_add_test(tests, query_without_otherwise);
    tcase_add_test(tests, later_rules_see_earlier_ones);
    tcase_add_test(tests, denied_events_leave_nothing);
    tcase_add_test(tests, released_sids_are_forgotten);
    tcase_add_test(tests, init_of_the_module_forgets_all);
    tcase_add_test(tests, explain_hostile_reasons);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
