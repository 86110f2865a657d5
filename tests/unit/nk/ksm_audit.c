/* Audit of a module: what is reported at which level, the bytes of a record, the decoder's text, and
 * what the decoder refuses. */
#include "unit.h"

#include "audited.c"

#include "lab/Check.idl.h"
#include "lab/Raw.idl.h"

#include <string.h>

#define PSL "tests/unit/nk/audit/security.psl"

/* ---- one decision and its record ---- */

static nk_uint8_t last[NK_AUDIT_RECORD_MAX];
static nk_size_t last_size; /* 0: no record since the last decision */
static struct nk_audit_record record;
static struct nk_reason reason;
static char line[512], text[512];

static void take(void *context, const nk_uint8_t *data, nk_size_t size)
{
    ck_assert_ptr_eq(context, &last_size);
    ck_assert_uint_eq(last_size, 0); /* one decision makes one record at most */
    ck_assert_uint_le(size, sizeof last);
    memcpy(last, data, size);
    last_size = size;
}

static void setup(void)
{
    nk_ksm.set_audit(take, &last_size);
}

static nk_uint16_t class_of(const char *name)
{
    for (nk_uint16_t i = 0; i < nk_ksm.class_count; i++)
        if (strcmp(nk_ksm.class_names[i], name) == 0)
            return i;
    ck_abort_msg("no class %s", name);
    return 0;
}

static enum ksm_verdict run(nk_uint16_t kind, const char *src, const char *dst, void *msg)
{
    struct ksm_event e = {.kind = kind, .src_sid = 4, .msg = msg};
    e.src_class = class_of(src);
    e.dst_class = dst ? class_of(dst) : KSM_NO_CLASS;
    e.dst_sid = dst ? 300 : 0;
    last_size = 0;
    memset(&reason, 0, sizeof reason);
    enum ksm_verdict verdict = nk_ksm.decide(&e, &reason);
    nk_ksm.explain(&e, &reason, line, sizeof line);
    if (last_size) {
        ck_assert_int_eq(nk_audit_decode(last, last_size, &record), NK_EOK);
        ck_assert_uint_eq(record.verdict, verdict);
        ck_assert(nk_audit_fits(&nk_audit_policy, &record));
        nk_size_t length = nk_audit_text(&nk_audit_policy, &record, text, sizeof text);
        ck_assert_uint_eq(length, strlen(text));
        ck_assert_str_eq(text, line); /* the decoder says what the module says */
    }
    return verdict;
}

static enum ksm_verdict poke(const char *src, nk_uint32_t at)
{
    lab_Raw_Poke_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, lab_Raw_Poke_mid);
    req.at = at;
    return run(KSM_REQUEST, src, "lab.Pump", &req);
}

static void expect_call(nk_uint32_t i, const char *expected)
{
    ck_assert_uint_lt(i, record.call_count);
    nk_audit_call_text(&nk_audit_policy, &record.calls[i], text, sizeof text);
    ck_assert_str_eq(text, expected);
}

/* ---- what is reported ---- */

START_TEST(always)
{
    audit.level = 0; /* below every level of the profile */
    lab_Raw_Poke_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, 9);
    ck_assert_int_eq(run(KSM_REQUEST, "lab.Panel", "lab.Pump", &req), KSM_MALFORMED);
    ck_assert_uint_ne(last_size, 0);
    ck_assert_str_eq(line, "denied: request lab.Panel(4) -> lab.Pump(300) raw mid 9: unknown method");
    nk_msg_set_method_id(&req, 0, lab_Raw_Poke_mid);
    nk_message_set_size(&req.base_, sizeof req - 8);
    ck_assert_int_eq(run(KSM_REQUEST, "lab.Panel", "lab.Pump", &req), KSM_MALFORMED);
    ck_assert_uint_ne(last_size, 0);
    ck_assert_uint_eq(record.reason.stage, NK_STAGE_STRUCTURE);
    ck_assert_int_eq(poke("kl.core.Core", 1), KSM_DENIED); /* no rule */
    ck_assert_uint_ne(last_size, 0);
    ck_assert_uint_eq(record.call_count, 0);
    ck_assert_int_eq(poke("lab.Panel", 10), KSM_DENIED); /* by a rule */
    ck_assert_uint_eq(last_size, 0);
}
END_TEST

