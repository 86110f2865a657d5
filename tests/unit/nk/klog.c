/* Klog: records become entries, entries reach the storage whatever it does, losses are told,
 * programs write beside. Kernel, threads and storage are fakes with a script. */
#include "unit.h"

#include "server/record.h"
#include "server/serve.h"

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <coresrv/time/time_api.h>
#include <coresrv/vlog/vlog_api.h>
#include <klog/system_audit.h>
#include <kos/thread.h>
#include <kl/Klog.idl.h>
#include <kss/audit.h>
#include <nk/ksm.h>
#include <nk/ksm_engine.h>
#include <stdio.h>
#include <string.h>

/* ---- the fakes ---------------------------------------------------------------------------- */

static struct {
    Retcode open_storage, open_log;
    Handle listener;
    const char *connection, *registered;
    struct {
        nk_uint8_t data[AUDIT_MESSAGE_SIZE];
        rtl_size_t size;
        rtl_uint32_t lost;
    } records[4];
    unsigned record_count, next_record;
    Retcode writes[8]; /* results of the first writes */
    unsigned attempts, stored;
    struct kl_KlogStorage_Entry entries[8];
    rtl_uint32_t slept[32];
    unsigned sleeps;
    ThreadRoutine thread;
    NkKosDispatchInfo info;
} fake;

Retcode klog_storage_open(const char *connection, struct klog_storage **storage)
{
    fake.connection = connection;
    *storage = (struct klog_storage *)&fake;
    return fake.open_storage;
}

void klog_storage_close(struct klog_storage *storage)
{
    ck_assert_ptr_eq(storage, &fake);
}

Retcode klog_storage_write(struct klog_storage *storage, const struct kl_KlogStorage_Entry *entry)
{
    const Retcode rc = fake.attempts < 8 ? fake.writes[fake.attempts] : rcOk;

    ck_assert_ptr_eq(storage, &fake);
    fake.attempts++;
    if (rc == rcOk && fake.stored < 8)
        fake.entries[fake.stored++] = *entry;
    return rc;
}

Retcode KnAuOpen(const char *name, Handle *log)
{
    ck_assert_str_eq(name, "kss");
    *log = 5;
    return fake.open_log;
}

Retcode KnAuRead(Handle log, void *data, rtl_size_t *size, rtl_uint32_t *lost)
{
    ck_assert_uint_eq(log, 5);
    if (fake.next_record == fake.record_count)
        return rcAbort;
    *size = fake.records[fake.next_record].size;
    *lost = fake.records[fake.next_record].lost;
    memcpy(data, fake.records[fake.next_record].data, *size);
    fake.next_record++;
    return rcOk;
}

rtl_size_t KnGetMSecSinceStart(void)
{
    return 1234;
}

Retcode KosThreadSleep(rtl_uint32_t ms)
{
    ck_assert_uint_lt(fake.sleeps, 32);
    fake.slept[fake.sleeps++] = ms;
    return rcOk;
}

Handle ServiceLocatorRegister(const char *name, void *endpoints, rtl_size_t size, ServiceId *id)
{
    static char registered[64];

    (void)endpoints, (void)size, (void)id;
    snprintf(registered, sizeof registered, "%s", name);
    fake.registered = registered;
    return fake.listener;
}

Retcode KosThreadCreateDetached(Tid *tid, rtl_uint32_t priority, rtl_uint32_t stack,
                                ThreadRoutine routine, void *context, int suspended)
{
    (void)tid, (void)priority, (void)stack, (void)context, (void)suspended;
    fake.thread = routine;
    return rcOk;
}

Retcode NkKosDoDispatch(Handle handle, const NkKosDispatchInfo *info)
{
    ck_assert_uint_eq(handle, 9);
    fake.info = *info;
    return rcNotConnected;
}

/* ---- records ------------------------------------------------------------------------------ */

static struct nk_audit_record record;
static struct kl_KlogStorage_Entry entry;

static void make_record(enum ksm_verdict verdict, unsigned calls)
{
    record = (struct nk_audit_record){.seq = 7,
                                      .kind = KSM_EXECUTE,
                                      .src_class = 0,
                                      .dst_class = 1,
                                      .src_sid = 4,
                                      .dst_sid = 300,
                                      .verdict = (nk_uint8_t)verdict,
                                      .call_count = calls};
    memcpy(record.module, nk_audit_policy.module, sizeof record.module);
    if (verdict != KSM_GRANTED)
        record.reason.stage = NK_STAGE_ROUTER;
    for (unsigned i = 0; i < calls; i++)
        record.calls[i] = (struct nk_audit_call){1, NK_AUDIT_CALL_GRANTED};
}

static void read_back(void)
{
    nk_uint8_t data[NK_AUDIT_RECORD_MAX];
    const nk_size_t size = nk_audit_encode(&record, data);

    klog_entry_of_record(&nk_audit_policy, data, size, &entry);
}

