/* The kernel's logs, which programs read through kl.core.Audit (nk-psl-gen-c 6.1): "kss", the audit
 * records of the security module, and "core", what goes to the console.
 *
 * A log is a ring of messages in fixed memory. Writing never waits and never fails: when there is no
 * room, the oldest messages are lost and counted. Each message is read once, by whoever comes first. */
#ifndef KERNEL_LOG_H
#define KERNEL_LOG_H

#include "kernel.h"

#define LOG_MESSAGE_MAX 512 /* bytes; longer messages are cut */

enum log_id { LOG_KSS, LOG_CORE, LOG_COUNT };

void log_init(void);
/* Does not change what runs; may be called wherever the kernel runs. */
void log_put(enum log_id id, const void *data, size_t size);

/* The log of that name as an object to make handles of, borrowed; NULL: none. */
struct object *log_named(const char *name);
/* Pre of both: an object of type OBJ_LOG. */

/* Waits until there is a message; its size. Fails: rcAbort, rcTimeout. BLOCKS. */
Retcode log_wait(struct object *o, size_t *size);
/* Takes the oldest message, of the size that log_wait gave; the number of those lost since the last
 * time. */
uint32_t log_take(struct object *o, void *to);

#endif
