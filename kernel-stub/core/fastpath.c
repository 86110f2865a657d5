/* The short way of Call, Recv and Reply for the usual message: no handles, no time-out, a server
 * thread that waits, buffers that are there. Everything else is left to the general path
 * (syscall.c, ipc.c, message.c), which can do all that is done here; each function below either
 * does what it would do, or returns with nothing changed so that it does.
 *
 * What makes it short, and must stay true:
 *
 * 1. One copy (platform 3, "one copy"). The sender's bytes go straight into the buffers of the
 *    receiver, which is blocked, and no other thread runs before the end: one core, never
 * preempted. The checks and the module read them there, so what is checked is what is delivered.
 * Whatever is not granted is wiped before any thread runs again.
 * 2. The receiver's buffers are written through the kernel's own map of the pages, and only of
 * those that its process may write (mmu_writable). `window` remembers the page of the message
 * buffer; any unmapping and any change of rights in that address space ends it (aspace.changes). A
 * buffer at another address than a multiple of 8, and a constant part that crosses a page, go the
 *    general way.
 * 3. A thread that blocks here is parked: all of it is in its frame, and nothing lies on its kernel
 *    stack, so another call continues it by returning to user mode with that frame. Who wakes it
 *    puts the result into the frame (thread_wake, and here). A parked thread has no time-out and
 *    was not killed; where the general path takes it over, thread_unpark makes it an ordinary one.
 * 4. Direct hand-off: Call continues the server at once, on the client's turn, unless a thread of
 *    higher priority than the server is ready. Reply makes the client ready and returns; Recv that
 *    finds nobody waiting continues the best ready thread.
 * 5. The module is asked about every request and response, exactly once, with the same event.
 * 6. A server that comes this way holds no other request, so its request is in held[0].
 *
 * The file is built without stack protector: no array lives on its stack. */
#include "fast.h"
#include "ksm_hook.h"
#include "object.h"
#include "trace.h"

#define INDEX_MASK (KOS_HANDLES_MAX - 1)
#define ARENA_MAX  16384 /* longer ones go the general way */

#define PAGE_REST(va) (KOS_PAGE_SIZE - (uint32_t)((va) & (KOS_PAGE_SIZE - 1)))

#define unusual(e)    __builtin_expect(!!(e), 0)
#define ALWAYS_INLINE __attribute__((always_inline)) static inline

/* ---- handles ----------------------------------------------------------------------------- */

/* As handle_get for a handle that is live and has the type and the rights; else NULL. */
ALWAYS_INLINE struct object *named(const struct proc *p, uint32_t value, enum object_type type,
                                   uint32_t right)
{
    const struct handle *h = p->handles.page[(value & INDEX_MASK) / HANDLES_PER_PAGE];

    if (unusual(!h))
        return NULL;
    h += value % HANDLES_PER_PAGE;
    if (unusual(h->value != value || !(h->rights & right)))
        return NULL;
    return unusual(h->object->type != type) ? NULL : h->object;
}

/* ---- buffers of the receiver ------------------------------------------------------------- */

__attribute__((noinline)) static bool open_window(struct thread *to)
{
    const struct aspace *as = &to->proc->as;
    uint64_t va = to->in.msg;
    unsigned char *at =
        va % 8 == 0 && va != 0 && va < KOS_USER_END ? mmu_writable(as->root, va) : NULL;

    if (!at)
        return false;
    to->window = (struct window){va, as->changes, at, PAGE_REST(va)};
    return true;
}

/* First byte of the receiver's message buffer, which has room for `size`; NULL: unusual. */
static inline unsigned char *message_place(struct thread *to, uint32_t size)
{
    const struct window *w = &to->window;

    if (unusual(w->va != to->in.msg || w->changes != to->proc->as.changes) && !open_window(to))
        return NULL;
    return unusual(size > w->room) ? NULL : w->at;
}

/* Copies the sender's arena, or wipes (from == 0) what was copied, page by page. Pre: both ranges
 * are the user's. */
static bool fill_arena(const struct thread *to, uint64_t from, uint32_t size)
{
    uint64_t va = to->in.arena;

    while (size > 0) {
        unsigned char *at = mmu_writable(to->proc->as.root, va);
        uint32_t part = PAGE_REST(va) < size ? PAGE_REST(va) : size;

        if (!at)
            return false;
        if (from == 0)
            memset(at, 0, part);
        else if (!user_copy(at, (const void *)(uintptr_t)from, part))
            return false;
        from += from == 0 ? 0 : part;
        va += part;
        size -= part;
    }
    return true;
}

/* ---- one message ------------------------------------------------------------------------- */

/* What the sender gave in its registers. */
struct sent {
    uint64_t msg, arena;
    uint32_t size, arena_size;
};

static inline struct sent sent(uint64_t msg, uint64_t sizes, uint64_t arena)
{
    return (struct sent){msg, arena, (uint32_t)sizes, (uint32_t)(sizes >> 32)};
}

