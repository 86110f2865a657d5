/* Life of objects: between object.c, handle.c and the files that own a type. */
#ifndef KERNEL_OBJECT_H
#define KERNEL_OBJECT_H

#include "sched.h"

/* Objects a process may have made that still are: of each kind for which it has no other bound;
 * KOS_PROC_THREADS_MAX threads besides. Each pool has room for all processes at their bounds, so
 * that none takes what another one is due.
 */
enum {
    QUOTA_CHANNELS = 32, /* dynamic, as client */
    QUOTA_LISTENERS = 32,
    QUOTA_USER = 512,
    QUOTA_SYNCS = 16,
    QUOTA_MDLS = 64,
    QUOTA_FILES = 64,
    QUOTA_BADGES = 128,
    QUOTA_NOTICES = 8,
};

void object_init(struct object *o, enum object_type type); /* one reference, the caller's */
/* Counts the object against the quota of p until its end. False: the quota is used up. */
bool object_charge(struct object *o, const struct proc *p);
/* How many count against its slot; OBJ_NONE: of all types. */
uint32_t object_charges(const struct proc *p, enum object_type type);
void object_handle_added(struct object *o);
void object_handle_gone(struct object *o);

/* ---- ends of the types, by object.c alone */
void channel_destroy(struct object *o);
void listener_destroy(struct object *o);
void user_object_destroy(struct object *o);
void file_destroy(struct object *o);
void mdl_destroy(struct object *o);
void badge_destroy(struct object *o);
void notice_destroy(struct object *o);
void sync_destroy(struct object *o);
bool proc_is_abandoned(const struct proc *p); /* never started, only it has a handle to itself */
/* What takes long is not done where an object loses its last reference or handle: who takes it away
 * may be in the middle of something. The current thread does it on its way out of the kernel. */
void object_leaves(struct object *o);
/* Does so. BLOCKS. */
void objects_reap(void);
void mdl_empty(struct object *o); /* gives its pages back. BLOCKS. */
void proc_reap(struct object *o);

/* ---- handle.c */
bool handles_init(struct proc *p, struct object *kernel); /* handles 1 and 2; false: no memory */
void handles_close_all(struct proc *p);                   /* BLOCKS. */
uint32_t handle_value(const struct handle *h);
/* Checks an entry as handle_get does. */
Retcode handle_check(const struct handle *h, enum object_type type, uint32_t rights);
/* As handle_add; the handle carries `badge` (NULL: none). Fails also: rcQuotaExceeded when the
 * badge's notice cannot take another subscription. */
Retcode handle_add_badged(struct proc *p, struct object *o, uint32_t rights, struct handle *parent,
                          struct badge *badge, uint32_t *out);
/* The handle at or above `h` that p holds to its own object or has given away with a badge of its
 * own; *context is what p attached there. NULL: p receives it like any other handle. */
struct handle *handle_origin(struct handle *h, const struct proc *p, uint64_t *context);

/* ---- badge.c */
/* A handle for `resource` is made with the badge, or is gone. */
Retcode badge_attach(struct badge *b, struct object *resource);
void badge_share(struct badge *b); /* one more handle for a resource it has already */
void badge_detach(struct badge *b);

/* ---- notice.c */
void notice_close(struct object *o);       /* its last handle is gone */
void notice_object_gone(struct object *o); /* tells who subscribed to it */

/* ---- ksm_hook.c */
void ksm_sid_released(uint32_t sid);

#endif
