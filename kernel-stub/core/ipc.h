/* The three system calls behind syscall.c. All run in the context of the calling thread, which has
 * its buffers in t->out and t->in; all return what x0 will hold. */
#ifndef KERNEL_IPC_H
#define KERNEL_IPC_H

#include "sched.h"

/* t->callee and t->sync say through which callable handle and with which sync object. */
Retcode ipc_call(struct thread *client, struct listener *l, uint64_t deadline);
Retcode ipc_recv(struct thread *server, struct listener *l, uint64_t deadline);
Retcode ipc_reply(struct thread *server, struct listener *l);
/* Call on the kernel's channel. The deadline bounds how long its method waits. */
Retcode kcall(struct thread *t, uint64_t deadline);
/* Call on the security module: asks it about a message of the security interface of the caller's
 * class; the answer is an empty response (ipc-and-kernel 7.5). */
Retcode security_call(struct thread *t);

#endif
