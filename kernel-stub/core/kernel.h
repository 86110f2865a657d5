/* Every function of the kernel that another file calls, by file. The kernel's endpoints
 * (kernel-stub/services) are written against this page too.
 *
 * Common rules. A Retcode is rcOk or an error; a function that fails has changed nothing. `struct
 * proc *`, `struct thread *` and `struct object *` arguments are borrowed unless said otherwise.
 * Functions marked BLOCKS may switch to other threads: afterwards, pointers to objects that the
 * caller holds no reference to (object_ref) may be stale. Times are nanoseconds since boot unless
 * said otherwise; TIME_NEVER means without limit. */
#ifndef KERNEL_KERNEL_H
#define KERNEL_KERNEL_H

#include <nk/ksm.h>
#include <rtl/retcode.h>
#include "list.h"
#include "types.h"

#define TIME_NEVER UINT64_MAX

/* ---- services (kernel-stub/services): provided by the endpoints, called by kcall.c ----------- */

/* Runs the method of `kl.core.Core` that req->iid, req->mid name, for the current thread.
 *
 * Pre: req and req_arena are the kernel's own copy, structure checked and granted by the module.
 *   Handle slots of req hold the caller's handle values: resolve them with handle_get of
 *   current_proc(). res has KCALL_RES_MAX zeroed bytes; res_arena is empty and may have no room.
 *
 * Post: res is the response (nk_req_reset size, ncaps set) or an error reply. Handle slots of res
 *   hold values that handle_add put into the caller's table; if the module denies the response,
 *   the kernel closes them.
 *
 * BLOCKS. On return check nothing: a killed thread dies on its way out.
 * Fails: an nk_err_t that becomes the return code of the Call (NK_ENOENT: rcUnimplemented). */
nk_err_t services_dispatch(const struct nk_message *req, const struct nk_arena *req_arena,
                           struct nk_message *res, struct nk_arena *res_arena);

#define KCALL_REQ_MAX   1024         /* constant part of a request to the kernel */
#define KCALL_RES_MAX   1024         /* constant part of its response */
#define KCALL_ARENA_MAX (256 * 1024) /* arena of either */

/* ---- klib.c ------------------------------------------------------------------------------ */

void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);
/* Copies at most size - 1 bytes and ends with NUL. False: did not fit (then cut). */
bool copy_string(char *to, size_t size, const char *from);

/* ---- format.c ---------------------------------------------------------------------------- */