static inline bool is_user_range(uint64_t address, uint32_t size)
{
    return address <= (uint64_t)KOS_USER_END - size;
}

__attribute__((noinline)) static void wipe(const struct thread *to, void *at, uint32_t size,
                                           uint32_t arena_size)
{
    memset(at, 0, size);
    (void)fill_arena(to, 0, arena_size);
}

__attribute__((noinline)) static bool place_arena(const struct thread *to, uint64_t from,
                                                  uint32_t size)
{
    if (size > ARENA_MAX || to->in.arena % 8 != 0 || from == 0 || !is_user_range(from, size) ||
        !is_user_range(to->in.arena, size))
        return false;
    if (fill_arena(to, from, size))
        return true;
    (void)fill_arena(to, 0, size);
    return false;
}

/* Copies the message to the receiver, where it stays when the kernel's own checks of sizes and
 * header hold. NULL: wiped, unusual. */
ALWAYS_INLINE struct nk_message *place(struct thread *to, struct sent s)
{
    struct nk_message *head;
    unsigned char *at;
    uint32_t ex;

    if (unusual(s.size < sizeof(*head) || s.size > to->in.msg_size ||
                s.arena_size > to->in.arena_size))
        return NULL;
    at = message_place(to, s.size);
    if (unusual(!at || s.msg > KOS_USER_END - KOS_PAGE_SIZE))
        return NULL;
    if (unusual(!user_copy(at, (const void *)(uintptr_t)s.msg, s.size)))
        goto undo;
    head = (struct nk_message *)(void *)at;
    head->self = (nk_handle_desc_t){0};
    /* The size alone: no handles, no error flag. */
    __builtin_memcpy(&ex, &head->ex, sizeof(ex));
    if (unusual(ex != s.size))
        goto undo;
    if (s.arena_size == 0 || place_arena(to, s.arena, s.arena_size))
        return head;
undo:
    wipe(to, at, s.size, 0);
    return NULL;
}

static inline struct ksm_event event(enum ksm_kind kind, const struct proc *from,
                                     const struct proc *to, const struct nk_message *head)
{
    static const struct nk_arena no_arena;

    return (struct ksm_event){.kind = (uint16_t)kind,
                              .src_class = from->class_id,
                              .dst_class = to->class_id,
                              .src_sid = from->obj.sid,
                              .dst_sid = to->obj.sid,
                              .msg = head,
                              .arena = &no_arena};
}

/* The module sees an arena as the receiver does: its pages lie side by side in that address space
 * alone. */
__attribute__((noinline)) static enum ksm_verdict
decide_arena(struct ksm_event *e, struct nk_reason *reason, struct proc *from,
             const struct thread *to, uint32_t size)
{
    char *start = (char *)(uintptr_t)to->in.arena;
    const struct nk_arena arena = {start, start + size, start + size};
    enum ksm_verdict v;

    e->arena = &arena;
    mmu_switch(to->proc->as.root, to->proc->as.asid);
    v = ksm_decide(e, reason);
    if (v != KSM_GRANTED)
        ksm_refused(from, e, reason);
    mmu_switch(from->as.root, from->as.asid);
    return v;
}

/* Asks the module; false: refused, printed and wiped. */
ALWAYS_INLINE bool granted(enum ksm_kind kind, struct proc *from, struct thread *to,
                           struct nk_message *head, uint32_t size, uint32_t arena_size)
{
    struct ksm_event e = event(kind, from, to->proc, head);
    struct nk_reason reason;
    enum ksm_verdict v;

    if (arena_size == 0) {
        v = ksm_decide(&e, &reason);
        if (unusual(v != KSM_GRANTED))
            ksm_refused(from, &e, &reason);
    } else {
        v = decide_arena(&e, &reason, from, to, arena_size);
    }
    if (!unusual(v != KSM_GRANTED))
        return true;
    wipe(to, head, size, arena_size);
    return false;
}

/* Whether the response is one to the request held. */
static inline bool answers(const struct nk_message *head, const struct held *h)
{
    uint32_t given, asked;

    __builtin_memcpy(&given, &head->iid, sizeof(given)); /* iid and mid */
    __builtin_memcpy(&asked, &h->iid, sizeof(asked));
    return given == asked;
}

/* ---- threads ----------------------------------------------------------------------------- */

/* The result of a parked thread's system call, when it is rcOk. */
static inline void set_result(struct thread *t, uint64_t received)
{
    t->frame->x[0] = rcOk;
    t->frame->x[1] = received;
}

static inline struct trap_frame *refuse(struct thread *t)
{
    t->frame->x[0] = (uint64_t)(int64_t)rcSecurityDisallow;
    t->frame->x[1] = 0;
    return t->frame;
}

static inline void park(struct thread *t, enum wait_kind why)
{
    t->arch.tls = tls_read();
    t->state = THREAD_BLOCKED;
    t->wait = (uint8_t)why;
    t->parked = true;
}

