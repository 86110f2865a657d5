/* Decisions of a module with levels of integrity (security-models 10): each rule granted and
 * denied, incomparable levels, SIDs without a level, what denied events leave. */
#include "ksm_events.h"

#include "Ops.idl.h"

#include <nk/abi.h>
#include <nk/ksm_mic.h>

#define PSL "tests/unit/nk/ksm_mic/security.psl"

/* SIDs, named by the levels they get. BARE has none, FRESH is for new ones. */
enum { LOW = 10, MID, HIGH, LOW_NET, LOW_LOG, HIGH_ALL, TOLERANT, BARE = 30, FRESH };

static Ops_Place_req req; /* all methods have these parameters */

static struct ksm_event call(nk_uint16_t mid, nk_uint32_t source, nk_uint32_t target,
                             nk_uint32_t container, nk_uint32_t driver, nk_uint8_t what)
{
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, mid);
    req.source = source;
    req.target = target;
    req.container = container;
    req.driver = driver;
    req.what = what;
    return event_of(KSM_REQUEST, "User", 4, "Ward", 3, &req, NULL);
}

static void granted(nk_uint16_t mid, nk_uint32_t source, nk_uint32_t target, nk_uint32_t container,
                    nk_uint32_t driver, nk_uint8_t what)
{
    struct ksm_event e = call(mid, source, target, container, driver, what);
    expect_granted(&e);
}

static void denied(nk_uint16_t mid, nk_uint32_t source, nk_uint32_t target, nk_uint32_t container,
                   nk_uint32_t driver, nk_uint8_t what, const char *why)
{
    struct ksm_event e = call(mid, source, target, container, driver, what);
    expect_denied(&e, why);
    ck_assert_uint_eq(reason.stage, NK_STAGE_STATE);
}

static void place(nk_uint32_t sid, nk_uint8_t what)
{
    granted(Ops_Place_mid, 0, sid, 0, 0, what);
}

static void setup(void)
{
    nk_ksm.init(1);
    place(LOW, 0);
    place(MID, 1);
    place(HIGH, 2);
    place(LOW_NET, 3);
    place(LOW_LOG, 4);
    place(HIGH_ALL, 5);
    place(TOLERANT, 6);
}

/* The level of `sid` is `low` or `high`, without categories. */
static void expect_level(nk_uint32_t sid, nk_uint8_t level)
{
    granted(Ops_Level_mid, sid, 0, 0, 0, level);
}

/* ---- execute ---- */

START_TEST(execute)
{
    granted(Ops_Run_mid, HIGH, FRESH, 0, 0, 0);
    expect_level(FRESH, 2);
    granted(Ops_Run_mid, HIGH, FRESH, 0, 0, 1);
    granted(Ops_Run_mid, MID, FRESH, 0, 0, 1);
    granted(Ops_Run_mid, HIGH, FRESH, 0, 0, 2);
    granted(Ops_Call_mid, FRESH, LOW, 0, 0, 0); /* may receive from low ones */
}
END_TEST

START_TEST(execute_denied)
{
    denied(Ops_Run_mid, LOW, FRESH, 0, 0, 1, ": mic: level mid exceeds level low of SID 10");
    ck_assert_uint_eq(reason.code, KSM_MIC_EXCEEDS);
    denied(Ops_Run_mid, LOW_NET, FRESH, 0, 0, 1,
           ": mic: level mid cannot be compared with level low {net} of SID 13");
    ck_assert_uint_eq(reason.code, KSM_MIC_APART);
    denied(Ops_Run_mid, BARE, FRESH, 0, 0, 0, ": mic: SID 30 has no level");
    denied(Ops_Run_mid, HIGH, 0, 0, 0, 0, ": mic: SID 0 is out of range");
    denied(Ops_Run_mid, 0, FRESH, 0, 0, 0, ": mic: SID 0 is out of range");
    denied(Ops_Run_mid, KSS_SID_MAX + 1, FRESH, 0, 0, 0, ": mic: SID 65536 is out of range");
    denied(Ops_Place_mid, 0, FRESH, 0, 0, 7,
           ": mic: lowest level to receive from, high exceeds level low");
    denied(Ops_Place_mid, 0, FRESH, 0, 0, 8,
           ": mic: lowest level to receive from, low {net} cannot be compared with level high");
    denied(Ops_Level_mid, FRESH, 0, 0, 0, 0,
           ": choice (mic.query_level {source : message.source}) at " PSL
           ":78:9: mic: SID 31 has no level");
}
END_TEST

