/* The rings of the kernel's logs: order, loss of the oldest, wrapping around, waiting. */
#include "unit.h"

#include "../../../kernel-stub/core/log.c"

static struct thread reader;
static struct proc one = {.serial = 1}, two = {.serial = 2}, *who = &one;
static bool blocked;                /* the reader waits in the queue */
static void (*while_blocked)(void); /* what happens in the meantime */
static Retcode woken_with;

/* ---- what log.c needs of the kernel ---- */

void object_init(struct object *o, enum object_type type)
{
    *o = (struct object){.type = (uint8_t)type, .refs = 1};
}

struct thread *current_thread(void)
{
    return &reader;
}

struct proc *current_proc(void)
{
    return who;
}

struct thread *thread_first(const struct list *queue)
{
    (void)queue;
    return blocked ? &reader : NULL;
}

bool thread_wake(struct thread *t, Retcode rc)
{
    ck_assert_ptr_eq(t, &reader);
    blocked = false;
    woken_with = rc;
    return true;
}

Retcode thread_block(struct list *queue, enum wait_kind why, uint64_t deadline)
{
    ck_assert_ptr_eq(queue, &logs[LOG_KSS].readers);
    ck_assert_int_eq(why, WAIT_OTHER);
    ck_assert(deadline == TIME_NEVER);
    blocked = true;
    woken_with = rcTimeout;
    if (while_blocked)
        while_blocked();
    blocked = false;
    return reader.killed ? rcAbort : woken_with;
}

/* ---- helpers ---- */

static struct object *kss;

static void setup(void)
{
    memset(&reader, 0, sizeof reader);
    while_blocked = NULL;
    log_init();
    kss = log_named("kss");
    ck_assert_ptr_nonnull(kss);
}

/* Message number n: its bytes and its length come from n. */
static size_t make(uint32_t n, unsigned char *to)
{
    size_t size = 4 + n * 37 % 500;

    for (size_t i = 0; i < size; i++)
        to[i] = (unsigned char)(n + i);
    memcpy(to, &n, 4);
    return size;
}

static void put(uint32_t n)
{
    unsigned char message[LOG_MESSAGE_MAX];

    log_put(LOG_KSS, message, make(n, message));
}

/* Takes the next message, checks it whole, returns its number. */
static uint32_t take(uint32_t *dropped)
{
    unsigned char found[LOG_MESSAGE_MAX], expected[LOG_MESSAGE_MAX];
    size_t size = 0;
    uint32_t n;

    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcOk);
    size = log_first_size(kss);
    ck_assert_uint_ge(size, 4);
    *dropped = log_take(kss, found);
    memcpy(&n, found, 4);
    ck_assert_uint_eq(make(n, expected), size);
    ck_assert_mem_eq(found, expected, size);
    return n;
}

/* ---- tests ---- */

START_TEST(first_in_first_out)
{
    uint32_t dropped;

    for (uint32_t n = 0; n < 20; n++)
        put(n);
    for (uint32_t n = 0; n < 20; n++) {
        ck_assert_uint_eq(take(&dropped), n);
        ck_assert_uint_eq(dropped, 0);
    }
}
END_TEST

/* Writers and readers in turn, so that messages wrap around at every offset. */
START_TEST(nothing_is_lost_while_there_is_room)
{
    uint32_t dropped, next = 0;

    for (uint32_t n = 0; n < 20000; n++) {
        put(n);
        if (n < 50)
            continue;
        ck_assert_uint_eq(take(&dropped), next++);
        ck_assert_uint_eq(dropped, 0);
    }
}
END_TEST

START_TEST(the_oldest_are_lost_and_counted)
{
    uint32_t dropped, first;

    for (uint32_t n = 0; n < 5000; n++)
        put(n);
    first = take(&dropped);
    ck_assert_uint_gt(first, 0);
    ck_assert_uint_eq(dropped, first);
    for (uint32_t n = first + 1; n < 5000; n++) {
        ck_assert_uint_eq(take(&dropped), n);
        ck_assert_uint_eq(dropped, 0);
    }
    ck_assert_uint_eq(logs[LOG_KSS].used, 0);
}
END_TEST

START_TEST(sizes_at_the_edges)
{
    static const unsigned char bytes[4096];
    unsigned char found[LOG_MESSAGE_MAX];
    size_t size = 99;

    log_put(LOG_KSS, bytes, 0);
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcOk);
    size = log_first_size(kss);
    ck_assert_uint_eq(size, 0);
    log_take(kss, found);
    log_put(LOG_KSS, bytes, sizeof bytes);
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcOk);
    size = log_first_size(kss);
    ck_assert_uint_eq(size, LOG_MESSAGE_MAX);
    ck_assert_uint_eq(log_take(kss, found), 0);
}
END_TEST

START_TEST(lost_counter_stays_at_its_maximum)
{
    uint32_t dropped;

    logs[LOG_KSS].dropped = UINT32_MAX - 1;
    for (uint32_t n = 0; n < 1000; n++)
        put(n);
    (void)take(&dropped);
    ck_assert_uint_eq(dropped, UINT32_MAX);
}
END_TEST

static void put_one(void)
{
    put(3);
}

START_TEST(reader_waits)
{
    uint32_t dropped;

    while_blocked = put_one;
    ck_assert_uint_eq(take(&dropped), 3);
}
END_TEST

