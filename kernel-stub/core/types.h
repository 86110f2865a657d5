/* Data structures of the kernel. One page for all of them, because they point at each other.
 *
 * Rules that hold for all: one core, the kernel is never preempted (interrupts stay masked at EL1),
 * so there are no locks. Nothing is allocated per message. Every table has a fixed bound from
 * nk/abi.h. User addresses are uint64_t, never pointers. */
#ifndef KERNEL_TYPES_H
#define KERNEL_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <nk/abi.h>
#include <arch.h>

/* ---- lists (list.h works on them) -------------------------------------------------------- */

struct ksm_row; /* nk/ksm_route.h */

struct list {
    struct list *next, *prev; /* a head points at itself when empty; an unlinked node too */
};

/* ---- objects and handles ----------------------------------------------------------------- */

enum object_type {
    OBJ_NONE,
    OBJ_PROC,
    OBJ_THREAD,
    OBJ_KERNEL,   /* the channel to the kernel: one object for all processes */
    OBJ_CHANNEL,  /* client end of a channel */
    OBJ_LISTENER, /* server end: one queue for all channels joined to it */
    OBJ_LEFT,     /* a listener again, while all clients of its dynamic channels have gone */
    OBJ_USER,     /* user object; with a listener: a callable handle's target */
    OBJ_SYNC,     /* IPC synchronisation object */
    OBJ_MDL,      /* shared memory */
    OBJ_FILE,     /* open ROMFS file */
    OBJ_LOG,      /* a log of the kernel: one object for all processes */
    OBJ_BADGE,    /* context that goes with handles given away */
    OBJ_NOTICE,   /* receiver of events */
    OBJ_SECURITY, /* the security module: one object for all processes */
    OBJ_COUNT,
};

/* First member of everything a handle can name. `refs` counts handles and kernel pointers,
 * `handles` only handles. `sid` is 0 until somebody needs it (object_sid). */
struct object {
    uint8_t type;     /* enum object_type */
    bool doomed;      /* in a list of object.c */
    uint16_t charged; /* 1 + slot of the process whose quota it counts against; 0: of none */
    uint32_t refs, handles, sid;
    struct object *next_doomed;
    struct subscription *subscriptions; /* to its events: notice.c */
};

/* Rights, ipc-and-kernel 8.2. */
enum {
    RIGHT_TRANSFER = 1u << 0,
    RIGHT_COPY = 1u << 1,
    RIGHT_SET_EVENT = 1u << 2,
    RIGHT_GET_EVENT = 1u << 3,
    RIGHT_GET_SID = 1u << 4,
    RIGHT_IPC_CALL = 1u << 16,
    RIGHT_IPC_RECV = 1u << 17,
    RIGHT_IPC_REPLY = 1u << 18,
    RIGHT_IPC_ADD = 1u << 19,
    RIGHTS_CLIENT = RIGHT_TRANSFER | RIGHT_COPY | RIGHT_GET_EVENT | RIGHT_GET_SID | RIGHT_IPC_CALL,
    RIGHTS_SERVER = RIGHT_GET_EVENT | RIGHT_IPC_RECV | RIGHT_IPC_REPLY,
    RIGHTS_LISTENER = RIGHTS_SERVER | RIGHT_IPC_ADD,
};
#define RIGHTS_ALL 0xffffffffu

/* One handle. Entries never move, so they can be linked into the tree of derived handles. */
enum handle_state { HANDLE_FREE, HANDLE_LIVE, HANDLE_REVOKED };

/* 64 bytes. A revoked handle holds no object any more, only its place in the table. */
struct handle {
    struct object *object;
    struct handle *parent, *first_child, *next, *prev; /* next, prev: children of one parent */
    struct badge *badge; /* it was made with, holding a reference; NULL: none */
    uint32_t rights;     /* 0 unless live */
    uint32_t value;      /* its index and, above, how often the entry was used before */
    uint16_t owner;      /* slot of the owning process */
    uint16_t next_free;  /* index, while free; 0 ends the list */
    uint16_t index;
    uint8_t state; /* enum handle_state */
};
_Static_assert(sizeof(struct handle) == 64, "struct handle");

#define HANDLE_INDEX_BITS 10
#define HANDLES_PER_PAGE  (KOS_PAGE_SIZE / sizeof(struct handle))
#define HANDLE_PAGES      ((KOS_HANDLES_MAX + HANDLES_PER_PAGE - 1) / HANDLES_PER_PAGE)

