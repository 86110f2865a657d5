/* Decisions of a generated security module: every event kind, every kind of rule, every router
 * code, and the line that explains each refusal. */
#include "unit.h"

#include "lab/Check.idl.h"
#include "lab/Ctl.idl.h"
#include "lab/Raw.idl.h"

#include <nk/ksm.h>

#include <string.h>

enum { CTL_IID = 1, RAW_IID = 0 }; /* own endpoints first, then those of instances */

static struct nk_reason reason;
static char line[512];

static nk_uint16_t class_of(const char *name)
{
    for (nk_uint16_t i = 0; i < nk_ksm.class_count; i++)
        if (strcmp(nk_ksm.class_names[i], name) == 0)
            return i;
    ck_abort_msg("no class %s", name);
    return 0;
}

static struct ksm_event event_of(nk_uint16_t kind, const char *src, const char *dst, void *msg,
                                 const struct nk_arena *arena)
{
    struct ksm_event e = {.kind = kind, .src_sid = 4, .dst_sid = 3, .msg = msg, .arena = arena};
    e.src_class = class_of(src);
    e.dst_class = dst ? class_of(dst) : KSM_NO_CLASS;
    e.dst_sid = dst ? 3 : 0;
    return e;
}

static enum ksm_verdict decide(const struct ksm_event *e)
{
    memset(&reason, 0xaa, sizeof reason);
    enum ksm_verdict verdict = nk_ksm.decide(e, &reason);
    if (verdict == KSM_GRANTED) /* the reason means nothing then */
        memset(&reason, 0, sizeof reason);
    nk_ksm.explain(e, &reason, line, sizeof line);
    return verdict;
}

static void expect_granted(const struct ksm_event *e)
{
    ck_assert_msg(decide(e) == KSM_GRANTED, "%s", line);
}

static void expect_refused(const struct ksm_event *e, enum ksm_verdict verdict, const char *text)
{
    enum ksm_verdict found = decide(e);
    ck_assert_str_eq(line, text);
    ck_assert_int_eq(found, verdict);
    ck_assert_uint_ne(reason.stage, NK_STAGE_NONE);
}

#define PSL "tests/unit/nk/ksm/security.psl"

/* ---- execute ---- */

static struct ksm_event start_of(const char *src, const char *dst)
{
    static struct nk_message empty;
    nk_message_set_size(&empty, sizeof empty);
    return event_of(KSM_EXECUTE, src, dst, &empty, NULL);
}

START_TEST(execute_pairs)
{
    struct ksm_event e = start_of("kl.core.Core", "kl.core.Core");
    expect_granted(&e);
    e = start_of("kl.core.Core", "Einit");
    expect_granted(&e);
    e = start_of("Einit", "lab.Pump");
    expect_granted(&e);
    e = start_of("Einit", "lab.Guard");
    expect_refused(&e, KSM_DENIED, "denied: execute Einit(4) -> lab.Guard: no rule");
    ck_assert_uint_eq(reason.code, NK_ROUTER_NO_RULE);
}
END_TEST

START_TEST(execute_rule_sees_sid)
{
    struct ksm_event e = start_of("Einit", "lab.Panel");
    e.dst_sid = 99;
    expect_granted(&e);
    e.dst_sid = 100;
    expect_refused(&e, KSM_DENIED,
                   "denied: execute Einit(4) -> lab.Panel: assert (dst_sid < 100) at " PSL
                   ":13:36: dst_sid = 100");
}
END_TEST

/* ---- requests ---- */

static lab_Ctl_Start_req start_req(nk_uint32_t rpm)
{
    lab_Ctl_Start_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, CTL_IID, lab_Ctl_Start_mid);
    req.rpm = rpm;
    return req;
}

START_TEST(request_assert)
{
    lab_Ctl_Start_req req = start_req(900);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    expect_granted(&e);
    req.rpm = 901;
    expect_refused(
        &e, KSM_DENIED,
        "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Start: assert (message.rpm > "
        "0 && message.rpm <= 900) at " PSL ":21:9: message.rpm = 901");
    ck_assert_uint_eq(reason.stage, NK_STAGE_RULE);
    ck_assert_uint_eq(reason.code, NK_RULE_ASSERT);
    ck_assert_uint_eq(reason.rule, 7);
    ck_assert_uint_eq(reason.cond, 2);
    ck_assert_uint_eq(reason.value, 901);
    ck_assert_uint_eq(reason.limit, 900);
    ck_assert_uint_ne(reason.field, 0);
    req.rpm = 0;
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.cond, 1);
}
END_TEST

