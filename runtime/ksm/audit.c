/* Makes the audit record of a decision (nk/audit.h, nk/ksm_audit.h).
 *
 * Off the usual path: this runs for refusals and for decisions that a profile covers. The encoder
 * knows no more of CBOR than a record needs: unsigned integers, byte strings, arrays and maps of
 * definite length, each with the shortest head. Nothing depends on the message but numbers, and the
 * longest record is known, so nothing can overflow. */
#include <nk/ksm_audit.h>

/* ---- CBOR ---- */

enum { MAJOR_UINT = 0x00, MAJOR_BYTES = 0x40, MAJOR_ARRAY = 0x80, MAJOR_MAP = 0xa0 };
enum { HEAD_1 = 24, HEAD_2, HEAD_4, HEAD_8 }; /* one, two, four, eight bytes follow */

static nk_uint8_t *put_head(nk_uint8_t *at, unsigned major, nk_uint64_t value)
{
    int bits;

    if (value < HEAD_1) {
        *at++ = (nk_uint8_t)(major | value);
        return at;
    }
    if (value <= 0xff) {
        *at++ = (nk_uint8_t)(major | HEAD_1);
        bits = 8;
    } else if (value <= 0xffff) {
        *at++ = (nk_uint8_t)(major | HEAD_2);
        bits = 16;
    } else if (value <= 0xffffffff) {
        *at++ = (nk_uint8_t)(major | HEAD_4);
        bits = 32;
    } else {
        *at++ = (nk_uint8_t)(major | HEAD_8);
        bits = 64;
    }
    while (bits > 0) {
        bits -= 8;
        *at++ = (nk_uint8_t)(value >> bits);
    }
    return at;
}

static nk_uint8_t *put_uint(nk_uint8_t *at, nk_uint64_t value)
{
    return put_head(at, MAJOR_UINT, value);
}

static nk_uint8_t *put_entry(nk_uint8_t *at, enum nk_audit_key key, nk_uint64_t value)
{
    return put_uint(put_uint(at, key), value);
}

static nk_uint8_t *put_party(nk_uint8_t *at, enum nk_audit_key key, nk_uint16_t class_id,
                             nk_uint32_t sid)
{
    at = put_head(put_uint(at, key), MAJOR_ARRAY, 2);
    return put_uint(put_uint(at, class_id), sid);
}

/* ---- the record ---- */

static nk_uint8_t *put_reason(nk_uint8_t *at, const struct nk_reason *r)
{
    const nk_uint64_t parts[] = {r->stage,   r->code,    r->rule,  r->cond, r->field,
                                 r->elem[0], r->elem[1], r->value, r->limit};
    const unsigned count = sizeof parts / sizeof parts[0];

    at = put_head(put_uint(at, NK_AUDIT_REASON), MAJOR_ARRAY, count);
    for (unsigned i = 0; i < count; i++)
        at = put_uint(at, parts[i]);
    return at;
}

static nk_uint8_t *put_calls(nk_uint8_t *at, const struct nk_audit_record *r)
{
    at = put_head(put_uint(at, NK_AUDIT_LIST), MAJOR_ARRAY, r->call_count);
    for (nk_uint32_t i = 0; i < r->call_count; i++) {
        at = put_head(at, MAJOR_ARRAY, 2);
        at = put_uint(put_uint(at, r->calls[i].rule), r->calls[i].result);
    }
    return at;
}

/* Entries that every record has: v, module, seq, kind, verdict, src. */
enum { COMMON_ENTRIES = 6 };

/* The longest record: each part at its widest. */
enum {
    PARTY_MAX = 1 + 1 + 3 + 5,
    REASON_MAX = 1 + 1 + 2 * 2 + 3 * 3 + 2 * 5 + 2 * 9,
    CALLS_MAX = 1 + 2 + NK_AUDIT_CALLS * (1 + 3 + 1),
    RECORD_MAX = 1 + 2 + (1 + 1 + NK_AUDIT_MODULE_SIZE) + (1 + 9) + 2 + 2 + 2 * PARTY_MAX +
                 2 * (1 + 3) + REASON_MAX + CALLS_MAX + (1 + 5)
};
nk_static_assert((int)RECORD_MAX <= (int)NK_AUDIT_RECORD_MAX, audit_record_too_long);

