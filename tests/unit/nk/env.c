/* runtime/kos/env.c: what is written reads back; no hostile blob is accepted or read past. */
#include "env.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static _Alignas(8) unsigned char blob[4096];

/* A blob with every kind of record. */
static size_t write_all(void)
{
    struct kos_env_writer writer;

    kos_env_begin(&writer, blob, sizeof blob);
    kos_env_put_self(&writer, "echo.Client", "echo.Client");
    kos_env_put_text(&writer, KOS_ENV_ARG, "prog");
    kos_env_put_text(&writer, KOS_ENV_ARG, "");
    kos_env_put_text(&writer, KOS_ENV_VAR, "MODE=ram");
    kos_env_put_channel(&writer, KOS_ENV_ROLE_CLIENT, 17, "echo_chan");
    kos_env_put_endpoint(&writer, 3, "say.talk", "echo.ITalk");
    kos_env_put_endpoint(&writer, 4, "log", "echo.ILog");
    kos_env_put_channel(&writer, KOS_ENV_ROLE_LISTENER, 18, "log");
    return kos_env_end(&writer);
}

START_TEST(what_is_written_reads_back)
{
    const struct kos_env_record *record;
    struct kos_env_channel_view channel;
    struct kos_env_endpoint endpoint;

    ck_assert_uint_gt(write_all(), 0);
    record = kos_env_next(blob, NULL, KOS_ENV_ARG);
    ck_assert_str_eq(kos_env_text(record), "prog");
    record = kos_env_next(blob, record, KOS_ENV_ARG);
    ck_assert_str_eq(kos_env_text(record), "");
    ck_assert_ptr_null(kos_env_next(blob, record, KOS_ENV_ARG));
    ck_assert_str_eq(kos_env_text(kos_env_next(blob, NULL, KOS_ENV_VAR)), "MODE=ram");
    record = kos_env_next(blob, NULL, KOS_ENV_CHANNEL);
    kos_env_channel(record, &channel);
    ck_assert_uint_eq(channel.role, KOS_ENV_ROLE_CLIENT);
    ck_assert_uint_eq(channel.handle, 17);
    ck_assert_str_eq(channel.name, "echo_chan");
    ck_assert_uint_eq(channel.endpoint_count, 2);
    kos_env_endpoint(channel.endpoints, &endpoint);
    ck_assert_str_eq(endpoint.name, "say.talk");
    ck_assert_uint_eq(endpoint.riid, 3);
    kos_env_endpoint(endpoint.next, &endpoint);
    ck_assert_str_eq(endpoint.name, "log");
    ck_assert_str_eq(endpoint.interface, "echo.ILog");
    kos_env_channel(kos_env_next(blob, record, KOS_ENV_CHANNEL), &channel);
    ck_assert_uint_eq(channel.endpoint_count, 0);
}
END_TEST

START_TEST(an_empty_environment_is_sound)
{
    struct kos_env_writer writer;

    kos_env_begin(&writer, blob, sizeof(struct kos_env_header));
    ck_assert_uint_eq(kos_env_end(&writer), 16);
    ck_assert_ptr_null(kos_env_next(blob, NULL, KOS_ENV_ARG));
}
END_TEST

/* Reads everything there is; the sanitizer watches the borders of the copy. */
static void read_all(const void *copy)
{
    const struct kos_env_record *record = NULL;
    struct kos_env_channel_view channel;
    struct kos_env_endpoint endpoint;
    size_t sum = 0;

    while ((record = kos_env_next(copy, record, KOS_ENV_ARG)))
        sum += strlen(kos_env_text(record));
    while ((record = kos_env_next(copy, record, KOS_ENV_VAR)))
        sum += strlen(kos_env_text(record));
    while ((record = kos_env_next(copy, record, KOS_ENV_CHANNEL))) {
        const unsigned char *at;

        kos_env_channel(record, &channel);
        at = channel.endpoints;
        for (unsigned i = 0; i < channel.endpoint_count; i++) {
            kos_env_endpoint(at, &endpoint);
            sum += strlen(endpoint.name) + strlen(endpoint.interface);
            at = endpoint.next;
        }
    }
    ck_assert_uint_lt(sum, sizeof blob);
}

static void check_copy(const unsigned char *bytes, size_t size)
{
    unsigned char *copy = malloc(size ? size : 1);

    memcpy(copy, bytes, size);
    if (!kos_env_check(copy, size))
        read_all(copy);
    free(copy);
}

START_TEST(every_truncation_is_refused)
{
    size_t size = write_all();

    for (size_t cut = 0; cut < size; cut++) {
        unsigned char *copy = malloc(cut ? cut : 1);

        memcpy(copy, blob, cut);
        ck_assert_ptr_nonnull(kos_env_check(copy, cut));
        free(copy);
    }
}
END_TEST

START_TEST(every_changed_byte_is_survived)
{
    static const unsigned char values[] = {0, 1, 2, 3, 7, 8, 0x10, 0x7f, 0x80, 0xf8, 0xff};
    size_t size = write_all();

    for (size_t at = 0; at < size; at++)
        for (size_t i = 0; i < sizeof values; i++) {
            unsigned char kept = blob[at];

            blob[at] = values[i];
            check_copy(blob, size);
            blob[at] = kept;
        }
}
END_TEST

/* ---- single faults ------------------------------------------------------------------------- */

static struct kos_env_record *first(unsigned type)
{
    return (struct kos_env_record *)(void *)(size_t)kos_env_next(blob, NULL, type);
}

