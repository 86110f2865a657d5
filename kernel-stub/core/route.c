/* What the short way of a message (fastpath.c) remembers of a thread, so that it need not look it
 * up: where the handle named last leads, and where the kernel sees the buffers received in last.
 *
 * Both are forgotten by whoever changes what they were found by: routes_forget where a process
 * loses a handle or rights, or a listener changes its type; windows_close where a page is taken
 * from an address space or its rights change; fast_holds_more where a thread holds a request that
 * does not lie in held[0]. A forgotten route leads to a listener that stands for none: nobody waits
 * at the one to call, and somebody always does at the one to serve, so that no test is needed. */
#include "route.h"
#include "object.h"
#include "usercopy.h"

/* ---- handles ----------------------------------------------------------------------------- */

static struct thread somebody;
static struct listener nobody_waits;
static struct listener somebody_waits = {.idle = &somebody};

static void forget_serve(struct thread *t)
{
    t->serve = (struct route){0, &somebody_waits};
}

static void forget(struct thread *t)
{
    t->call = (struct route){0, &nobody_waits};
    forget_serve(t);
}

void fast_thread_init(struct thread *t)
{
    forget(t);
}

void fast_holds_more(struct thread *server)
{
    forget_serve(server);
}

void routes_forget(struct proc *p)
{
    if (!p->known)
        return;
    p->known = false;
    for (struct list *n = p->threads.next; n != &p->threads; n = n->next)
        forget(container_of(n, struct thread, sibling));
}

struct listener *call_route(const struct thread *client, uint64_t target)
{
    struct object *o;

    if (client->call.target == target && client->call.listener != &nobody_waits)
        return client->call.listener;
    if (handle_get(client->proc, (uint32_t)target, OBJ_CHANNEL, RIGHT_IPC_CALL, &o) != rcOk)
        return NULL;
    return ((struct channel *)(void *)o)->listener;
}

static const struct ksm_row *row_of(const struct proc *from, const struct proc *to,
                                    unsigned direction)
{
    return from->sends[direction][to->class_id];
}

/* All threads that wait at a listener are of the process that owns it. */
void remember_call(struct thread *client, uint64_t target, struct listener *l)
{
    const struct proc *server = l->idle->proc;

    client->call = (struct route){target, l};
    client->rows[KSM_DIR_REQUEST] = row_of(client->proc, server, KSM_DIR_REQUEST);
    client->rows[KSM_DIR_RESPONSE] = row_of(server, client->proc, KSM_DIR_RESPONSE);
    client->proc->known = true;
}

struct listener *serve_route(struct thread *server, uint64_t target)
{
    struct object *o;

    if (server->serve.target == target && server->serve.listener != &somebody_waits)
        return server->serve.listener;
    if (handle_get(server->proc, (uint32_t)target, OBJ_LISTENER, RIGHT_IPC_RECV | RIGHT_IPC_REPLY,
                   &o) != rcOk)
        return NULL;
    if (server->held_more == 0) {
        server->serve = (struct route){target, (struct listener *)(void *)o};
        server->idle_at = server->serve.listener;
        server->proc->known = true;
    }
    return (struct listener *)(void *)o;
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

void open_window(struct thread *t)
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

void open_arena(struct thread *t)
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