/* ---- create ---- */

START_TEST(create)
{
    granted(Ops_Create_mid, MID, FRESH, 0, HIGH, 1);
    granted(Ops_Create_mid, HIGH, FRESH + 1, MID, MID, 3);
    granted(Ops_Create_mid, HIGH, FRESH + 2, 0, LOW, 0);
    expect_level(FRESH + 2, 0);
    granted(Ops_Create_mid, HIGH_ALL, FRESH + 3, HIGH, HIGH_ALL, 2);
    expect_level(FRESH + 3, 2);
    granted(Ops_Create_mid, LOW_NET, FRESH + 4, LOW, LOW_LOG, 2); /* below both */
    expect_level(FRESH + 4, 0);
}
END_TEST

START_TEST(create_denied)
{
    denied(Ops_Create_mid, LOW, FRESH, 0, HIGH, 1, ": mic: level mid exceeds level low of SID 10");
    denied(Ops_Create_mid, HIGH, FRESH, 0, LOW, 1, ": mic: level mid exceeds level low of SID 10");
    denied(Ops_Create_mid, HIGH, FRESH, LOW, HIGH, 3,
           ": mic: level mid exceeds level low of SID 10");
    denied(Ops_Create_mid, LOW_NET, FRESH, 0, HIGH, 1,
           ": mic: level mid cannot be compared with level low {net} of SID 13");
    denied(Ops_Create_mid, HIGH, FRESH, 0, LOW_LOG, 1,
           ": mic: level mid cannot be compared with level low {log} of SID 14");
    denied(Ops_Create_mid, HIGH, FRESH, LOW_NET, HIGH, 3,
           ": mic: level mid cannot be compared with level low {net} of SID 13");
    denied(Ops_Create_mid, LOW_NET, FRESH, 0, LOW_LOG, 0,
           ": mic: level low {net} of SID 13 cannot be compared with level low {log} of SID 14");
    denied(Ops_Create_mid, BARE, FRESH, 0, HIGH, 0, ": mic: SID 30 has no level");
    denied(Ops_Create_mid, HIGH, FRESH, 0, BARE, 0, ": mic: SID 30 has no level");
    denied(Ops_Create_mid, HIGH, FRESH, BARE, HIGH, 2, ": mic: SID 30 has no level");
    denied(Ops_Create_mid, HIGH, LOW, 0, HIGH, 0, ": mic: SID 10 already has a level");
    denied(Ops_Create_mid, HIGH, 0, 0, HIGH, 0, ": mic: SID 0 is out of range");
    denied(Ops_Create_mid, HIGH, FRESH, KSS_SID_MAX + 1, HIGH, 2,
           ": mic: SID 65536 is out of range");
    denied(Ops_Level_mid, FRESH, 0, 0, 0, 0, ": mic: SID 31 has no level");
}
END_TEST

/* ---- upgrade ---- */

START_TEST(upgrade)
{
    granted(Ops_Upgrade_mid, MID, LOW, 0, HIGH, 0);
    denied(Ops_Upgrade_mid, MID, LOW, 0, HIGH, 0,
           ": mic: level mid does not exceed level mid of SID 10");
    ck_assert_uint_eq(reason.code, KSM_MIC_NOT_ABOVE);
    nk_ksm.sid_released(LOW);
    place(LOW, 0);
    granted(Ops_Upgrade_mid, HIGH_ALL, LOW, HIGH, MID, 0);
}
END_TEST

