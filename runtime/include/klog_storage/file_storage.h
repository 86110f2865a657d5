/* Log storage in a file, and a whole server of it. Library: klog_storage_file_storage, which is
 * klog_storage_server with klog_storage_impl. Rules: nk-psl-gen-c 6.1.
 *
 * The file holds a fixed number of entries and has its full size from the beginning, so that a file
 * system that fills up later does not stop the log. A place that was being written when the machine
 * stopped is found by its sum and counts as lost. An existing log goes on behind its newest entry
 * and keeps its size, whatever is asked for; a file that is no log is refused and stays as it is.
 */
#ifndef KLOG_STORAGE_FILE_STORAGE_H
#define KLOG_STORAGE_FILE_STORAGE_H

#include <klog_storage/storage.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KLOG_STORAGE_ENTRIES_DEFAULT 1000
#define KLOG_STORAGE_ENTRIES_MAX     65536

struct klog_storage_settings {
    const char *path;    /* of the file; NULL: in memory */
    nk_uint32_t entries; /* 1 .. KLOG_STORAGE_ENTRIES_MAX */
    int is_new;          /* an existing file is emptied */
    FILE *echo;          /* entries are printed there too, see docs/components.md; may be NULL */
};

/* What a setting of the number of entries says: the default for NULL, 0 for what is no number from
 * 1 to KLOG_STORAGE_ENTRIES_MAX. */
nk_uint32_t klog_storage_entries(const char *text);

/* The program's own storage; fails as klog_storage_open does. */
Retcode klog_storage_create(const struct klog_storage_settings *settings,
                            struct klog_storage **storage);

/* Serves the storage in that file: klog_storage_run with its functions. `is_new`: 1 makes a new
 * file, anything else goes on with the one that is there. */
int klog_storage_file_storage_run(const char *connection, const char *path, nk_iid_t iid_offset,
                                  nk_iid_t iid, nk_uint32_t entries, int is_new);

/* The same with all settings. */
int klog_storage_serve(const char *connection, const struct klog_storage_settings *settings,
                       nk_iid_t iid_offset, nk_iid_t iid);

#ifdef __cplusplus
}
#endif
#endif
