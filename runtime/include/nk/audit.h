/* Audit records: what the security module reports of a decision, and reading them.
 *
 * A record is one CBOR map (RFC 8949) in deterministic encoding: keys ascending, shortest heads,
 * definite lengths; docs/schemas/audit.cddl is the schema. It carries numbers; the names are in the
 * decoder that `nk-psl-gen-c --audit` writes from the same policy, and the record says which policy
 * that was. Records carry no time: whoever stores them adds it.
 *
 * Reading needs no heap. A record is hostile input: nk_audit_decode refuses whatever the module
 * would not have written. Library: kssaudit. Rules: nk-psl-gen-c 6, docs/platform.md, "audit". */
#ifndef NK_AUDIT_H
#define NK_AUDIT_H

#include <nk/reason.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NK_AUDIT_VERSION = 1,
    NK_AUDIT_RECORD_MAX = 512, /* bytes; what kl.core.Audit.Read takes */
    NK_AUDIT_CALLS = 32,       /* rule calls told of one decision */
    NK_AUDIT_MODULE_SIZE = 8,
};

/* Keys of the map; those marked are left out where they do not apply. */
enum nk_audit_key {
    NK_AUDIT_V,
    NK_AUDIT_MODULE,  /* which policy the numbers belong to */
    NK_AUDIT_SEQ,     /* of all records since boot, from 1; those nobody took count as well */
    NK_AUDIT_KIND,    /* enum ksm_kind */
    NK_AUDIT_VERDICT, /* enum ksm_verdict */
    NK_AUDIT_SRC,     /* [class, SID] */
    NK_AUDIT_DST,     /* the same; not of security events */
    NK_AUDIT_RIID,    /* not of execute events */
    NK_AUDIT_MID,     /* the same */
    NK_AUDIT_REASON,  /* [stage, code, rule, cond, field, elem, elem, value, limit]; refusals */
    NK_AUDIT_LIST,    /* [[rule, result], ...]; when some calls are covered */
    NK_AUDIT_MORE,    /* covered calls that found no place */
    NK_AUDIT_KEYS
};

/* Of a rule; of an expression, for `emit`. */
enum {
    NK_AUDIT_CALL_DENIED,
    NK_AUDIT_CALL_GRANTED,
    NK_AUDIT_CALL_FALSE,
    NK_AUDIT_CALL_TRUE,
    NK_AUDIT_CALL_RESULTS
};

/* The result of a rule call, or of an expression in it. */
struct nk_audit_call {
    nk_uint16_t rule; /* number in the policy, from 1 */
    nk_uint8_t result;
};

struct nk_audit_record {
    nk_uint8_t module[NK_AUDIT_MODULE_SIZE];
    nk_uint64_t seq;
    nk_uint16_t kind;                 /* enum ksm_kind */
    nk_uint16_t src_class, dst_class; /* dst_class of security events: KSM_NO_CLASS */
    nk_uint32_t src_sid, dst_sid;
    nk_uint16_t iid, mid;
    nk_uint8_t verdict;      /* enum ksm_verdict */
    struct nk_reason reason; /* all zero when granted */
    nk_uint32_t call_count, more;
    struct nk_audit_call calls[NK_AUDIT_CALLS];
};

/* NK_EOK; NK_EBADMSG: no record of this version, or not in deterministic encoding. *record is then
 * unchanged. */
nk_err_t nk_audit_decode(const void *data, nk_size_t size, struct nk_audit_record *record);

/* Writes the record as the module does, at most NK_AUDIT_RECORD_MAX bytes. Returns its size. */
nk_size_t nk_audit_encode(const struct nk_audit_record *record,
                          nk_uint8_t data[NK_AUDIT_RECORD_MAX]);

struct ksm_tables; /* nk/ksm_engine.h */

/* The names of one policy. */
struct nk_audit_names {
    nk_uint8_t module[NK_AUDIT_MODULE_SIZE];
    const struct ksm_tables *tables; /* names alone: decides nothing */
};

/* Of the policy that the generated decoder was made from. */
extern const struct nk_audit_names nk_audit_policy;

/* Whether the record was made under the policy of these names. */
nk_bool_t nk_audit_fits(const struct nk_audit_names *names, const struct nk_audit_record *record);

/* The line of the decision, as the kernel prints it for a refusal: `denied: request ...`, or
 * `granted: request ...`. Returns its length without the NUL; never writes more than `size` bytes,
 * the NUL included. */
nk_size_t nk_audit_text(const struct nk_audit_names *names, const struct nk_audit_record *record,
                        char *text, nk_size_t size);

/* The rule call and its result: `grant () at security.psl:9:5: granted`. */
nk_size_t nk_audit_call_text(const struct nk_audit_names *names, const struct nk_audit_call *call,
                             char *text, nk_size_t size);

#ifdef __cplusplus
}
#endif
#endif
