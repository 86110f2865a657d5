/* The way from a message to what the policy says about it: constant tables of the security module,
 * read by its engine and by the kernel's short way (docs/platform.md, "decision table").
 *
 * A row belongs to a pair of classes and a direction. It leads by RIID to a slot, the slot by MID
 * to a method's entries. Both steps mask the number, so that none can leave its table, and what was
 * found is then told from what was asked for by comparing: `plain` holds the first eight bytes
 * (RIID, MID, size, number of handles, error flag) of the one message of this method that is
 * granted for them alone, whatever else it holds: no rule looks at it, and its type has neither
 * variable-size data nor a field that could be malformed. The entry of any other method, and of
 * those that only fill up the table, is a head that no message which reaches it can have: its MID
 * is the complement of the entry's number, and no mask is 0. */
#ifndef NK_KSM_ROUTE_H
#define NK_KSM_ROUTE_H

#include <nk/message.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "heads of messages are compared as little-endian words"
#endif

struct ksm_interface;

/* An endpoint as one pair of classes sees it in one direction. */
struct ksm_slot {
    nk_uint64_t mask;                      /* entries less one; they are a power of two */
    const nk_uint64_t *plain;              /* [mask + 1] */
    const nk_uint16_t *actions;            /* by MID */
    const struct ksm_interface *interface; /* NULL: there is no such endpoint */
};

struct ksm_row {
    nk_uint64_t mask;                    /* slots less one; they are a power of two */
    const struct ksm_slot *const *slots; /* [mask + 1]: by RIID, never NULL */
};

enum { KSM_DIR_REQUEST, KSM_DIR_RESPONSE, KSM_DIR_ERROR, KSM_DIR_COUNT };

struct ksm_routes {
    nk_uint32_t class_count;
    /* [source * KSM_DIR_COUNT + direction] -> [destination] -> row */
    const struct ksm_row *const *const *from;
};

/* The first eight bytes of a message. */
static inline nk_uint64_t ksm_head(const struct nk_message *msg)
{
    nk_uint64_t head;

    __builtin_memcpy(&head, msg, sizeof(head));
    return head;
}

/* Whether a message with this head, if it has no arena or an empty one, is granted for its head
 * alone. False says nothing: the module must decide. Higher bits of iid and mid do not matter, so
 * that they may be taken out of the head. */
static inline nk_bool_t ksm_is_plain(const struct ksm_row *row, nk_uint64_t iid, nk_uint64_t mid,
                                     nk_uint64_t head)
{
    const struct ksm_slot *const slot = row->slots[iid & row->mask];

    return slot->plain[mid & slot->mask] == head;
}

#ifdef __cplusplus
}
#endif
#endif