/* The profile has 2, 5 and 9: a level between takes the one below. */
START_TEST(levels)
{
    for (nk_uint32_t level = 0; level < 12; level++) {
        const nk_bool_t denied = level >= 2 && level < 9, granted = level >= 5 && level < 9;
        audit.level = level;
        ck_assert_int_eq(poke("lab.Panel", 12), KSM_DENIED);
        ck_assert_msg((last_size != 0) == denied, "denied at %u", level);
        if (denied) {
            ck_assert_uint_eq(record.calls[0].result, NK_AUDIT_CALL_DENIED);
            expect_call(0, "assert (message.at < 10) at " PSL ":25:5: denied");
        }
        ck_assert_int_eq(poke("lab.Panel", 1), KSM_GRANTED);
        ck_assert_msg((last_size != 0) == (granted || (level >= 2 && level < 5)), "at %u", level);
        if (granted)
            expect_call(0, "assert (message.at < 10) at " PSL ":25:5: granted");
        else if (last_size) /* another object of the same model has its own configuration */
            expect_call(0, "gate.assert (message.at != 7) at " PSL ":26:5: granted");
    }
}
END_TEST

START_TEST(denied_by_a_call_that_is_not_covered)
{
    audit.level = 5;
    ck_assert_int_eq(poke("lab.Panel", 8), KSM_DENIED); /* quiet.assert */
    ck_assert_uint_ne(last_size, 0); /* for base.assert, which granted */
    ck_assert_uint_eq(record.call_count, 1);
    ck_assert_uint_eq(record.calls[0].result, NK_AUDIT_CALL_GRANTED);
    ck_assert_ptr_nonnull(strstr(line, "quiet.assert (message.at != 8)"));
    audit.level = 2;
    ck_assert_int_eq(poke("lab.Panel", 7), KSM_DENIED); /* gate: granted only */
    ck_assert_uint_eq(last_size, 0);
}
END_TEST

START_TEST(innermost_profile)
{
    audit.level = 0;
    ck_assert_int_eq(poke("lab.Guard", 1), KSM_GRANTED);
    ck_assert_uint_eq(record.call_count, 2); /* the profile `empty` hides the third */
    expect_call(0, "grant () at " PSL ":31:5: granted");
    expect_call(1, "deny (message.at == 4) at " PSL ":33:9: granted");
    ck_assert_int_eq(poke("lab.Guard", 4), KSM_DENIED);
    ck_assert_uint_eq(record.call_count, 2);
    expect_call(1, "deny (message.at == 4) at " PSL ":33:9: denied");
    ck_assert_uint_eq(record.reason.rule, record.calls[1].rule);
    ck_assert_int_eq(poke("lab.Guard", 5), KSM_DENIED);
    ck_assert_uint_eq(record.call_count, 2);
}
END_TEST

START_TEST(too_many_calls)
{
    ck_assert_int_eq(poke("Einit", 1), KSM_GRANTED);
    ck_assert_uint_eq(record.call_count, NK_AUDIT_CALLS);
    ck_assert_uint_eq(record.more, 40 - NK_AUDIT_CALLS);
    ck_assert_int_eq(poke("lab.Guard", 1), KSM_GRANTED); /* and the next starts anew */
    ck_assert_uint_eq(record.call_count, 2);
    ck_assert_uint_eq(record.more, 0);
}
END_TEST

START_TEST(security_and_execute)
{
    lab_Check_Enter_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, lab_Check_Enter_mid);
    req.door = 4;
    ck_assert_int_eq(run(KSM_SECURITY, "lab.Guard", NULL, &req), KSM_DENIED);
    ck_assert_uint_ne(last_size, 0);
    ck_assert_uint_eq(record.dst_class, KSM_NO_CLASS);
    struct nk_message empty = {0};
    nk_message_set_size(&empty, sizeof empty);
    audit.level = 6;
    ck_assert_int_eq(run(KSM_EXECUTE, "Einit", "lab.Pump", &empty), KSM_GRANTED);
    ck_assert_uint_ne(last_size, 0);
    ck_assert_str_eq(line, "granted: execute Einit(4) -> lab.Pump");
}
END_TEST

START_TEST(numbers_go_on_without_a_sink)
{
    (void)poke("kl.core.Core", 1);
    const nk_uint64_t first = record.seq;
    nk_ksm.set_audit(NULL, NULL);
    (void)poke("kl.core.Core", 1);
    ck_assert_uint_eq(last_size, 0);
    setup();
    (void)poke("kl.core.Core", 1);
    ck_assert_uint_eq(record.seq, first + 2);
}
END_TEST

