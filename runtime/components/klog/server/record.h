/* Entries of audit records. */
#ifndef KLOG_RECORD_H
#define KLOG_RECORD_H

#include <klog_storage/storage.h>
#include <nk/audit.h>

/* Fills in msg and reason: the line of the decision, then a line for each covered call. A record
 * that is none, or of another policy than `names`, is told as such. */
void klog_entry_of_record(const struct nk_audit_names *names, const void *data, nk_size_t size,
                          struct kl_KlogStorage_Entry *entry);

#endif
