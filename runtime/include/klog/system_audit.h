/* The process Klog: takes the records of the security audit from the kernel, decodes them with the
 * names of the policy and stores the lines. Library: klog_system_audit, which is klog_server with
 * klog_impl, and kssaudit. The names, nk_audit_policy, come from nk-psl-gen-c --audit; CMake's
 * KLOG_ENTITY links them. Rules: nk-psl-gen-c 6.1. */
#ifndef KLOG_SYSTEM_AUDIT_H
#define KLOG_SYSTEM_AUDIT_H

#include <klog/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Runs for ever. `connections` is "SERVER:STORAGE", the names of the listener for programs that
 * write messages and of the channel to the storage; `iid` is the endpoint of kl.Klog in the process
 * class. Without clients there is no listener, and only the audit is stored.
 *
 * While the storage does not take an entry, the entry is kept and tried again, ever more slowly;
 * meanwhile the kernel's log keeps the newest records and counts those that are lost. Both are
 * told, in the log and on stderr. Returns EXIT_FAILURE when there is nothing to read or to write
 * to. */
int klog_system_audit_run(const char *connections, nk_iid_t iid);

#ifdef __cplusplus
}
#endif
#endif