START_TEST(reader_gives_up)
{
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcTimeout); /* nobody wrote */
}
END_TEST

static void put_and_kill(void)
{
    put(3);
    reader.killed = true;
}

/* A reader that ends after it was woken leaves the message to the others. */
START_TEST(message_of_a_dead_reader_stays)
{
    uint32_t dropped;

    while_blocked = put_and_kill;
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcAbort);
    reader.killed = false;
    ck_assert_uint_eq(take(&dropped), 3);
}
END_TEST

START_TEST(logs_are_apart)
{
    put(1);
    ck_assert_ptr_ne(log_named("core"), kss);
    ck_assert_uint_eq(logs[LOG_CORE].used, 0);
    ck_assert_ptr_null(log_named("klog"));
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcOk);
}
END_TEST

static unsigned woken;

static void put_two(void)
{
    put(3);
    if (++woken == 2)
        while_blocked = NULL;
}

START_TEST(reader_waits_for_several)
{
    while_blocked = put_two;
    ck_assert_int_eq(log_wait(kss, 2, TIME_NEVER), rcOk);
    ck_assert_uint_eq(woken, 2);
    ck_assert_uint_eq(log_messages(kss), 2);
    ck_assert_int_eq(log_wait(kss, 3, TIME_NEVER), rcTimeout);
}
END_TEST

/* A ring that lost messages will not hold more: whoever waits for too many gets what there is. */
START_TEST(a_full_ring_is_enough)
{
    for (uint32_t n = 0; n < 5000; n++)
        put(n);
    ck_assert_int_eq(log_wait(kss, 100000, TIME_NEVER), rcOk);
}
END_TEST

START_TEST(lines_are_taken_whole)
{
    char to[64];
    uint32_t dropped;

    log_put(LOG_KSS, "one", 3);
    log_put(LOG_KSS, "", 0);
    log_put(LOG_KSS, "three", 5);
    ck_assert_uint_eq(log_lines_size(kss, 3), 0);
    ck_assert_uint_eq(log_lines_size(kss, 4), 4);
    ck_assert_uint_eq(log_lines_size(kss, 10), 5);
    ck_assert_uint_eq(log_lines_size(kss, 11), 11);
    logs[LOG_KSS].dropped = 9;
    ck_assert_uint_eq(log_take_lines(kss, to, 5, &dropped), 2);
    ck_assert_mem_eq(to, "one\n\n", 5);
    ck_assert_uint_eq(dropped, 9);
    ck_assert_uint_eq(log_take_lines(kss, to, 6, &dropped), 1);
    ck_assert_mem_eq(to, "three\n", 6);
    ck_assert_uint_eq(dropped, 0);
    ck_assert_uint_eq(log_lines_size(kss, 64), 0);
    ck_assert_uint_eq(log_messages(kss), 0);
}
END_TEST

/* Across the end of the ring. */
START_TEST(lines_wrap_around)
{
    static char to[2 * LOG_MESSAGE_MAX];
    uint32_t dropped, n;
    size_t size;

    for (n = 0; n < 3000; n++) {
        unsigned char expected[LOG_MESSAGE_MAX];
        const size_t length = make(n, expected);

        put(n);
        size = log_lines_size(kss, sizeof to);
        ck_assert_uint_eq(size, length + 1);
        ck_assert_uint_eq(log_take_lines(kss, to, size, &dropped), 1);
        ck_assert_mem_eq(to, expected, length);
        ck_assert_int_eq(to[length], 10);
    }
}
END_TEST

static void take_over(void)
{
    uint32_t size;

    ck_assert_int_eq(log_hand_over(kss, &two, &size), rcOk);
    while_blocked = NULL;
}

START_TEST(a_log_is_taken_over)
{
    uint32_t size = 0;

    while_blocked = take_over; /* a reader that waits hears of it */
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcBusy);
    put(1);
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcBusy);
    ck_assert_int_eq(log_hand_over(kss, &one, &size), rcBusy);
    ck_assert_int_eq(log_wait(log_named("core"), 0, TIME_NEVER), rcOk); /* this one alone */
    who = &two;
    ck_assert_int_eq(log_hand_over(kss, &two, &size), rcOk); /* twice is once */
    ck_assert_uint_eq(size, RING_SIZE);
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcOk);
    log_process_gone(&one);
    ck_assert_int_eq(log_hand_over(kss, &one, &size), rcBusy);
    log_process_gone(&two);
    who = &one;
    ck_assert_int_eq(log_wait(kss, 1, TIME_NEVER), rcOk);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {first_in_first_out,
                                  nothing_is_lost_while_there_is_room,
                                  the_oldest_are_lost_and_counted,
                                  sizes_at_the_edges,
                                  lost_counter_stays_at_its_maximum,
                                  reader_waits,
                                  reader_gives_up,
                                  message_of_a_dead_reader_stays,
                                  logs_are_apart,
                                  reader_waits_for_several,
                                  a_full_ring_is_enough,
                                  lines_are_taken_whole,
                                  lines_wrap_around,
                                  a_log_is_taken_over};
    Suite *suite = suite_create("kernel_log");
    TCase *tcase = tcase_create("log");

    tcase_add_checked_fixture(tcase, setup, NULL);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return unit_main(suite);
}
