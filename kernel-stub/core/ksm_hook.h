/* The kernel's side of the security module. */
#ifndef KERNEL_KSM_HOOK_H
#define KERNEL_KSM_HOOK_H

#include "kernel.h"

/* Asks about a message from `from` to `to` (NULL: the kernel itself) and prints the refusal.
 * self_sid: object of a callable handle, or 0. The message is the kernel's copy, its handle slots
 * hold SIDs. */
bool ksm_ask(enum ksm_kind kind, struct proc *from, struct proc *to, uint32_t self_sid,
             const struct nk_message *msg, const struct nk_arena *arena);

/* Writes what the event is, with the names the module knows: `request A(4) -> B(3) say.talk.Shout`;
 * without a module, numbers: `request A(4) -> B(3) riid 0 mid 1`. */
void ksm_describe(enum ksm_kind kind, const struct proc *from, const struct proc *to,
                  const struct nk_message *msg, struct buffer *out);

/* The module's decision, which grants everything when the image has no module, and what follows a
 * refusal. ksm_ask is made of them; fastpath.c uses them itself. */
extern enum ksm_verdict (*ksm_decide)(const struct ksm_event *e, struct nk_reason *reason);
void ksm_refused(struct proc *from, const struct ksm_event *e, const struct nk_reason *reason);

#endif
