/* HashSet: every row of its table, granted and denied, and every failure (security-models 7). */
#include "ksm_models/steps.h"

enum {
    INIT,
    FINI,
    ADD,
    REMOVE,
    CONTAINS,
    CHAIN,
    AGAIN,
    SWAP,
    FIRST,
    INIT_PAIR,
    ADD_PAIR,
    HAS_PAIR
};
enum { HAS_NOT = 12, ADD_SUM };

#define RANGE(method, sid) DENIED(method, "ports: SID " #sid " is out of range", sid)
#define NONE(method, sid)  DENIED(method, "ports: SID " #sid " has no set", sid)

START_TEST(init)
{
    RUN(GRANTED(INIT, 5), DENIED(INIT, "ports: SID 5 already has a set", 5), GRANTED(INIT, 65535),
        DENIED(INIT, "ports: SID 7 gets no set, all 2 are taken", 7), RANGE(INIT, 0),
        RANGE(INIT, 65536), GRANTED(FINI, 65535), GRANTED(INIT, 7));
}
END_TEST

START_TEST(init_empties)
{
    RUN(GRANTED(INIT, 5), GRANTED(ADD, 5, 1), GRANTED(ADD, 5, 2), GRANTED(ADD, 5, 3),
        GRANTED(FINI, 5), GRANTED(INIT, 5), DENIED(CONTAINS, "", 5, 1), DENIED(CONTAINS, "", 5, 3),
        GRANTED(ADD, 5, 4), GRANTED(ADD, 5, 5), GRANTED(ADD, 5, 6),
        DENIED(ADD, "ports: the set of SID 5 is full, it has 3 entries", 5, 1));
}
END_TEST

START_TEST(fini)
{
    RUN(NONE(FINI, 5), GRANTED(INIT, 5), GRANTED(FINI, 5), NONE(FINI, 5), NONE(ADD, 5),
        RANGE(FINI, 0), RANGE(FINI, 70000));
}
END_TEST

START_TEST(add)
{
    RUN(NONE(ADD, 5), RANGE(ADD, 0), RANGE(ADD, 65536), GRANTED(INIT, 5), GRANTED(ADD, 5, 1),
        GRANTED(CONTAINS, 5, 1), GRANTED(ADD, 5, 1), GRANTED(ADD, 5, 1), GRANTED(ADD, 5, 2),
        GRANTED(ADD, 5, 0xffffffff),
        DENIED(ADD, "ports: the set of SID 5 is full, it has 3 entries", 5, 4),
        GRANTED(ADD, 5, 2) /* is there */, GRANTED(CONTAINS, 5, 0xffffffff));
}
END_TEST

START_TEST(remove_entries)
{
    RUN(NONE(REMOVE, 5), RANGE(REMOVE, 0), RANGE(REMOVE, 65536), GRANTED(INIT, 5),
        GRANTED(REMOVE, 5, 1), GRANTED(ADD, 5, 1), GRANTED(ADD, 5, 2), GRANTED(ADD, 5, 3),
        GRANTED(REMOVE, 5, 2), DENIED(CONTAINS, "", 5, 2), GRANTED(CONTAINS, 5, 1),
        GRANTED(CONTAINS, 5, 3), GRANTED(REMOVE, 5, 2), GRANTED(ADD, 5, 4),
        DENIED(ADD, "ports: the set of SID 5 is full, it has 3 entries", 5, 2),
        GRANTED(REMOVE, 5, 1), GRANTED(REMOVE, 5, 3), GRANTED(REMOVE, 5, 4), GRANTED(ADD, 5, 1),
        GRANTED(ADD, 5, 2), GRANTED(ADD, 5, 3), GRANTED(CONTAINS, 5, 2));
}
END_TEST

START_TEST(contains)
{
    RUN(NONE(CONTAINS, 5), NONE(HAS_NOT, 5), RANGE(CONTAINS, 0), RANGE(CONTAINS, 65536),
        GRANTED(INIT, 5), DENIED(CONTAINS, "", 5, 1), GRANTED(HAS_NOT, 5), GRANTED(ADD, 5, 1),
        GRANTED(CONTAINS, 5, 1), DENIED(HAS_NOT, "", 5));
}
END_TEST

START_TEST(sets_are_apart)
{
    RUN(GRANTED(INIT, 5), GRANTED(INIT, 6), GRANTED(ADD, 5, 1), DENIED(CONTAINS, "", 6, 1),
        GRANTED(ADD, 6, 2), DENIED(CONTAINS, "", 5, 2),
        DENIED(HAS_PAIR, "pairs: SID 5 has no set", 5), GRANTED(INIT_PAIR, 5), GRANTED(FINI, 5),
        GRANTED(INIT_PAIR, 6), DENIED(INIT_PAIR, "pairs: SID 7 gets no set, all 2 are taken", 7));
}
END_TEST

