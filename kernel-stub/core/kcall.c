/* The kernel as a server: a Call on handle 1 (ipc-and-kernel 10.1). The message goes to memory of
 * its own, because the method may block; the module is asked about request and response like for
 * any server. */
#include "ipc.h"
#include "ksm_hook.h"
#include "message.h"
#include "object.h"

/* Layout of the memory: request, its arena, response, its arena. An order of 0 is the call page of
 * the thread, which is in one call at a time. */
struct call {
    unsigned order;
    unsigned char *memory;
    struct message req, res;
};

static uint32_t round16(uint32_t n)
{
    return (n + 15) & ~15u;
}

static uint32_t result_room(const struct thread *t)
{
    return t->in.arena_size < KCALL_ARENA_MAX ? t->in.arena_size : KCALL_ARENA_MAX;
}

/* A call that fits a page cannot fail for want of memory: a process that has taken all of it does
 * not keep others from printing or from ending. A larger one may wait for long in the kernel, so
 * its memory counts as the process's. */
static Retcode take_memory(struct call *c, struct thread *t, size_t size)
{
    c->order = order_of(size);
    if (c->order == 0) {
        c->memory = memset(t->call_page, 0, size);
        return rcOk;
    }
    if (!proc_may_take(t->proc, 1u << c->order))
        return rcQuotaExceeded;
    c->memory = user_pages_alloc(c->order);
    if (!c->memory)
        return rcOutOfMemory;
    t->proc->as.pages += 1u << c->order;
    return rcOk;
}

static void give_back(const struct call *c, struct thread *t)
{
    if (c->order == 0)
        return;
    pages_free(c->memory, c->order);
    t->proc->as.pages -= 1u << c->order;
}

static Retcode open_call(struct call *c, struct thread *t)
{
    uint32_t req = round16(t->out.msg_size) + round16(t->out.arena_size), room = result_room(t);
    Retcode rc = message_check_sizes(&t->out);

    if (rc != rcOk)
        return rc;
    if (t->out.msg_size > KCALL_REQ_MAX || t->out.arena_size > KCALL_ARENA_MAX)
        return rcBufferTooSmall;
    rc = take_memory(c, t, (size_t)req + KCALL_RES_MAX + room);
    if (rc != rcOk)
        return rc;
    c->res.head = (struct nk_message *)(void *)(c->memory + req);
    unsigned char *arena = c->memory + req + KCALL_RES_MAX;

    c->res.arena = (struct nk_arena){arena, arena, arena + room};
    return rcOk;
}

static Retcode take_request(struct call *c, struct thread *t)
{
    Retcode rc = message_fetch(&c->req, t, c->memory);

    if (rc == rcOk)
        rc = message_check_head(c->req.head, c->req.size, true);
    if (rc == rcOk)
        rc = message_resolve_own(&c->req, t->proc);
    if (rc == rcOk && !ksm_ask(KSM_REQUEST, t->proc, NULL, 0, c->req.head, message_arena(&c->req)))
        rc = rcSecurityDisallow;
    if (rc == rcOk)
        message_restore_own(&c->req);
    return rc;
}

static Retcode dispatch_error(nk_err_t err)
{
    return err == NK_EOK ? rcOk : err == NK_ENOENT ? rcUnimplemented : rcFail;
}

static Retcode give_response(struct call *c, struct thread *t)
{
    struct nk_message *head = c->res.head;
    bool ok;

    c->res.size = head->ex.size_ex;
    c->res.arena_size = (uint32_t)((char *)c->res.arena.current - (char *)c->res.arena.start);
    c->res.arena.end = c->res.arena.current;
    head->iid = c->req.head->iid;
    head->mid = c->req.head->mid;
    head->self = (nk_handle_desc_t){0};
    if (message_resolve_own(&c->res, t->proc) != rcOk)
        return rcInternalError;
    ok = ksm_ask(head->ex.err ? KSM_ERROR : KSM_RESPONSE, NULL, t->proc, 0, head,
                 message_arena(&c->res));
    if (!ok || !message_fits(&c->res, t)) {
        message_close_own(&c->res, t->proc);
        return ok ? rcBufferTooSmall : rcSecurityDisallow;
    }
    message_restore_own(&c->res);
    if (!copy_to_user(t->in.msg, head, c->res.size) ||
        !copy_to_user(t->in.arena, c->res.arena.start, c->res.arena_size)) {
        message_close_own(&c->res, t->proc);
        return rcTargetFault;
    }
    t->received = c->res.size | (uint64_t)c->res.arena_size << 32;
    return rcOk;
}

/* Nothing in it blocks, so the buffer of messages between processes will do. */
Retcode security_call(struct thread *t)
{
    struct nk_message answer = {.ex = {.size_ex = sizeof(answer)}};
    struct message m;
    Retcode rc = message_check_sizes(&t->out);

    if (rc == rcOk && t->in.msg_size < sizeof(answer))
        rc = rcBufferTooSmall;
    if (rc == rcOk)
        rc = message_fetch(&m, t, message_buffer);
    if (rc == rcOk)
        rc = message_check_head(m.head, m.size, true);
    if (rc == rcOk)
        rc = message_resolve_own(&m, t->proc);
    if (rc == rcOk && !ksm_ask(KSM_SECURITY, t->proc, NULL, 0, m.head, message_arena(&m)))
        rc = rcSecurityDisallow;
    if (rc != rcOk)
        return rc;
    answer.iid = m.head->iid;
    answer.mid = m.head->mid;
    if (!copy_to_user(t->in.msg, &answer, sizeof(answer)))
        return rcTargetFault;
    t->received = sizeof(answer);
    return rcOk;
}

/* Nobody waits for the response any more, though the method may have made handles. */
static Retcode drop_response(struct call *c, struct thread *t)
{
    if (message_resolve_own(&c->res, t->proc) == rcOk)
        message_close_own(&c->res, t->proc);
    return t->killed ? rcAbort : rcTimeout;
}

static Retcode run(struct call *c, struct thread *t)
{
    Retcode rc = take_request(c, t);

    if (rc != rcOk)
        return rc;
    rc = dispatch_error(
        services_dispatch(c->req.head, message_arena(&c->req), c->res.head, &c->res.arena));
    if (rc != rcOk)
        return rc;
    return t->killed || t->call_timed_out ? drop_response(c, t) : give_response(c, t);
}

Retcode kcall(struct thread *t, uint64_t deadline)
{
    struct call c = {0};
    Retcode rc = open_call(&c, t);

    if (rc != rcOk)
        return rc;
    t->call_deadline = deadline;
    t->call_timed_out = false;
    rc = run(&c, t);
    t->call_deadline = TIME_NEVER;
    give_back(&c, t);
    return rc;
}