nk_size_t nk_audit_encode(const struct nk_audit_record *r, nk_uint8_t data[NK_AUDIT_RECORD_MAX])
{
    const nk_bool_t has_dst = r->kind != KSM_SECURITY, has_method = r->kind != KSM_EXECUTE;
    const nk_bool_t refused = r->verdict != KSM_GRANTED;
    nk_uint8_t *at = data;

    at = put_head(at, MAJOR_MAP,
                  COMMON_ENTRIES + (has_dst ? 1u : 0u) + (has_method ? 2u : 0u) +
                      (refused ? 1u : 0u) + (r->call_count ? 1u : 0u) + (r->more ? 1u : 0u));
    at = put_entry(at, NK_AUDIT_V, NK_AUDIT_VERSION);
    at = put_head(put_uint(at, NK_AUDIT_MODULE), MAJOR_BYTES, NK_AUDIT_MODULE_SIZE);
    for (unsigned i = 0; i < NK_AUDIT_MODULE_SIZE; i++)
        *at++ = r->module[i];
    at = put_entry(at, NK_AUDIT_SEQ, r->seq);
    at = put_entry(at, NK_AUDIT_KIND, r->kind);
    at = put_entry(at, NK_AUDIT_VERDICT, r->verdict);
    at = put_party(at, NK_AUDIT_SRC, r->src_class, r->src_sid);
    if (has_dst)
        at = put_party(at, NK_AUDIT_DST, r->dst_class, r->dst_sid);
    if (has_method) {
        at = put_entry(at, NK_AUDIT_RIID, r->iid);
        at = put_entry(at, NK_AUDIT_MID, r->mid);
    }
    if (refused)
        at = put_reason(at, &r->reason);
    if (r->call_count)
        at = put_calls(at, r);
    if (r->more)
        at = put_entry(at, NK_AUDIT_MORE, r->more);
    return (nk_size_t)(at - data);
}

/* ---- in the module ---- */

nk_uint32_t ksm_audit_reindex(struct ksm_audit *a)
{
    nk_uint32_t low = 0, high = a->level_count;

    /*@ loop invariant low <= high <= a->level_count;
        loop assigns low, high;
        loop variant high - low; */
    while (low < high) {
        const nk_uint32_t middle = low + (high - low) / 2;

        if (a->levels[middle] <= a->level)
            low = middle + 1;
        else
            high = middle;
    }
    a->indexed_level = a->level;
    a->index = low;
    return low;
}

void ksm_audit_note(struct ksm_audit *a, nk_uint16_t rule, nk_uint8_t result)
{
    struct nk_audit_record *r = &a->record;

    if (r->call_count == NK_AUDIT_CALLS) {
        r->more++;
        return;
    }
    r->calls[r->call_count].rule = rule;
    r->calls[r->call_count].result = result;
    r->call_count++;
}

/* Refusals that no rule has brought about are reported whatever the profiles say. */
static nk_bool_t always_reported(enum ksm_verdict verdict, const struct nk_reason *reason)
{
    return verdict == KSM_MALFORMED || (verdict == KSM_DENIED && reason->stage == NK_STAGE_ROUTER);
}

static void send(const struct ksm_audit *a)
{
    nk_uint8_t data[NK_AUDIT_RECORD_MAX];

    a->sink(a->context, data, nk_audit_encode(&a->record, data));
}

void ksm_audit_verdict(struct ksm_audit *a, const struct ksm_event *event, enum ksm_verdict verdict,
                       const struct nk_reason *reason)
{
    struct nk_audit_record *r = &a->record;

    if (r->call_count == 0 && !always_reported(verdict, reason))
        return;
    r->seq++;
    r->kind = event->kind;
    r->verdict = (nk_uint8_t)verdict;
    r->src_class = event->src_class;
    r->src_sid = event->src_sid;
    r->dst_class = event->dst_class;
    r->dst_sid = event->dst_sid;
    r->iid = event->msg->iid;
    r->mid = event->msg->mid;
    r->reason = *reason;
    if (a->sink)
        send(a);
    r->call_count = 0;
    r->more = 0;
}
