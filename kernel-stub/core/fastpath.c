/* The short way of Call, Recv and Reply for the usual message: no handles, no time-out, a server
 * thread that waits, buffers that are there. Everything else is left to the general path
 * (syscall.c, ipc.c, message.c), which can do all that is done here; what is done here is what it
 * would do, or nothing.
 *
 * There are two lengths of it. fast_call, fast_recv and fast_reply, here, hold the very usual: no
 * arena, a short constant part with the head that the module's tables want (nk/ksm_route.h), nobody
 * else ready, the handle and the buffers of last time. They save no registers and call nothing; a
 * message that the module must look at beside its head (*_asks) or that has an arena (*_arena) goes
 * on in a function of its own. What they cannot do, *_long of fastlong.c does, for whatever of
 * these is different; what that cannot do either is left to the general path by returning NULL or
 * FAST_GENERAL.
 *
 * What makes it short, and must stay true:
 *
 * 1. One copy (platform 3, "one copy"). The sender's bytes go straight into the buffers of the
 *    receiver, which is blocked, and no other thread runs before the end: one core, never
 *    preempted. The checks and the module read them there, so what is checked is what is delivered.
 *    Whatever is not granted is wiped before any thread runs again.
 * 2. The receiver's buffers are written through the kernel's own map of the pages, and only of
 *    those that its process may write (mmu_writable). `window` remembers the pages (route.c). A
 *    buffer at another address than a multiple of 8, and a constant part that crosses a page, go
 *    the general way.
 * 3. The handle named last is remembered with the listener it leads to (`route`, route.c), and so
 *    are the rows of the module's tables for what goes that way: all threads that wait at a
 *    listener are of one process, a process is of one class, and rows are constant.
 * 4. A thread that blocks here is parked: all of it is in its frame, and nothing lies on its kernel
 *    stack, so another call continues it by returning to user mode with that frame. Who wakes it
 *    puts the result into the frame (thread_wake, and here). A parked thread has no time-out, no
 *    sync object and was not killed; where the general path takes it over, thread_unpark makes it
 *    an ordinary one. One parked in Recv is `idle` of its listener and in no queue.
 * 5. Direct hand-off: Call continues the server at once, on the client's turn, unless a thread of
 *    higher priority than the server is ready. Reply makes the client ready and returns; when
 *    nobody else is ready it stays out of the queues as sched.next, for the Recv that follows, and
 *    every other way into the kernel queues it first (sched_settle).
 * 6. The module decides about every request and response, exactly once: by the way of its head. A
 *    way with this head grants, one with its complement is asked, and a message with another head
 *    is not delivered from here: the general path finds out what it is.
 * 7. A server that comes this way holds no other request, so its request is in held[0]: its route
 *    is forgotten while it holds more. held[0].row is set here alone, so that the client, while it
 *    is named there, is parked. sched.next is set by Reply alone, so that the Recv which finds it
 *    holds nothing.
 * 8. What the thread sends stays in its registers and in `given`; the frame, from which the general
 *    path takes it, gets it where that is needed (call_frame, reply_frame). A fault in a copy loses
 *    the return address of a Reply, so whoever copied in vain does not answer FAST_DONE.
 *
 * Both files are built without stack protector: no array lives on their stacks. */
#include "fast_steps.h"

#define USER_BITS 39
_Static_assert(KOS_USER_END == UINT64_C(1) << USER_BITS, "USER_BITS");

#define OUT_OF_LINE __attribute__((noinline)) static

/* ---- one message ------------------------------------------------------------------------- */

/* A size from 24 that is a multiple of 8 and fits (room: window.words), in one comparison: other
 * remainders end up in the highest bits, an arena does so too. */
ALWAYS_INLINE bool is_short(uint64_t sizes, uint64_t room)
{
    uint64_t words = sizes - sizeof(struct nk_message);

    return (words >> 3 | words << 61) < room;
}

ALWAYS_INLINE bool is_user_address(uint64_t address)
{
    return address >> USER_BITS == 0;
}

/* Whether the receiver's window shows all of an arena, which the sender has below KOS_USER_END. */
ALWAYS_INLINE bool has_room(struct thread *to, uint64_t from, uint32_t size)
{
    struct window *w = &to->window;

    if (unusual(w->arena_va != to->in.arena))
        open_arena(to);
    return !(unusual(size > w->arena_room) || unusual(size > to->in.arena_size) ||
             unusual(!is_user_range(from, size)) || unusual(from == 0));
}

