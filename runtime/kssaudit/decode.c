/* Reads an audit record (nk/audit.h). Every byte is hostile; what is accepted is what the module
 * writes and nothing else: one encoding for one record. */
#include <nk/audit.h>
#include <nk/errno.h>
#include <nk/ksm.h>

/* ---- CBOR ---- */

enum { MAJOR_UINT = 0, MAJOR_BYTES = 2, MAJOR_ARRAY = 4, MAJOR_MAP = 5 };

/* After the first fault everything reads as 0 and `bad` stays set: callers test once. */
struct in {
    const nk_uint8_t *at, *end;
    nk_bool_t bad;
};

static nk_uint64_t fail(struct in *in)
{
    in->bad = NK_TRUE;
    in->at = in->end;
    return 0;
}

/* The smallest number that needs a head with 1, 2, 4, 8 bytes behind it. */
static nk_uint64_t least(unsigned bytes)
{
    return bytes == 1 ? 24 : (nk_uint64_t)1 << (bytes * 4);
}

static nk_uint64_t get_head(struct in *in, unsigned major)
{
    nk_uint64_t value = 0;
    unsigned info, bytes;

    if (in->at == in->end || *in->at >> 5 != major)
        return fail(in);
    info = *in->at++ & 0x1f;
    if (info < 24)
        return info;
    if (info > 27)
        return fail(in);
    bytes = 1u << (info - 24);
    if ((nk_size_t)(in->end - in->at) < bytes)
        return fail(in);
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | *in->at++;
    return value < least(bytes) ? fail(in) : value;
}

static nk_uint64_t get_uint(struct in *in, nk_uint64_t max)
{
    const nk_uint64_t value = get_head(in, MAJOR_UINT);

    return value <= max ? value : fail(in);
}

static void get_count(struct in *in, unsigned major, nk_uint64_t count)
{
    if (get_head(in, major) != count)
        fail(in);
}

/* ---- parts of a record ---- */

enum { MAX_8 = 0xff, MAX_16 = 0xffff };
static const nk_uint64_t max_32 = 0xffffffff, max_64 = ~(nk_uint64_t)0;

static void get_party(struct in *in, nk_uint16_t *class_id, nk_uint32_t *sid)
{
    get_count(in, MAJOR_ARRAY, 2);
    *class_id = (nk_uint16_t)get_uint(in, MAX_16);
    *sid = (nk_uint32_t)get_uint(in, max_32);
}

static void get_module(struct in *in, nk_uint8_t module[NK_AUDIT_MODULE_SIZE])
{
    get_count(in, MAJOR_BYTES, NK_AUDIT_MODULE_SIZE);
    if (in->end - in->at < NK_AUDIT_MODULE_SIZE) {
        fail(in);
        return;
    }
    for (unsigned i = 0; i < NK_AUDIT_MODULE_SIZE; i++)
        module[i] = *in->at++;
}

static void get_reason(struct in *in, struct nk_reason *r)
{
    get_count(in, MAJOR_ARRAY, 9);
    r->stage = (nk_uint8_t)get_uint(in, MAX_8);
    r->code = (nk_uint8_t)get_uint(in, MAX_8);
    r->rule = (nk_uint16_t)get_uint(in, MAX_16);
    r->cond = (nk_uint16_t)get_uint(in, MAX_16);
    r->field = (nk_uint16_t)get_uint(in, MAX_16);
    r->elem[0] = (nk_uint32_t)get_uint(in, max_32);
    r->elem[1] = (nk_uint32_t)get_uint(in, max_32);
    r->value = get_uint(in, max_64);
    r->limit = get_uint(in, max_64);
    if (r->stage == NK_STAGE_NONE)
        fail(in);
}

static void get_calls(struct in *in, struct nk_audit_record *r)
{
    const nk_uint64_t count = get_head(in, MAJOR_ARRAY);

    if (count == 0 || count > NK_AUDIT_CALLS) {
        fail(in);
        return;
    }
    r->call_count = (nk_uint32_t)count;
    for (nk_uint32_t i = 0; i < r->call_count; i++) {
        get_count(in, MAJOR_ARRAY, 2);
        r->calls[i].rule = (nk_uint16_t)get_uint(in, MAX_16);
        r->calls[i].result = (nk_uint8_t)get_uint(in, NK_AUDIT_CALL_RESULTS - 1);
    }
}

static void get_value(struct in *in, nk_uint64_t key, struct nk_audit_record *r)
{
    switch (key) {
    case NK_AUDIT_V:
        if (get_uint(in, MAX_8) != NK_AUDIT_VERSION)
            fail(in);
        break;
    case NK_AUDIT_MODULE:
        get_module(in, r->module);
        break;
    case NK_AUDIT_SEQ:
        r->seq = get_uint(in, max_64);
        break;
    case NK_AUDIT_KIND:
        r->kind = (nk_uint16_t)get_uint(in, MAX_16);
        break;
    case NK_AUDIT_VERDICT:
        r->verdict = (nk_uint8_t)get_uint(in, KSM_MALFORMED);
        break;
    case NK_AUDIT_SRC:
        get_party(in, &r->src_class, &r->src_sid);
        break;
    case NK_AUDIT_DST:
        get_party(in, &r->dst_class, &r->dst_sid);
        break;
    case NK_AUDIT_RIID:
        r->iid = (nk_uint16_t)get_uint(in, MAX_16);
        break;
    case NK_AUDIT_MID:
        r->mid = (nk_uint16_t)get_uint(in, MAX_16);
        break;
    case NK_AUDIT_REASON:
        get_reason(in, &r->reason);
        break;
    case NK_AUDIT_LIST:
        get_calls(in, r);
        break;
    case NK_AUDIT_MORE:
        r->more = (nk_uint32_t)get_uint(in, max_32);
        if (r->more == 0)
            fail(in);
        break;
    default:
        fail(in);
        break;
    }
}

#define KEY(name) (1u << NK_AUDIT_##name)

/* Whether exactly the keys are there that a record of this kind and verdict has. */
static nk_bool_t is_complete(const struct nk_audit_record *r, unsigned keys)
{
    unsigned want = KEY(V) | KEY(MODULE) | KEY(SEQ) | KEY(KIND) | KEY(VERDICT) | KEY(SRC);

    if (r->kind != KSM_SECURITY)
        want |= KEY(DST);
    if (r->kind != KSM_EXECUTE)
        want |= KEY(RIID) | KEY(MID);
    if (r->verdict != KSM_GRANTED)
        want |= KEY(REASON);
    if (keys & KEY(MORE) && r->call_count != NK_AUDIT_CALLS)
        return NK_FALSE;
    return (keys & ~(KEY(LIST) | KEY(MORE))) == want;
}

nk_err_t nk_audit_decode(const void *data, nk_size_t size, struct nk_audit_record *record)
{
    struct in in = {data, (const nk_uint8_t *)data + size, NK_FALSE};
    struct nk_audit_record r = {.dst_class = KSM_NO_CLASS};
    const nk_uint64_t count = get_head(&in, MAJOR_MAP);
    nk_uint64_t next = 0;
    unsigned keys = 0;

    for (nk_uint64_t i = 0; i < count && !in.bad; i++) {
        const nk_uint64_t key = get_uint(&in, NK_AUDIT_KEYS - 1);

        if (in.bad || key < next)
            return NK_EBADMSG;
        get_value(&in, key, &r);
        keys |= 1u << key;
        next = key + 1;
    }
    if (in.bad || in.at != in.end || !is_complete(&r, keys))
        return NK_EBADMSG;
    *record = r;
    return NK_EOK;
}
