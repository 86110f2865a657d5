/* Steps of the short way of a message that both of its lengths take, fastpath.c and fastlong.c, and
 * what the first leaves to the second. */
#ifndef KERNEL_FAST_STEPS_H
#define KERNEL_FAST_STEPS_H

#include "fast.h"
#include "ksm_hook.h"
#include "route.h"
#include "usercopy.h"

#define ALWAYS_INLINE __attribute__((always_inline)) static inline
#define unusual(e)    __builtin_expect(!!(e), 0)

/* ---- fastlong.c: whatever is other than usual. Pre: the frame holds the arguments ------------ */

/* NULL: nothing has happened, the general path must do it. */
struct trap_frame *call_long(struct thread *client);
struct trap_frame *recv_long(struct thread *server);
int64_t reply_long(struct thread *server); /* answers as fast_reply */

/* Wipes what was placed of a message that is not delivered. */
void fast_wipe(const struct thread *to, uint32_t size, uint32_t arena_size);
/* The results of a request and of a response that the module refused. */
struct trap_frame *call_refused(struct thread *client);
int64_t reply_refused(struct thread *server);

/* ---- one message ------------------------------------------------------------------------- */

static const struct nk_arena no_arena;

ALWAYS_INLINE bool is_user_range(uint64_t address, uint32_t size)
{
    return address <= (uint64_t)KOS_USER_END - size;
}

ALWAYS_INLINE struct nk_message *placed(const struct thread *to)
{
    return (struct nk_message *)(void *)to->window.at;
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

/* False: refused and printed. */
ALWAYS_INLINE bool decide(ksm_check_fn *by, const struct ksm_event *e, struct proc *from)
{
    struct nk_reason reason;

    if (!unusual(by(e, &reason) != KSM_GRANTED))
        return true;
    ksm_refused(from, e, &reason);
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

ALWAYS_INLINE void set_state(struct thread *t, enum thread_state state, enum wait_kind why,
                             bool parked)
{
    t->state = (uint8_t)state;
    t->wait = why;
    t->parked = parked;
}

ALWAYS_INLINE void park(struct thread *t, enum wait_kind why)
{
    t->arch.tls = tls_read();
    set_state(t, THREAD_BLOCKED, why, true);
}

/* Pre: `to` is parked, its result set, in no queue; SIMD registers are not its business. */
ALWAYS_INLINE void continue_with(struct thread *to)
{
    const uint64_t tls = to->arch.tls, ttbr = to->arch.ttbr;

    set_state(to, THREAD_RUNNING, WAIT_NONE, false);
    sched.current = to;
    tls_write(tls);
    mmu_switch_leaving(ttbr);
}

/* The request was placed and granted: the client waits, the server goes on. */
ALWAYS_INLINE struct trap_frame *hand_over(struct thread *client, struct thread *server,
                                           struct listener *l, uint64_t head, uint64_t sizes)
{
    struct held *h = &server->held[0];
    struct trap_frame *f;

    h->listener = l;
    h->client = client;
    h->row = client->rows[KSM_DIR_RESPONSE];
    h->asked = head;
    client->server = server;
    park(client, WAIT_REPLY);
    l->idle = NULL;
    f = set_result(server, sizes);
    continue_with(server);
    return f;
}

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
ALWAYS_INLINE bool answers(uint64_t head, uint64_t asked)
{
    return (uint32_t)head == (uint32_t)asked;
}

#endif