/* Copies it there. False: there is nothing to read, and a part was written. */
ALWAYS_INLINE bool place_in_window(const struct thread *to, uint64_t from, uint32_t size)
{
    return user_copy(to->window.arena_at, (const void *)(uintptr_t)from, size);
}

/* ---- decisions --------------------------------------------------------------------------- */

/* The way of a message with this head, if it is the head that the way wants: is_plain, is_asked. */
ALWAYS_INLINE const struct ksm_way *way_of(const struct ksm_row *row, uint64_t head)
{
    return ksm_find_way(row, head, head >> 16);
}

/* The kernel's own check of the head, its size alone, so no handles and no error flag; and the
 * module's: granted for the head alone, or with something left to be checked. */
ALWAYS_INLINE bool is_plain(const struct ksm_way *way, uint64_t head, uint64_t size)
{
    return (head >> 32 == size) & (way->head == head);
}

ALWAYS_INLINE bool is_asked(const struct ksm_way *way, uint64_t head, uint64_t size)
{
    return (head >> 32 == size) & (way->head == ~head);
}

/* Asks for what the tables leave to be looked at; false: refused, printed and wiped. */
ALWAYS_INLINE bool passes(enum ksm_kind kind, struct proc *from, struct thread *to,
                          ksm_check_fn *check, uint32_t size)
{
    const struct ksm_event e = event(kind, from, to, &no_arena);

    if (decide(check, &e, from))
        return true;
    fast_wipe(to, size, 0);
    return false;
}

/* The same with an arena, all of which a window shows. */
ALWAYS_INLINE bool passes_in_window(enum ksm_kind kind, struct proc *from, struct thread *to,
                                    ksm_check_fn *check, uint64_t sizes)
{
    char *start = (char *)to->window.arena_at, *end = start + (sizes >> 32);
    const struct nk_arena arena = {start, end, end};
    const struct ksm_event e = event(kind, from, to, &arena);

    if (decide(check, &e, from))
        return true;
    fast_wipe(to, (uint32_t)sizes, (uint32_t)(sizes >> 32));
    return false;
}

/* ---- Call -------------------------------------------------------------------------------- */

/* Gives the frame the arguments, which it lacks on the short way. */
static void call_frame(struct thread *client)
{
    uint64_t *x = client->frame->x;

    x[0] = client->call.target, x[1] = client->given.msg, x[2] = client->given.sizes;
    x[3] = client->given.arena;
    x[4] = client->window.va, x[5] = client->window.sizes, x[6] = client->in.arena;
    x[7] = KOS_HANDLE_INVALID;
}

/* Handle or buffers are not those of last time, or it is not the time. */
OUT_OF_LINE struct trap_frame *call_unusual(uint64_t target, uint64_t in_msg, uint64_t in_sizes,
                                            uint64_t sync)
{
    struct thread *client = sched.current;
    uint64_t *x = client->frame->x;

    call_frame(client);
    x[0] = target, x[4] = in_msg, x[5] = in_sizes, x[7] = sync;
    return call_long(client);
}

/* Nobody waits, or nothing was placed yet. */
OUT_OF_LINE struct trap_frame *call_other(struct thread *client)
{
    call_frame(client);
    return call_long(client);
}

/* What was placed cannot be delivered: the general path finds out why. arena_size: placed of it. */
OUT_OF_LINE struct trap_frame *call_back(struct thread *server, uint32_t arena_size)
{
    struct thread *client = sched.current;

    fast_wipe(server, (uint32_t)client->given.sizes, arena_size);
    call_frame(client);
    return NULL;
}

/* Not a short message without an arena; all but that is as fast_call wants it. The usual other is
 * an arena beside a short constant part. */