/* ---- the bytes ---- */

START_TEST(bytes_of_a_record)
{
    const struct nk_audit_record r = {
        .module = {1, 2, 3, 4, 5, 6, 7, 8},
        .seq = 256,
        .kind = KSM_REQUEST,
        .verdict = KSM_DENIED,
        .src_class = 3,
        .src_sid = 70000,
        .dst_class = 24,
        .dst_sid = 1,
        .iid = 2,
        .mid = 1,
        .reason = {.stage = NK_STAGE_RULE, .code = NK_RULE_ASSERT, .rule = 300, .cond = 1,
                   .value = ~(nk_uint64_t)0},
        .call_count = 1,
        .calls = {{300, NK_AUDIT_CALL_DENIED}},
    };
    static const nk_uint8_t expected[] = {
        0xab,                                            /* map(11) */
        0x00, 0x01,                                      /* v */
        0x01, 0x48, 1, 2, 3, 4, 5, 6, 7, 8,              /* module */
        0x02, 0x19, 0x01, 0x00,                          /* seq */
        0x03, 0x02, 0x04, 0x01,                          /* kind, verdict */
        0x05, 0x82, 0x03, 0x1a, 0x00, 0x01, 0x11, 0x70,  /* src */
        0x06, 0x82, 0x18, 0x18, 0x01,                    /* dst */
        0x07, 0x02, 0x08, 0x01,                          /* riid, mid */
        0x09, 0x89, 0x03, 0x02, 0x19, 0x01, 0x2c, 0x01,  /* reason: stage, code, rule, cond, */
        0x00, 0x00, 0x00,                                /* field, elem, */
        0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, /* value, limit */
        0x0a, 0x81, 0x82, 0x19, 0x01, 0x2c, 0x00,        /* calls */
    };
    nk_uint8_t data[NK_AUDIT_RECORD_MAX];
    nk_size_t size = nk_audit_encode(&r, data);
    ck_assert_uint_eq(size, sizeof expected);
    ck_assert_mem_eq(data, expected, sizeof expected);
    ck_assert_int_eq(nk_audit_decode(data, size, &record), NK_EOK);
    ck_assert_uint_eq(record.reason.value, ~(nk_uint64_t)0);
    ck_assert_uint_eq(record.src_sid, 70000);
}
END_TEST

START_TEST(longest_record)
{
    struct nk_audit_record r;
    memset(&r, 0xff, sizeof r);
    r.kind = KSM_ERROR;
    r.verdict = KSM_MALFORMED;
    r.call_count = NK_AUDIT_CALLS;
    for (unsigned i = 0; i < NK_AUDIT_CALLS; i++)
        r.calls[i].result = NK_AUDIT_CALL_GRANTED;
    nk_uint8_t data[NK_AUDIT_RECORD_MAX];
    nk_size_t size = nk_audit_encode(&r, data);
    ck_assert_uint_le(size, sizeof data);
    ck_assert_int_eq(nk_audit_decode(data, size, &record), NK_EOK);
    for (unsigned i = 0; i < NK_AUDIT_CALLS; i++)
        ck_assert_uint_eq(record.calls[i].rule, 0xffff);
    ck_assert_uint_eq(record.more, r.more);
}
END_TEST

/* ---- hostile records ---- */

static nk_uint32_t state = 1;