START_TEST(entries_of_several_values)
{
    RUN(GRANTED(INIT_PAIR, 5), GRANTED(ADD_PAIR, 5, 1, -1), GRANTED(HAS_PAIR, 5, 1, -1),
        DENIED(HAS_PAIR, "", 5, 1, 1), DENIED(HAS_PAIR, "", 5, 2, -1),
        GRANTED(ADD_PAIR, 5, 0, -2147483647 - 1), GRANTED(HAS_PAIR, 5, 0, -2147483647 - 1),
        DENIED(ADD_PAIR, "pairs: the set of SID 5 is full, it has 2 entries", 5, 3, 3));
}
END_TEST

START_TEST(denied_events_change_nothing)
{
    RUN(DENIED(CHAIN, "message.a = 1", 5, 1), NONE(CONTAINS, 5), NONE(FINI, 5),
        GRANTED(CHAIN, 5, 0), GRANTED(CONTAINS, 5, 8), DENIED(CONTAINS, "", 5, 7),
        GRANTED(ADD, 5, 1), DENIED(AGAIN, "message.a = 1", 5, 1), GRANTED(CONTAINS, 5, 8),
        GRANTED(CONTAINS, 5, 1), DENIED(CONTAINS, "", 5, 9), DENIED(SWAP, "message.a = 1", 5, 1),
        GRANTED(CONTAINS, 5, 1), DENIED(CONTAINS, "", 5, 100), GRANTED(SWAP, 5, 0),
        DENIED(CONTAINS, "", 5, 1), GRANTED(CONTAINS, 5, 100), GRANTED(AGAIN, 5, 0),
        DENIED(CONTAINS, "", 5, 8), GRANTED(CONTAINS, 5, 9));
}
END_TEST

START_TEST(first_refusal_is_told)
{
    RUN(DENIED(FIRST, "message.a = 1", 5, 1), NONE(FIRST, 5), GRANTED(INIT, 5),
        DENIED(FIRST, "message.a = 1", 5, 1), DENIED(CONTAINS, "", 5, 1), GRANTED(FIRST, 5, 0),
        GRANTED(CONTAINS, 5, 1));
}
END_TEST

START_TEST(failing_argument_changes_nothing)
{
    RUN(GRANTED(INIT, 5), GRANTED(ADD_SUM, 5, 41), GRANTED(CONTAINS, 5, 42),
        DENIED(ADD_SUM, "an expression failed", 5, 0xffffffff), DENIED(CONTAINS, "", 5, 0));
}
END_TEST

START_TEST(released_sids)
{
    RUN(GRANTED(INIT, 5), GRANTED(ADD, 5, 1), GRANTED(INIT, 6), RELEASE(5), RELEASE(9),
        NONE(CONTAINS, 5), GRANTED(INIT, 7), DENIED(CONTAINS, "", 7, 1), RELEASE(6), RELEASE(7),
        GRANTED(INIT, 5), DENIED(CONTAINS, "", 5, 1), GRANTED(INIT, 6));
}
END_TEST

/* Entries come and go for a long time; a plain array of flags says what is in the set. */
START_TEST(long_run)
{
    unsigned char in[16] = {0};
    unsigned count = 0, seed = 1;
    nk_ksm.init(1);
    steps_run_one(&(struct step)GRANTED(INIT, 5));
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1103515245u + 12345u;
        const unsigned entry = seed >> 16 & 15, action = seed >> 20 & 3;
        struct step s = {.method = action == 0   ? REMOVE
                                   : action == 1 ? CONTAINS
                                                 : ADD,
                         .sid = 5,
                         .a = entry,
                         .line = __LINE__};
        if (s.method == ADD && !in[entry] && count == 3)
            s.refusal = "ports: the set of SID 5 is full, it has 3 entries";
        else if (s.method == CONTAINS && !in[entry])
            s.refusal = "";
        steps_run_one(&s);
        if (s.method == REMOVE && in[entry]) {
            in[entry] = 0;
            count--;
        } else if (s.method == ADD && !s.refusal && !in[entry]) {
            in[entry] = 1;
            count++;
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {init,
                                  init_empties,
                                  fini,
                                  add,
                                  remove_entries,
                                  contains,
                                  sets_are_apart,
                                  entries_of_several_values,
                                  denied_events_change_nothing,
                                  first_refusal_is_told,
                                  failing_argument_changes_nothing,
                                  released_sids,
                                  long_run};
    return unit_main(steps_suite("hashset", tests, sizeof tests / sizeof tests[0]));
}
