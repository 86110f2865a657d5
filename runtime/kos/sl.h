/* Service locator, inside view. */
#ifndef KOS_SL_H
#define KOS_SL_H

#include <handle/handletype.h>

/* Takes the checked environment of this process (or NULL: no channels). Once, before main. */
void kos_sl_init(const void *env);

/* The handle was closed: its channels cannot be obtained again. */
void kos_sl_forget(Handle handle);

/* The handle the parent gave under that name; INVALID_HANDLE: none. */
Handle kos_sl_resource(const char *name);

#endif