START_TEST(upgrade_denied)
{
    denied(Ops_Upgrade_mid, HIGH, HIGH, 0, HIGH, 0,
           ": mic: level mid does not exceed level high of SID 12");
    denied(Ops_Upgrade_mid, HIGH, LOW_NET, 0, HIGH, 0,
           ": mic: level mid does not exceed level low {net} of SID 13");
    place(FRESH, 0);
    denied(Ops_Upgrade_mid, LOW, FRESH, 0, HIGH, 0, ": mic: level mid exceeds level low of SID 10");
    denied(Ops_Upgrade_mid, HIGH, FRESH, 0, LOW, 0, ": mic: level mid exceeds level low of SID 10");
    denied(Ops_Upgrade_mid, HIGH, FRESH, LOW, HIGH, 0,
           ": mic: level mid exceeds level low of SID 10");
    denied(Ops_Upgrade_mid, LOW_NET, FRESH, 0, HIGH, 0,
           ": mic: level mid cannot be compared with level low {net} of SID 13");
    denied(Ops_Upgrade_mid, BARE, FRESH, 0, HIGH, 0, ": mic: SID 30 has no level");
    denied(Ops_Upgrade_mid, HIGH, BARE, 0, HIGH, 0, ": mic: SID 30 has no level");
    denied(Ops_Upgrade_mid, HIGH, FRESH, BARE, HIGH, 0, ": mic: SID 30 has no level");
    denied(Ops_Upgrade_mid, HIGH, FRESH, 0, BARE, 0, ": mic: SID 30 has no level");
    denied(Ops_Upgrade_mid, HIGH, 0, 0, HIGH, 0, ": mic: SID 0 is out of range");
    expect_level(FRESH, 0);
}
END_TEST

/* ---- delete ---- */

START_TEST(delete)
{
    granted(Ops_Delete_mid, MID, LOW, 0, LOW, 0);
    denied(Ops_Level_mid, LOW, 0, 0, 0, 0, ": mic: SID 10 has no level");
    granted(Ops_Delete_mid, HIGH_ALL, LOW_NET, HIGH, LOW_LOG, 0);
}
END_TEST

START_TEST(delete_denied)
{
    denied(Ops_Delete_mid, LOW, MID, 0, LOW, 0,
           ": mic: level mid of SID 11 exceeds level low of SID 10");
    denied(Ops_Delete_mid, LOW, LOW_NET, 0, LOW, 0,
           ": mic: level low {net} of SID 13 exceeds level low of SID 10");
    denied(Ops_Delete_mid, LOW_LOG, LOW_NET, 0, LOW, 0,
           ": mic: level low {net} of SID 13 cannot be compared with level low {log} of SID 14");
    denied(Ops_Delete_mid, MID, LOW, HIGH, LOW, 0,
           ": mic: level high of SID 12 exceeds level mid of SID 11");
    denied(Ops_Delete_mid, BARE, LOW, 0, LOW, 0, ": mic: SID 30 has no level");
    denied(Ops_Delete_mid, MID, BARE, 0, LOW, 0, ": mic: SID 30 has no level");
    denied(Ops_Delete_mid, MID, LOW, BARE, LOW, 0, ": mic: SID 30 has no level");
    denied(Ops_Delete_mid, MID, LOW, 0, BARE, 0, ": mic: SID 30 has no level");
    denied(Ops_Delete_mid, 0, LOW, 0, LOW, 0, ": mic: SID 0 is out of range");
    expect_level(LOW, 0);
}
END_TEST

/* ---- flows ---- */

START_TEST(flows_in)
{
    static const nk_uint16_t mids[] = {Ops_Call_mid, Ops_Read_mid};
    const nk_uint16_t mid = mids[_i];
    granted(mid, LOW, HIGH, 0, 0, 0);
    granted(mid, MID, MID, 0, 0, 0);
    granted(mid, LOW_NET, HIGH_ALL, 0, 0, 0);
    granted(mid, TOLERANT, LOW, 0, 0, 0);     /* exceeds, receives */
    granted(mid, TOLERANT, LOW_NET, 0, 0, 0); /* incomparable, receives */
    denied(mid, HIGH, LOW, 0, 0, 0,
           ": mic: lowest level to receive from, high of SID 12 exceeds level low of SID 10");
    denied(mid, LOW_NET, LOW_LOG, 0, 0, 0,
           ": mic: lowest level to receive from, low {net} of SID 13 cannot be compared with level "
           "low {log} of SID 14");
    denied(mid, BARE, LOW, 0, 0, 0, ": mic: SID 30 has no level");
    denied(mid, LOW, BARE, 0, 0, 0, ": mic: SID 30 has no level");
    denied(mid, 0, LOW, 0, 0, 0, ": mic: SID 0 is out of range");
    denied(mid, LOW, KSS_SID_MAX + 1, 0, 0, 0, ": mic: SID 65536 is out of range");
}
END_TEST

