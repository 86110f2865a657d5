/* Reading the kernel's logs: "kss", the audit records of the security module, and "core", what goes
 * to the console, a line a message. A log is a ring: who reads too slowly loses the oldest messages.
 * Rules: nk-psl-gen-c 6.1; records: nk/audit.h. */
#ifndef CORESRV_VLOG_VLOG_API_H
#define CORESRV_VLOG_VLOG_API_H

#include <handle/handletype.h>
#include <rtl/retcode.h>
#include <rtl/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define AUDIT_MESSAGE_SIZE 512 /* bytes; none is longer */

/* rcOk and *outRID, a handle to the log; rcResourceNotFound when there is none of that name. */
Retcode KnAuOpen(const char *name, Handle *outRID);

Retcode KnAuClose(Handle rid);

/* Waits for a message and takes it: no other reader will get it. `msg` has room for
 * AUDIT_MESSAGE_SIZE bytes, *size is how many there are; *outDropMsgs (may be NULL) how many
 * messages were lost since the last call. */
Retcode KnAuRead(Handle rid, void *msg, rtl_size_t *size, rtl_uint32_t *outDropMsgs);

#ifdef __cplusplus
}
#endif
#endif