START_TEST(request_all_bindings_count)
{
    lab_Ctl_Start_req req = start_req(404);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    expect_refused(
        &e, KSM_DENIED,
        "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Start: assert (message.rpm "
        "!= 404) at " PSL ":22:9: message.rpm = 404");
    ck_assert_uint_eq(reason.rule, 8);
    req.level = 0xff; /* a later rule denies too: the reason stays the first one's */
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.rule, 8);
}
END_TEST

START_TEST(request_deny_with_condition)
{
    lab_Ctl_Start_req req = start_req(1);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    req.trim = -6;
    expect_refused(
        &e, KSM_DENIED,
        "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Start: deny (message.level == "
        "0xFF || message.trim < -5) at " PSL ":23:9: message.trim = -6");
    ck_assert_uint_eq(reason.code, NK_RULE_DENY);
    req.trim = -5;
    expect_granted(&e);
}
END_TEST

START_TEST(request_implication_in_nested_match)
{
    lab_Ctl_Start_req req = start_req(1);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    req.level = 1;
    expect_granted(&e);
    req.trim = 2;
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.rule, 10);
    ck_assert_uint_eq(reason.cond, 2);
}
END_TEST

START_TEST(request_unknown_pair_is_denied)
{
    lab_Ctl_Start_req req = start_req(1);
    struct ksm_event e = event_of(KSM_REQUEST, "Einit", "lab.Pump", &req, NULL);
    expect_refused(&e, KSM_DENIED,
                   "denied: request Einit(4) -> lab.Pump(3) ctl.main.Start: no rule");
}
END_TEST

START_TEST(request_unconditional_deny)
{
    lab_Raw_Poke_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, RAW_IID, lab_Raw_Poke_mid);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Guard", "lab.Pump", &req, NULL);
    expect_refused(&e, KSM_DENIED,
                   "denied: request lab.Guard(4) -> lab.Pump(3) raw.Poke: deny () at " PSL
                   ":44:63");
    e = event_of(KSM_REQUEST, "lab.Panel", "lab.Spare", &req, NULL);
    expect_granted(&e); /* another class of the same description has rules of its own */
}
END_TEST

START_TEST(request_mixed_signs)
{
    lab_Ctl_Wide_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, CTL_IID, lab_Ctl_Wide_mid);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    req.big = NK_UINT64_MAX; /* the same bits as -1, another number */
    req.deep = -1;
    expect_refused(
        &e, KSM_DENIED,
        "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Wide: assert (message.deep > "
        "message.big || message.big + 1 > 5) at " PSL ":34:9: message.big + 1 failed");
    ck_assert_uint_eq(reason.code, NK_RULE_EXPRESSION);
    req.big = 5;
    expect_granted(&e);
    req.deep = 5;
    expect_refused(
        &e, KSM_DENIED,
        "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Wide: assert (message.big != "
        "message.deep) at " PSL ":33:9: message.big = 5, message.deep = 5");
    req.deep = -3;
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.rule, 17);
}
END_TEST

START_TEST(request_handle)
{
    lab_Ctl_Take_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, CTL_IID, lab_Ctl_Take_mid);
    nk_msg_set_ncaps(&req, lab_Ctl_Take_req_handles);
    req.file.handle = 4;
    req.file.rights = 5;
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    expect_granted(&e);
    req.file.handle = 5;
    expect_refused(&e, KSM_DENIED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Take: assert "
                   "(message.file.handle == src_sid && (message.file.rights & 0x3) == 1) at " PSL
                   ":38:9: message.file.handle = 5, src_sid = 4");
    nk_msg_set_ncaps(&req, 0);
    expect_refused(
        &e, KSM_MALFORMED,
        "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Take: malformed: handles 0, "
        "expected 1");
}
END_TEST

/* ---- paths into sequences, arrays and unions ---- */

struct plan {
    lab_Ctl_Plan_req req;
    char bytes[128];
    struct nk_arena arena;
    lab_Ctl_Range *ranges;
};