static void queue_record(rtl_uint32_t lost)
{
    const unsigned i = fake.record_count++;

    make_record(KSM_GRANTED, 0);
    record.seq = i + 1;
    record.call_count = 1;
    record.calls[0] = (struct nk_audit_call){1, NK_AUDIT_CALL_GRANTED};
    fake.records[i].size = nk_audit_encode(&record, fake.records[i].data);
    fake.records[i].lost = lost;
}

static int run(void)
{
    return klog_system_audit_run("prog:store", 3);
}

static const char *text(unsigned i)
{
    ck_assert_uint_lt(i, fake.stored);
    return (const char *)fake.entries[i].msg;
}

START_TEST(a_record_becomes_lines)
{
    char line[512], call[512], want[1600];

    make_record(KSM_GRANTED, 2);
    read_back();
    nk_audit_text(&nk_audit_policy, &record, line, sizeof line);
    nk_audit_call_text(&nk_audit_policy, &record.calls[0], call, sizeof call);
    ck_assert(strncmp(line, "granted: ", 9) == 0);
    snprintf(want, sizeof want, "%s\n  %s\n  %s", line, call, call);
    ck_assert_str_eq((char *)entry.msg, want);
    ck_assert_uint_eq(entry.reason, KSS_AUDIT_POSITION_GRANT);
    make_record(KSM_DENIED, 0);
    read_back();
    ck_assert_uint_eq(entry.reason, KSS_AUDIT_POSITION_DENY);
    ck_assert(strncmp((char *)entry.msg, "denied: ", 8) == 0);
}
END_TEST

START_TEST(calls_that_were_not_told_are_counted)
{
    make_record(KSM_GRANTED, NK_AUDIT_CALLS);
    record.more = 5;
    read_back();
    ck_assert_ptr_nonnull(strstr((char *)entry.msg, "\n  and 5 more"));
}
END_TEST

START_TEST(other_records_are_told)
{
    make_record(KSM_GRANTED, 1);
    record.module[0] ^= 1;
    read_back();
    ck_assert_str_eq((char *)entry.msg, "audit record 7, of another policy");
    klog_entry_of_record(&nk_audit_policy, "garbage", 7, &entry);
    ck_assert_str_eq((char *)entry.msg, "an audit record of 7 bytes that cannot be read");
    ck_assert_uint_eq(entry.reason, KSS_AUDIT_POSITION_NONE);
}
END_TEST

/* ---- the loop ----------------------------------------------------------------------------- */

START_TEST(records_are_stored)
{
    queue_record(0);
    queue_record(0);
    ck_assert_int_eq(run(), EXIT_FAILURE); /* the fake's log ends */
    ck_assert_str_eq(fake.connection, "store");
    ck_assert_str_eq(fake.registered, "prog");
    ck_assert_uint_eq(fake.stored, 2);
    ck_assert_uint_eq(fake.entries[0].source, KLOG_SOURCE_AUDIT);
    ck_assert_uint_eq(fake.entries[0].timestamp, 1234);
    ck_assert_uint_eq(fake.entries[0].reason, KSS_AUDIT_POSITION_GRANT);
    ck_assert_ptr_null(fake.thread);
}
END_TEST

START_TEST(lost_records_are_told_before_the_next)
{
    queue_record(0);
    queue_record(41);
    run();
    ck_assert_uint_eq(fake.stored, 3);
    ck_assert_str_eq(text(1), "klog: 41 audit records were lost: the kernel's log was full");
    ck_assert_uint_eq(fake.entries[1].reason, KSS_AUDIT_POSITION_NONE);
    ck_assert(strncmp(text(2), "granted: ", 9) == 0);
}
END_TEST

START_TEST(an_entry_is_tried_until_it_is_stored)
{
    for (unsigned i = 0; i < 8; i++)
        fake.writes[i] = rcSecurityDisallow;
    queue_record(0);
    run();
    ck_assert_uint_eq(fake.sleeps, 8);
    ck_assert_uint_eq(fake.slept[0], 50);
    ck_assert_uint_eq(fake.slept[1], 100);
    ck_assert_uint_eq(fake.slept[6], 3200);
    ck_assert_uint_eq(fake.slept[7], 5000); /* no faster and no slower than that */
    ck_assert_uint_eq(fake.stored, 2);
    ck_assert(strncmp(text(0), "granted: ", 9) == 0);
    ck_assert_str_eq(text(1), "klog: entries were late: the storage failed with error 20");
}
END_TEST

START_TEST(a_refused_entry_does_not_stop_the_log)
{
    fake.writes[0] = rcInvalidArgument;
    queue_record(0);
    queue_record(0);
    run();
    ck_assert_uint_eq(fake.sleeps, 0);
    ck_assert_uint_eq(fake.stored, 2);
    ck_assert_str_eq(text(0), "klog: an entry was lost: the storage refused it");
}
END_TEST