OUT_OF_LINE struct trap_frame *call_arena(struct thread *server)
{
    struct thread *client = sched.current;
    const struct given given = client->given;
    const uint64_t size = (uint32_t)given.sizes;
    const uint32_t arena_size = (uint32_t)(given.sizes >> 32);
    const struct ksm_way *way;
    uint64_t head;

    if (unusual(!is_short(size, server->window.words)))
        return call_other(client);
    if (unusual(!user_copy_short(server->window.at, given.msg, size, &head)))
        return call_back(server, 0);
    way = way_of(client->rows[KSM_DIR_REQUEST], head);
    if (unusual(!is_asked(way, head, size)))
        return call_back(server, 0);
    if (unusual(!has_room(server, given.arena, arena_size))) {
        fast_wipe(server, (uint32_t)size, 0);
        return call_other(client);
    }
    if (unusual(!place_in_window(server, given.arena, arena_size)))
        return call_back(server, arena_size);
    if (unusual(!passes_in_window(KSM_REQUEST, client->proc, server, way->check, given.sizes)))
        return call_refused(client);
    return hand_over(client, server, client->call.listener, head, given.sizes);
}

/* The request was placed; its head alone does not grant it. */
OUT_OF_LINE struct trap_frame *call_asks(struct thread *server, uint64_t head, uint64_t sizes,
                                         const struct ksm_way *way)
{
    struct thread *client = sched.current;

    if (unusual(!is_asked(way, head, sizes)))
        return call_back(server, 0);
    if (unusual(!passes(KSM_REQUEST, client->proc, server, way->check, (uint32_t)sizes)))
        return call_refused(client);
    return hand_over(client, server, client->call.listener, head, sizes);
}

struct trap_frame *fast_call(uint64_t target, uint64_t out_msg, uint64_t out_sizes,
                             uint64_t out_arena, uint64_t in_msg, uint64_t in_sizes,
                             uint64_t in_arena, uint64_t sync)
{
    struct thread *client = sched.current, *server;
    struct listener *l = client->call.listener;
    uint64_t head, room;
    unsigned char *at;
    const struct ksm_way *way;

    client->given.msg = out_msg, client->given.sizes = out_sizes, client->given.arena = out_arena;
    client->in.arena = in_arena;
    if (unusual(!((target == client->call.target) & (in_msg == client->window.va) &
                  (in_sizes == client->window.sizes) & (sched.unusual == 0) & !sched.next &
                  ((uint32_t)sync == KOS_HANDLE_INVALID))))
        return call_unusual(target, in_msg, in_sizes, sync);
    server = l->idle;
    if (unusual(!server) || unusual(!is_user_address(out_msg)))
        return call_other(client);
    at = server->window.at, room = server->window.words;
    if (unusual(!is_short(out_sizes, room)))
        return call_arena(server);
    if (unusual(!user_copy_short(at, out_msg, out_sizes, &head)))
        return call_back(server, 0);
    way = way_of(client->rows[KSM_DIR_REQUEST], head);
    if (unusual(!is_plain(way, head, out_sizes)))
        return call_asks(server, head, out_sizes, way);
    return hand_over(client, server, l, head, out_sizes);
}

/* ---- Recv -------------------------------------------------------------------------------- */

OUT_OF_LINE struct trap_frame *recv_unusual(uint64_t target, uint64_t in_msg, uint64_t in_sizes,
                                            uint64_t in_arena, uint64_t sync)
{
    struct thread *server = sched.current;
    uint64_t *x = server->frame->x;

    x[0] = target, x[1] = 0, x[2] = 0, x[3] = 0;
    x[4] = in_msg, x[5] = in_sizes, x[6] = in_arena, x[7] = sync;
    return recv_long(server);
}

/* Pre for the usual: sched.next, so that the same thread has answered the request in held[0] with
 * the system call before this one. */
struct trap_frame *fast_recv(uint64_t target, uint64_t x1, uint64_t x2, uint64_t x3,
                             uint64_t in_msg, uint64_t in_sizes, uint64_t in_arena, uint64_t sync)
{
    struct thread *server = sched.current, *next = sched.next;
    struct listener *l = server->serve.listener;
    const bool usual = (target == server->serve.target) & (in_msg == server->window.va) &
                       (in_sizes == server->window.sizes) & (sched.unusual == 0) & (next != NULL) &
                       (l->idle == NULL) & (l->callers.prev == &l->callers) &
                       ((uint32_t)sync == KOS_HANDLE_INVALID);

    (void)x1, (void)x2, (void)x3;
    if (unusual(!usual))
        return recv_unusual(target, in_msg, in_sizes, in_arena, sync);
    sched.next = NULL;
    server->in.arena = in_arena;
    park(server, WAIT_REQUEST);
    l->idle = server; /* and idle_at leads here since the route is remembered */
    continue_with(next);
    return next->frame;
}