struct handle_table {
    struct handle *page[HANDLE_PAGES]; /* made when first needed */
    uint16_t first_free, made; /* made: entries 0 .. made - 1 exist; entry 0 is never used */
};

struct user_object {
    struct object obj;
    uint64_t creator;          /* serial number of the process that made it */
    uint64_t context;          /* opaque to the kernel, meaningful to the creator alone */
    struct listener *listener; /* callable handle: where Call goes, with a reference; else NULL */
    uint32_t kind;             /* HANDLE_TYPE_USER_FIRST .. LAST; no meaning for the kernel */
    uint16_t riid;
};

/* What a process attaches to the handles it gives away, to know them when they come back. */
struct badge {
    struct object obj;
    uint64_t creator;      /* serial number of the process that made it */
    uint64_t context;      /* as in a user object */
    struct notice *notice; /* told when the last handle made with it is gone; with a reference */
    uint64_t event;        /* number of its subscriptions there */
    uint32_t uses;         /* handles made with it */
};

/* ---- address spaces ---------------------------------------------------------------------- */

enum {
    VM_READ = 1,
    VM_WRITE = 2,
    VM_EXEC = 4,
};

/* REGION_BUSY: a thread maps or unmaps it, with pauses. */
enum region_kind {
    REGION_IMAGE = 1,
    REGION_STACK,
    REGION_ENV,
    REGION_USER,
    REGION_SHARED,
    REGION_BUSY
};

enum { GUARD_LOW = 1, GUARD_HIGH = 2 };

/* A reserved range of addresses, [start, end). The rights of its pages are in the page table. A
 * guard is its first or last page: never mapped, freed with the page beside it. */
struct region {
    struct list link; /* ascending addresses */
    uint64_t start, end;
    uint8_t kind;          /* enum region_kind */
    uint8_t guards;        /* GUARD_LOW | GUARD_HIGH */
    struct object *object; /* what REGION_SHARED maps, with a reference; else NULL */
};

struct aspace {
    uint64_t root; /* physical address of the top table */
    uint64_t ttbr; /* root and ASID, as mmu_switch wants them */
    uint16_t asid;
    uint32_t pages; /* pages charged: memory and tables; 0 after teardown */
    bool watched;   /* a window of its process shows one of its pages: windows_close */
    uint32_t region_count;
    struct list regions;
};

/* ---- processes --------------------------------------------------------------------------- */

/* PROC_FILLING: stopped, and a thread of another process works on it, with pauses. */
enum proc_state { PROC_FREE, PROC_FILLING, PROC_STOPPED, PROC_RUNNING, PROC_DYING, PROC_DEAD };

enum exit_cause { EXIT_NONE, EXIT_NORMAL, EXIT_TERMINATED, EXIT_FAULT };

#define CONSOLE_LINE 1024 /* bytes of a line, its end not counted (platform 6) */

struct proc {
    struct object obj;
    uint16_t slot; /* index in the table; ASID is slot + 1 */
    uint8_t state, cause;
    uint64_t serial;                       /* never given twice, unlike slot and SID */
    uint16_t class_id;                     /* number of the class in the module, or KSM_NO_CLASS */
    const struct ksm_row *const *sends[2]; /* KSM_DIR_REQUEST, _RESPONSE: rows by class of the
                                            * receiver; NULL without a module */
    uint8_t priority;                      /* of the first thread */
    bool fifo;                             /* of the first thread */
    uint8_t priority_max;                  /* what it may give threads: proc_may_run_at */
    char name[KOS_NAME_MAX + 1], class_name[KOS_NAME_MAX + 1], path[KOS_NAME_MAX + 1];
    struct aspace as;
    struct handle_table handles;
    bool known; /* a thread remembers a handle of this process: routes_forget */
    struct list threads;
    uint32_t thread_count;
    uint64_t entry, stack_size, env, env_size;
    uint32_t exit_code, fault_type; /* fault_type: exception class, when cause is EXIT_FAULT */
    uint64_t fault_pc, fault_addr;
    uint32_t refusals; /* denials this process caused */
    uint32_t line_used;
    char line[CONSOLE_LINE + 1]; /* program output not yet ended by a new line */
};

/* ---- threads ----------------------------------------------------------------------------- */

enum thread_state {
    THREAD_FREE,
    THREAD_STOPPED,
    THREAD_READY,
    THREAD_RUNNING,
    THREAD_BLOCKED,
    THREAD_DEAD
};

