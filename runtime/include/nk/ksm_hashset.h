/* HashSet: sets of equal entries, one for each SID that has one (security-models 7).
 *
 * Each set is a hash table with chains through its entries; an entry is `words` numbers. A call
 * costs the same whatever the size of the set, as long as entries spread, and changes a bounded
 * number of words: `init` empties a set by a new epoch, which makes all its buckets stale. */
#ifndef NK_KSM_HASHSET_H
#define NK_KSM_HASHSET_H

#include <nk/ksm_pool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Codes of reasons beside those of nk/ksm_pool.h; value: the SID. */
enum ksm_hashset_code {
    KSM_HASHSET_FULL = KSM_POOL_CODES /* limit: size of a set */
};

struct ksm_hashset_table {
    nk_uint64_t epoch;
    nk_uint32_t used; /* entries that were ever taken in this epoch */
    nk_uint32_t free; /* first of the entries given back, from 1 */
};

struct ksm_hashset_bucket {
    nk_uint64_t epoch; /* another one than the table's: the bucket is empty */
    nk_uint32_t first; /* entry, from 1 */
};

struct ksm_hashset {
    nk_uint16_t object;
    nk_uint32_t set_size, words;
    nk_uint32_t buckets; /* of a set; a power of two */
    struct ksm_pool pool;
    struct ksm_hashset_table *tables;  /* [set] */
    struct ksm_hashset_bucket *chains; /* [set * buckets + bucket] */
    nk_uint32_t *next;                 /* [set * set_size + entry] */
    nk_uint64_t *entries;              /* [(set * set_size + entry) * words] */
};

extern const struct ksm_model ksm_hashset_model;

nk_bool_t ksm_hashset_init(struct ksm_witness *w, struct ksm_journal *j,
                           const struct ksm_hashset *set, nk_uint64_t sid);
nk_bool_t ksm_hashset_fini(struct ksm_witness *w, struct ksm_journal *j,
                           const struct ksm_hashset *set, nk_uint64_t sid);
nk_bool_t ksm_hashset_add(struct ksm_witness *w, struct ksm_journal *j,
                          const struct ksm_hashset *set, nk_uint64_t sid, const nk_uint64_t *entry);
nk_bool_t ksm_hashset_remove(struct ksm_witness *w, struct ksm_journal *j,
                             const struct ksm_hashset *set, nk_uint64_t sid,
                             const nk_uint64_t *entry);
nk_bool_t ksm_hashset_contains(struct ksm_witness *w, const struct ksm_hashset *set,
                               nk_uint64_t sid, const nk_uint64_t *entry);

#ifdef __cplusplus
}
#endif
#endif
