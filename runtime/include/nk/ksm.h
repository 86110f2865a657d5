/* The security module as its caller sees it: the kernel, and libnk's loop-back on the host.
 *
 * The module never blocks, allocates or writes the message, uses no floating point and calls
 * nothing outside itself but the sink its caller gave; the caller serialises decisions. Every byte
 * of a message is hostile, the class numbers and SIDs in the event are the caller's word. Rules:
 * docs/platform.md, "kernel and security module". */
#ifndef NK_KSM_H
#define NK_KSM_H

#include <nk/types.h>
#include <nk/arena.h>
#include <nk/claims.h>
#include <nk/message.h>
#include <nk/reason.h>
#include <nk/ksm_route.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KSM_NO_CLASS 0xffff
#define KSM_MAGIC    0x314d534b /* "KSM1" */
#define KSM_ABI      3

struct ksm_event {
    nk_uint16_t kind;                 /* enum ksm_kind */
    nk_uint16_t src_class, dst_class; /* index in names sorted bytewise, or KSM_NO_CLASS */
    nk_uint16_t reserved;
    nk_uint32_t src_sid, dst_sid; /* security events: dst_class KSM_NO_CLASS, dst_sid 0 */
    nk_uint32_t self_sid;         /* object of a callable handle, or 0 */
    nk_uint32_t reserved1;
    const struct nk_message *msg; /* RIID and MID are read from here; handle slots hold SIDs */
    const struct nk_arena *arena; /* of the copy delivered; NULL, or current == start: empty */
};

/* What contracts ask of an event (docs/proof.md). */
/*@ // The message has a header and as many bytes as that claims; the arena can be read.
    predicate ksm_event_ok(struct ksm_event *event) =
        \valid_read(event) && \valid_read(event->msg) &&
        nk_message_readable((nk_uint8_t *)event->msg) && nk_arena_readable(event->arena);
*/

/* Takes one audit record (nk/audit.h). `data` lives during the call alone; the sink is called
 * inside a decision, so it must not call the module and must not wait. */
typedef void ksm_audit_sink(void *context, const nk_uint8_t *data, nk_size_t size);

struct ksm_module {
    nk_uint32_t magic, abi;
    nk_uint8_t model_hash[32]; /* of all classes and interfaces the policy names */
    nk_uint8_t core_hash[32];  /* of kl.core.Core: must equal the kernel's own */
    nk_uint32_t class_count;
    const char *const *class_names; /* sorted bytewise; the index is the class number */
    void (*init)(nk_uint32_t kernel_sid);
    /* *reason is written when the verdict is no grant; after a grant it means nothing. */
    enum ksm_verdict (*decide)(const struct ksm_event *event, struct nk_reason *reason);
    void (*sid_released)(nk_uint32_t sid);
    /* Writes the line of a refusal without prefix ("denied: request ..."), or "granted: " and the
     * event alone when the reason is all zero: what `decide` left after a grant will not do.
     * Returns its length without the NUL; never writes more than `size` bytes, the NUL included. */
    nk_size_t (*explain)(const struct ksm_event *event, const struct nk_reason *reason, char *text,
                         nk_size_t size);
    /* From now on records go to `sink`; NULL: nowhere, as in the beginning. */
    void (*set_audit)(ksm_audit_sink *sink, void *context);
    const struct ksm_routes *routes; /* what they lead to is as good as `decide` */
};

extern const struct ksm_module nk_ksm;

#ifdef __cplusplus
}
#endif
#endif
