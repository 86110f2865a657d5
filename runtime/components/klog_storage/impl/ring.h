/* Which place of the storage holds which entry, and which one is taken next. Places are numbered
 * from 0; what lies in them is the matter of the store behind (store.h). No input or output. */
#ifndef KLOG_STORAGE_RING_H
#define KLOG_STORAGE_RING_H

#include <nk/types.h>

struct klog_place {
    nk_uint64_t id;    /* 0: empty */
    nk_uint32_t share; /* of its source: a number in ring->shares */
};

struct klog_share {
    nk_uint32_t source, entries; /* no entries: free */
};

struct klog_ring {
    nk_uint32_t capacity, entries;
    nk_uint64_t last_id;       /* the largest ever set */
    struct klog_place *places; /* capacity of them */
    nk_uint32_t *order;        /* places of the `entries`, oldest first */
    struct klog_share *shares; /* how many entries each source has */
    nk_uint32_t sources;       /* shares that are or were in use: the others are free */
};

/* An empty ring. False: no memory. */
nk_bool_t klog_ring_init(struct klog_ring *ring, nk_uint32_t capacity);
void klog_ring_free(struct klog_ring *ring);

/* The place for the next entry: an empty one, else that of the oldest entry of the source with the
 * most entries (of several, of those together). */
nk_uint32_t klog_ring_next(const struct klog_ring *ring);

/* The place holds entry `id` of `source` from now on; id 0: nothing. */
void klog_ring_set(struct klog_ring *ring, nk_uint32_t place, nk_uint64_t id, nk_uint32_t source);

/* Where in ring->order the entries begin that are not older than `id`. */
nk_uint32_t klog_ring_find(const struct klog_ring *ring, nk_uint64_t id);

#endif
