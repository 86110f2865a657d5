/* The short way of Call, Recv and Reply for the usual message: no handles, no time-out, a server
 * thread that waits, buffers that are there. Everything else is left to the general path
 * (syscall.c, ipc.c, message.c), which can do all that is done here; what is done here is what it
 * would do, or nothing.
 *
 * There are two lengths of it. fast_call, fast_recv and fast_reply hold the very usual: no arena, a
 * short constant part, a grant that the module's tables tell without asking (nk/ksm_route.h),
 * nobody else ready, the handle and the buffers of last time. They call nothing and save no
 * registers. What they cannot do, *_long does, for whatever of these is different; what that cannot
 * do either is left to the general path by returning NULL or FAST_GENERAL with nothing changed.
 *
 * What makes it short, and must stay true:
 *
 * 1. One copy (platform 3, "one copy"). The sender's bytes go straight into the buffers of the
 *    receiver, which is blocked, and no other thread runs before the end: one core, never
 *    preempted. The checks and the module read them there, so what is checked is what is delivered.
 *    Whatever is not granted is wiped before any thread runs again.
 * 2. The receiver's buffers are written through the kernel's own map of the pages, and only of
 *    those that its process may write (mmu_writable). `window` remembers the page of the message
 *    buffer; whoever takes a page from an address space or changes rights in it closes all windows
 *    of that process (windows_close). A buffer at another address than a multiple of 8, and a
 *    constant part that crosses a page, go the general way.
 * 3. The handle named last is remembered with the listener it leads to (`route`); whoever takes a
 *    handle or rights from a process, or changes the type of a listener, makes its threads forget
 *    (routes_forget). A forgotten route leads to a listener where nobody waits, or where somebody
 *    always does, so that no test is needed.
 * 4. A thread that blocks here is parked: all of it is in its frame, and nothing lies on its kernel
 *    stack, so another call continues it by returning to user mode with that frame. Who wakes it
 *    puts the result into the frame (thread_wake, and here). A parked thread has no time-out, no
 *    sync object and was not killed; where the general path takes it over, thread_unpark makes it
 * an ordinary one. One parked in Recv is `idle` of its listener and in no queue.
 * 5. Direct hand-off: Call continues the server at once, on the client's turn, unless a thread of
 *    higher priority than the server is ready. Reply makes the client ready and returns; when
 * nobody else is ready it stays out of the queues as sched.next, for the Recv that follows, and
 * every other way into the kernel queues it first (sched_settle).
 * 6. The module decides about every request and response, exactly once: by the rows of its tables
 *    for what it grants whatever the message holds, else when it is asked.
 * 7. A server that comes this way holds no other request, so its request is in held[0].
 *
 * The file is built without stack protector: no array lives on its stack. */
#include "fast.h"
#include "ksm_hook.h"
#include "object.h"
#include "trace.h"
#include "usercopy.h"

#define INDEX_MASK (KOS_HANDLES_MAX - 1)
#define ARENA_MAX  16384 /* longer ones go the general way */

#define PAGE_REST(va) (KOS_PAGE_SIZE - (uint32_t)((va) & (KOS_PAGE_SIZE - 1)))

#define unusual(e)    __builtin_expect(!!(e), 0)
#define ALWAYS_INLINE __attribute__((always_inline)) static inline
#define OUT_OF_LINE   __attribute__((noinline)) static

/* ---- handles ----------------------------------------------------------------------------- */

/* Where forgotten routes lead. */
static struct thread somebody;
static struct listener nobody_waits;
static struct listener somebody_waits = {.idle = &somebody};

static void forget(struct thread *t)
{
    t->call = (struct route){0, &nobody_waits};
    t->serve = (struct route){0, &somebody_waits};
}

void fast_thread_init(struct thread *t)
{
    forget(t);
}

void routes_forget(struct proc *p)
{
    if (!p->known)
        return;
    p->known = false;
    for (struct list *n = p->threads.next; n != &p->threads; n = n->next)
        forget(container_of(n, struct thread, sibling));
}

