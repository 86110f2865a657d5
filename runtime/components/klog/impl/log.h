/* Entries of the log as Klog writes them. */
#ifndef KLOG_LOG_H
#define KLOG_LOG_H

#include <klog/client.h>
#include <klog_storage/storage.h>

struct klog {
    struct klog_storage *storage;
};

/* Now. */
void klog_stamp(struct kl_KlogStorage_Entry *entry, nk_uint32_t source, nk_uint32_t reason);

#endif
