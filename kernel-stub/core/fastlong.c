/* The long one of the two lengths of the short way of a message (fastpath.c): whatever of handles,
 * buffers, sizes and threads that are ready is other than usual, as long as it needs no more than
 * one copy and a decision of the module. */
#include "fast_steps.h"

/* ---- placing a message ------------------------------------------------------------------- */

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

void fast_wipe(const struct thread *to, uint32_t size, uint32_t arena_size)
{
    memset(to->window.at, 0, size);
    (void)fill_arena(to, 0, arena_size);
}

/* What the sender gave, once its frame holds it. */
struct sent {
    uint64_t msg, arena;
    uint32_t size, arena_size;
};

static struct sent sent(const struct thread *t)
{
    const uint64_t *x = t->frame->x;

    return (struct sent){x[1], x[3], (uint32_t)x[2], (uint32_t)(x[2] >> 32)};
}

static bool may_place_arena(const struct thread *to, struct sent s)
{
    return s.arena_size == 0 ||
           (s.arena_size <= to->in.arena_size && s.arena_size <= ARENA_MAX &&
            to->in.arena % 8 == 0 && s.arena != 0 && is_user_range(s.arena, s.arena_size) &&
            is_user_range(to->in.arena, s.arena_size));
}

/* Copies the message to the receiver, where it stays when the kernel's own checks of sizes and
 * header hold: the size alone, no handles, no error flag. False: wiped, unusual. */
static bool place(struct thread *to, struct sent s)
{
    struct window *w = &to->window;

    if (!w->at)
        open_window(to);
    if (s.size < sizeof(struct nk_message) || s.size > w->room || !is_user_range(s.msg, s.size) ||
        !may_place_arena(to, s))
        return false;
    if (user_copy(w->at, (const void *)(uintptr_t)s.msg, s.size) &&
        ksm_head(placed(to)) >> 32 == s.size && fill_arena(to, s.arena, s.arena_size)) {
        placed(to)->self = (nk_handle_desc_t){0};
        return true;
    }
    fast_wipe(to, s.size, s.arena_size);
    return false;
}

/* ---- decisions --------------------------------------------------------------------------- */

/* The module sees an arena as the receiver does: its pages lie side by side in that address space
 * alone. */
static bool decide_arena(struct ksm_event *e, struct proc *from, const struct thread *to,
                         uint32_t size)
{
    char *start = (char *)(uintptr_t)to->in.arena;
    const struct nk_arena arena = {start, start + size, start + size};
    bool granted;

    e->arena = &arena;
    mmu_switch(to->proc->as.ttbr);
    granted = decide(ksm_decide, e, from);
    mmu_switch(from->as.ttbr);
    return granted;
}

/* Asks the module whatever it may be; false: refused, printed and wiped. */
static bool granted(enum ksm_kind kind, struct proc *from, struct thread *to, struct sent s)
{
    struct ksm_event e = event(kind, from, to, &no_arena);

    if (s.arena_size ? decide_arena(&e, from, to, s.arena_size) : decide(ksm_decide, &e, from))
        return true;
    fast_wipe(to, s.size, s.arena_size);
    return false;
}

struct trap_frame *call_refused(struct thread *t)
{
    t->frame->x[0] = (uint64_t)(int64_t)rcSecurityDisallow;
    t->frame->x[1] = 0;
    return t->frame;
}

int64_t reply_refused(struct thread *server)
{
    ipc_end_held(server, rcSecurityDisallow);
    return rcSecurityDisallow;
}

/* ---- the three system calls -------------------------------------------------------------- */

/* The request was placed. */
static struct trap_frame *call_checked(struct thread *client, struct thread *server,
                                       struct listener *l, struct sent s)
{
    if (!granted(KSM_REQUEST, client->proc, server, s))
        return call_refused(client);
    if (sched.fp_enabled)
        fp_switched_to(server);
    return hand_over(client, server, l, ksm_head(placed(server)), client->frame->x[2]);
}

struct trap_frame *call_long(struct thread *client)
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
    remember_call(client, x[0], l);
    fast_read_in(client, x[4], x[5], x[6]);
    if (!client->window.at)
        open_window(client);
    return call_checked(client, server, l, s);
}

/* The current thread is parked; the one to continue has a kernel context, or is the idle loop. */
_Noreturn static void continue_ordinary(void)
{
    sched_switch();
    panic("parked thread %u continues on its kernel stack", current_thread()->tid);
}

struct trap_frame *recv_long(struct thread *server)
{
    const uint64_t *x = server->frame->x;
    struct thread *next;
    struct listener *l;

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

int64_t reply_long(struct thread *server)
{
    const uint64_t *x = server->frame->x;
    const struct held *h = &server->held[0];
    struct thread *client = h->client;
    struct listener *l;
    struct sent s;

    sched_settle();
    l = serve_route(server, (uint32_t)x[0] | (uint64_t)KOS_HANDLE_INVALID << 32);
    if (sched.short_closed || !l || h->listener != l || !client || !client->parked ||
        client->priority > server->priority)
        return FAST_GENERAL;
    s = sent(server);
    if (!place(client, s))
        return FAST_GENERAL;
    if (!answers(ksm_head(placed(client)), h->asked)) {
        fast_wipe(client, s.size, s.arena_size);
        return FAST_GENERAL;
    }
    if (!granted(KSM_RESPONSE, server->proc, client, s))
        return reply_refused(server);
    release(server, client, x[2]);
    if (sched.ready_mask) {
        set_state(client, THREAD_BLOCKED, WAIT_NONE, true);
        sched_ready(client);
    } else {
        sched.next = client;
    }
    return FAST_DONE;
}
