/* A server of the program's own storage. */
#include <klog_storage/file_storage.h>
#include <klog_storage/server.h>

#include <stdlib.h>

static int write_entry(void *context, const struct kl_KlogStorage_Entry *entry)
{
    return klog_storage_write(context, entry);
}

static int read_newest(void *context, nk_uint32_t count, struct kl_KlogStorage_Entry *entries)
{
    const Retcode rc = klog_storage_read(context, count, entries, &count);

    return rc == rcOk ? (int)count : rc;
}

static int read_range(void *context, nk_uint64_t first_id, nk_uint64_t last_id,
                      struct kl_KlogStorage_Entry *entries)
{
    nk_uint32_t count;
    const Retcode rc =
        klog_storage_read_range(context, first_id, last_id, KLOG_STORAGE_READ_MAX, entries, &count);

    return rc == rcOk ? (int)count : rc;
}

static int get_state(void *context, struct klog_storage_state *state)
{
    return klog_storage_get_state(context, state);
}

int klog_storage_serve(const char *connection, const struct klog_storage_settings *settings,
                       nk_iid_t iid_offset, nk_iid_t iid)
{
    struct kl_KlogStorage *interface;
    struct klog_storage *storage;
    const Retcode rc = klog_storage_create(settings, &storage);

    if (rc != rcOk) {
        fprintf(stderr, "klog_storage: cannot open `%s`: error %d\n",
                settings && settings->path ? settings->path : "a log in memory", RC_GET_CODE(rc));
        return EXIT_FAILURE;
    }
    interface =
        klog_storage_IKlog_storage_dispatcher(storage, write_entry, read_newest, read_range);
    klog_storage_set_state_func(interface, get_state);
    return klog_storage_run(connection, iid_offset, iid, klog_storage_storage_component(interface));
}

int klog_storage_file_storage_run(const char *connection, const char *path, nk_iid_t iid_offset,
                                  nk_iid_t iid, nk_uint32_t entries, int is_new)
{
    const struct klog_storage_settings settings = {
        .path = path, .entries = entries, .is_new = is_new};

    return klog_storage_serve(connection, &settings, iid_offset, iid);
}