/* Why a thread is blocked. */
enum wait_kind {
    WAIT_NONE,
    WAIT_OTHER,   /* sleep, futex, join: woken by thread_wake alone */
    WAIT_RECV,    /* client, queued until a server thread receives */
    WAIT_REPLY,   /* client, request delivered */
    WAIT_REQUEST, /* server, in Recv */
    WAIT_SUSPEND,
};

struct ipc_buffers {
    uint64_t msg, arena;
    uint32_t msg_size, arena_size; /* bytes to send, or capacity */
};

/* A request this thread has received and not yet answered. */
#define HELD_MAX 4
struct held {
    struct listener *listener; /* NULL: slot free */
    struct thread *client;     /* NULL: the client has gone */
    /* Of a response from here to there. NULL unless the request came the short way, so that the
     * client, while it is there, is parked. */
    const struct ksm_row *row;
    uint64_t asked; /* head of the request: interface and method are its low half */
};

/* Where the kernel sees the message buffer named by in.msg and in.msg_size, which are always va and
 * the low half of sizes. */
struct window {
    uint64_t va, sizes; /* x4 and x5 */
    unsigned char *at;  /* NULL: closed; it may be opened again (fastpath.c) */
    uint64_t words;     /* the short way takes sizes 24 + 8 * n for n below it; 0 while closed */
    uint32_t room;      /* bytes that fit; 0 while closed */
    /* The same for in.arena, when its address is arena_va. */
    uint32_t arena_room;
    uint64_t arena_va;
    unsigned char *arena_at;
};

/* A handle with no time-out as x0 names it, and where it leads, while it is live and allows the
 * call; else a listener that stands for none (fastpath.c). */
struct route {
    uint64_t target;
    struct listener *listener;
};

/* What a thread sends, by the short way: x1 to x3, and where it goes on, of a Reply alone. */
struct given {
    uint64_t msg, sizes, arena, pc;
};

struct thread {
    struct object obj;
    /* What the short way of a message touches, close together. */
    struct trap_frame *frame; /* registers of user mode, at the top of the kernel stack */
    struct proc *proc;        /* NULL: idle */
    uint32_t tid;
    uint16_t slot;
    uint8_t priority, held_more; /* held_more: used slots of held[] but the first */
    /* These three are written together by fastpath.c. */
    uint8_t state; /* enum thread_state */
    enum wait_kind wait : 7;
    bool parked : 1; /* blocked by fastpath.c: nothing of it lies below the frame */
    bool killed;
    bool fifo;                     /* no round robin with threads of its priority */
    struct route call, serve;      /* what it called, and where it received, last */
    const struct ksm_row *rows[2]; /* of a request by `call`, and of the response to it */
    struct window window;          /* of in.msg */
    struct ipc_buffers in;
    struct given given;
    struct thread *server;    /* who holds our request, in WAIT_REPLY */
    struct listener *idle_at; /* while parked in WAIT_REQUEST: whose `idle` it is */
    struct held held[HELD_MAX];
    struct arch_thread arch; /* saved kernel context, FP state */
    struct list run;         /* run queue, or the queue it is blocked on */
    /* IPC, the rest */
    struct ipc_buffers out;
    struct object *sync;    /* that may interrupt the wait under way; NULL: none */
    uint32_t callee;        /* callable handle the call under way goes through; 0: none */
    uint64_t received;      /* sizes for x1 when the call or Recv succeeds */
    void *call_page;        /* memory of its calls to the kernel, when they need no more */
    struct list sibling;    /* proc->threads */
    int32_t wake_rc;        /* what the waker said */
    uint64_t deadline;      /* counter value; valid while heap_index >= 0 */
    uint64_t call_deadline; /* of the Call on the kernel it is in; TIME_NEVER: none */
    bool call_timed_out;    /* that deadline ended its wait */
    int32_t heap_index;
    uint64_t stack, stack_size; /* user stack it owns, 0 = none */
    uint32_t exit_code;
    struct list exit_waiters;
    struct object *leaving; /* whose end takes long: objects_reap, on its way out of the kernel */
};

/* ---- channels ---------------------------------------------------------------------------- */

struct listener {
    struct object obj;
    struct proc *owner;    /* valid while obj.handles > 0 */
    struct list callers;   /* clients waiting, FIFO */
    struct thread *idle;   /* server thread parked in Recv, before those in `receivers` */
    struct list receivers; /* server threads in Recv, FIFO */
    uint32_t channels;     /* joined to it */
    bool dynamic;          /* made for channels that come and go: without one, Recv ends */
};

struct channel {
    struct object obj;
    struct listener *listener; /* holds a reference; never NULL */
    bool dynamic;              /* made at run time: may be given up, counts against the client */
};

#endif
