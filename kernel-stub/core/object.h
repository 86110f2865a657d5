/* Life of objects: between object.c, handle.c and the files that own a type. */
#ifndef KERNEL_OBJECT_H
#define KERNEL_OBJECT_H

#include "sched.h"

void object_init(struct object *o, enum object_type type); /* one reference, the caller's */
void object_handle_added(struct object *o);
void object_handle_gone(struct object *o);

/* ---- ends of the types, by object.c alone */
void channel_destroy(struct object *o);
void listener_destroy(struct object *o);
void user_object_destroy(struct object *o);
void file_destroy(struct object *o);
void mdl_destroy(struct object *o);
bool proc_is_abandoned(
    const struct proc *p);           /* never started, and only it holds a handle to itself */
void proc_abandoned(struct proc *p); /* then: tears it down */

/* ---- handle.c */
bool handles_init(struct proc *p, struct object *kernel); /* handles 1 and 2; false: no memory */
void handles_close_all(struct proc *p);
uint32_t handle_value(const struct handle *h);
/* Checks an entry as handle_get does. */
Retcode handle_check(const struct handle *h, enum object_type type, uint32_t rights);
Retcode handle_add_badged(struct proc *p, struct object *o, uint32_t rights, struct handle *parent,
                          uint64_t badge, uint32_t *out);

/* ---- ksm_hook.c */
void ksm_sid_released(uint32_t sid);

#endif
