/* The way from a message to what the policy says about it: constant tables of the security module,
 * read by its engine and by the kernel's short way (docs/platform.md, "decision table").
 *
 * A row belongs to a pair of classes and a kind of event. It leads by RIID to a slot, the slot by
 * MID to a method's way. Both steps mask the number, so that none can leave its table, and what was
 * found is then told from what was asked for by comparing heads: the first eight bytes (RIID, MID,
 * size, number of handles, error flag) of every well-formed message of this method.
 *
 * A way whose `head` is that of the message is plain: granted for the head alone, whatever else the
 * message holds; no rule looks at it, and its type has neither variable-size data nor a field that
 * could be malformed. A way whose `head` is the complement of the message's leaves something to do:
 * `check`, the rest of its structure, then its rules. A method that is denied, and an entry that
 * only fills up the table, has a head that is neither for any message that reaches it: of its MID,
 * bit 0 is not that of the entry's number and bit 1 is, and every mask keeps both bits. */
#ifndef NK_KSM_ROUTE_H
#define NK_KSM_ROUTE_H

#include <nk/ksm_limits.h>
#include <nk/message.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "heads of messages are compared as little-endian words"
#endif

struct ksm_event;
struct ksm_interface;
struct nk_reason;

enum ksm_verdict { KSM_GRANTED = 0, KSM_DENIED = 1, KSM_MALFORMED = 2 };

/* Decides about an event whose message has the head of the way. *reason is written when it does not
 * grant; after a grant it means nothing. */
typedef enum ksm_verdict ksm_check_fn(const struct ksm_event *event, struct nk_reason *reason);

struct ksm_way {
    nk_uint64_t head;    /* of plain messages, or the complement of those that are checked */
    ksm_check_fn *check; /* NULL where no head has it */
};

/* An endpoint as one pair of classes sees it in one direction. */
struct ksm_slot {
    nk_uint64_t mask;                      /* entries less one; they are a power of two from 4 */
    const struct ksm_way *ways;            /* [mask + 1] */
    const nk_uint16_t *actions;            /* by MID */
    const struct ksm_interface *interface; /* NULL: there is no such endpoint */
};

struct ksm_row {
    nk_uint64_t mask;                    /* slots less one; they are a power of two */
    const struct ksm_slot *const *slots; /* [mask + 1]: by RIID, never NULL */
};

struct ksm_routes {
    nk_uint32_t class_count;
    /* [source * KSM_KINDS + kind] -> [destination] -> row; kinds without messages have rows without
     * endpoints */
    const struct ksm_row *const *const *from;
};

/* What contracts say of the way (docs/proof.md). */
/*@ // A mask has its low bits set, at most those of a RIID or MID.
    predicate ksm_is_mask(integer mask) =
        mask == 0 || mask == 0x1 || mask == 0x3 || mask == 0x7 || mask == 0xf || mask == 0x1f ||
        mask == 0x3f || mask == 0x7f || mask == 0xff || mask == 0x1ff || mask == 0x3ff ||
        mask == 0x7ff || mask == 0xfff || mask == 0x1fff || mask == 0x3fff || mask == 0x7fff ||
        mask == 0xffff;

    // A slot has an entry for each number that its mask leaves.
    predicate ksm_slot_ways(struct ksm_slot *s) =
        \valid_read(s) && ksm_is_mask(s->mask) && \valid_read(s->ways + (0 .. s->mask));

    // A row has a slot for each number that its mask leaves.
    predicate ksm_row_ways(struct ksm_row *row) =
        \valid_read(row) && ksm_is_mask(row->mask) && \valid_read(row->slots + (0 .. row->mask)) &&
        \forall integer i; 0 <= i <= row->mask ==> ksm_slot_ways(row->slots[i]);
*/

/* The first eight bytes of a message. */
/*@ requires \valid_read(msg);
    terminates \true;
    exits \false;
    assigns \nothing; */
static inline nk_uint64_t ksm_head(const struct nk_message *msg)
{
    nk_uint64_t head;

    __builtin_memcpy(&head, msg, sizeof(head));
    return head;
}

/* The entry that a number leads to. */
/*@ requires ksm_is_mask(mask);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result <= mask;
    ensures number <= mask ==> \result == number; */
static inline nk_uint64_t ksm_masked(nk_uint64_t number, nk_uint64_t mask)
{
    return number & mask;
}

/* The way of a message with these numbers, if its head is that of the way or the complement. Higher
 * bits of iid and mid do not matter, so that they may be taken out of the head. */
/*@ requires ksm_row_ways((struct ksm_row *)row);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \valid_read(\result); */
static inline const struct ksm_way *ksm_find_way(const struct ksm_row *row, nk_uint64_t iid,
                                                 nk_uint64_t mid)
{
    const struct ksm_slot *const slot = row->slots[ksm_masked(iid, row->mask)];

    return &slot->ways[ksm_masked(mid, slot->mask)];
}

/* Whether a message with this head, if it has no arena or an empty one, is granted for its head
 * alone. False says nothing: the module must decide. */
/*@ requires ksm_row_ways((struct ksm_row *)row);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 0 || \result == 1; */
static inline nk_bool_t ksm_is_plain(const struct ksm_row *row, nk_uint64_t iid, nk_uint64_t mid,
                                     nk_uint64_t head)
{
    return ksm_find_way(row, iid, mid)->head == head;
}

#ifdef __cplusplus
}
#endif
#endif
