/* StaticMap: every row of its table, granted and denied, and every failure (security-models 8). */
#include "ksm_models/steps.h"

enum {
    INIT,
    FINI,
    SET,
    SET_KEY,
    COMMIT,
    ROLLBACK,
    GET,
    GET_KEY,
    WORKING,
    WORKING_KEY,
    CHAIN,
    AGAIN
};
enum { INIT_TRIM = 12, SET_TRIM, LESS_TRIM, CHOICE };

#define RANGE(method, sid) DENIED(method, "area: SID " #sid " is out of range", sid)
#define NONE(method, sid)  DENIED(method, "area: SID " #sid " has no map", sid)
#define FOUND(value, a)    "area.get {sid : message.sid, key : \"size\"} = " #value ", message.a = " #a

START_TEST(init)
{
    RUN(GRANTED(INIT, 5), GRANTED(GET, 5, 32), GRANTED(WORKING, 5, 32),
        GRANTED(GET_KEY, 5, 10, 0, "base"), GRANTED(GET_KEY, 5, 4294967295u, 0, ""),
        DENIED(INIT, "area: SID 5 already has a map", 5), GRANTED(INIT, 6),
        DENIED(INIT, "area: SID 7 gets no map, all 2 are taken", 7), RANGE(INIT, 0),
        RANGE(INIT, 65536));
}
END_TEST

START_TEST(fini)
{
    RUN(NONE(FINI, 5), RANGE(FINI, 0), RANGE(FINI, 65536), GRANTED(INIT, 5), GRANTED(SET, 5, 1),
        GRANTED(COMMIT, 5), GRANTED(FINI, 5), NONE(GET, 5), NONE(FINI, 5), GRANTED(INIT, 5),
        GRANTED(GET, 5, 32), GRANTED(WORKING, 5, 32));
}
END_TEST

START_TEST(set)
{
    RUN(NONE(SET, 5), RANGE(SET, 0), RANGE(SET, 65536), GRANTED(INIT, 5), GRANTED(SET, 5, 1),
        GRANTED(SET, 5, 1), GRANTED(WORKING, 5, 1), DENIED(GET, FOUND(32, 1), 5, 1),
        GRANTED(SET_KEY, 5, 9, 0, "base"), GRANTED(WORKING_KEY, 5, 9, 0, "base"),
        DENIED(SET_KEY, "area: the map of SID 5 has no such key", 5, 9, 0, "bas"),
        DENIED(SET_KEY, "area: the map of SID 5 has no such key", 5, 9, 0, "basee"),
        GRANTED(SET_KEY, 5, 3, 0, ""), GRANTED(WORKING_KEY, 5, 3, 0, ""));
}
END_TEST

START_TEST(commit)
{
    RUN(NONE(COMMIT, 5), RANGE(COMMIT, 0), RANGE(COMMIT, 65536), GRANTED(INIT, 5), GRANTED(INIT, 6),
        GRANTED(SET, 5, 1), GRANTED(COMMIT, 5), GRANTED(GET, 5, 1), GRANTED(GET, 6, 32),
        GRANTED(COMMIT, 5), GRANTED(GET, 5, 1), GRANTED(GET_KEY, 5, 10, 0, "base"));
}
END_TEST

START_TEST(rollback)
{
    RUN(NONE(ROLLBACK, 5), RANGE(ROLLBACK, 0), RANGE(ROLLBACK, 65536), GRANTED(INIT, 5),
        GRANTED(SET, 5, 1), GRANTED(COMMIT, 5), GRANTED(SET, 5, 2), GRANTED(WORKING, 5, 2),
        GRANTED(ROLLBACK, 5), GRANTED(WORKING, 5, 1), GRANTED(GET, 5, 1));
}
END_TEST

START_TEST(get)
{
    RUN(NONE(GET, 5), RANGE(GET, 0), RANGE(GET, 65536), NONE(WORKING, 5), RANGE(WORKING, 0),
        RANGE(WORKING, 65536), GRANTED(INIT, 5), DENIED(GET, FOUND(32, 31), 5, 31),
        DENIED(GET_KEY, "area: the map of SID 5 has no such key", 5, 0, 0, "x"),
        DENIED(WORKING_KEY, "area: the map of SID 5 has no such key", 5, 0, 0, "x"));
}
END_TEST

START_TEST(denied_events_change_nothing)
{
    RUN(GRANTED(INIT, 5), DENIED(CHAIN, "message.a = 1", 5, 1), GRANTED(GET, 5, 32),
        GRANTED(WORKING, 5, 32), GRANTED(WORKING_KEY, 5, 10, 0, "base"), GRANTED(CHAIN, 5, 0),
        GRANTED(GET, 5, 77), GRANTED(GET_KEY, 5, 10, 0, "base"),
        GRANTED(WORKING_KEY, 5, 78, 0, "base"), DENIED(AGAIN, "message.a = 1", 5, 1),
        GRANTED(GET, 5, 77), GRANTED(WORKING_KEY, 5, 78, 0, "base"), GRANTED(AGAIN, 5, 0),
        GRANTED(GET, 5, 32));
}
END_TEST

START_TEST(signed_values)
{
    RUN(GRANTED(INIT_TRIM, 5), GRANTED(LESS_TRIM, 5, 0, 1), GRANTED(SET_TRIM, 5, 0, -7),
        GRANTED(LESS_TRIM, 5, 0, -6),
        DENIED(LESS_TRIM, "trim.get {sid : message.sid, key : \"y\"} = -7, message.b = -7", 5, 0,
               -7));
}
END_TEST

START_TEST(choice_by_value)
{
    RUN(NONE(CHOICE, 5), GRANTED(INIT, 5), GRANTED(CHOICE, 5, 0, 0, "base"),
        GRANTED(CHOICE, 5, 1, 0, "size"), DENIED(CHOICE, "message.a = 2", 5, 2, 0, "size"),
        DENIED(CHOICE, "no branch holds", 5, 2, 0, ""),
        DENIED(CHOICE, "area: the map of SID 5 has no such key", 5, 2, 0, "?"));
}
END_TEST

START_TEST(released_sids)
{
    RUN(GRANTED(INIT, 5), GRANTED(INIT, 6), GRANTED(SET, 5, 1), RELEASE(5), NONE(GET, 5),
        GRANTED(INIT, 7), GRANTED(WORKING, 7, 32), RELEASE(7), RELEASE(7), GRANTED(INIT, 5));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {init,
                                  fini,
                                  set,
                                  commit,
                                  rollback,
                                  get,
                                  denied_events_change_nothing,
                                  signed_values,
                                  choice_by_value,
                                  released_sids};
    return unit_main(steps_suite("staticmap", tests, sizeof tests / sizeof tests[0]));
}
