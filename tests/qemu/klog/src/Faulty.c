/* A storage that is full for a while, refuses some entries for good, and dies in the middle of one.
 */
#include <kl/KlogStorageEntity.edl.h>
#include <klog_storage/server.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REFUSALS 3 /* attempts of the audit that find it full */

static int write_entry(void *context, const struct kl_KlogStorage_Entry *entry)
{
    const char *text = (const char *)entry->msg;
    unsigned *refused = context;

    if (strcmp(text, "die") == 0)
        _Exit(EXIT_SUCCESS);
    if (strcmp(text, "too much") == 0)
        return rcQuotaExceeded;
    if (entry->source == 0 && *refused < REFUSALS) {
        ++*refused;
        return rcQuotaExceeded;
    }
    printf("[Faulty] %u: %.40s\n", (unsigned)entry->source, text);
    return 0;
}

int main(void)
{
    static unsigned refused;
    struct kl_KlogStorage *storage =
        klog_storage_IKlog_storage_dispatcher(&refused, write_entry, NULL, NULL);

    return klog_storage_run(
        KLOG_STORAGE_SERVER_CONNECTION_ID, kl_KlogStorageEntity_klogStorage_iidOffset,
        kl_KlogStorageEntity_klogStorage_storage_iid, klog_storage_storage_component(storage));
}