/* As handle_get for a handle that is live and has the type and the rights; else NULL. */
static struct object *named(const struct proc *p, uint32_t value, enum object_type type,
                            uint32_t rights)
{
    const struct handle *h = p->handles.page[(value & INDEX_MASK) / HANDLES_PER_PAGE];

    if (!h)
        return NULL;
    h += value % HANDLES_PER_PAGE;
    if (h->value != value || (h->rights & rights) != rights || h->object->type != type)
        return NULL;
    return h->object;
}

/* The listener that a Call goes to; NULL: unusual. */
static struct listener *call_route(struct thread *client, uint64_t target)
{
    struct object *o;

    if (client->call.target == target && client->call.listener != &nobody_waits)
        return client->call.listener;
    o = named(client->proc, (uint32_t)target, OBJ_CHANNEL, RIGHT_IPC_CALL);
    if (!o)
        return NULL;
    client->call = (struct route){target, ((struct channel *)(void *)o)->listener};
    client->proc->known = true;
    return client->call.listener;
}

/* The same for Recv and Reply, which need both rights. */
static struct listener *serve_route(struct thread *server, uint64_t target)
{
    struct object *o;

    if (server->serve.target == target && server->serve.listener != &somebody_waits)
        return server->serve.listener;
    o = named(server->proc, (uint32_t)target, OBJ_LISTENER, RIGHT_IPC_RECV | RIGHT_IPC_REPLY);
    if (!o)
        return NULL;
    server->serve = (struct route){target, (struct listener *)(void *)o};
    server->proc->known = true;
    return server->serve.listener;
}

/* ---- buffers of the receiver ------------------------------------------------------------- */

void windows_close(struct aspace *as)
{
    struct proc *p = container_of(as, struct proc, as);

    if (!as->watched)
        return;
    as->watched = false;
    for (struct list *n = p->threads.next; n != &p->threads; n = n->next) {
        struct window *w = &container_of(n, struct thread, sibling)->window;

        *w = (struct window){.va = w->va, .sizes = w->sizes}; /* arena_va 0: closed too */
    }
}

/* Shows the buffer named by va and sizes, if the process may write it. */
static void open_window(struct thread *t)
{
    struct window *w = &t->window;
    uint32_t capacity = (uint32_t)w->sizes;

    if (w->va % 8 != 0 || w->va == 0 || w->va >= KOS_USER_END)
        return;
    w->at = mmu_writable(t->proc->as.root, w->va);
    if (!w->at)
        return;
    t->proc->as.watched = true;
    w->room = PAGE_REST(w->va) < capacity ? PAGE_REST(w->va) : capacity;
    capacity = w->room < USER_COPY_SHORT_MAX ? w->room : USER_COPY_SHORT_MAX;
    w->words = capacity < sizeof(struct nk_message)
                   ? 0
                   : (capacity - sizeof(struct nk_message)) / sizeof(uint64_t) + 1;
}

/* Shows as much of the arena buffer as lies side by side in the kernel's map. */
static void open_arena(struct thread *t)
{
    struct window *w = &t->window;
    uint64_t va = t->in.arena, root = t->proc->as.root;
    uint32_t wanted = t->in.arena_size < ARENA_MAX ? t->in.arena_size : ARENA_MAX;

    w->arena_room = 0;
    w->arena_va = va;
    if (va % 8 != 0 || va == 0 || va >= KOS_USER_END - ARENA_MAX)
        return;
    w->arena_at = mmu_writable(root, va);
    if (!w->arena_at)
        return;
    t->proc->as.watched = true;
    w->arena_room = PAGE_REST(va);
    while (w->arena_room < wanted &&
           mmu_writable(root, va + w->arena_room) == w->arena_at + w->arena_room)
        w->arena_room += KOS_PAGE_SIZE;
    if (w->arena_room > wanted)
        w->arena_room = wanted;
}

void fast_read_in(struct thread *t, uint64_t msg, uint64_t sizes, uint64_t arena)
{
    t->in = (struct ipc_buffers){msg, arena, (uint32_t)sizes, (uint32_t)(sizes >> 32)};
    if (t->window.va != msg || t->window.sizes != sizes)
        t->window = (struct window){.va = msg, .sizes = sizes};
}

/* Conditions of the shortest way are joined with &: loads that are safe in any case and one branch
 * are less than a branch for each. */