START_TEST(what_is_missing_ends_it)
{
    ck_assert_int_eq(klog_system_audit_run("nocolon", 0), EXIT_FAILURE);
    ck_assert_int_eq(klog_system_audit_run(":b", 0), EXIT_FAILURE);
    ck_assert_int_eq(klog_system_audit_run("a:", 0), EXIT_FAILURE);
    ck_assert_int_eq(klog_system_audit_run(NULL, 0), EXIT_FAILURE);
    ck_assert_ptr_null(fake.connection);
    fake.open_storage = rcResourceNotFound;
    ck_assert_int_eq(run(), EXIT_FAILURE);
    ck_assert_ptr_null(fake.registered);
    fake.open_storage = rcOk;
    fake.open_log = rcSecurityDisallow;
    ck_assert_int_eq(run(), EXIT_FAILURE);
    ck_assert_uint_eq(fake.attempts, 0);
}
END_TEST

/* ---- programs ----------------------------------------------------------------------------- */

static Retcode send(nk_uint32_t id, const char *bytes, nk_size_t size)
{
    char buffer[2048];
    struct nk_arena arena = NK_ARENA_INITIALIZER(buffer, buffer + sizeof buffer);
    struct kl_Klog_write_req req = {.id = id, .reason = KSS_AUDIT_POSITION_NONE};
    struct kl_Klog_write_res res = {0};

    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 3, kl_Klog_write_mid);
    ck_assert_int_eq(nk_arena_store(nk_char_t, &arena, &req.msg, bytes, size), NK_EOK);
    ck_assert_int_eq(fake.info.dispatch(fake.info.entity, &req.base_, &arena, &res.base_, NK_NULL),
                     NK_EOK);
    return res.error;
}

START_TEST(programs_write_beside)
{
    struct klog klog = {(struct klog_storage *)&fake};

    fake.listener = 9;
    ck_assert_int_eq(klog_serve(&klog, "prog", 3), rcOk);
    ck_assert_ptr_nonnull(fake.thread);
    fake.thread(NULL);
    ck_assert_int_eq(send(42, "hello", 6), rcOk);
    ck_assert_str_eq(text(0), "hello");
    ck_assert_uint_eq(fake.entries[0].source, 42);
    ck_assert_int_eq(send(KLOG_SOURCE_AUDIT, "forged", 7), rcInvalidArgument);
    ck_assert_int_eq(send(42, "no end", 6), rcInvalidArgument);
    fake.writes[1] = rcQuotaExceeded;
    ck_assert_int_eq(send(42, "full", 5), rcQuotaExceeded); /* told, not waited for */
    ck_assert_uint_eq(fake.sleeps, 0);
    ck_assert_uint_eq(fake.stored, 1);
}
END_TEST

/* The same function, linked in. */
START_TEST(messages_are_bounded)
{
    static char message[KLOG_MESSAGE_SIZE + 1];
    struct klog *klog;

    ck_assert_int_eq(klog_open(KLOG_SERVER_CONNECTION_ID, &klog), rcOk);
    ck_assert_str_eq(fake.connection, "kl.KlogStorage");
    memset(message, 120, KLOG_MESSAGE_SIZE);
    ck_assert_int_eq(klog_write(klog, 5, KSS_AUDIT_POSITION_NONE, message), rcInvalidArgument);
    message[KLOG_MESSAGE_SIZE - 1] = 0;
    ck_assert_int_eq(klog_write(klog, 5, KSS_AUDIT_POSITION_NONE, message), rcOk);
    ck_assert_str_eq(text(0), message);
    ck_assert_int_eq(klog_write(klog, 5, KSS_AUDIT_POSITION_NONE, NULL), rcInvalidArgument);
    klog_close(klog);
    fake.open_storage = rcResourceNotFound;
    ck_assert_int_eq(klog_open(KLOG_SERVER_CONNECTION_ID, &klog), rcResourceNotFound);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("klog");
    TCase *tc = tcase_create("klog");

    fake.listener = INVALID_HANDLE; /* each test runs in a process of its own */
    tcase_add_test(tc, a_record_becomes_lines);
    tcase_add_test(tc, calls_that_were_not_told_are_counted);
    tcase_add_test(tc, other_records_are_told);
    tcase_add_test(tc, records_are_stored);
    tcase_add_test(tc, lost_records_are_told_before_the_next);
    tcase_add_test(tc, an_entry_is_tried_until_it_is_stored);
    tcase_add_test(tc, a_refused_entry_does_not_stop_the_log);
    tcase_add_test(tc, what_is_missing_ends_it);
    tcase_add_test(tc, programs_write_beside);
    tcase_add_test(tc, messages_are_bounded);
    suite_add_tcase(suite, tc);
    return unit_main(suite);
}