static void plan_init(struct plan *p, nk_size_t count)
{
    memset(p, 0, sizeof *p);
    nk_req_reset(&p->req);
    nk_msg_set_method_id(&p->req, CTL_IID, lab_Ctl_Plan_mid);
    nk_arena_init(&p->arena, p->bytes, p->bytes + sizeof p->bytes);
    p->ranges = nk_arena_alloc(lab_Ctl_Range, &p->arena, &p->req.ranges, count);
    ck_assert_ptr_nonnull(p->ranges);
    char *note = nk_arena_alloc(char, &p->arena, &p->req.note, 3);
    ck_assert_ptr_nonnull(note);
    memcpy(note, "ok", 3);
    if (count > 1)
        p->ranges[1].len = 7;
    p->req.taps[2] = 2;
}

START_TEST(plan_granted)
{
    struct plan p;
    plan_init(&p, 2);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &p.req, &p.arena);
    expect_granted(&e);
    p.ranges[1].len = 8;
    expect_refused(&e, KSM_DENIED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Plan: assert "
                   "(message.ranges.[1].len == 7) at " PSL ":27:9: message.ranges.[1].len = 8");
    ck_assert_uint_eq(reason.elem[0], 1);
}
END_TEST

START_TEST(plan_index_past_end)
{
    struct plan p;
    plan_init(&p, 1);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &p.req, &p.arena);
    expect_refused(&e, KSM_DENIED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Plan: assert "
                   "(message.ranges.[1].len == 7) at " PSL ":27:9: message.ranges.[1].len failed");
    ck_assert_uint_eq(reason.code, NK_RULE_EXPRESSION);
}
END_TEST

START_TEST(plan_any_empty_cond)
{
    struct plan p;
    plan_init(&p, 2);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &p.req, &p.arena);
    p.req.taps[2] = 3;
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.rule, 12);
    p.req.taps[3] = 3;
    expect_granted(&e);
    p.req.one.low = -1;
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.rule, 14);
    p.req.one.len = 1;
    expect_granted(&e);
    p.req.note.size = 0;
    expect_refused(&e, KSM_DENIED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Plan: deny "
                   "(pred.empty (message.note)) at " PSL ":29:9");
}
END_TEST

START_TEST(plan_union_member)
{
    struct plan p;
    plan_init(&p, 2);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Guard", "lab.Pump", &p.req, &p.arena);
    p.req.mode.data.speed = 49;
    expect_granted(&e);
    p.req.mode.tag = lab_Ctl_Mode_range_tag;
    expect_refused(&e, KSM_DENIED,
                   "denied: request lab.Guard(4) -> lab.Pump(3) ctl.main.Plan: assert "
                   "(message.mode.speed < 50) at " PSL ":42:5: message.mode.speed failed");
    p.req.mode.tag = 7;
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request lab.Guard(4) -> lab.Pump(3) ctl.main.Plan: malformed: mode: "
                   "unknown union tag 7");
}
END_TEST

START_TEST(structure_comes_before_rules)
{
    struct plan p;
    plan_init(&p, 2);
    struct ksm_event e = event_of(KSM_REQUEST, "Einit", "lab.Pump", &p.req, &p.arena);
    p.req.note.size = 2;
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request Einit(4) -> lab.Pump(3) ctl.main.Plan: malformed: note: not "
                   "terminated (size 2)");
    p.req.note.size = 3;
    p.req.ranges.size = 12;
    ck_assert_int_eq(decide(&e), KSM_MALFORMED);
    ck_assert_uint_eq(reason.stage, NK_STAGE_STRUCTURE);
    ck_assert_uint_eq(reason.code, NK_STRUCT_MULTIPLE);
}
END_TEST

/* ---- responses, errors, security ---- */

START_TEST(response_out_parameters)
{
    lab_Ctl_Start_res res;
    memset(&res, 0, sizeof res);
    nk_req_reset(&res);
    nk_msg_set_method_id(&res, CTL_IID, lab_Ctl_Start_mid);
    res.got = 999;
    struct ksm_event e = event_of(KSM_RESPONSE, "lab.Pump", "lab.Panel", &res, NULL);
    expect_granted(&e);
    res.got = 1000;
    expect_refused(
        &e, KSM_DENIED,
        "denied: response lab.Pump(4) -> lab.Panel(3) ctl.main.Start: assert (message.got < "
        "1000) at " PSL ":49:56: message.got = 1000");
    e = event_of(KSM_RESPONSE, "lab.Spare", "lab.Panel", &res, NULL);
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    ck_assert_uint_eq(reason.code, NK_ROUTER_NO_RULE);
}
END_TEST