/* ---- Reply ------------------------------------------------------------------------------- */

/* As call_frame. */
static void reply_frame(struct thread *server)
{
    struct trap_frame *f = server->frame;

    f->x[0] = server->serve.target, f->x[1] = server->given.msg, f->x[2] = server->given.sizes;
    f->x[3] = server->given.arena, f->pc = server->given.pc;
}

OUT_OF_LINE int64_t reply_unusual(uint64_t target)
{
    struct thread *server = sched.current;

    reply_frame(server);
    server->frame->x[0] = target;
    return reply_long(server);
}

OUT_OF_LINE int64_t reply_other(struct thread *server)
{
    reply_frame(server);
    return reply_long(server);
}

/* What was placed cannot be delivered: the general path finds out why. arena_size: placed of it. */
OUT_OF_LINE int64_t reply_back(struct thread *client, uint32_t arena_size)
{
    struct thread *server = sched.current;

    fast_wipe(client, (uint32_t)server->given.sizes, arena_size);
    reply_frame(server);
    return FAST_GENERAL;
}

/* As call_arena. */
OUT_OF_LINE int64_t reply_arena(struct thread *client)
{
    struct thread *server = sched.current;
    const struct given given = server->given;
    const uint64_t size = (uint32_t)given.sizes;
    const uint32_t arena_size = (uint32_t)(given.sizes >> 32);
    const struct held held = server->held[0];
    const struct ksm_way *way;
    uint64_t head;

    if (unusual(!is_short(size, client->window.words)))
        return reply_other(server);
    if (unusual(!user_copy_short(client->window.at, given.msg, size, &head)))
        return reply_back(client, 0);
    way = way_of(held.row, head);
    if (unusual(!(is_asked(way, head, size) & answers(head, held.asked))))
        return reply_back(client, 0);
    server->frame->pc = given.pc;
    if (unusual(!has_room(client, given.arena, arena_size))) {
        fast_wipe(client, (uint32_t)size, 0);
        return reply_other(server);
    }
    if (unusual(!place_in_window(client, given.arena, arena_size)))
        return reply_back(client, arena_size);
    if (unusual(!passes_in_window(KSM_RESPONSE, server->proc, client, way->check, given.sizes)))
        return reply_refused(server);
    release(server, client, given.sizes);
    sched.next = client;
    return FAST_DONE;
}

/* As call_asks. */
OUT_OF_LINE int64_t reply_asks(struct thread *client, uint64_t head, const struct ksm_way *way)
{
    struct thread *server = sched.current;
    const uint64_t sizes = server->given.sizes;

    if (unusual(!(is_asked(way, head, sizes) & answers(head, server->held[0].asked))))
        return reply_back(client, 0);
    server->frame->pc = server->given.pc;
    if (unusual(!passes(KSM_RESPONSE, server->proc, client, way->check, (uint32_t)sizes)))
        return reply_refused(server);
    release(server, client, sizes);
    sched.next = client;
    return FAST_DONE;
}

int64_t fast_reply(uint64_t target, uint64_t out_msg, uint64_t out_sizes, uint64_t out_arena,
                   uint64_t pc)
{
    struct thread *server = sched.current;
    const struct held held = server->held[0];
    struct thread *client = held.client;
    uint64_t head, room;
    unsigned char *at;
    const struct ksm_way *way;

    server->given = (struct given){out_msg, out_sizes, out_arena, pc};
    if (unusual(!(((uint32_t)target == (uint32_t)server->serve.target) &
                  (held.listener == server->serve.listener) & (client != NULL) &
                  (held.row != NULL) & (sched.unusual == 0) & !sched.next)))
        return reply_unusual(target);
    if (unusual(client->priority > server->priority) || unusual(!is_user_address(out_msg)))
        return reply_other(server);
    at = client->window.at, room = client->window.words;
    if (unusual(!is_short(out_sizes, room)))
        return reply_arena(client);
    if (unusual(!user_copy_short(at, out_msg, out_sizes, &head)))
        return reply_back(client, 0);
    way = way_of(held.row, head);
    if (unusual(!(is_plain(way, head, out_sizes) & answers(head, held.asked))))
        return reply_asks(client, head, way);
    release(server, client, out_sizes);
    sched.next = client;
    return FAST_DONE;
}
