/* Call, Recv and Reply between processes (ipc-and-kernel 6): rendezvous, FIFO queues, the module
 * asked once per message that would be delivered. Whoever arrives second does the transfer. */
#include "ipc.h"
#include "ksm_hook.h"
#include "message.h"
#include "object.h"

/* ---- requests a server thread holds --------------------------------------------------------- */

static struct held *held_find(struct thread *server, const struct listener *l)
{
    for (unsigned i = 0; i < HELD_MAX; i++) {
        if (server->held[i].listener == l)
            return &server->held[i];
    }
    return NULL;
}

/* Counts them but for the first, which fastpath.c looks at itself. */
static void held_counts(struct thread *server, const struct held *h, int more)
{
    if (h == &server->held[0])
        return;
    server->held_more = (uint8_t)(server->held_more + more);
    fast_holds_more(server);
}

static void hold(struct thread *server, struct listener *l, struct thread *client,
                 const struct nk_message *request)
{
    struct held *h = held_find(server, NULL);

    *h = (struct held){l, client, NULL, ksm_head(request)};
    held_counts(server, h, 1);
    client->server = server;
}

/* Ends the transaction; the client, when there still is one, returns rc. */
static void held_end(struct thread *server, struct held *h, Retcode rc)
{
    struct thread *client = h->client;

    *h = (struct held){0};
    held_counts(server, h, -1);
    if (client) {
        client->server = NULL;
        thread_wake(client, rc);
    }
}

void ipc_client_leaves(struct thread *client)
{
    for (unsigned i = 0; i < HELD_MAX; i++) {
        if (client->server->held[i].client == client)
            client->server->held[i].client = NULL;
    }
    client->server = NULL;
}

void ipc_server_leaves(struct thread *server)
{
    for (unsigned i = 0; i < HELD_MAX; i++) {
        if (server->held[i].listener)
            held_end(server, &server->held[i], rcNotConnected);
    }
}

void ipc_end_held(struct thread *server, Retcode rc)
{
    held_end(server, &server->held[0], rc);
}

/* ---- transfers --------------------------------------------------------------------------- */

/* What each side of a transfer gets. */
struct outcome {
    Retcode sender, receiver;
};

static struct outcome both(Retcode rc)
{
    return (struct outcome){rc, rc};
}

/* The sender's mistake, or the module's refusal: the receiver is not touched. */
static struct outcome refused(Retcode rc)
{
    return (struct outcome){rc, rcOk};
}

static struct outcome delivered(Retcode rc)
{
    if (rc == rcTargetFault)
        return (struct outcome){rcTransferError, rcTargetFault};
    return refused(rc);
}

/* The object a request goes to, when it goes through a callable handle: that says the endpoint. The
 * handle is looked up only now, so that revoking it stops the requests that still wait. *self is
 * what the server gets to know of it. */
static Retcode address(struct message *m, struct thread *client, struct proc *server, uint32_t *sid,
                       nk_handle_desc_t *self)
{
    struct handle *h, *own;
    uint64_t context = NK_INVALID_HANDLE;
    Retcode rc;

    *sid = 0;
    *self = (nk_handle_desc_t){0};
    if (client->callee == 0)
        return rcOk;
    h = handle_entry(client->proc, client->callee);
    rc = handle_check(h, OBJ_USER, RIGHT_IPC_CALL);
    if (rc != rcOk)
        return rc;
    m->head->iid = ((const struct user_object *)(const void *)h->object)->riid;
    *sid = object_sid(h->object);
    own = handle_origin(h, server, &context);
    *self = nk_handle_desc(own ? handle_value(own) : KOS_HANDLE_INVALID, h->rights, context);
    return rcOk;
}

/* Everything up to the module's decision. */
static Retcode take_request(struct message *m, struct thread *client, const struct thread *server)
{
    nk_handle_desc_t self;
    uint32_t sid;
    Retcode rc = message_fetch(m, client, message_buffer);

    if (rc == rcOk)
        rc = message_check_head(m->head, m->size, true);
    if (rc == rcOk)
        rc = address(m, client, server->proc, &sid, &self);
    if (rc == rcOk && !message_fits(m, server))
        rc = rcBufferTooSmall;
    if (rc == rcOk)
        rc = message_resolve(m, KSM_REQUEST, client->proc, server->proc);
    if (rc == rcOk &&
        !ksm_ask(KSM_REQUEST, client->proc, server->proc, sid, m->head, message_arena(m)))
        rc = rcSecurityDisallow;
    if (rc == rcOk)
        m->head->self = self;
    return rc;
}

/* Pre: the server thread is in Recv or is the current one, with a free slot to hold the request.
 * After success it holds the request; the client must block for the reply. */
static struct outcome transfer_request(struct thread *client, struct thread *server,
                                       struct listener *l)
{
    struct message m;
    Retcode rc = take_request(&m, client, server);
    struct outcome result = refused(rc);

    if (rc == rcOk) {
        result = delivered(message_deliver(&m, server));
        if (result.sender == rcOk)
            hold(server, l, client, m.head);
    }
    message_done();
    return result;
}

static struct outcome transfer_reply(struct message *m, struct thread *server,
                                     struct thread *client)
{
    enum ksm_kind kind = m->head->ex.err ? KSM_ERROR : KSM_RESPONSE;
    Retcode rc;

