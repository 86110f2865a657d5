/* The log storage: who gives way to whom, numbers and losses, the file and what can happen to it.
 */
#include "unit.h"

#include "impl/store.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static struct klog_storage *storage;
static struct kl_KlogStorage_Entry entry, entries[64];
static struct klog_storage_state state;
static nk_uint32_t count;
static char path[80], dir[32];

/* ---- helpers ------------------------------------------------------------------------------ */

static void setup(void)
{
    strcpy(dir, "/tmp/klog.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    sprintf(path, "%s/log", dir);
}

static void teardown(void)
{
    klog_storage_close(storage);
    unlink(path);
    rmdir(dir);
}

static Retcode open_file(nk_uint32_t size, int is_new)
{
    const struct klog_storage_settings settings = {.path = path, .entries = size, .is_new = is_new};

    klog_storage_close(storage);
    storage = NULL;
    return klog_storage_create(&settings, &storage);
}

static void open_memory(nk_uint32_t size)
{
    const struct klog_storage_settings settings = {.entries = size};

    ck_assert_int_eq(klog_storage_create(&settings, &storage), rcOk);
}

static Retcode put(nk_uint32_t source, const char *text)
{
    entry = (struct kl_KlogStorage_Entry){.id = 77, .timestamp = 5, .source = source, .reason = 2};
    snprintf((char *)entry.msg, sizeof entry.msg, "%s", text);
    return klog_storage_write(storage, &entry);
}

static void put_many(nk_uint32_t source, unsigned from, unsigned to)
{
    for (unsigned i = from; i <= to; i++) {
        char text[32];

        sprintf(text, "%u.%u", (unsigned)source, i);
        ck_assert_int_eq(put(source, text), rcOk);
    }
}

/* All that is there: texts, joined by blanks. */
static const char *all(void)
{
    static char text[4096];
    nk_uint64_t next = 1;

    text[0] = '\0';
    do {
        ck_assert_int_eq(
            klog_storage_read_range(storage, next, ~(nk_uint64_t)0, 32, entries, &count), rcOk);
        for (nk_uint32_t i = 0; i < count; i++) {
            ck_assert_uint_ge(entries[i].id, next);
            next = entries[i].id + 1;
            sprintf(text + strlen(text), "%s%s", text[0] ? " " : "", (char *)entries[i].msg);
        }
    } while (count > 0);
    return text;
}

static void check_state(nk_uint32_t capacity, nk_uint32_t there, nk_uint64_t last, nk_uint64_t lost)
{
    ck_assert_int_eq(klog_storage_get_state(storage, &state), rcOk);
    ck_assert_uint_eq(state.capacity, capacity);
    ck_assert_uint_eq(state.entries, there);
    ck_assert_uint_eq(state.last_id, last);
    ck_assert_uint_eq(state.lost, lost);
}

/* ---- the ring ----------------------------------------------------------------------------- */

START_TEST(the_oldest_gives_way)
{
    open_memory(3);
    check_state(3, 0, 0, 0);
    put_many(1, 1, 3);
    ck_assert_str_eq(all(), "1.1 1.2 1.3");
    check_state(3, 3, 3, 0);
    put_many(1, 4, 5);
    ck_assert_str_eq(all(), "1.3 1.4 1.5");
    check_state(3, 3, 5, 2);
}
END_TEST

START_TEST(a_flood_overwrites_itself)
{
    open_memory(10);
    put_many(1, 1, 3);
    put_many(2, 1, 2);
    put_many(9, 1, 1000);
    ck_assert_str_eq(all(), "1.1 1.2 1.3 2.1 2.2 9.996 9.997 9.998 9.999 9.1000");
    check_state(10, 10, 1005, 995);
    put_many(1, 4, 4); /* the others still get room: from the flood */
    ck_assert_str_eq(all(), "1.1 1.2 1.3 2.1 2.2 9.997 9.998 9.999 9.1000 1.4");
}
END_TEST

START_TEST(equal_shares_lose_the_oldest)
{
    open_memory(4);
    put_many(2, 1, 1);
    put_many(1, 1, 2);
    put_many(2, 2, 2);
    put_many(3, 1, 1);
    ck_assert_str_eq(all(), "1.1 1.2 2.2 3.1");
    put_many(3, 2, 2); /* now source 1 has the most */
    ck_assert_str_eq(all(), "1.2 2.2 3.1 3.2");
}
END_TEST

START_TEST(one_entry_is_a_ring)
{
    open_memory(1);
    put_many(1, 1, 1);
    put_many(2, 1, 1);
    ck_assert_str_eq(all(), "2.1");
    check_state(1, 1, 2, 1);
}
END_TEST

/* The ring against the rule told the slow way. */
START_TEST(places_follow_the_rule)
{
    enum { SIZE = 7 };
    struct klog_ring ring;
    struct {
        nk_uint64_t id;
        nk_uint32_t source;
    } model[SIZE] = {{0}};
    unsigned seed = (unsigned)_i + 1;

    ck_assert(klog_ring_init(&ring, SIZE));
    for (nk_uint64_t id = 1; id < 300; id++) {
        const nk_uint32_t source = (seed = seed * 1103515245u + 12345u) >> 28;
        const nk_uint32_t place = klog_ring_next(&ring);
        unsigned most = 0, want = SIZE, shares[16] = {0};

        for (unsigned i = 0; i < SIZE; i++)
            if (model[i].id && ++shares[model[i].source] > most)
                most = shares[model[i].source];
        for (unsigned i = 0; i < SIZE; i++) {
            if (!model[i].id) {
                want = i;
                break;
            }
            if (shares[model[i].source] == most && (want == SIZE || model[i].id < model[want].id))
                want = i;
        }
        ck_assert_uint_eq(place, want);
        /* Now and then a place becomes empty: a file failed. */
        model[want].id = seed % 11 == 0 ? 0 : id;
        model[want].source = source;
        klog_ring_set(&ring, place, model[want].id, model[want].source);
        for (nk_uint32_t i = 0; i + 1 < ring.entries; i++)
            ck_assert_uint_lt(ring.places[ring.order[i]].id, ring.places[ring.order[i + 1]].id);
    }
    klog_ring_free(&ring);
}
END_TEST

/* Nearly as many sources as places, and the one with the most entries came last: who writes so must
 * not make the storage stand still. With a step that costs places times sources the test runs into
 * its time limit. */
START_TEST(many_sources_cost_little)
{
    const nk_uint32_t last = 16383;
    struct klog_ring ring;

    ck_assert(klog_ring_init(&ring, last + 1));
    for (nk_uint32_t i = 0; i <= last; i++)
        klog_ring_set(&ring, i, i + 1, i < last ? i : i - 1);
    for (nk_uint64_t id = last + 2; id < last + 1000; id++) {
        ck_assert_uint_eq(klog_ring_next(&ring), last - id % 2);
        klog_ring_set(&ring, last - id % 2, id, last - 1);
    }
    klog_ring_free(&ring);
}
END_TEST

/* ---- entries ------------------------------------------------------------------------------ */

START_TEST(an_entry_comes_back_as_it_was)
{
    if (_i == 0)
        open_memory(4);
    else
        ck_assert_int_eq(open_file(4, 0), rcOk);
    memset(&entry, 0, sizeof entry);
    entry.timestamp = 123456789012;
    entry.source = 0xfffffffe;
    entry.reason = 3;
    memset(entry.msg, 'x', sizeof entry.msg - 1); /* the longest there is */
    ck_assert_int_eq(klog_storage_write(storage, &entry), rcOk);
    ck_assert_int_eq(put(1, ""), rcOk);
    ck_assert_int_eq(klog_storage_read(storage, 2, entries, &count), rcOk);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(entries[0].id, 1);
    entry.id = 1;
    entry.timestamp = 123456789012;
    entry.source = 0xfffffffe;
    entry.reason = 3;
    memset(entry.msg, 'x', sizeof entry.msg - 1);
    ck_assert_mem_eq(&entries[0], &entry, sizeof entry);
    ck_assert_uint_eq(entries[1].id, 2);
    ck_assert_str_eq((char *)entries[1].msg, "");
}
END_TEST

START_TEST(an_entry_needs_an_end)
{
    open_memory(4);
    memset(&entry, 'x', sizeof entry);
    ck_assert_int_eq(klog_storage_write(storage, &entry), rcInvalidArgument);
    check_state(4, 0, 0, 0);
}
END_TEST

START_TEST(reading_is_bounded)
{
    open_memory(50);
    ck_assert_int_eq(klog_storage_read(storage, 5, entries, &count), rcOk);
    ck_assert_uint_eq(count, 0);
    put_many(1, 1, 50);
    ck_assert_int_eq(klog_storage_read(storage, 1000, entries, &count), rcOk);
    ck_assert_uint_eq(count, KLOG_STORAGE_READ_MAX);
    ck_assert_uint_eq(entries[0].id, 19);
    ck_assert_uint_eq(entries[31].id, 50);
    ck_assert_int_eq(klog_storage_read(storage, 0, entries, &count), rcOk);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(klog_storage_read_range(storage, 7, 9, 2, entries, &count), rcOk);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(entries[1].id, 8);
    ck_assert_int_eq(klog_storage_read_range(storage, 9, 7, 32, entries, &count), rcOk);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(klog_storage_read_range(storage, 51, ~0ull, 32, entries, &count), rcOk);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(numbers_of_entries_are_read)
{
    static const char *const wrong[] = {"",   "0",    "12x",   " 12", "-1",
                                        "+1", "0x10", "65537", "1 2", "99999999999999999999999"};

    ck_assert_uint_eq(klog_storage_entries(NULL), KLOG_STORAGE_ENTRIES_DEFAULT);
    ck_assert_uint_eq(klog_storage_entries("1"), 1);
    ck_assert_uint_eq(klog_storage_entries("65536"), KLOG_STORAGE_ENTRIES_MAX);
    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_uint_eq(klog_storage_entries(wrong[i]), 0);
}
END_TEST

/* What the storage prints of an entry. */
static const char *echo_of(nk_uint32_t source, const char *text)
{
    struct klog_storage_settings settings = {.entries = 4};
    static char *printed;
    size_t size;

    klog_storage_close(storage);
    free(printed);
    settings.echo = open_memstream(&printed, &size);
    ck_assert_int_eq(klog_storage_create(&settings, &storage), rcOk);
    ck_assert_int_eq(put(source, text), rcOk);
    fclose(settings.echo);
    return printed;
}

START_TEST(no_text_passes_for_another_entry)
{
    ck_assert_str_eq(echo_of(0, "denied: a\n  assert\n  deny"), "denied: a\n  assert\n  deny\n");
    ck_assert_str_eq(echo_of(7, "denied: a"), "[7] denied: a\n");
    ck_assert_str_eq(echo_of(7, "a\ndenied: b\n[8] c\n"), "[7] a\n  denied: b\n  [8] c\n  \n");
    ck_assert_str_eq(echo_of(7, "a\rdenied: b"), "[7] a\\x0ddenied: b\n");
    ck_assert_str_eq(echo_of(7, "\x1b[2J\b\x7f\t"), "[7] \\x1b[2J\\x08\\x7f\\x09\n");
    ck_assert_str_eq(echo_of(7, "gr\xc3\xbc\xc3\x9f"), "[7] gr\xc3\xbc\xc3\x9f\n");
    ck_assert_str_eq(echo_of(7, "\xc2\x9b[J\x9b\xc3"), "[7] \\xc2\\x9b[J\\x9b\\xc3\n");
    ck_assert_str_eq(echo_of(7, ""), "[7] \n");
}
END_TEST

START_TEST(settings_are_checked)
{
    struct klog_storage_settings settings = {.entries = 0};

    ck_assert_int_eq(klog_storage_create(&settings, &storage), rcInvalidArgument);
    settings.entries = KLOG_STORAGE_ENTRIES_MAX + 1;
    ck_assert_int_eq(klog_storage_create(&settings, &storage), rcInvalidArgument);
    setenv("KLOG_STORAGE_ENTRIES", "12x", 1);
    ck_assert_int_eq(klog_storage_open("unused", &storage), rcInvalidArgument);
    setenv("KLOG_STORAGE_ENTRIES", "12", 1);
    ck_assert_int_eq(klog_storage_open("unused", &storage), rcOk);
    check_state(12, 0, 0, 0);
}
END_TEST

/* ---- the file ----------------------------------------------------------------------------- */

#define PLACE_SIZE (32 + KLOG_STORAGE_MESSAGE_SIZE)
#define HEAD_SIZE  16

static void damage(unsigned place, unsigned at)
{
    const int fd = open(path, O_RDWR);
    unsigned char byte;
    const off_t offset = HEAD_SIZE + (off_t)place * PLACE_SIZE + (off_t)at;

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pread(fd, &byte, 1, offset), 1);
    byte ^= 0x40;
    ck_assert_int_eq(pwrite(fd, &byte, 1, offset), 1);
    close(fd);
}

START_TEST(a_file_goes_on)
{
    struct stat before, after;

    ck_assert_int_eq(open_file(3, 0), rcOk);
    ck_assert_int_eq(stat(path, &before), 0);
    put_many(1, 1, 4);
    ck_assert_int_eq(open_file(100, 0), rcOk); /* the size of the file counts */
    ck_assert_str_eq(all(), "1.2 1.3 1.4");
    check_state(3, 3, 4, 1);
    put_many(1, 5, 5);
    ck_assert_str_eq(all(), "1.3 1.4 1.5");
    ck_assert_int_eq(stat(path, &after), 0);
    ck_assert_int_eq(before.st_size, HEAD_SIZE + 3 * PLACE_SIZE);
    ck_assert_int_eq(before.st_size, after.st_size);
    ck_assert_int_eq(open_file(5, 1), rcOk); /* unless a new one is asked for */
    check_state(5, 0, 0, 0);
}
END_TEST

START_TEST(a_damaged_place_is_one_loss)
{
    ck_assert_int_eq(open_file(3, 0), rcOk);
    put_many(1, 1, 3);
    damage(1, (unsigned)_i); /* a byte of the head, or of the text */
    ck_assert_int_eq(open_file(3, 0), rcOk);
    ck_assert_str_eq(all(), "1.1 1.3");
    check_state(3, 2, 3, 1);
    put_many(1, 4, 4);
    ck_assert_str_eq(all(), "1.1 1.3 1.4");
}
END_TEST

START_TEST(a_short_file_loses_its_end)
{
    ck_assert_int_eq(open_file(3, 0), rcOk);
    put_many(1, 1, 3);
    ck_assert_int_eq(truncate(path, HEAD_SIZE + PLACE_SIZE + 10), 0);
    ck_assert_int_eq(open_file(3, 0), rcOk);
    ck_assert_str_eq(all(), "1.1");
    put_many(1, 4, 6);
    ck_assert_str_eq(all(), "1.4 1.5 1.6");
}
END_TEST

START_TEST(a_double_number_counts_once)
{
    char place[PLACE_SIZE];
    int fd;

    ck_assert_int_eq(open_file(3, 0), rcOk);
    put_many(1, 1, 1);
    fd = open(path, O_RDWR);
    ck_assert_int_eq(pread(fd, place, sizeof place, HEAD_SIZE), sizeof place);
    ck_assert_int_eq(pwrite(fd, place, sizeof place, HEAD_SIZE + 2 * PLACE_SIZE), sizeof place);
    close(fd);
    ck_assert_int_eq(open_file(3, 0), rcOk);
    check_state(3, 1, 1, 0);
}
END_TEST

/* Gives the entry of a place another number, and the sum that goes with it: FNV-1a. */
static void renumber(unsigned place, nk_uint64_t id)
{
    unsigned char slot[PLACE_SIZE];
    const int fd = open(path, O_RDWR);
    const off_t offset = HEAD_SIZE + (off_t)place * PLACE_SIZE;
    nk_uint32_t length, sum = 2166136261u;

    ck_assert_int_eq(pread(fd, slot, sizeof slot, offset), sizeof slot);
    memcpy(slot, &id, sizeof id);
    memcpy(&length, slot + 24, sizeof length);
    memset(slot + 28, 0, sizeof sum);
    for (unsigned i = 0; i < 32 + length; i++)
        sum = (sum ^ slot[i]) * 16777619u;
    memcpy(slot + 28, &sum, sizeof sum);
    ck_assert_int_eq(pwrite(fd, slot, sizeof slot, offset), sizeof slot);
    close(fd);
}

START_TEST(numbers_beyond_all_are_damage)
{
    ck_assert_int_eq(open_file(4, 0), rcOk);
    put_many(1, 1, 3);
    renumber(0, 10);
    ck_assert_int_eq(open_file(4, 0), rcOk);
    check_state(4, 3, 10, 7); /* a number that may be is believed */
    renumber(1, ~0ull);
    renumber(2, 1ull << 63);
    ck_assert_int_eq(open_file(4, 0), rcOk);
    check_state(4, 1, 10, 9);
    put_many(1, 4, 4);
    ck_assert_str_eq(all(), "1.1 1.4");
    check_state(4, 2, 11, 9);
}
END_TEST

START_TEST(other_files_stay_as_they_are)
{
    static const char text[] = "this is no log, and somebody needs it\n";
    char found[sizeof text];
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
    ck_assert_int_eq(open_file(3, 0), rcInvalidArgument);
    file = fopen(path, "r");
    ck_assert_ptr_nonnull(fgets(found, sizeof found, file));
    fclose(file);
    ck_assert_str_eq(found, text);
}
END_TEST

START_TEST(paths_that_do_not_work)
{
    strcat(path, "/x");
    ck_assert_int_eq(open_file(3, 0), rcResourceNotFound);
    strcpy(path, dir);
    ck_assert_int_eq(open_file(3, 0), rcInvalidArgument);
    strcpy(path, "/dev/full");
    ck_assert_int_eq(open_file(3, 0), rcQuotaExceeded);
    sprintf(path, "%s/log", dir);
}
END_TEST

/* The file may not be written beyond its first place, for a while. */
START_TEST(a_failing_file_is_told_and_counted)
{
    struct rlimit limit;

    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(open_file(3, 0), rcOk);
    put_many(1, 1, 2);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = HEAD_SIZE + PLACE_SIZE;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(put(1, "gone"), rcQuotaExceeded);
    check_state(3, 2, 2, 1);
    ck_assert_str_eq(all(), "1.1 1.2");
    limit.rlim_cur = limit.rlim_max;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    put_many(1, 3, 3);
    ck_assert_str_eq(all(), "1.1 1.2 1.3");
    check_state(3, 3, 3, 1);
}
END_TEST

START_TEST(a_log_that_does_not_fit_takes_no_room)
{
    struct rlimit limit;
    struct stat status;

    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = HEAD_SIZE + 2 * PLACE_SIZE;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(open_file(3, 0), rcQuotaExceeded);
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_int_eq(status.st_size, 0);
    ck_assert_int_eq(open_file(2, 0), rcOk); /* a smaller one does */
    check_state(2, 0, 0, 0);
}
END_TEST

START_TEST(what_another_wrote_is_not_believed)
{
    ck_assert_int_eq(open_file(3, 0), rcOk);
    put_many(1, 1, 2);
    damage(1, 33);
    ck_assert_int_eq(klog_storage_read(storage, 3, entries, &count), rcFail);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("klog_storage");
    TCase *tc = tcase_create("klog_storage");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, the_oldest_gives_way);
    tcase_add_test(tc, a_flood_overwrites_itself);
    tcase_add_test(tc, equal_shares_lose_the_oldest);
    tcase_add_test(tc, one_entry_is_a_ring);
    tcase_add_loop_test(tc, places_follow_the_rule, 0, 8);
    tcase_add_test(tc, many_sources_cost_little);
    tcase_add_loop_test(tc, an_entry_comes_back_as_it_was, 0, 2);
    tcase_add_test(tc, an_entry_needs_an_end);
    tcase_add_test(tc, reading_is_bounded);
    tcase_add_test(tc, numbers_of_entries_are_read);
    tcase_add_test(tc, no_text_passes_for_another_entry);
    tcase_add_test(tc, settings_are_checked);
    tcase_add_test(tc, a_file_goes_on);
    tcase_add_loop_test(tc, a_damaged_place_is_one_loss, 0, 35);
    tcase_add_test(tc, a_short_file_loses_its_end);
    tcase_add_test(tc, a_double_number_counts_once);
    tcase_add_test(tc, numbers_beyond_all_are_damage);
    tcase_add_test(tc, other_files_stay_as_they_are);
    tcase_add_test(tc, paths_that_do_not_work);
    tcase_add_test(tc, a_failing_file_is_told_and_counted);
    tcase_add_test(tc, a_log_that_does_not_fit_takes_no_room);
    tcase_add_test(tc, what_another_wrote_is_not_believed);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
