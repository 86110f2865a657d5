/* Where entries lie: a number of places, each empty or with one entry. In memory or in a file. */
#ifndef KLOG_STORAGE_STORE_H
#define KLOG_STORAGE_STORE_H

#include "impl/ring.h"

#include <klog_storage/file_storage.h>

struct klog_store;

struct klog_store_ops {
    /* The entry takes the place, with the number `id`. After an error the place is as it was, or
     * empty: *kept tells. */
    Retcode (*put)(struct klog_store *store, nk_uint32_t place, nk_uint64_t id,
                   const struct kl_KlogStorage_Entry *entry, nk_bool_t *kept);
    /* Fills in the entry of a place that holds one. */
    Retcode (*get)(struct klog_store *store, nk_uint32_t place, struct kl_KlogStorage_Entry *entry);
    void (*close)(struct klog_store *store);
};

struct klog_store {
    const struct klog_store_ops *ops;
};

/* Both make the ring as well: empty, or of what the file holds. */
Retcode klog_memory_open(nk_uint32_t entries, struct klog_ring *ring, struct klog_store **store);
Retcode klog_file_open(const char *path, nk_uint32_t entries, nk_bool_t is_new,
                       struct klog_ring *ring, struct klog_store **store);

/* Bytes of an entry's text without its zero; KLOG_STORAGE_MESSAGE_SIZE: it has none. */
static inline nk_size_t klog_text_length(const struct kl_KlogStorage_Entry *entry)
{
    nk_size_t length = 0;

    while (length < KLOG_STORAGE_MESSAGE_SIZE && entry->msg[length] != 0)
        length++;
    return length;
}

#endif
