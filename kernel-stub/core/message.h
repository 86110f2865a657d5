/* One message on its way: the copy that is checked is the copy that is delivered.
 *
 * Steps, each of which can only fail before the next begins: fetch from the sender, check the
 * header, resolve handles to SIDs, ask the module (ksm_ask), deliver. The copy lies wherever `head`
 * says; today that is kernel memory, and nothing outside message.c knows. */
#ifndef KERNEL_MESSAGE_H
#define KERNEL_MESSAGE_H

#include "kernel.h"

struct message {
    struct nk_message *head;
    struct nk_arena arena;
    uint32_t size, arena_size;
};

/* Buffer for messages between processes. Only one is under way at a time: no thread blocks between
 * fetch and deliver. */
extern unsigned char message_buffer[];

/* The module's view of the arena: there even when empty, as a response that leaves its strings out
 * (a failed kernel method) is well formed. */
static inline const struct nk_arena *message_arena(const struct message *m)
{
    return &m->arena;
}

/* Sizes alone, as given in registers. Fails: rcInvalidArgument, rcBufferTooLarge. */
Retcode message_check_sizes(const struct ipc_buffers *out);
/* Copies from->out to `buffer` (room for the sizes and 16 bytes more). Fails: rcSourceFault. */
Retcode message_fetch(struct message *m, struct thread *from, unsigned char *buffer);
/* The kernel's own check of a header; is_request: no error flag. Fails: rcInvalidArgument. */
Retcode message_check_head(const struct nk_message *head, uint32_t size, bool is_request);
/* Reads the header of from->out in advance, so that a client does not queue with a bad one. */
Retcode message_peek(struct thread *from);

/* Replaces the handles by SIDs and remembers them for one of the next two. Fails: rcInvalidArgument
 * (no such handle), rcHandleRevoked, rcSecurityDisallow (may not be transferred; both with a line
 * on the console), rcOutOfMemory. */
Retcode message_resolve(struct message *m, enum ksm_kind kind, struct proc *sender,
                        const struct proc *receiver);
/* The same for a message to or from the kernel: any handle the process holds may be named, and it
 * stays the process's own. */
Retcode message_resolve_own(struct message *m, struct proc *holder);
void message_restore_own(struct message *m);                    /* puts the handle values back */
void message_close_own(struct message *m, struct proc *holder); /* closes the handles remembered */

/* Makes the receiver's handles and copies to to->in. All or nothing. Sets to->received.
 * Fails: rcQuotaExceeded, rcOutOfMemory (handles), rcTargetFault. */
Retcode message_deliver(struct message *m, struct thread *to);

/* Whether it fits to->in. */
bool message_fits(const struct message *m, const struct thread *to);

/* The address space user copies go to; back to the current process with message_done. */
void message_done(void);

#endif