/* Pre: `to` is parked, its result set, in no queue. */
static inline struct trap_frame *continue_with(struct thread *to)
{
    to->parked = false;
    to->state = THREAD_RUNNING;
    sched.current = to;
    tls_write(to->arch.tls);
    mmu_switch(to->proc->as.root, to->proc->as.asid);
    if (unusual(fp_enabled))
        fp_switched_to(to);
    return to->frame;
}

/* The current thread is parked; the one to continue has a kernel context, or is the idle loop. */
_Noreturn static void continue_ordinary(void)
{
    sched_switch();
    panic("parked thread %u continues on its kernel stack", current_thread()->tid);
}

static inline void set_receive(struct thread *t, uint64_t msg, uint64_t sizes, uint64_t arena)
{
    t->in = (struct ipc_buffers){msg, arena, (uint32_t)sizes, (uint32_t)(sizes >> 32)};
}

/* No time-out, no sync object, no tracing. */
static inline bool is_plain(uint64_t target, uint64_t sync)
{
    return ((target >> 32) & sync) == KOS_HANDLE_INVALID && trace_mask == 0;
}

/* ---- the system calls -------------------------------------------------------------------- */

struct trap_frame *fast_call(uint64_t target, uint64_t out_msg, uint64_t out_sizes,
                             uint64_t out_arena, uint64_t in_msg, uint64_t in_sizes,
                             uint64_t in_arena, uint64_t sync)
{
    struct thread *client = sched.current, *server;
    const uint64_t *x = client->frame->x; /* for what is needed late */
    const struct sent s = sent(out_msg, out_sizes, out_arena);
    const struct object *o = named(client->proc, (uint32_t)target, OBJ_CHANNEL, RIGHT_IPC_CALL);
    struct nk_message *head;
    struct listener *l;

    (void)in_msg, (void)in_sizes, (void)in_arena;
    if (unusual(!o || !is_plain(target, sync)))
        return NULL;
    l = ((const struct channel *)(const void *)o)->listener;
    server = container_of(l->receivers.next, struct thread, run);
    if (unusual(list_empty(&l->receivers) || !server->parked || server->held_count != 0 ||
                sched.ready_mask >> server->priority > 1))
        return NULL;
    head = place(server, s);
    if (unusual(!head))
        return NULL;
    if (unusual(!granted(KSM_REQUEST, client->proc, server, head, s.size, s.arena_size)))
        return refuse(client);
    server->held[0] = (struct held){l, client, head->iid, head->mid};
    server->held_count = 1;
    client->server = server;
    set_receive(client, x[4], x[5], x[6]);
    park(client, WAIT_REPLY);
    list_remove(&server->run);
    server->wait = WAIT_NONE;
    set_result(server, out_sizes);
    return continue_with(server);
}

struct trap_frame *fast_recv(uint64_t target, uint64_t x1, uint64_t x2, uint64_t x3,
                             uint64_t in_msg, uint64_t in_sizes, uint64_t in_arena, uint64_t sync)
{
    struct thread *server = sched.current, *next;
    struct object *o = named(server->proc, (uint32_t)target, OBJ_LISTENER, RIGHT_IPC_RECV);
    struct listener *l = (struct listener *)(void *)o;

    (void)x1, (void)x2, (void)x3;
    if (unusual(!o || !is_plain(target, sync) || (uint32_t)in_sizes < sizeof(struct nk_message) ||
                server->held_count != 0 || !list_empty(&l->callers)))
        return NULL;
    set_receive(server, in_msg, in_sizes, in_arena);
    park(server, WAIT_REQUEST);
    list_append(&l->receivers, &server->run);
    if (unusual(sched.ready_mask == 0))
        continue_ordinary();
    next = sched_best();
    if (unusual(!next->parked))
        continue_ordinary();
    sched_unready(next);
    return continue_with(next);
}

int64_t fast_reply(uint64_t target, uint64_t out_msg, uint64_t out_sizes, uint64_t out_arena)
{
    struct thread *server = sched.current, *client;
    const struct sent s = sent(out_msg, out_sizes, out_arena);
    const struct object *o = named(server->proc, (uint32_t)target, OBJ_LISTENER, RIGHT_IPC_REPLY);
    struct held *h = &server->held[0];
    struct nk_message *head;

    if (unusual(!o || (const void *)h->listener != (const void *)o || !h->client || trace_mask))
        return FAST_GENERAL;
    client = h->client;
    if (unusual(!client->parked || client->priority > server->priority))
        return FAST_GENERAL;
    head = place(client, s);
    if (unusual(!head))
        return FAST_GENERAL;
    if (unusual(!answers(head, h))) {
        wipe(client, head, s.size, s.arena_size);
        return FAST_GENERAL;
    }
    if (unusual(!granted(KSM_RESPONSE, server->proc, client, head, s.size, s.arena_size))) {
        ipc_end_held(server, rcSecurityDisallow);
        return rcSecurityDisallow;
    }
    h->listener = NULL;
    h->client = NULL;
    server->held_count--;
    client->server = NULL;
    client->wait = WAIT_NONE;
    set_result(client, out_sizes);
    sched_ready(client);
    return FAST_DONE;
}
