/* Mic: levels of integrity of processes and resources (security-models 10).
 *
 * A level is a degree and a set of categories. One level exceeds another one when it has all its
 * categories, no lower a degree, and is not the same; levels of which neither has all categories
 * of the other are incomparable. A chain of levels is one of degrees without categories. Levels of
 * a SID lie at its index: every call takes the same few steps. */
#ifndef NK_KSM_MIC_H
#define NK_KSM_MIC_H

#include <nk/ksm_pool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A level as a word: bit n is category n, then the degree; 0 is none. */
enum {
    KSM_MIC_RECEIVES = 0x40000000 /* in reasons: it is the lowest level to receive from */
};
#define KSM_MIC_LEVEL(degree, categories)                                                          \
    (0x80000000u | ((nk_uint32_t)(degree) << KSM_MIC_CATEGORIES_MAX) | (categories))

/* In place of a SID: there is no image or container. SIDs have 32 bits. */
#define KSM_MIC_ABSENT ((nk_uint64_t)1 << 63)

/* Codes of reasons beside KSM_POOL_RANGE, KSM_POOL_NONE and KSM_POOL_TWICE of nk/ksm_pool.h.
 * Value and limit: a SID, 0 for the level that the rule gives, and its level << 32. */
enum ksm_mic_code {
    KSM_MIC_EXCEEDS = KSM_POOL_CODES, /* the level of value exceeds that of limit */
    KSM_MIC_APART,                    /* they are incomparable */
    KSM_MIC_NOT_ABOVE                 /* the level of value does not exceed that of limit */
};

struct ksm_mic_levels {
    nk_uint32_t level;    /* 0: the SID has none */
    nk_uint32_t receives; /* of a process: the lowest level it may receive from */
};

struct ksm_mic {
    nk_uint16_t object, degree_count, category_count;
    const char *const *degrees, *const *categories;
    struct ksm_mic_levels *levels; /* [SID], KSS_SID_MAX + 1 of them */
};

extern const struct ksm_model ksm_mic_model;

/* Level 0: as that of the image, and as `level`. */
nk_bool_t ksm_mic_execute(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                          nk_uint64_t image, nk_uint64_t target, nk_uint32_t level,
                          nk_uint32_t receives);
/* Level 0: the highest one that is not above source, container or driver. */
nk_bool_t ksm_mic_create(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                         nk_uint64_t source, nk_uint64_t target, nk_uint64_t container,
                         nk_uint64_t driver, nk_uint32_t level);
nk_bool_t ksm_mic_upgrade(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                          nk_uint64_t source, nk_uint64_t target, nk_uint64_t container,
                          nk_uint64_t driver, nk_uint32_t level);
nk_bool_t ksm_mic_delete(struct ksm_witness *w, struct ksm_journal *j, const struct ksm_mic *mic,
                         nk_uint64_t source, nk_uint64_t target, nk_uint64_t container,
                         nk_uint64_t driver);

nk_bool_t ksm_mic_call(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                       nk_uint64_t target);
nk_bool_t ksm_mic_invoke(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                         nk_uint64_t target);
nk_bool_t ksm_mic_read(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                       nk_uint64_t target);
nk_bool_t ksm_mic_write(struct ksm_witness *w, const struct ksm_mic *mic, nk_uint64_t source,
                        nk_uint64_t target);

/* branches[degree] for a level without categories, else `otherwise`; 0 after noting that there is
 * no level. */
nk_uint32_t ksm_mic_query_level(struct ksm_witness *w, const struct ksm_mic *mic,
                                nk_uint64_t source, const nk_uint32_t *branches,
                                nk_uint32_t otherwise);

#ifdef __cplusplus
}
#endif
#endif