START_TEST(error_parameters)
{
    lab_Ctl_Wide_err err;
    memset(&err, 0, sizeof err);
    nk_err_reset(&err);
    nk_msg_set_method_id(&err, CTL_IID, lab_Ctl_Wide_mid);
    err.status = 12;
    struct ksm_event e = event_of(KSM_ERROR, "lab.Pump", "lab.Panel", &err, NULL);
    expect_granted(&e);
    err.status = 13;
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    nk_msg_set_method_id(&err, CTL_IID, lab_Ctl_Start_mid); /* no error parameters: empty message */
    ck_assert_int_eq(decide(&e), KSM_MALFORMED);
    ck_assert_uint_eq(reason.code, NK_STRUCT_SIZE);
}
END_TEST

START_TEST(security_interface)
{
    lab_Check_Enter_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 0, lab_Check_Enter_mid);
    req.door = 3;
    struct ksm_event e = event_of(KSM_SECURITY, "lab.Guard", NULL, &req, NULL);
    expect_granted(&e);
    e.src_sid = 66;
    expect_refused(&e, KSM_DENIED,
                   "denied: security lab.Guard(66) Enter: bool.assert (src_sid != 66) "
                   "at " PSL ":54:5: src_sid = 66");
    nk_msg_set_method_id(&req, 0, lab_Check_Leave_mid);
    nk_message_set_size(&req.base_, sizeof req.base_);
    expect_refused(&e, KSM_DENIED, "denied: security lab.Guard(66) Leave: no rule");
    e = event_of(KSM_SECURITY, "lab.Panel", NULL, &req, NULL);
    expect_refused(&e, KSM_MALFORMED,
                   "denied: security lab.Panel(4) riid 0 mid 1: unknown endpoint");
}
END_TEST

START_TEST(security_interface_of_an_instance)
{
    lab_Check_Leave_req req;
    memset(&req, 0, sizeof req);
    nk_req_reset(&req);
    nk_msg_set_method_id(&req, 1, lab_Check_Leave_mid);
    struct ksm_event e = event_of(KSM_SECURITY, "lab.Guard", NULL, &req, NULL);
    expect_granted(&e); /* gate.Leave is allowed, the class's own Leave is not */
    nk_msg_set_method_id(&req, 0, lab_Check_Leave_mid);
    expect_refused(&e, KSM_DENIED, "denied: security lab.Guard(4) Leave: no rule");
    lab_Check_Enter_req enter;
    memset(&enter, 0, sizeof enter);
    nk_req_reset(&enter);
    nk_msg_set_method_id(&enter, 1, lab_Check_Enter_mid);
    e.msg = &enter.base_;
    expect_refused(&e, KSM_DENIED, "denied: security lab.Guard(4) gate.Enter: no rule");
}
END_TEST

/* ---- hostile events ---- */

/* lab.Ctl.Arm is granted to lab.Panel for its head alone. No other head is taken for it, whatever
 * part of it is wrong, and however far RIID and MID are outside the tables. */
START_TEST(plain_grant_is_for_one_head)
{
    struct nk_message req = {0};
    struct nk_reason unused;
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    nk_uint32_t granted = 0;
    for (nk_uint32_t iid = 0; iid < 0x10000; iid += iid < 70 || iid >= 0xfffa ? 1 : 257)
        for (nk_uint32_t mid = 0; mid < 0x10000; mid += iid < 70 || mid < 70 ? 1 : 61) {
            nk_message_set_size(&req, sizeof req);
            nk_message_set_method_id_(&req, (nk_iid_t)iid, (nk_mid_t)mid);
            if (iid == CTL_IID && mid == lab_Ctl_Arm_mid)
                continue;
            granted += nk_ksm.decide(&e, &unused) == KSM_GRANTED;
            nk_message_set_size(&req, 0); /* what stands in entries of other methods */
            granted += nk_ksm.decide(&e, &unused) == KSM_GRANTED;
        }
    ck_assert_uint_eq(granted, 0);
}
END_TEST

START_TEST(plain_grant_checks_the_whole_head)
{
    char byte;
    struct nk_arena arena = NK_ARENA_INITIALIZER(&byte, &byte + 1);
    struct nk_message req = {0};
    nk_message_set_size(&req, sizeof req);
    nk_message_set_method_id_(&req, CTL_IID, lab_Ctl_Arm_mid);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    expect_granted(&e);
    nk_message_set_ncaps(&req, 1);
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Arm: malformed: handles 1, "
                   "expected 0");
    nk_message_set_ncaps(&req, 0);
    nk_message_set_size(&req, 32);
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Arm: malformed: size 32, "
                   "expected 24");
    nk_message_set_size(&req, sizeof req);
    e.arena = &arena;
    expect_granted(&e);
    arena.current = &byte + 1;
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main.Arm: malformed: arena is not "
                   "allowed (size 1)");
}
END_TEST