    if (!message_fits(m, client))
        return both(rcBufferTooSmall);
    if (!ksm_ask(kind, server->proc, client->proc, 0, m->head, message_arena(m)))
        return both(rcSecurityDisallow);
    rc = message_deliver(m, client);
    if (rc == rcTargetFault)
        return (struct outcome){rcTransferError, rcTargetFault};
    return both(rc);
}

/* ---- Call -------------------------------------------------------------------------------- */

static Retcode send_now(struct thread *client, struct thread *server, struct listener *l,
                        uint64_t deadline)
{
    struct outcome o = transfer_request(client, server, l);

    if (o.receiver != rcOk)
        thread_wake(server, o.receiver);
    if (o.sender != rcOk)
        return o.sender;
    thread_wake(server, rcOk);
    return thread_block(NULL, WAIT_REPLY, deadline);
}

static Retcode send_later(struct thread *client, struct listener *l, uint64_t deadline)
{
    Retcode rc = message_peek(client);

    return rc == rcOk ? thread_block(&l->callers, WAIT_RECV, deadline) : rc;
}

static struct thread *first_receiver(const struct listener *l)
{
    return l->idle ? l->idle : thread_first(&l->receivers);
}

Retcode ipc_call(struct thread *client, struct listener *l, uint64_t deadline)
{
    struct thread *server;
    Retcode rc = message_check_sizes(&client->out);

    if (rc != rcOk)
        return rc;
    if (client->sync && sync_is_set(client->sync))
        return rcIpcInterrupt;
    if (l->obj.handles == 0)
        return rcNotConnected;
    server = first_receiver(l);
    return server ? send_now(client, server, l, deadline) : send_later(client, l, deadline);
}

/* ---- Recv -------------------------------------------------------------------------------- */

static Retcode may_receive(struct thread *server, const struct listener *l)
{
    if (l->obj.handles == 0 || l->obj.type == OBJ_LEFT)
        return rcNotConnected;
    if (server->sync && sync_is_set(server->sync))
        return rcIpcInterrupt;
    return held_find(server, NULL) ? rcOk : rcQuotaExceeded;
}

/* The request of a client in the queue. False: it was refused, and the client has gone. */
static bool receive_from(struct thread *server, struct listener *l, struct thread *client,
                         Retcode *rc)
{
    struct outcome o = transfer_request(client, server, l);

    if (o.sender == rcOk) {
        list_remove(&client->run);
        client->wait = WAIT_REPLY;
    } else {
        thread_wake(client, o.sender);
    }
    *rc = o.receiver;
    return o.sender == rcOk || o.receiver != rcOk;
}

/* Many may wait with long messages that are refused, so it pauses after each of them. What happens
 * meanwhile is as if it had happened before the call. */
Retcode ipc_recv(struct thread *server, struct listener *l, uint64_t deadline)
{
    struct held *old = held_find(server, l);
    Retcode rc;

    if (old) /* it was never answered: let that client go */
        held_end(server, old, rcFail);
    while ((rc = may_receive(server, l)) == rcOk) {
        struct thread *client = thread_first(&l->callers);

        if (!client)
            return thread_block(&l->receivers, WAIT_REQUEST, deadline);
        if (receive_from(server, l, client, &rc))
            return rc;
        if (!thread_pause())
            return rcAbort;
    }
    return rc;
}

/* ---- Reply ------------------------------------------------------------------------------- */

/* Until here nothing has happened and the server may try again. */
static Retcode take_reply(struct message *m, struct thread *server, const struct held *h)
{
    Retcode rc = message_check_sizes(&server->out);

    if (rc == rcOk)
        rc = message_fetch(m, server, message_buffer);
    if (rc == rcOk)
        rc = message_check_head(m->head, m->size, false);
    if (rc == rcOk && (uint32_t)ksm_head(m->head) != (uint32_t)h->asked)
        rc = rcInvalidArgument;
    if (rc != rcOk)
        return rc;
    return message_resolve(m, m->head->ex.err ? KSM_ERROR : KSM_RESPONSE, server->proc,
                           h->client->proc);
}

Retcode ipc_reply(struct thread *server, struct listener *l)
{
    struct held *h = held_find(server, l);
    struct message m;
    struct outcome o;
    Retcode rc;

    if (!h)
        return rcInvalidThreadState;
    if (!h->client) {
        held_end(server, h, rcOk);
        return rcNotConnected;
    }
    rc = take_reply(&m, server, h);
    if (rc != rcOk)
        return rc;
    o = transfer_reply(&m, server, h->client);
    message_done();
    held_end(server, h, o.receiver);
    return o.sender;
}

/* ---- ends -------------------------------------------------------------------------------- */

static void wake_queue(struct list *queue, Retcode rc)
{
    struct thread *t;

    while ((t = thread_first(queue)) != NULL)
        thread_wake(t, rc);
}

static void wake_receivers(struct listener *l)
{
    if (l->idle)
        thread_wake(l->idle, rcNotConnected);
    wake_queue(&l->receivers, rcNotConnected);
}

void listener_left(struct listener *l)
{
    l->obj.type = OBJ_LEFT;
    routes_forget(l->owner);
    wake_receivers(l);
}

void listener_close(struct listener *l)
{
    wake_queue(&l->callers, rcNotConnected);
    wake_receivers(l);
    for (struct list *n = l->owner->threads.next; n != &l->owner->threads; n = n->next) {
        struct thread *server = container_of(n, struct thread, sibling);
        struct held *h = held_find(server, l);

        if (h)
            held_end(server, h, rcNotConnected);
    }
}
