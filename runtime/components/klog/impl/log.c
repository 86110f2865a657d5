/* Messages of programs, written to the storage. */
#include "impl/log.h"

#include <coresrv/time/time_api.h>
#include <klog_storage/client.h>
#include <stdlib.h>
#include <string.h>

void klog_stamp(struct kl_KlogStorage_Entry *entry, nk_uint32_t source, nk_uint32_t reason)
{
    entry->id = 0;
    entry->timestamp = KnGetMSecSinceStart();
    entry->source = source;
    entry->reason = reason;
}

/* Klog itself is skipped, so its channel is not asked for. */
Retcode klog_open(const char *connection, struct klog **klog)
{
    struct klog *made = klog ? malloc(sizeof *made) : NULL;
    Retcode rc;

    (void)connection;
    if (!klog)
        return rcInvalidArgument;
    if (!made)
        return rcOutOfMemory;
    rc = klog_storage_open(KLOG_STORAGE_SERVER_CONNECTION_ID, &made->storage);
    if (rc == rcOk)
        *klog = made;
    else
        free(made);
    return rc;
}

void klog_close(struct klog *klog)
{
    if (!klog)
        return;
    klog_storage_close(klog->storage);
    free(klog);
}

Retcode klog_write(struct klog *klog, nk_uint32_t id, nk_uint32_t reason, const char *message)
{
    struct kl_KlogStorage_Entry entry = {0};
    nk_size_t length;

    if (!klog || !message || id == KLOG_SOURCE_AUDIT)
        return rcInvalidArgument;
    length = strlen(message);
    if (length >= KLOG_MESSAGE_SIZE)
        return rcInvalidArgument;
    klog_stamp(&entry, id, reason);
    memcpy(entry.msg, message, length);
    return klog_storage_write(klog->storage, &entry);
}
