/* Base, Pred, Bool, Math: rows of their tables (security-models 1 to 4), and choice (psl 6.7). */
#include "ksm_models/steps.h"

enum { NEST, OPEN, INNER, DOUBLE, LEVEL, LEVEL_SUM, NEG, ABS, SUM, PRODUCT, BITS, DIFFERENCE };
enum { IMPLIES = 12, ANY_ALL, EMPTY, CASTS };

START_TEST(choice_nested)
{
    RUN(DENIED(NEST, "no rule", 0, 0), GRANTED(NEST, 0, 1), DENIED(NEST, "message.b = 0", 0, 2, 0),
        GRANTED(NEST, 1, 2, 1), DENIED(NEST, "message.sid = 2", 2, 2, 1), DENIED(NEST, "", 1, 2, 7),
        GRANTED(NEST, 0, 3), GRANTED(NEST, 0, 77));
}
END_TEST

/* Beside a rule that always runs, an empty branch changes nothing. */
START_TEST(choice_without_default)
{
    RUN(GRANTED(OPEN, 0, 0, -1), DENIED(OPEN, "", 0, 0, 5), GRANTED(OPEN, 0, 0, 7),
        DENIED(OPEN, "no branch holds", 0, 0, 6), DENIED(OPEN, "no branch holds", 0, 0, 1));
}
END_TEST

START_TEST(choice_with_match)
{
    RUN(GRANTED(INNER, 0, 1, 1), DENIED(INNER, "message.b = 3", 0, 1, 3),
        DENIED(INNER, "no rule", 0, 0));
}
END_TEST

START_TEST(choice_that_fails)
{
    RUN(GRANTED(DOUBLE, 0, 4), DENIED(DOUBLE, "", 0, 5),
        DENIED(DOUBLE, "an expression failed", 0, 0x80000000));
}
END_TEST

START_TEST(set_level)
{
    RUN(GRANTED(LEVEL, 0, 3), DENIED(LEVEL, "message.b = 1", 0, 3, 1),
        GRANTED(LEVEL, 0, 4294967295u), GRANTED(LEVEL_SUM, 0, 1),
        DENIED(LEVEL_SUM, "an expression failed", 0, 4294967295u));
}
END_TEST

START_TEST(arithmetic)
{
    RUN(GRANTED(NEG, 0, 0, -5), DENIED(NEG, "math.neg (message.b) = -5", 0, 0, 5),
        DENIED(NEG, "math.neg (message.b) failed", 0, 0, INT32_MIN), GRANTED(ABS, 0, 0, -5),
        GRANTED(ABS, 0, 0, 5), DENIED(ABS, "math.abs (message.b) = 4", 0, 0, -4),
        DENIED(ABS, "math.abs (message.b) failed", 0, 0, INT32_MIN), GRANTED(SUM, 0, 7),
        DENIED(SUM, "math.sum [message.a, 1, 2] = 11", 0, 8),
        DENIED(SUM, "math.sum [message.a, 1, 2] failed", 0, 4294967295u), GRANTED(PRODUCT, 0, 10),
        DENIED(PRODUCT, "math.product [message.a, 3] = 33", 0, 11),
        DENIED(PRODUCT, "math.product [message.a, 3] failed", 0, 4294967295u), GRANTED(BITS, 0, 3),
        DENIED(BITS, "message.a & 0xF | 0x10 = 18", 0, 2),
        DENIED(BITS, "~message.a & 0xFF = 236", 0, 0x13), GRANTED(DIFFERENCE, 0, 2),
        DENIED(DIFFERENCE, "message.a - 1 failed", 0, 0), DENIED(DIFFERENCE, "message.a = 5", 0, 5),
        DENIED(DIFFERENCE, "message.a - 1 = 0, message.a * 0 = 0", 0, 1));
}
END_TEST

START_TEST(logic)
{
    RUN(GRANTED(IMPLIES, 0, 1, 2), GRANTED(IMPLIES, 0, 2, 3),
        DENIED(IMPLIES, "message.b = 3", 0, 1, 3), GRANTED(ANY_ALL, 0, 1, 0),
        GRANTED(ANY_ALL, 0, 2, 3), DENIED(ANY_ALL, "message.a = 3", 0, 3, 3),
        DENIED(ANY_ALL, "message.b = 1", 0, 1, 1), DENIED(ANY_ALL, "message.b = 2", 0, 1, 2));
}
END_TEST

START_TEST(empty_and_casts)
{
    RUN(GRANTED(EMPTY, 0), DENIED(EMPTY, "", 0, 0, 0, "a"), GRANTED(CASTS, 0, 4294967295u, -1),
        DENIED(CASTS, "math.sint64 (message.b) = -2", 0, 0, -2));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {choice_nested,
                                  choice_without_default,
                                  choice_with_match,
                                  choice_that_fails,
                                  set_level,
                                  arithmetic,
                                  logic,
                                  empty_and_casts};
    return unit_main(steps_suite("base", tests, sizeof tests / sizeof tests[0]));
}
