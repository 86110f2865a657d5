/* Service locator, inside view. */
#ifndef KOS_SL_H
#define KOS_SL_H

#include <handle/handletype.h>

/* Takes the checked environment of this process (or NULL: no channels). Once, before main. */
void kos_sl_init(const void *env);

/* The handle was closed: its channels cannot be obtained again. */
void kos_sl_forget(Handle handle);

#endif