static void expect(size_t size, const char *fault)
{
    const char *found = kos_env_check(blob, size);

    ck_assert_msg(found && strcmp(found, fault) == 0, "wanted `%s`, found `%s`", fault,
                  found ? found : "nothing");
}

START_TEST(header_faults)
{
    struct kos_env_header *header = (void *)blob, good;
    size_t size = write_all();

    good = *header;
    header->magic++;
    expect(size, "no environment");
    *header = good;
    header->version++;
    expect(size, "unknown version");
    *header = good;
    header->total_size += 8;
    expect(size, "bad total size");
    *header = good;
    header->record_count++;
    expect(size, "record is truncated");
    *header = good;
    header->record_count = 0xffffffff;
    expect(size, "record is truncated");
    *header = good;
    header->record_count--;
    expect(size, "bytes behind the last record");
    ck_assert_ptr_nonnull(kos_env_check(NULL, 64));
    ck_assert_ptr_nonnull(kos_env_check(blob + 4, size));
}
END_TEST

START_TEST(record_faults)
{
    size_t size = write_all();

    first(KOS_ENV_ARG)->size = 0;
    expect(size, "record has a bad size");
    size = write_all();
    first(KOS_ENV_ARG)->size = 0xfffffff8;
    expect(size, "record has a bad size");
    size = write_all();
    first(KOS_ENV_ARG)->size -= 4;
    expect(size, "record has a bad size");
    size = write_all();
    memset(first(KOS_ENV_ARG) + 1, 'x', 8);
    expect(size, "argument is not terminated");
    size = write_all();
    *((char *)(first(KOS_ENV_VAR) + 1)) = '=';
    expect(size, "variable has no name");
}
END_TEST

START_TEST(channel_faults)
{
    struct kos_env_channel *channel;
    size_t size = write_all();

    channel = (void *)(first(KOS_ENV_CHANNEL) + 1);
    channel->role = 3;
    expect(size, "channel has an unknown role");
    channel->role = KOS_ENV_ROLE_CLIENT;
    channel->handle = KOS_HANDLE_INVALID;
    expect(size, "channel has no handle");
    channel->handle = 17;
    channel->endpoint_count = 0xffff;
    ck_assert_ptr_nonnull(kos_env_check(blob, size));
    channel->endpoint_count = 2;
    ck_assert_ptr_null(kos_env_check(blob, size));
    *(char *)(channel + 1) = '\0';
    expect(size, "channel has a bad name");
}
END_TEST

START_TEST(unknown_records_are_passed_over)
{
    size_t size = write_all();

    first(KOS_ENV_VAR)->type = 999;
    ck_assert_ptr_null(kos_env_check(blob, size));
    ck_assert_ptr_null(kos_env_next(blob, NULL, KOS_ENV_VAR));
}
END_TEST

START_TEST(too_many_arguments)
{
    struct kos_env_writer writer;

    kos_env_begin(&writer, blob, sizeof blob);
    for (int i = 0; i < KOS_ARGS_MAX; i++)
        kos_env_put_text(&writer, KOS_ENV_ARG, "x");
    ck_assert_uint_gt(kos_env_end(&writer), 0);
    kos_env_put_text(&writer, KOS_ENV_ARG, "x");
    ck_assert_uint_eq(kos_env_end(&writer), 0);
}
END_TEST

START_TEST(the_writer_stays_in_its_buffer)
{
    unsigned char *room;
    size_t whole = write_all();

    for (size_t capacity = 0; capacity < whole; capacity += 8) {
        struct kos_env_writer writer;

        room = malloc(capacity ? capacity : 1);
        kos_env_begin(&writer, room, capacity);
        kos_env_put_self(&writer, "echo.Client", "echo.Client");
        kos_env_put_channel(&writer, KOS_ENV_ROLE_CLIENT, 17, "echo_chan");
        kos_env_put_endpoint(&writer, 3, "say.talk", "echo.ITalk");
        kos_env_put_text(&writer, KOS_ENV_VAR, "A=0123456789012345678901234567890123456789");
        ck_assert(kos_env_end(&writer) <= capacity);
        free(room);
    }
}
END_TEST

START_TEST(the_writer_refuses_bad_names)
{
    struct kos_env_writer writer;

    kos_env_begin(&writer, blob, sizeof blob);
    kos_env_put_text(&writer, KOS_ENV_VAR, "NOVALUE");
    ck_assert_uint_eq(kos_env_end(&writer), 0);
    kos_env_begin(&writer, blob, sizeof blob);
    kos_env_put_channel(&writer, KOS_ENV_ROLE_CLIENT, 17, "");
    ck_assert_uint_eq(kos_env_end(&writer), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("env");
    TCase *tests = tcase_create("all");

    tcase_add_test(tests, what_is_written_reads_back);
    tcase_add_test(tests, an_empty_environment_is_sound);
    tcase_add_test(tests, every_truncation_is_refused);
    tcase_add_test(tests, every_changed_byte_is_survived);
    tcase_add_test(tests, header_faults);
    tcase_add_test(tests, record_faults);
    tcase_add_test(tests, channel_faults);
    tcase_add_test(tests, unknown_records_are_passed_over);
    tcase_add_test(tests, too_many_arguments);
    tcase_add_test(tests, the_writer_stays_in_its_buffer);
    tcase_add_test(tests, the_writer_refuses_bad_names);
    suite_add_tcase(suite, tests);
    return unit_main(suite);
}