START_TEST(router_codes)
{
    lab_Ctl_Start_req req = start_req(1);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    nk_msg_set_method_id(&req, 9, 0);
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) riid 9 mid 0: unknown endpoint");
    nk_msg_set_method_id(&req, CTL_IID, 77);
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request lab.Panel(4) -> lab.Pump(3) ctl.main mid 77: unknown method");
    nk_msg_set_method_id(&req, 0xffff, 0xffff);
    ck_assert_int_eq(decide(&e), KSM_MALFORMED);
    e.dst_class = KSM_NO_CLASS;
    expect_refused(&e, KSM_MALFORMED,
                   "denied: request lab.Panel(4) -> class 65535(3) riid 65535 mid 65535: unknown "
                   "class");
    e.src_class = (nk_uint16_t)nk_ksm.class_count;
    ck_assert_int_eq(decide(&e), KSM_MALFORMED);
    ck_assert_uint_eq(reason.code, NK_ROUTER_CLASS);
}
END_TEST

START_TEST(unknown_kinds)
{
    lab_Ctl_Start_req req = start_req(1);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    for (unsigned kind = 0; kind < 0x10000; kind++) {
        e.kind = (nk_uint16_t)kind;
        enum ksm_verdict verdict = decide(&e);
        ck_assert_msg(verdict != KSM_GRANTED || kind == KSM_REQUEST, "kind %u", kind);
    }
}
END_TEST

START_TEST(explain_keeps_to_its_buffer)
{
    lab_Ctl_Start_req req = start_req(901);
    struct ksm_event e = event_of(KSM_REQUEST, "lab.Panel", "lab.Pump", &req, NULL);
    ck_assert_int_eq(decide(&e), KSM_DENIED);
    size_t whole = strlen(line);
    for (size_t size = 0; size <= whole + 1; size++) {
        char text[512];
        memset(text, '#', sizeof text);
        size_t length = nk_ksm.explain(&e, &reason, text, size);
        ck_assert_uint_eq(length, size ? size - 1 : 0);
        ck_assert_int_eq(text[size], '#');
        if (size) {
            ck_assert_int_eq(text[length], '\0');
            ck_assert_mem_eq(text, line, length);
        }
    }
    struct nk_reason odd = {.stage = NK_STAGE_RULE, .rule = 65535, .cond = 65535, .field = 65535};
    nk_ksm.explain(&e, &odd, line, sizeof line);
    odd.stage = NK_STAGE_STRUCTURE;
    odd.code = 99;
    nk_ksm.explain(&e, &odd, line, sizeof line);
    ck_assert_ptr_nonnull(strstr(line, "code 99"));
}
END_TEST

START_TEST(module_header)
{
    ck_assert_uint_eq(nk_ksm.magic, KSM_MAGIC);
    ck_assert_uint_eq(nk_ksm.abi, KSM_ABI);
    for (nk_uint32_t i = 1; i < nk_ksm.class_count; i++)
        ck_assert_int_lt(strcmp(nk_ksm.class_names[i - 1], nk_ksm.class_names[i]), 0);
    ck_assert_mem_ne(nk_ksm.core_hash, nk_ksm.model_hash, sizeof nk_ksm.core_hash);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {execute_pairs,
                                  execute_rule_sees_sid,
                                  request_assert,
                                  request_all_bindings_count,
                                  request_deny_with_condition,
                                  request_implication_in_nested_match,
                                  request_unknown_pair_is_denied,
                                  request_unconditional_deny,
                                  request_mixed_signs,
                                  request_handle,
                                  plan_granted,
                                  plan_index_past_end,
                                  plan_any_empty_cond,
                                  plan_union_member,
                                  structure_comes_before_rules,
                                  response_out_parameters,
                                  error_parameters,
                                  security_interface,
                                  security_interface_of_an_instance,
                                  router_codes,
                                  plain_grant_is_for_one_head,
                                  plain_grant_checks_the_whole_head,
                                  unknown_kinds,
                                  explain_keeps_to_its_buffer,
                                  module_header};
    TCase *tcase = tcase_create("decide");
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tcase, tests[i]);
    Suite *suite = suite_create("ksm");
    suite_add_tcase(suite, tcase);
    return unit_main(suite);
}