START_TEST(flows_out)
{
    static const nk_uint16_t mids[] = {Ops_Invoke_mid, Ops_Write_mid};
    const nk_uint16_t mid = mids[_i];
    granted(mid, HIGH, LOW, 0, 0, 0);
    granted(mid, MID, MID, 0, 0, 0);
    granted(mid, HIGH_ALL, LOW_NET, 0, 0, 0);
    denied(mid, LOW, HIGH, 0, 0, 0, ": mic: level high of SID 12 exceeds level low of SID 10");
    denied(mid, LOW, TOLERANT, 0, 0, 0, ": mic: level high of SID 16 exceeds level low of SID 10");
    denied(mid, LOW_NET, LOW_LOG, 0, 0, 0,
           ": mic: level low {log} of SID 14 cannot be compared with level low {net} of SID 13");
    denied(mid, BARE, LOW, 0, 0, 0, ": mic: SID 30 has no level");
    denied(mid, LOW, BARE, 0, 0, 0, ": mic: SID 30 has no level");
    denied(mid, 0, LOW, 0, 0, 0, ": mic: SID 0 is out of range");
}
END_TEST

/* ---- query_level ---- */

START_TEST(query_level)
{
    expect_level(LOW, 0);
    expect_level(HIGH, 2);
    struct ksm_event e = call(Ops_Level_mid, MID, 0, 0, 0, 0);
    expect_denied(&e, ": no branch holds");
    e = call(Ops_Level_mid, LOW_NET, 0, 0, 0, 0); /* `low` is the level without categories */
    expect_denied(&e, ": no branch holds");
    denied(Ops_Level_mid, BARE, 0, 0, 0, 0, ": mic: SID 30 has no level");
    denied(Ops_Level_mid, 0, 0, 0, 0, 0, ": mic: SID 0 is out of range");
}
END_TEST

/* ---- events as a whole; two objects ---- */

START_TEST(denied_events_leave_nothing)
{
    struct ksm_event e = call(Ops_Rank_mid, FRESH, FRESH, 0, 0, 9);
    expect_denied(&e, ": assert (message.what != 9) at " PSL ":89:9: message.what = 9");
    e = call(Ops_Rank_mid, FRESH, LOW, 0, 0, 0); /* the object `mic` knows that SID, `rank` not */
    expect_denied(&e, ": rank: SID 31 has no level");
    e = call(Ops_Rank_mid, FRESH, FRESH, 0, 0, 0);
    expect_granted(&e);
    denied(Ops_Level_mid, FRESH, 0, 0, 0, 0, ": mic: SID 31 has no level");
}
END_TEST

START_TEST(released_sids_are_forgotten)
{
    nk_ksm.sid_released(LOW);
    nk_ksm.sid_released(0);
    nk_ksm.sid_released(KSS_SID_MAX + 1);
    denied(Ops_Level_mid, LOW, 0, 0, 0, 0, ": mic: SID 10 has no level");
    expect_level(HIGH, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ksm_mic");
    TCase *tests = tcase_create("decide");
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, execute);
    tcase_add_test(tests, execute_denied);
    tcase_add_test(tests, create);
    tcase_add_test(tests, create_denied);
    tcase_add_test(tests, upgrade);
    tcase_add_test(tests, upgrade_denied);
    tcase_add_test(tests, delete);
    tcase_add_test(tests, delete_denied);
    tcase_add_loop_test(tests, flows_in, 0, 2);
    tcase_add_loop_test(tests, flows_out, 0, 2);
    tcase_add_test(tests, query_level);
    tcase_add_test(tests, denied_events_leave_nothing);
    tcase_add_test(tests, released_sids_are_forgotten);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
