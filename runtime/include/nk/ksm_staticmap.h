/* StaticMap: maps with fixed keys, one for each SID that has one (security-models 8).
 *
 * Each map is there twice: `set` changes the working instance, `get` reads the base, `commit` and
 * `rollback` copy one onto the other. Values of all integer types are kept as 64 bits. */
#ifndef NK_KSM_STATICMAP_H
#define NK_KSM_STATICMAP_H

#include <nk/ksm_pool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Codes of reasons beside those of nk/ksm_pool.h; value: the SID. */
enum ksm_staticmap_code {
    KSM_STATICMAP_KEY = KSM_POOL_CODES /* the map has no such key */
};

struct ksm_staticmap {
    nk_uint16_t object;
    nk_uint32_t key_count;
    const char *const *keys;
    const nk_uint64_t *defaults; /* [key] */
    struct ksm_pool pool;
    nk_uint64_t *base, *working; /* [map * key_count + key] */
};

extern const struct ksm_model ksm_staticmap_model;

/* The number of the key that the text at at + offset of the message names; key_count when there is
 * none. */
nk_uint32_t ksm_staticmap_key(const struct ksm_staticmap *map, const struct ksm_event *event,
                              const nk_uint8_t *at, nk_size_t offset);

nk_bool_t ksm_staticmap_init(struct ksm_witness *w, struct ksm_journal *j,
                             const struct ksm_staticmap *map, nk_uint64_t sid);
nk_bool_t ksm_staticmap_fini(struct ksm_witness *w, struct ksm_journal *j,
                             const struct ksm_staticmap *map, nk_uint64_t sid);
nk_bool_t ksm_staticmap_set(struct ksm_witness *w, struct ksm_journal *j,
                            const struct ksm_staticmap *map, nk_uint64_t sid, nk_uint32_t key,
                            nk_uint64_t value);
nk_bool_t ksm_staticmap_commit(struct ksm_witness *w, struct ksm_journal *j,
                               const struct ksm_staticmap *map, nk_uint64_t sid);
nk_bool_t ksm_staticmap_rollback(struct ksm_witness *w, struct ksm_journal *j,
                                 const struct ksm_staticmap *map, nk_uint64_t sid);
/* A value of the base, of the working instance; 0 after a failure. */
nk_uint64_t ksm_staticmap_get(struct ksm_witness *w, const struct ksm_staticmap *map,
                              nk_uint64_t sid, nk_uint32_t key);
nk_uint64_t ksm_staticmap_get_uncommitted(struct ksm_witness *w, const struct ksm_staticmap *map,
                                          nk_uint64_t sid, nk_uint32_t key);

#ifdef __cplusplus
}
#endif
#endif
