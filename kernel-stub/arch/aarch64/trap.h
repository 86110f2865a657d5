/* Between the files of this folder. */
#ifndef ARCH_TRAP_H
#define ARCH_TRAP_H

#include "kernel.h"

/* Called by vectors.S. */
void trap_user_sync(struct trap_frame *f);
void trap_user_irq(struct trap_frame *f);
void trap_kernel_sync(struct trap_frame *f);
_Noreturn void trap_stack_overflow(void);
_Noreturn void trap_bad(void);

void fp_init(void);
void fp_take(struct thread *t); /* t uses the registers from now on */

#endif
