/* Prints what it is given, marked by the kind of the decision. */
#include <stdio.h>

#include <demo/KlogStorageEntity.edl.h>
#include <klog_storage/server.h>
#include <kss/audit.h>

struct marks {
    char denied, other;
};

static int write_entry(struct marks *marks, const struct kl_KlogStorage_Entry *entry)
{
    fprintf(stderr, "[Store] %c %s\n",
            entry->reason == KSS_AUDIT_POSITION_DENY ? marks->denied : marks->other, entry->msg);
    return 0;
}

static int read_newest(struct marks *marks, nk_uint32_t count, struct kl_KlogStorage_Entry *entries)
{
    (void)marks, (void)count, (void)entries;
    return 0;
}

static int read_range(struct marks *marks, nk_uint64_t first, nk_uint64_t last,
                      struct kl_KlogStorage_Entry *entries)
{
    (void)marks, (void)first, (void)last, (void)entries;
    return 0;
}

int main(void)
{
    static struct marks marks = {'D', 'o'};
    /* Functions with a context of their own type, as programs have them. */
    void (*functions[])(void) = {(void (*)(void))write_entry, (void (*)(void))read_newest,
                                 (void (*)(void))read_range};
    struct kl_KlogStorage *storage = klog_storage_IKlog_storage_dispatcher(
        &marks, (kl_KlogStorage_write_func)functions[0], (kl_KlogStorage_read_func)functions[1],
        (kl_KlogStorage_read_range_func)functions[2]);

    return klog_storage_run(
        KLOG_STORAGE_SERVER_CONNECTION_ID, demo_KlogStorageEntity_klogStorage_iidOffset,
        demo_KlogStorageEntity_klogStorage_storage_iid, klog_storage_storage_component(storage));
}
