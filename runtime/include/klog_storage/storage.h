/* Storage of log entries: a ring of a fixed number of entries, in a file or in memory.
 *
 * Two libraries define these functions. With klog_storage_impl the storage is part of the program;
 * with klog_storage_client the calls go to the server behind the connection. A program changes from
 * one to the other by the library it links.
 *
 * When there is no room, the oldest entry of the source that has the most gives way: who floods the
 * log overwrites its own entries. `source` is what the writer says; a policy can hold it to that
 * (`message.entry.source`). Entries are numbered from 1, and what was overwritten is counted.
 * Any number of threads may use a storage. Rules: nk-psl-gen-c 6.1; kl/KlogStorage.idl. */
#ifndef KLOG_STORAGE_STORAGE_H
#define KLOG_STORAGE_STORAGE_H

#include <kl/KlogStorage.idl.h>
#include <rtl/retcode.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KLOG_STORAGE_MESSAGE_SIZE kl_KlogStorage_MessageSize /* bytes, with the zero */
#define KLOG_STORAGE_READ_MAX     kl_KlogStorage_EntriesMax  /* entries that one call reads */

struct klog_storage;

struct klog_storage_state {
    nk_uint32_t capacity, entries;
    nk_uint64_t last_id; /* 0: nothing was ever written */
    nk_uint64_t lost;    /* overwritten, or not kept since the storage was opened */
};

/* The storage: behind the channel of that name (KLOG_STORAGE_SERVER_CONNECTION_ID), or the
 * program's own, which the variables KLOG_STORAGE_FILE (a path; none: in memory) and
 * KLOG_STORAGE_ENTRIES (default 1000) describe.
 * Fails: rcResourceNotFound (no such channel), rcInvalidArgument, rcOutOfMemory; of a file: what
 * became of its errno, rcInvalidArgument also for a file that is no log. */
Retcode klog_storage_open(const char *connection, struct klog_storage **storage);

/* Nobody uses it any more; may be NULL. */
void klog_storage_close(struct klog_storage *storage);

/* Keeps a copy of the entry under the next number. Fails: rcInvalidArgument when msg does not end
 * in a zero byte; errors of the file or of the way to the server. The entry is then not kept. */
Retcode klog_storage_write(struct klog_storage *storage, const struct kl_KlogStorage_Entry *entry);

/* The newest entries, at most `wanted` and KLOG_STORAGE_READ_MAX, oldest first; *count of them. */
Retcode klog_storage_read(struct klog_storage *storage, nk_uint32_t wanted,
                          struct kl_KlogStorage_Entry *entries, nk_uint32_t *count);

/* The first entries with first <= id <= last, at most `room` and KLOG_STORAGE_READ_MAX. */
Retcode klog_storage_read_range(struct klog_storage *storage, nk_uint64_t first, nk_uint64_t last,
                                nk_uint32_t room, struct kl_KlogStorage_Entry *entries,
                                nk_uint32_t *count);

Retcode klog_storage_get_state(struct klog_storage *storage, struct klog_storage_state *state);

#ifdef __cplusplus
}
#endif
#endif
