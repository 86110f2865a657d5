/* Lines on the console for what is refused, one each, limited per process (platform 4): by the
 * security module, and by the kernel itself for want of a right. */
#ifndef KERNEL_REFUSAL_H
#define KERNEL_REFUSAL_H

#include "kernel.h"

#define REFUSAL_MAX 512 /* bytes of a line */

/* The number of this refusal among those that `cause` (NULL: the kernel) has brought about; 0: it
 * is left out, so that a process cannot drown the console. */
uint32_t refusal_count(struct proc *cause);
/* Pre: count is not 0. */
void refusal_print(const char *tag, const char *text, uint32_t count);

/* Says that the current process may not use its handle for `what`, when rc is rcSecurityDisallow
 * or rcHandleRevoked; other codes are mistakes, not refusals. Returns rc. */
Retcode refusal_of_handle(const char *what, uint32_t handle, Retcode rc);
/* The same for a handle in a message that is not the kernel's. */
Retcode refusal_of_slot(enum ksm_kind kind, struct proc *from, const struct proc *to,
                        const struct nk_message *msg, uint32_t handle, unsigned slot, Retcode rc);

#endif