static nk_uint32_t draw(nk_uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

/* Whatever is accepted is the one encoding of what was read. */
static void expect_sound(const nk_uint8_t *data, nk_size_t size)
{
    struct nk_audit_record r;
    nk_uint8_t again[NK_AUDIT_RECORD_MAX];
    if (nk_audit_decode(data, size, &r) != NK_EOK)
        return;
    ck_assert_uint_eq(nk_audit_encode(&r, again), size);
    ck_assert_mem_eq(again, data, size);
    (void)nk_audit_text(&nk_audit_policy, &r, text, sizeof text);
}

START_TEST(parts_and_surplus)
{
    (void)poke("Einit", 1);
    nk_uint8_t longer[NK_AUDIT_RECORD_MAX + 1] = {0};
    memcpy(longer, last, last_size);
    for (nk_size_t size = 0; size < last_size; size++) {
        nk_uint8_t *part = malloc(size + 1);
        memcpy(part, last, size);
        ck_assert_int_eq(nk_audit_decode(part, size, &record), NK_EBADMSG);
        free(part);
    }
    ck_assert_int_eq(nk_audit_decode(longer, last_size, &record), NK_EOK);
    ck_assert_int_eq(nk_audit_decode(longer, last_size + 1, &record), NK_EBADMSG);
}
END_TEST

START_TEST(every_byte_changed)
{
    (void)poke("lab.Guard", 4);
    for (nk_size_t at = 0; at < last_size; at++)
        for (unsigned value = 0; value < 256; value++) {
            nk_uint8_t data[NK_AUDIT_RECORD_MAX];
            memcpy(data, last, last_size);
            data[at] = (nk_uint8_t)value;
            expect_sound(data, last_size);
        }
}
END_TEST

START_TEST(random_changes)
{
    (void)poke("lab.Guard", 4);
    for (unsigned round = 0; round < 300000; round++) {
        nk_uint8_t data[NK_AUDIT_RECORD_MAX];
        nk_size_t size = last_size - draw(3);
        memcpy(data, last, last_size);
        for (unsigned i = draw(4) + 1; i > 0; i--)
            data[draw((nk_uint32_t)size)] = (nk_uint8_t)draw(256);
        expect_sound(data, size);
    }
}
END_TEST

START_TEST(other_encodings)
{
    static const struct {
        nk_size_t size;
        nk_uint8_t data[24];
    } cases[] = {
        {0, {0}},
        {1, {0xa0}},                /* no keys */
        {1, {0xbf}},                /* indefinite map */
        {3, {0xa1, 0x18, 0x00}},    /* a head longer than needed */
        {5, {0xa2, 0x00, 0x01, 0x00, 0x01}},                     /* a key twice */
        {5, {0xa2, 0x02, 0x01, 0x00, 0x01}},                     /* out of order */
        {3, {0xa1, 0x00, 0x02}},                                 /* another version */
        {3, {0xa1, 0x61, 0x76}},                                 /* a text key */
        {9, {0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}}, /* 2^64 - 1 entries */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_int_eq(nk_audit_decode(cases[i].data, cases[i].size, &record), NK_EBADMSG);
}
END_TEST

START_TEST(text_of_foreign_numbers)
{
    struct nk_audit_record r = {.kind = 77, .src_class = 999, .dst_class = 999, .iid = 9, .mid = 9,
                                .verdict = KSM_DENIED,
                                .reason = {.stage = NK_STAGE_RULE, .rule = 9999}};
    ck_assert(!nk_audit_fits(&nk_audit_policy, &r));
    nk_audit_text(&nk_audit_policy, &r, text, sizeof text);
    ck_assert_str_eq(text, "denied: event class 999(0) -> class 999(0) riid 9 mid 9: rule 9999");
    const struct nk_audit_call call = {9999, 200};
    nk_audit_call_text(&nk_audit_policy, &call, text, sizeof text);
    ck_assert_str_eq(text, "rule 9999");
    char small[8];
    memset(small, 'x', sizeof small);
    ck_assert_uint_eq(nk_audit_call_text(&nk_audit_policy, &call, small, 5), 4);
    ck_assert_str_eq(small, "rule");
    ck_assert_int_eq(small[5], 'x');
    ck_assert_uint_eq(nk_audit_call_text(&nk_audit_policy, &call, small, 0), 0);
}
END_TEST

static void add(Suite *suite, const char *name, const TTest *const *tests, size_t count)
{
    TCase *tc = tcase_create(name);
    tcase_add_checked_fixture(tc, setup, NULL);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
}

#define ADD(suite, name, ...)                                                                      \
    add(suite, name, (const TTest *const[]){__VA_ARGS__},                                          \
        sizeof((const TTest *const[]){__VA_ARGS__}) / sizeof(const TTest *))

int main(void)
{
    Suite *suite = suite_create("ksm_audit");
    ADD(suite, "reported", always, levels, denied_by_a_call_that_is_not_covered, innermost_profile,
        too_many_calls, security_and_execute, numbers_go_on_without_a_sink);
    ADD(suite, "bytes", bytes_of_a_record, longest_record);
    ADD(suite, "hostile", parts_and_surplus, every_byte_changed, random_changes, other_encodings,
        text_of_foreign_numbers);
    return unit_main(suite);
}
