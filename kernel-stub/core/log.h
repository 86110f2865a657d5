/* The kernel's logs: "kss", the audit records of the security module (nk-psl-gen-c 6.1), and
 * "core", what goes to the console, a line a message. Programs read both through kl.core.Audit,
 * "core" also through kl.core.Log.
 *
 * A log is a ring of messages in fixed memory. Writing never waits and never fails: when there is
 * no room, the oldest messages are lost and counted. Each message is read once, by whoever comes
 * first, or by the process that took the log over. */
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
/* Pre of what follows: an object of type OBJ_LOG. */

/* Waits until there are `count` messages, or some were lost for want of room; 0: not at all.
 * Fails: rcBusy (another process took the log over), rcAbort, rcTimeout. BLOCKS. */
Retcode log_wait(struct object *o, uint32_t count, uint64_t deadline);

uint32_t log_messages(const struct object *o);
/* Pre of both: there is a message. */
size_t log_first_size(const struct object *o);
/* Takes the oldest one; the number of those lost since the last time. */
uint32_t log_take(struct object *o, void *to);

/* Bytes of the oldest messages, each with a new line behind it, as many as fit into `room`. */
size_t log_lines_size(const struct object *o, size_t room);
/* Takes the messages that make `size` bytes, a result of log_lines_size; returns their number. */
uint32_t log_take_lines(struct object *o, char *to, size_t size, uint32_t *dropped);

/* From now on only this process reads the log, until it ends. *size: bytes of the ring.
 * Fails: rcBusy (another one does). */
Retcode log_hand_over(struct object *o, const struct proc *p, uint32_t *size);
void log_process_gone(const struct proc *p);

#endif