struct buffer {
    char *text;
    size_t size, used; /* text[used] is NUL; what does not fit is cut */
};
/* %s %d %u %x %lu %ld %lx %c %%, zero padding and width, %.*s. Nothing else. */
void format(struct buffer *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* ---- console.c --------------------------------------------------------------------------- */

/* Prints one kernel line, `[TAG  ] text`; a tag of NULL leaves it out. Ends it with a new line. */
void klog(const char *tag, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Output of a program. Whole lines go out at once; the rest waits in p->line for its end, for a
 * full line buffer or for the end of the process, so that lines are never mixed. */
void console_write(struct proc *p, const char *text, size_t size);
void console_flush(struct proc *p); /* ends a line left open */

/* ---- panic.c, halt.c --------------------------------------------------------------------- */

/* Prints the text and a backtrace, stops the machine with status 70. Only for faults of the kernel
 * itself and for an image that cannot boot; never for anything a process can cause. */
_Noreturn void panic(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
#define kassert(e) ((e) ? (void)0 : panic("%s:%d: not true: %s", __FILE__, __LINE__, #e))

enum { STATUS_PANIC = 70, STATUS_POLICY = 71, STATUS_NOBODY = 72, STATUS_FAULT = 127 };
/* Prints "System halted" and stops the machine. */
_Noreturn void halt(uint32_t status);

/* kos.exit names this process: the machine stops when it ends. */
bool halts_with(const struct proc *p);
void halt_process_started(const struct proc *p);
/* All that the init description names has been started: warns when kos.exit names none of them,
 * as the machine will perhaps never stop. */
void halt_einit_ended(void);
/* Stops the machine: with status 0, or STATUS_NOBODY when kos.exit names a process that never was.
 */
_Noreturn void halt_without_processes(void);

/* ---- cmdline.c --------------------------------------------------------------------------- */

/* Value of the word `name=value` (the last one wins), length in *size; NULL: not there.
 * The text is not NUL-terminated and lives for ever. */
const char *cmdline_get(const char *name, size_t *size);

/* ---- clock.c ----------------------------------------------------------------------------- */

uint64_t uptime_ns(void);
/* now + ms, KOS_TIMEOUT_INFINITE becomes TIME_NEVER. */
uint64_t deadline_after_ms(uint32_t ms);
/* Sets the wall clock in the info page. Pre: nsec < 1000000000. */
void clock_set_wall(int64_t sec, uint32_t nsec);

/* ---- random.c ---------------------------------------------------------------------------- */

/* Fills `to` from the generator seeded at boot (kos.seed, else the device tree). Not for
 * production. */
void random_bytes(void *to, size_t size);

/* ---- mm.c: pages ------------------------------------------------------------------------- */

/* 2^order pages, physically contiguous, zeroed; NULL: none left. The address is in the kernel's
 * map. The first is for the kernel's own tables, which all have a bound; a reserve that holds them
 * at their bounds is left by the second, which gives everything a process can ask for in any
 * amount. So a process that takes all the memory there is cannot stop the kernel from serving
 * others. */
void *pages_alloc(unsigned order);
void *user_pages_alloc(unsigned order);
void pages_free(void *address, unsigned order);
#define PAGE_ORDER_MAX 10 /* 4 MiB */
/* Smallest order that holds `size` bytes; above PAGE_ORDER_MAX: too big. */
unsigned order_of(size_t size);
size_t pages_free_count(void); /* that user_pages_alloc can give */

/* ---- pool.c: small objects --------------------------------------------------------------- */

struct pool {
    const char *name;
    size_t size; /* of one object, a multiple of 16 */
    uint32_t limit, used;
    struct list free;
    struct pool *next; /* of all */
};
/* Size of a pool's object of type T. */
#define POOL_SIZE(T) ((sizeof(T) + 15) / 16 * 16)
/* Zeroed; NULL: limit reached or no memory. */
void *pool_alloc(struct pool *pool);
void pool_free(struct pool *pool, void *object);
/* Objects of the pool of that name; false: no pool was used that is named so. */
bool pool_in_use(const char *name, uint64_t *count);
uint64_t pool_pages(void); /* that all pools have; they are never given back */

/* ---- counter.c ----------------------------------------------------------------------------- */

/* How much of something the kernel has in use: handles, processes, sids, threads, pages.free,
 * pages.pools, or the name of a pool. False: there is no such counter. */
bool counter_read(const char *name, uint64_t *value);
uint64_t handles_in_use(void);
uint64_t sids_in_use(void);
uint64_t threads_in_use(void);

/* ---- romfs.c ----------------------------------------------------------------------------- */

struct file {
    const char *name;
    const unsigned char *data;
    uint32_t size, index;
};
/* False: no such file. */
bool romfs_find(const char *name, struct file *out);
bool romfs_at(uint32_t index, struct file *out);
uint32_t romfs_count(void);
uint32_t romfs_size(void); /* bytes of the whole file system */

/* ---- file.c: files that handles name -------------------------------------------------------- */

/* New object for a file of the image, with a reference of the caller, that counts against p;
 * NULL: no memory, or too many. */
struct object *file_open(const struct proc *p, const struct file *file);
/* Pre: an object of type OBJ_FILE. Valid as long as the object. */
const struct file *file_of(const struct object *o);

/* ---- mdl.c: memory objects ------------------------------------------------------------------ */

#define MDL_SIZE_MAX (64ull * 1024 * 1024)
/* `size` zeroed bytes, rounded up to whole pages, with a reference of the caller; counts against p.
 * Fails: rcInvalidArgument (0 or more than MDL_SIZE_MAX), rcQuotaExceeded, rcOutOfMemory, rcAbort
 * (killed meanwhile). These three BLOCK: they make pauses. */
Retcode mdl_create(const struct proc *p, uint64_t size, struct object **out);
/* The same with a copy of what lies at user address `from`. Fails also: rcSourceFault. */
Retcode mdl_create_from(const struct proc *p, uint64_t from, uint64_t size, struct object **out);
/* The same with a copy of a part of another one. Fails also: rcInvalidArgument (not inside). */
Retcode mdl_clone(const struct proc *p, struct object *origin, uint64_t offset, uint64_t size,
                  struct object **out);
/* For these, `o` is an object of type OBJ_MDL. */
uint64_t mdl_size(const struct object *o);
/* Maps [offset, offset + size) at *address, or anywhere when that is 0; VMM.Free of the whole range
 * ends it. Fails: rcInvalidArgument (outside the object, no whole pages, not readable, executable),
 * as vm_reserve. */
Retcode mdl_map(struct proc *p, struct object *o, uint64_t offset, uint64_t size, unsigned rights,
                uint64_t *address);
/* Copies a part of it into the image of a stopped process. Fails: rcInvalidArgument (outside the
 * object), as proc_load_segment. */
Retcode mdl_load(struct proc *p, struct object *o, uint64_t offset, uint64_t size, uint64_t address,
                 unsigned rights);

/* ---- usercopy: memory of the current address space (arch) ------------------------------------ */

/* Any address is safe: unmapped, read-only, wrap-around and kernel addresses give false. A failed
 * copy_to_user may have written a part. */
bool copy_from_user(void *to, uint64_t from, size_t size) __attribute__((warn_unused_result));
bool copy_to_user(uint64_t to, const void *from, size_t size) __attribute__((warn_unused_result));

/* ---- vm.c: address spaces ----------------------------------------------------------------- */

/* `rights` are VM_READ | VM_WRITE | VM_EXEC; W with X is rcInvalidArgument. Addresses and sizes are
 * multiples of the page size, else rcInvalidArgument. */

/* Reserves `size` bytes in [KOS_USER_MMAP_MIN, KOS_USER_MMAP_END), first fit, or at *address when
 * it is not 0. Nothing is committed. Fails: rcOutOfMemory (no room), rcAlreadyExists (range taken),
 * rcQuotaExceeded. */
Retcode vm_reserve(struct proc *p, uint64_t *address, uint64_t size);
/* The same with unmapped pages around it (GUARD_*) that nothing else can take; *address is that of
 * the range without them. */
Retcode vm_reserve_guarded(struct proc *p, uint64_t *address, uint64_t size, unsigned guards);
/* The same with zeroed pages in all of it. Fails also: rcAbort. BLOCKS. */
Retcode vm_allocate(struct proc *p, uint64_t *address, uint64_t size, unsigned guards,
                    unsigned rights);
/* Commits zeroed pages in a reserved range; pages already committed keep their content and get the
 * rights. All or nothing. Fails: rcInvalidArgument (not reserved), rcQuotaExceeded,
 * rcOutOfMemory. */
Retcode vm_commit(struct proc *p, uint64_t address, uint64_t size, unsigned rights);
/* Pages of the range that are not committed. Pre: vm_is_own. */
uint64_t vm_unmapped(const struct proc *p, uint64_t address, uint64_t size);
/* Whether p could commit so many pages. Fails: rcQuotaExceeded, rcOutOfMemory. */
Retcode vm_has_room(const struct proc *p, uint64_t pages);
/* Gives the pages back, the range stays reserved. */
Retcode vm_decommit(struct proc *p, uint64_t address, uint64_t size);
/* Changes the rights of committed pages. Fails: rcInvalidArgument when a page is not committed. */
Retcode vm_protect(struct proc *p, uint64_t address, uint64_t size, unsigned rights);
/* Whether p reserved all of the range itself and may change it. */
bool vm_is_own(const struct proc *p, uint64_t address, uint64_t size);
/* Decommits and ends the reservation; the range may be part of one. BLOCKS when it is larger than
 * PAUSE_PAGES. */
Retcode vm_free(struct proc *p, uint64_t address, uint64_t size);

struct vm_info {
    uint64_t start, end; /* of the reserved range that holds or follows the address */
    unsigned rights;     /* of the page at the address, 0 = not committed */
};
/* Fails: rcResourceNotFound when nothing is reserved at or above the address. */
Retcode vm_query(struct proc *p, uint64_t address, struct vm_info *out);

/* ---- object.c: reference counts, SIDs ------------------------------------------------------- */

struct object *object_ref(struct object *o);
void object_unref(struct object *o); /* may free it */
/* The object's SID, given now if it had none; 0: SIDs are used up. */
uint32_t object_sid(struct object *o);

/* ---- handle.c ---------------------------------------------------------------------------- */

/* New handle for `o` in p's table, child of `parent` (NULL: root of a tree). Takes its own
 * reference. Fails: rcQuotaExceeded, rcOutOfMemory. */
Retcode handle_add(struct proc *p, struct object *o, uint32_t rights, struct handle *parent,
                   uint32_t *out);
/* Resolves a handle. type OBJ_NONE takes any. Fails: rcInvalidArgument (no such handle),
 * rcHandleRevoked, rcSecurityDisallow (other type, or a bit of `rights` missing). */
Retcode handle_get(struct proc *p, uint32_t value, enum object_type type, uint32_t rights,
                   struct object **out);
/* The entry itself, revoked or not; NULL: no such handle. */
struct handle *handle_entry(struct proc *p, uint32_t value);
/* Closes one handle; children move to its parent. Fails: rcInvalidArgument. */
Retcode handle_close(struct proc *p, uint32_t value);
/* Child of `value` in the same process with rights & mask. Fails: as handle_get with RIGHT_COPY,
 * handle_add. */
Retcode handle_copy(struct proc *p, uint32_t value, uint32_t mask, struct badge *badge,
                    uint32_t *out);
/* Closes it and marks all descendants revoked. Fails: rcInvalidArgument. */
Retcode handle_revoke(struct proc *p, uint32_t value);
/* Marks revoked the children made with `badge` and all below them. Fails: rcInvalidArgument,
 * rcHandleRevoked. */
Retcode handle_revoke_subtree(struct proc *p, uint32_t value, const struct badge *badge);
/* Gives `to` a child of from's handle. Fails: as handle_get with RIGHT_TRANSFER, handle_add. */
Retcode handle_transfer(struct proc *from, uint32_t value, struct proc *to, uint32_t mask,
                        struct badge *badge, uint32_t *out);
/* New user object with its own SID and a handle in p. `listener` (borrowed) and riid make it
 * callable; NULL: not callable. Fails: rcOutOfMemory, rcQuotaExceeded. */
Retcode user_object_create(struct proc *p, uint32_t kind, uint32_t rights, uint64_t context,
                           struct listener *listener, uint16_t riid, uint32_t *out);

/* ---- badge.c ------------------------------------------------------------------------------- */

/* New badge with a handle in p. `notice` (NULL: none) gets EVENT_BADGE_CLOSED under the number
 * `event` when the last handle made with the badge is gone, EVENT_OBJECT_DESTROYED when an object
 * given away with it is. Fails: rcOutOfMemory, rcQuotaExceeded. */
Retcode badge_create(struct proc *p, struct notice *notice, uint64_t event, uint64_t context,
                     uint32_t *out);

/* ---- notice.c ------------------------------------------------------------------------------ */

struct notice_event {
    uint64_t id;
    uint32_t mask, count;
};
/* New receiver with a handle in p. Fails: rcOutOfMemory, rcQuotaExceeded. */
Retcode notice_create(struct proc *p, uint32_t *out);
/* Events of `o` in `mask` are received under the number `id`; the same subscription again changes
 * its mask. Fails: rcInvalidOperation (receiver finished), rcQuotaExceeded, rcOutOfMemory. */
Retcode notice_subscribe(struct notice *n, struct object *o, uint32_t mask, uint64_t id);
/* End all subscriptions with this number, to this object. Fails: rcResourceNotFound. */
Retcode notice_unsubscribe_id(struct notice *n, uint64_t id);
Retcode notice_unsubscribe_object(struct notice *n, const struct object *o);
/* Waits until there is an event and takes up to `max` of them. Pre: the caller has a reference.
 * Fails: rcTimeout, rcAbort, rcResourceNotFound (dropped while it waited, or finished). BLOCKS. */
Retcode notice_get(struct notice *n, struct notice_event *to, uint32_t max, uint32_t *count,
                   uint64_t deadline);
/* Ends all subscriptions and all waiting; `finish`: for good. */
void notice_drop(struct notice *n, bool finish);
/* Tells everybody who subscribed to these events of `o`. */
void notice_raise(struct object *o, uint32_t mask);

/* ---- sync.c -------------------------------------------------------------------------------- */

/* New object that can interrupt waits of the process, with a handle in p. Fails: rcOutOfMemory,
 * rcQuotaExceeded. */
Retcode sync_create(struct proc *p, uint32_t *out);
/* Calls and Recvs of p with this object end with rcIpcInterrupt where they wait for their partner,
 * now and until it is cleared. */
void sync_set(struct proc *p, struct object *sync);
void sync_clear(struct object *sync);
bool sync_is_set(const struct object *sync);

/* ---- cm.c: channels made at run time -------------------------------------------------------- */

/* Waits until the process `server` accepts or drops a channel for `service`. Then *handle is the
 * client end in the table of the current process and *id the endpoint number. Fails: rcTimeout,
 * rcResourceNotFound (in that time there was no such process), rcNotConnected (dropped, or the
 * server ended), rcQuotaExceeded (so many wait already), rcAbort. BLOCKS. */
Retcode cm_connect(const char *server, const char *service, uint64_t deadline, uint32_t *handle,
                   uint32_t *id);

struct cm_request;
/* First request to the current process that is neither accepted nor dropped. Valid until the
 * caller blocks. Fails: rcTimeout, rcAbort. BLOCKS. */
Retcode cm_listen(uint64_t deadline, const struct cm_request **out);
const char *cm_client(const struct cm_request *r);
const char *cm_service(const struct cm_request *r);
/* Answers the request of that client process. `listener` NULL: makes one, whose handle is *out.
 * Fails: rcResourceNotFound (no such request), rcQuotaExceeded, rcOutOfMemory (then the client is
 * told, too). */
Retcode cm_accept(const char *client, const char *service, uint32_t id, struct listener *listener,
                  uint32_t *out);
Retcode cm_drop(const char *client, const char *service);

/* ---- proc.c ------------------------------------------------------------------------------ */

struct proc *current_proc(void);

struct proc_spec {
    const char *name, *class_name; /* at most KOS_NAME_MAX bytes */
    const char *path;              /* ROMFS file to load, or "" */
    uint64_t stack_size;           /* 0: KOS_STACK_MAIN */
    uint32_t priority;
    struct proc *initiator; /* NULL: the kernel */
};
/* A stopped process with SID, address space, handles 1 and 2, and its program when path is not "".
 * *out carries a reference of the caller. Fails: rcInvalidArgument (name empty, too long or with
 * control characters; bad priority; bad ELF), rcNoCapability (a priority that the initiator may not
 * give), rcAlreadyExists (name in use), rcSecurityDisallow
 * (class unknown to the module, with a line on the console), rcResourceNotFound (no such file),
 * rcOutOfMemory. To take it back: proc_terminate, then object_unref. */
Retcode proc_create(const struct proc_spec *spec, struct proc **out);

/* For the four below. Pre: p is stopped, else rcInvalidOperation. */

/* Keeps others away from a stopped process until proc_vacate, for work with pauses. False: it is
 * not stopped, or somebody else's. */
bool proc_occupy(struct proc *p);
void proc_vacate(struct proc *p);
/* Copies `size` bytes to `address` of the image area, zeroes up to memsize, maps with `rights`.
 * Fails: rcInvalidArgument (outside the image area, overlap, W with X), rcQuotaExceeded,
 * rcOutOfMemory. */
Retcode proc_load_segment(struct proc *p, uint64_t address, const void *data, uint64_t size,
                          uint64_t memsize, unsigned rights);
/* Fails: rcInvalidArgument when the address is not in an executable page. */
Retcode proc_set_entry(struct proc *p, uint64_t entry);
/* Replaces the environment. Fails: rcInvalidArgument (size), rcOutOfMemory. */
Retcode proc_set_env(struct proc *p, const void *env, size_t size);
/* Asks the module (execute event, source: `initiator`, NULL: the kernel), then starts the first
 * thread. Fails: rcInvalidOperation (no program), rcSecurityDisallow (stays stopped),
 * rcOutOfMemory. */
Retcode proc_resume(struct proc *p, struct proc *initiator);

/* Whether p may give a thread this priority, with `fifo` before its equals. Fails:
 * rcInvalidArgument (there is no such priority), rcNoCapability (above what p was given). */
Retcode proc_may_run_at(const struct proc *p, uint32_t priority, bool fifo);
/* Priority of the first thread, and with it the highest one p may give its threads, at least
 * kos.priority (15). Fails: as proc_may_run_at for the current process. Pre: p is stopped, else
 * rcInvalidOperation. */
Retcode proc_set_priority(struct proc *p, uint32_t priority, bool fifo);
/* Whether p may take so many pages more (kos.pages). Memory objects it made count as its own. */
bool proc_may_take(const struct proc *p, uint64_t pages);
uint64_t mdl_pages_of(const struct proc *p);
/* The running process of that name; NULL: none. */
struct proc *proc_named(const char *name);
/* The process in a slot, below KOS_PROCESSES_MAX; NULL: none. */
struct proc *proc_at(unsigned slot);
/* A handle to the security module for the security interface of p's class. Fails: as handle_add. */
Retcode security_connect(struct proc *p, uint32_t *out);

/* Takes the environment of the running process out of its address space. */
void proc_free_env(struct proc *p);

/* Ends the process: all its threads, then all it owns. When p is the current one this returns, and
 * the thread dies on its way out of the kernel; nobody sees the process alive afterwards. */
void proc_exit(struct proc *p, uint32_t code);
/* As proc_exit, by another process. Fails: rcInvalidOperation when it has ended already, or is not
 * started and another thread fills it just now. */
Retcode proc_terminate(struct proc *p);

/* ---- channel.c --------------------------------------------------------------------------- */

/* Static channel from `client` to `server`, both stopped (else rcInvalidOperation). *listener is a
 * handle value in the server's table, or KOS_HANDLE_INVALID: then the listener is made and
 * *listener set. *client_end is a handle value in the client's table. Fails: rcInvalidArgument (no
 * such listener), rcOutOfMemory, rcQuotaExceeded. */
Retcode channel_connect(struct proc *server, struct proc *client, uint32_t *listener,
                        uint32_t *client_end);
/* Dynamic channel to `l`, counted against the client. Fails: as handle_add. */
Retcode channel_join(struct proc *client, struct listener *l, uint32_t *client_end);
/* New listener for dynamic channels, with a reference of the caller. */
Retcode channel_listen(struct proc *server, uint32_t *value, struct listener **out);

/* ---- thread.c, sched.c ------------------------------------------------------------------- */

struct thread *current_thread(void);

struct thread_spec {
    uint64_t pc, arg0, arg1;
    uint64_t stack_size; /* 0: KOS_STACK_THREAD */
    uint32_t priority;
    uint64_t stack_top; /* 0: anywhere */
    bool stopped;       /* do not run before thread_resume */
    bool fifo;          /* keeps the core from threads of its priority until it blocks */
};
/* New thread of p with its own user stack (guard page below). *out carries a reference of the
 * caller. Fails: rcInvalidArgument, rcQuotaExceeded, rcOutOfMemory, rcInvalidOperation (p has
 * ended). */
Retcode thread_create(struct proc *p, const struct thread_spec *spec, struct thread **out);
/* Ends the current thread when it leaves the kernel; the process too, when it was the last one. */
void thread_exit(uint32_t code);
/* Ends any thread, wherever it waits. */
void thread_kill(struct thread *t, uint32_t code);
/* Waits for the end of `t`; its code is in t->exit_code. Pre: the caller has a reference.
 * Fails: rcTimeout, rcAbort, rcInvalidArgument (itself). BLOCKS. */
Retcode thread_wait(struct thread *t, uint64_t deadline);
/* BLOCKS. rcOk, or rcAbort when the thread was killed. */
Retcode thread_sleep(uint64_t deadline);
Retcode thread_set_priority(struct thread *t, uint32_t priority);
/* Suspends the current thread until thread_resume. BLOCKS. */
Retcode thread_suspend_self(void);
/* Starts a stopped or suspended thread. Fails: rcInvalidThreadState. */
Retcode thread_resume(struct thread *t);
/* Sets tpidr_el0 of the current thread. */
void thread_set_tls(uint64_t value);

/* Blocks the current thread at the end of `queue` (NULL: none) until thread_wake or the deadline.
 * Returns what the waker said; rcTimeout; rcAbort when killed. BLOCKS. */
Retcode thread_block(struct list *queue, enum wait_kind why, uint64_t deadline);
/* Takes a blocked thread from its queue and makes it ready; its thread_block returns rc. False: it
 * was not blocked any more (a time-out or its end came first). */
bool thread_wake(struct thread *t, Retcode rc);
/* First thread of a queue; NULL: empty. */
struct thread *thread_first(const struct list *queue);
/* Thread of the given number; NULL: none. */
struct thread *thread_find(uint32_t tid);
/* Lets threads of the same or a higher priority run. BLOCKS. */
void thread_yield(void);
/* In the middle of long work that holds nothing others wait for: takes interrupts and lets others
 * run, as user mode would. False: the thread was killed and shall give up. BLOCKS. */
bool thread_pause(void);
/* The same for work that must be done even when the thread was killed: it then has its turns with
 * ordinary threads. BLOCKS. */
void thread_rest(void);
#define PAUSE_PAGES 64 /* pages of work between two pauses */

#endif