ALWAYS_INLINE bool is_same(uint64_t a, uint64_t b)
{
    return a == b;
}

/* The calling thread receives where it received last. */
ALWAYS_INLINE bool has_buffers(const struct thread *t, uint64_t msg, uint64_t sizes)
{
    return is_same(t->window.va, msg) & is_same(t->window.sizes, sizes);
}

/* A size from 24 that is a multiple of 8 and fits, in one comparison: other remainders end up in
 * the highest bits, an arena does so too. */
ALWAYS_INLINE bool is_short(const struct thread *to, uint64_t sizes)
{
    uint64_t words = sizes - sizeof(struct nk_message);

    return (words >> 3 | words << 61) < to->window.words;
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

static struct sent sent(const struct thread *t)
{
    const uint64_t *x = t->frame->x;

    return (struct sent){x[1], x[3], (uint32_t)x[2], (uint32_t)(x[2] >> 32)};
}

static inline bool is_user_range(uint64_t address, uint32_t size)
{
    return address <= (uint64_t)KOS_USER_END - size;
}

OUT_OF_LINE void wipe(const struct thread *to, uint32_t size, uint32_t arena_size)
{
    memset(to->window.at, 0, size);
    (void)fill_arena(to, 0, arena_size);
}

static bool place_arena(const struct thread *to, struct sent s)
{
    if (s.arena_size == 0)
        return true;
    if (s.arena_size > ARENA_MAX || to->in.arena % 8 != 0 || s.arena == 0 ||
        !is_user_range(s.arena, s.arena_size) || !is_user_range(to->in.arena, s.arena_size))
        return false;
    return fill_arena(to, s.arena, s.arena_size);
}

/* The head of what was copied: the kernel's own checks of it. The size alone: no handles, no error
 * flag. */
ALWAYS_INLINE bool head_is_good(uint64_t head, uint64_t size)
{
    return head >> 32 == size;
}

/* The kernel's alone; here it says nothing. */
ALWAYS_INLINE uint64_t take_head(unsigned char *at)
{
    struct nk_message *msg = (struct nk_message *)(void *)at;

    msg->self = (nk_handle_desc_t){0};
    return ksm_head(msg);
}

/* Copies the message to the receiver, where it stays when the kernel's own checks of sizes and
 * header hold. False: wiped, unusual. */
OUT_OF_LINE bool place(struct thread *to, struct sent s)
{
    struct window *w = &to->window;

    if (!w->at)
        open_window(to);
    if (s.size < sizeof(struct nk_message) || s.size > w->room ||
        s.arena_size > to->in.arena_size || !is_user_range(s.msg, s.size))
        return false;
    if (user_copy(w->at, (const void *)(uintptr_t)s.msg, s.size) &&
        head_is_good(take_head(w->at), s.size) && place_arena(to, s))
        return true;
    wipe(to, s.size, s.arena_size <= ARENA_MAX ? s.arena_size : 0);
    return false;
}

ALWAYS_INLINE struct nk_message *placed(const struct thread *to)
{
    return (struct nk_message *)(void *)to->window.at;
}

/* ---- decisions --------------------------------------------------------------------------- */

/* Whether the module grants what was placed for its head alone. */
ALWAYS_INLINE bool is_plain(const struct thread *from, const struct thread *to, unsigned direction,
                            uint64_t head)
{
    return ksm_is_plain(from->proc->sends[direction][to->proc->class_id], head, head >> 16, head);
}

/* The event of what was placed. */
ALWAYS_INLINE struct ksm_event event(enum ksm_kind kind, const struct proc *from,
                                     const struct thread *to, const struct nk_arena *arena)
{
    return (struct ksm_event){.kind = (uint16_t)kind,
                              .src_class = from->class_id,
                              .dst_class = to->proc->class_id,
                              .src_sid = from->obj.sid,
                              .dst_sid = to->proc->obj.sid,
                              .msg = placed(to),
                              .arena = arena};
}

static inline enum ksm_verdict decide(const struct ksm_event *e, struct proc *from)
{
    struct nk_reason reason;
    enum ksm_verdict v = ksm_decide(e, &reason);

    if (unusual(v != KSM_GRANTED))
        ksm_refused(from, e, &reason);
    return v;
}

/* The module sees an arena as the receiver does: its pages lie side by side in that address space
 * alone. */
static enum ksm_verdict decide_arena(struct ksm_event *e, struct proc *from,
                                     const struct thread *to, uint32_t size)
{
    char *start = (char *)(uintptr_t)to->in.arena;
    const struct nk_arena arena = {start, start + size, start + size};
    enum ksm_verdict v;

    e->arena = &arena;
    mmu_switch(to->proc->as.ttbr);
    v = decide(e, from);
    mmu_switch(from->as.ttbr);
    return v;
}

/* Asks the module; false: refused, printed and wiped. */
static bool granted(enum ksm_kind kind, struct proc *from, struct thread *to, struct sent s)
{
    static const struct nk_arena no_arena;
    struct ksm_event e = event(kind, from, to, &no_arena);

    if ((s.arena_size ? decide_arena(&e, from, to, s.arena_size) : decide(&e, from)) == KSM_GRANTED)
        return true;
    wipe(to, s.size, s.arena_size);
    return false;
}

/* Copies the arena to where the receiver's window shows all of it; false: it does not, or there is
 * nothing to read, and nothing is left of it. */
ALWAYS_INLINE bool place_in_window(struct thread *to, uint64_t from, uint32_t size)
{
    struct window *w = &to->window;

    if (unusual(w->arena_va != to->in.arena))
        open_arena(to);
    if (unusual(size > w->arena_room) || unusual(size > to->in.arena_size) ||
        unusual(!is_user_range(from, size)) || unusual(from == 0))
        return false;
    if (!unusual(!user_copy(w->arena_at, (const void *)(uintptr_t)from, size)))
        return true;
    memset(w->arena_at, 0, size);
    return false;
}

/* Asks the module about a message whose arena a window shows; false: refused, printed and wiped. */
ALWAYS_INLINE bool granted_in_window(enum ksm_kind kind, struct thread *from, struct thread *to)
{
    const uint32_t size = (uint32_t)(from->frame->x[2] >> 32);
    char *start = (char *)to->window.arena_at;
    const struct nk_arena arena = {start, start + size, start + size};
    const struct ksm_event e = event(kind, from->proc, to, &arena);

    if (!unusual(decide(&e, from->proc) != KSM_GRANTED))
        return true;
    wipe(to, sent(from).size, size);
    return false;
}

/* ---- threads ----------------------------------------------------------------------------- */

/* The result of a parked thread's system call, when it is rcOk. */
ALWAYS_INLINE struct trap_frame *set_result(struct thread *t, uint64_t received)
{
    struct trap_frame *f = t->frame;

    f->x[0] = rcOk;
    f->x[1] = received;
    return f;
}

static struct trap_frame *refuse(struct thread *t)
{
    t->frame->x[0] = (uint64_t)(int64_t)rcSecurityDisallow;
    t->frame->x[1] = 0;
    return t->frame;
}

ALWAYS_INLINE void set_state(struct thread *t, enum thread_state state, enum wait_kind why,
                             bool parked)
{
    t->state = (uint8_t)state;
    t->wait = (uint8_t)why;
    t->parked = parked;
    t->unused = 0;
}

ALWAYS_INLINE void park(struct thread *t, enum wait_kind why)
{
    t->arch.tls = tls_read();
    set_state(t, THREAD_BLOCKED, why, true);
}

/* Pre: `to` is parked, its result set, in no queue; SIMD registers are not its business. */
ALWAYS_INLINE void continue_with(struct thread *to)
{
    set_state(to, THREAD_RUNNING, WAIT_NONE, false);
    sched.current = to;
    tls_write(to->arch.tls);
    mmu_switch_leaving(to->proc->as.ttbr);
}

/* The current thread is parked; the one to continue has a kernel context, or is the idle loop. */
_Noreturn static void continue_ordinary(void)
{
    sched_switch();
    panic("parked thread %u continues on its kernel stack", current_thread()->tid);
}

/* ---- Call -------------------------------------------------------------------------------- */

ALWAYS_INLINE void set_method(struct held *h, uint64_t head)
{
    uint32_t method = (uint32_t)head; /* iid and mid */

    __builtin_memcpy(&h->iid, &method, sizeof(method));
}

/* The request was placed and granted: the client waits, the server goes on. */
ALWAYS_INLINE struct trap_frame *hand_over(struct thread *client, struct thread *server,
                                           struct listener *l, uint64_t head, uint64_t sizes)
{
    struct held *h = &server->held[0];
    struct trap_frame *f;

    h->listener = l;
    h->client = client;
    set_method(h, head);
    client->server = server;
    park(client, WAIT_REPLY);
    l->idle = NULL;
    f = set_result(server, sizes);
    continue_with(server);
    return f;
}

/* The request was placed. */
OUT_OF_LINE struct trap_frame *call_checked(struct thread *client, struct thread *server,
                                            struct listener *l, struct sent s)
{
    if (!granted(KSM_REQUEST, client->proc, server, s))
        return refuse(client);
    if (sched.fp_enabled)
        fp_switched_to(server);
    return hand_over(client, server, l, ksm_head(placed(server)), client->frame->x[2]);
}

/* The head of the request that was placed is not the one that the tables grant. */
OUT_OF_LINE struct trap_frame *call_asks(struct thread *client, struct thread *server,
                                         struct listener *l)
{
    struct sent s = sent(client);

    if (head_is_good(ksm_head(placed(server)), s.size)) {
        client->in.arena = client->frame->x[6];
        return call_checked(client, server, l, s);
    }
    wipe(server, s.size, 0);
    return NULL;
}

/* Whatever makes the call other than usual. */
OUT_OF_LINE struct trap_frame *call_long(struct thread *client)
{
    const uint64_t *x = client->frame->x;
    struct listener *l;
    struct thread *server;
    struct sent s;

    sched_settle();
    if (sched.short_closed || x[0] >> 32 != KOS_HANDLE_INVALID ||
        (uint32_t)x[7] != KOS_HANDLE_INVALID)
        return NULL;
    l = call_route(client, x[0]);
    if (!l || !l->idle)
        return NULL;
    server = l->idle;
    if (sched.ready_mask >> server->priority > 1)
        return NULL;
    s = sent(client);
    if (!place(server, s))
        return NULL;
    fast_read_in(client, x[4], x[5], x[6]);
    if (!client->window.at)
        open_window(client);
    return call_checked(client, server, l, s);
}

/* Something was placed that another way must place again. */
OUT_OF_LINE struct trap_frame *call_spoilt(struct thread *client, struct thread *server)
{
    wipe(server, sent(client).size, 0);
    return call_long(client);
}

/* Not a short message without an arena; all but that is as fast_call wants it. The usual other is
 * an arena beside a short constant part. */
OUT_OF_LINE struct trap_frame *call_arena(struct thread *client, struct thread *server,
                                          uint64_t out_sizes)
{
    const uint64_t *x = client->frame->x;
    uint64_t head;

    if (unusual(!is_short(server, (uint32_t)out_sizes)))
        return call_long(client);
    if (unusual(!user_copy_short(server->window.at, x[1], (uint32_t)out_sizes)))
        return call_spoilt(client, server);
    head = take_head(server->window.at);
    if (unusual(!head_is_good(head, (uint32_t)out_sizes)) ||
        unusual(!place_in_window(server, x[3], (uint32_t)(out_sizes >> 32))))
        return call_spoilt(client, server);
    if (unusual(!granted_in_window(KSM_REQUEST, client, server)))
        return refuse(client);
    client->in.arena = x[6];
    return hand_over(client, server, client->call.listener, head, x[2]);
}

struct trap_frame *fast_call(uint64_t target, uint64_t out_msg, uint64_t out_sizes,
                             uint64_t out_arena, uint64_t in_msg, uint64_t in_sizes,
                             uint64_t in_arena, uint64_t sync)
{
    struct thread *client = sched.current, *server;
    const struct route route = client->call;
    const bool usual = is_same(target, route.target) & has_buffers(client, in_msg, in_sizes);
    unsigned char *at;
    uint64_t head;

    (void)out_arena;
    if (unusual(sched.unusual | (uintptr_t)sched.next) ||
        unusual((uint32_t)sync != KOS_HANDLE_INVALID) || unusual(!usual))
        return call_long(client);
    server = route.listener->idle;
    if (unusual(!server) || unusual(out_msg >> 39))
        return call_long(client);
    if (unusual(!is_short(server, out_sizes)))
        return call_arena(client, server, out_sizes);
    at = server->window.at;
    if (unusual(!user_copy_short(at, out_msg, out_sizes)))
        return call_spoilt(client, server);
    head = take_head(at);
    if (unusual(!head_is_good(head, out_sizes)) ||
        unusual(!is_plain(client, server, KSM_DIR_REQUEST, head)))
        return call_asks(client, server, route.listener);
    client->in.arena = in_arena;
    return hand_over(client, server, route.listener, head, out_sizes);
}

/* ---- Recv -------------------------------------------------------------------------------- */

OUT_OF_LINE struct trap_frame *recv_long(uint64_t target, uint64_t x1, uint64_t x2, uint64_t x3,
                                         uint64_t in_msg, uint64_t in_sizes, uint64_t in_arena,
                                         uint64_t sync)
{
    struct thread *server = sched.current, *next;
    uint64_t *x = server->frame->x; /* for the general path */
    struct listener *l;

    x[0] = target, x[1] = x1, x[2] = x2, x[3] = x3;
    x[4] = in_msg, x[5] = in_sizes, x[6] = in_arena, x[7] = sync;

    sched_settle();
    if (sched.short_closed || x[0] >> 32 != KOS_HANDLE_INVALID ||
        (uint32_t)x[7] != KOS_HANDLE_INVALID || (uint32_t)x[5] < sizeof(struct nk_message))
        return NULL;
    l = serve_route(server, x[0]);
    if (!l || l->idle || !list_empty(&l->callers) || server->held[0].listener || server->held_more)
        return NULL;
    fast_read_in(server, x[4], x[5], x[6]);
    if (!server->window.at)
        open_window(server);
    park(server, WAIT_REQUEST);
    l->idle = server;
    server->idle_at = l;
    next = sched.ready_mask ? sched_best() : NULL;
    if (!next || !next->parked)
        continue_ordinary();
    sched_unready(next);
    if (sched.fp_enabled)
        fp_switched_to(next);
    continue_with(next);
    return next->frame;
}

struct trap_frame *fast_recv(uint64_t target, uint64_t x1, uint64_t x2, uint64_t x3,
                             uint64_t in_msg, uint64_t in_sizes, uint64_t in_arena, uint64_t sync)
{
    struct thread *server = sched.current, *next = sched.next;
    const struct route route = server->serve;
    struct listener *l = route.listener;
    const bool usual = is_same(target, route.target) & has_buffers(server, in_msg, in_sizes) &
                       !is_same(server->window.words, 0) & !is_same((uintptr_t)next, 0) &
                       is_same((uintptr_t)l->idle, 0) & list_empty(&l->callers) &
                       is_same((uintptr_t)server->held[0].listener, 0) &
                       is_same(server->held_more, 0);

    if (unusual(sched.unusual) || unusual((uint32_t)sync != KOS_HANDLE_INVALID) || unusual(!usual))
        return recv_long(target, x1, x2, x3, in_msg, in_sizes, in_arena, sync);
    sched.next = NULL;
    server->in.arena = in_arena;
    park(server, WAIT_REQUEST);
    l->idle = server;
    server->idle_at = l;
    continue_with(next);
    return next->frame;
}

/* ---- Reply ------------------------------------------------------------------------------- */

/* The response was placed and granted: the client will go on. Pre: nobody of higher priority than
 * the current thread becomes ready by that. */
ALWAYS_INLINE void release(struct thread *server, struct thread *client, uint64_t sizes)
{
    server->held[0].listener = NULL;
    server->held[0].client = NULL;
    client->server = NULL;
    (void)set_result(client, sizes);
}

/* Whether the response placed is one to the request held. */
ALWAYS_INLINE bool answers(uint64_t head, const struct held *h)
{
    uint32_t asked;

    __builtin_memcpy(&asked, &h->iid, sizeof(asked)); /* iid and mid */
    return (uint32_t)head == asked;
}

/* The response was placed. */
OUT_OF_LINE int64_t reply_checked(struct thread *server, struct thread *client, struct sent s)
{
    if (!answers(ksm_head(placed(client)), &server->held[0])) {
        wipe(client, s.size, s.arena_size);
        return FAST_GENERAL;
    }
    if (!granted(KSM_RESPONSE, server->proc, client, s)) {
        ipc_end_held(server, rcSecurityDisallow);
        return rcSecurityDisallow;
    }
    release(server, client, server->frame->x[2]);
    if (sched.ready_mask) {
        set_state(client, THREAD_BLOCKED, WAIT_NONE, true);
        sched_ready(client);
    } else {
        sched.next = client;
    }
    return FAST_DONE;
}

OUT_OF_LINE int64_t reply_asks(struct thread *server, struct thread *client)
{
    struct sent s = sent(server);

    if (head_is_good(ksm_head(placed(client)), s.size))
        return reply_checked(server, client, s);
    wipe(client, s.size, 0);
    return FAST_GENERAL;
}

/* As call_long. */
OUT_OF_LINE int64_t reply_long(struct thread *server)
{
    const uint64_t *x = server->frame->x;
    const struct held *h = &server->held[0];
    struct listener *l;
    struct sent s;

    sched_settle();
    l = serve_route(server, (uint32_t)x[0] | (uint64_t)KOS_HANDLE_INVALID << 32);
    if (sched.short_closed || !l || h->listener != l || !h->client || !h->client->parked ||
        h->client->priority > server->priority)
        return FAST_GENERAL;
    s = sent(server);
    return place(h->client, s) ? reply_checked(server, h->client, s) : FAST_GENERAL;
}

OUT_OF_LINE int64_t reply_spoilt(struct thread *server, struct thread *client)
{
    wipe(client, sent(server).size, 0);
    return reply_long(server);
}

/* The same for Reply. */
OUT_OF_LINE int64_t reply_arena(struct thread *server, struct thread *client, uint64_t out_sizes)
{
    const uint64_t *x = server->frame->x;
    uint64_t head;

    if (unusual(!is_short(client, (uint32_t)out_sizes)))
        return reply_long(server);
    if (unusual(!user_copy_short(client->window.at, x[1], (uint32_t)out_sizes)))
        return reply_spoilt(server, client);
    head = take_head(client->window.at);
    if (unusual(!head_is_good(head, (uint32_t)out_sizes)) ||
        unusual(!answers(head, &server->held[0])) ||
        unusual(!place_in_window(client, x[3], (uint32_t)(out_sizes >> 32))))
        return reply_spoilt(server, client);
    if (unusual(!granted_in_window(KSM_RESPONSE, server, client))) {
        ipc_end_held(server, rcSecurityDisallow);
        return rcSecurityDisallow;
    }
    release(server, client, x[2]);
    sched.next = client;
    return FAST_DONE;
}

int64_t fast_reply(uint64_t target, uint64_t out_msg, uint64_t out_sizes, uint64_t out_arena)
{
    struct thread *server = sched.current;
    const struct held held = server->held[0];
    const struct route route = server->serve;
    const bool usual = is_same((uint32_t)target, (uint32_t)route.target) &
                       is_same((uintptr_t)held.listener, (uintptr_t)route.listener) &
                       !is_same((uintptr_t)held.client, 0);
    struct thread *client = held.client;
    unsigned char *at;
    uint64_t head;

    (void)out_arena;
    if (unusual(sched.unusual | (uintptr_t)sched.next) || unusual(!usual))
        return reply_long(server);
    if (unusual(!client->parked) || unusual(client->priority > server->priority) ||
        unusual(out_msg >> 39))
        return reply_long(server);
    if (unusual(!is_short(client, out_sizes)))
        return reply_arena(server, client, out_sizes);
    at = client->window.at;
    if (unusual(!user_copy_short(at, out_msg, out_sizes)))
        return reply_spoilt(server, client);
    head = take_head(at);
    if (unusual(!head_is_good(head, out_sizes)) || unusual(!answers(head, &server->held[0])) ||
        unusual(!is_plain(server, client, KSM_DIR_RESPONSE, head)))
        return reply_asks(server, client);
    release(server, client, out_sizes);
    sched.next = client;
    return FAST_DONE;
}
