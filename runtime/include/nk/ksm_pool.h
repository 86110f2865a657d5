/* A pool of equal slots, each tied to at most one SID: what models keep per resource.
 *
 * A hash table with chains through the slots. Finding, taking and giving back change at most
 * KSM_POOL_WRITES words and cost the same whatever the size of the pool, as long as SIDs spread:
 * they are consecutive numbers, and the bucket is the low bits. All zero is the empty pool. */
#ifndef NK_KSM_POOL_H
#define NK_KSM_POOL_H

#include <nk/ksm_limits.h>
#include <nk/ksm_state.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Slots are numbered from 1 in all words, 0 is none. */
struct ksm_pool_slot {
    nk_uint32_t sid;  /* 0: free */
    nk_uint32_t next; /* in the chain of its bucket, or of the free slots */
};

struct ksm_pool_head {
    nk_uint32_t free; /* first of the slots given back */
    nk_uint32_t used; /* slots that were ever taken */
};

struct ksm_pool {
    nk_uint32_t size;    /* slots */
    nk_uint32_t buckets; /* a power of two */
    struct ksm_pool_head *head;
    struct ksm_pool_slot *slots;
    nk_uint32_t *chains; /* [bucket] first slot */
};

/* Failures that every model with a pool has, in reasons of stage NK_STAGE_STATE; value: the SID.
 * Codes of the models themselves begin at KSM_POOL_CODES. */
enum ksm_pool_code {
    KSM_POOL_RANGE = 1, /* no SID: 0 or above KSS_SID_MAX */
    KSM_POOL_NONE = 2,  /* the SID has no slot */
    KSM_POOL_TWICE = 3, /* the SID has one already */
    KSM_POOL_FULL = 4,  /* no slot is free; limit: how many there are */
    KSM_POOL_CODES = 16
};

/* The slot of a SID, from 1; 0 when it has none. */
nk_uint32_t ksm_pool_find(const struct ksm_pool *pool, nk_uint64_t sid);
/* The same, and notes that there is none as a denial of `object`; an expression sets w->failed. */
nk_uint32_t ksm_pool_need(const struct ksm_pool *pool, nk_uint64_t sid, struct ksm_witness *w,
                          nk_uint16_t object);
/* Ties a free slot to a SID that has none. */
nk_uint32_t ksm_pool_take(struct ksm_journal *j, const struct ksm_pool *pool, nk_uint64_t sid,
                          struct ksm_witness *w, nk_uint16_t object);
/* Gives the slot of a SID back; NK_FALSE when it has none. */
nk_bool_t ksm_pool_give(struct ksm_journal *j, const struct ksm_pool *pool, nk_uint64_t sid);

void ksm_pool_reset(const struct ksm_pool *pool);

/* Explains codes below KSM_POOL_CODES; `what` is the name of a slot: "set". */
void ksm_pool_explain(struct ksm_line *line, const char *what, const struct nk_reason *reason);

#ifdef __cplusplus
}
#endif
#endif
