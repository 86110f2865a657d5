/* The log's entrance for programs: messages of theirs beside the audit.
 *
 * Two libraries define these functions. With klog_client they are calls of the process Klog; with
 * klog_impl the program writes to the log storage itself, through the library klog_storage_client
 * or klog_storage_impl. Rules: nk-psl-gen-c 6.1; kl/Klog.idl; the functions are ours. */
#ifndef KLOG_CLIENT_H
#define KLOG_CLIENT_H

#include <nk/types.h>
#include <rtl/retcode.h>

#ifdef __cplusplus
extern "C" {
#endif

/* For init.yaml: {var: KLOG_SERVER_CONNECTION_ID, include: klog/client.h}. */
#define KLOG_SERVER_CONNECTION_ID "kl.Klog"

#define KLOG_MESSAGE_SIZE 1024 /* bytes of a message, with its zero */

/* Source of what Klog itself writes, the audit above all. Programs have other numbers. */
#define KLOG_SOURCE_AUDIT 0U

struct klog;

/* Fails: rcResourceNotFound (no such channel), rcOutOfMemory, as klog_storage_open. */
Retcode klog_open(const char *connection, struct klog **klog);
void klog_close(struct klog *klog);

/* Writes a message of the source `id` (not 0), with a `reason` of kss/audit.h. Returns when it is
 * stored. Fails: rcInvalidArgument, also for a message that is too long; errors of storing. */
Retcode klog_write(struct klog *klog, nk_uint32_t id, nk_uint32_t reason, const char *message);

#ifdef __cplusplus
}
#endif
#endif
