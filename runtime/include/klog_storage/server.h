/* A server of kl.KlogStorage over functions of one's own. Library: klog_storage_server.
 *
 *     static int write_entry(struct context *context, const struct kl_KlogStorage_Entry *entry);
 *     ...
 *     struct kl_KlogStorage *storage = klog_storage_IKlog_storage_dispatcher(&context,
 *         (kl_KlogStorage_write_func)write_entry, (kl_KlogStorage_read_func)read_newest,
 *         (kl_KlogStorage_read_range_func)read_range);
 *     return klog_storage_run(KLOG_STORAGE_SERVER_CONNECTION_ID, pkg_Class_klogStorage_iidOffset,
 *         pkg_Class_klogStorage_storage_iid, klog_storage_storage_component(storage));
 *
 * where the process class has a component `klogStorage : kl.KlogStorage`. Rules: nk-psl-gen-c 6.1.
 */
#ifndef KLOG_STORAGE_SERVER_H
#define KLOG_STORAGE_SERVER_H

#include <kl/KlogStorage.cdl.h>
#include <klog_storage/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Calls come from one thread. A negative result is an error: a Retcode, or -1 for rcFail. */

/* 0 when the entry was stored. Its msg ends in a zero byte. */
typedef int (*kl_KlogStorage_write_func)(void *context, const struct kl_KlogStorage_Entry *entry);
/* Fills in the newest `count` entries, oldest first; returns how many. `count` is at most
 * KLOG_STORAGE_READ_MAX. */
typedef int (*kl_KlogStorage_read_func)(void *context, nk_uint32_t count,
                                        struct kl_KlogStorage_Entry *entries);
/* Fills in the first entries from first_id to last_id; returns how many, at most
 * KLOG_STORAGE_READ_MAX. */
typedef int (*kl_KlogStorage_read_range_func)(void *context, nk_uint64_t first_id,
                                              nk_uint64_t last_id,
                                              struct kl_KlogStorage_Entry *entries);
/* 0 when the state was filled in. Ours. */
typedef int (*kl_KlogStorage_state_func)(void *context, struct klog_storage_state *state);

/* Functions that are NULL answer rcUnimplemented. NULL for want of memory; never freed. */
struct kl_KlogStorage *
klog_storage_IKlog_storage_dispatcher(void *context, kl_KlogStorage_write_func write,
                                      kl_KlogStorage_read_func read,
                                      kl_KlogStorage_read_range_func read_range);
void klog_storage_set_state_func(struct kl_KlogStorage *storage, kl_KlogStorage_state_func state);

/* The component with that endpoint. NULL for want of memory or of an endpoint; never freed. */
struct kl_KlogStorage_component *klog_storage_storage_component(struct kl_KlogStorage *storage);

/* Serves the listener of that name for ever. `iid_offset` and `iid` are those of the component and
 * of its endpoint in the process class. Returns EXIT_FAILURE when it cannot, after a line on stderr
 * that says why. */
int klog_storage_run(const char *connection, nk_iid_t iid_offset, nk_iid_t iid,
                     struct kl_KlogStorage_component *component);

#ifdef __cplusplus
}
#endif
#endif
