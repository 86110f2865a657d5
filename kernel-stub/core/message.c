/* Messages between user memory and the kernel: copy, header, handles (platform 3). */
#include "message.h"
#include "object.h"
#include "refusal.h"

#define SLOTS_MAX 255 /* handles in a message: 8 bits */

unsigned char message_buffer[KOS_IPC_MAX_MSG + 64] __attribute__((aligned(64))) UNSET;

/* Handles of the message under way, by slot; NULL: empty slot. */
static struct {
    struct handle *handle;
    uint32_t rights, value;
    uint64_t context;    /* as the sender wrote it */
    struct badge *badge; /* that context as a handle of the sender's; NULL: none */
} slots[SLOTS_MAX];

static struct proc *entered; /* whose address space is active for copies; NULL: the current one */

static void enter(struct proc *p)
{
    if (p == (entered ? entered : current_proc()))
        return;
    mmu_switch(p->as.ttbr);
    entered = p;
}

void message_done(void)
{
    if (entered)
        enter(current_proc());
    entered = NULL;
}

/* ---- sender's side ----------------------------------------------------------------------- */

Retcode message_check_sizes(const struct ipc_buffers *out)
{
    if (out->msg_size < sizeof(struct nk_message) || out->msg_size > __NK_MESSAGE_SIZE_MAX)
        return rcInvalidArgument;
    if (out->msg_size > KOS_IPC_MAX_MSG || out->arena_size > KOS_IPC_MAX_MSG - out->msg_size)
        return rcBufferTooLarge;
    return rcOk;
}

Retcode message_check_head(const struct nk_message *head, uint32_t size, bool is_request)
{
    if (head->ex.size_ex != size || (is_request && head->ex.err) ||
        sizeof(*head) + head->ex.ncaps * sizeof(nk_handle_desc_t) > size)
        return rcInvalidArgument;
    return rcOk;
}

Retcode message_peek(struct thread *from)
{
    struct nk_message head;

    if (!copy_from_user(&head, from->out.msg, sizeof(head)))
        return rcSourceFault;
    return message_check_head(&head, from->out.msg_size, true);
}

Retcode message_fetch(struct message *m, struct thread *from, unsigned char *buffer)
{
    const struct ipc_buffers *out = &from->out;
    unsigned char *arena = buffer + ((out->msg_size + 15u) & ~15u);

    enter(from->proc);
    m->head = (struct nk_message *)(void *)buffer;
    m->size = out->msg_size;
    m->arena_size = out->arena_size;
    m->arena = (struct nk_arena){arena, arena + out->arena_size, arena + out->arena_size};
    if (!copy_from_user(buffer, out->msg, out->msg_size))
        return rcSourceFault;
    if (out->arena_size > 0 && !copy_from_user(arena, out->arena, out->arena_size))
        return rcSourceFault;
    m->head->self = (nk_handle_desc_t){0};
    return rcOk;
}

/* ---- handles ----------------------------------------------------------------------------- */

static nk_handle_desc_t *descriptors(const struct message *m)
{
    return (nk_handle_desc_t *)(void *)(m->head + 1);
}

static bool is_empty(const nk_handle_desc_t *d)
{
    return d->handle == 0 || d->handle == KOS_HANDLE_INVALID;
}

/* In what is sent, the context names a badge of the sender's. */
static Retcode resolve_badge(uint64_t value, struct proc *sender, struct badge **out)
{
    struct object *o;
    Retcode rc;

    *out = NULL;
    if (value == 0 || value == KOS_HANDLE_INVALID)
        return rcOk;
    if (value > KOS_HANDLE_INVALID)
        return rcInvalidArgument;
    rc = handle_get(sender, (uint32_t)value, OBJ_BADGE, 0, &o);
    if (rc == rcOk)
        *out = (struct badge *)(void *)o;
    return rc;
}

static Retcode resolve_one(nk_handle_desc_t *d, unsigned slot, struct proc *sender, bool own)
{
    struct handle *h = is_empty(d) ? NULL : handle_entry(sender, d->handle);

    slots[slot].handle = h;
    slots[slot].value = d->handle;
    slots[slot].rights = d->rights;
    slots[slot].context = d->badge;
    slots[slot].badge = NULL;
    if (is_empty(d)) {
        *d = (nk_handle_desc_t){0};
        return rcOk;
    }

    Retcode rc = handle_check(h, OBJ_NONE, own ? 0 : RIGHT_TRANSFER);

    if (rc == rcHandleRevoked && own) { /* may still be closed; names nothing */
        *d = (nk_handle_desc_t){0};
        return rcOk;
    }
    if (rc == rcOk && !own)
        rc = resolve_badge(d->badge, sender, &slots[slot].badge);
    if (rc != rcOk)
        return rc;
    *d = (nk_handle_desc_t){.handle = object_sid(h->object), .rights = h->rights & d->rights};
    return d->handle ? rcOk : rcOutOfMemory;
}

/* *slot says which failed. */
static Retcode resolve_all(struct message *m, struct proc *sender, bool own, unsigned *slot)
{
    nk_handle_desc_t *d = descriptors(m);

    for (unsigned i = 0; i < m->head->ex.ncaps; i++) {
        Retcode rc = resolve_one(&d[i], i, sender, own);

        if (rc != rcOk) {
            *slot = i;
            return rc;
        }
    }
    return rcOk;
}

Retcode message_resolve(struct message *m, enum ksm_kind kind, struct proc *sender,
                        const struct proc *receiver)
{
    unsigned slot = 0;
    Retcode rc = resolve_all(m, sender, false, &slot);

    if (rc == rcOk)
        return rcOk;
    return refusal_of_slot(kind, sender, receiver, m->head, slots[slot].value, slot, rc);
}

Retcode message_resolve_own(struct message *m, struct proc *holder)
{
    unsigned slot;

    return resolve_all(m, holder, true, &slot);
}

void message_restore_own(struct message *m)
{
    nk_handle_desc_t *d = descriptors(m);

    for (unsigned i = 0; i < m->head->ex.ncaps; i++) {
        d[i].handle = slots[i].value;
        d[i].rights = slots[i].rights;
        d[i].badge = slots[i].context;
    }
}

void message_close_own(struct message *m, struct proc *holder)
{
    for (unsigned i = 0; i < m->head->ex.ncaps; i++) {
        if (slots[i].handle)
            (void)handle_close(holder, slots[i].value);
    }
}

static Retcode give_one(nk_handle_desc_t *d, unsigned slot, struct proc *receiver)
{
    struct handle *h = slots[slot].handle, *own;
    uint64_t context;
    uint32_t value;

    slots[slot].value = KOS_HANDLE_INVALID; /* from here on: what undo must close */
    if (!h) {
        *d = (nk_handle_desc_t){.handle = KOS_HANDLE_INVALID};
        return rcOk;
    }
    own = handle_origin(h, receiver, &context);
    if (own) {
        *d = (nk_handle_desc_t){handle_value(own), d->rights, context};
        return rcOk;
    }

    Retcode rc = handle_add_badged(receiver, h->object, d->rights, h, slots[slot].badge, &value);

    if (rc != rcOk)
        return rc;
    slots[slot].value = value;
    *d = (nk_handle_desc_t){value, d->rights, NK_INVALID_HANDLE};
    return rcOk;
}

static void take_back(unsigned count, struct proc *receiver)
{
    for (unsigned i = 0; i < count; i++) {
        if (slots[i].value != KOS_HANDLE_INVALID)
            (void)handle_close(receiver, slots[i].value);
    }
}

static Retcode give_handles(struct message *m, struct proc *receiver)
{
    nk_handle_desc_t *d = descriptors(m);

    for (unsigned i = 0; i < m->head->ex.ncaps; i++) {
        Retcode rc = give_one(&d[i], i, receiver);

        if (rc != rcOk) {
            take_back(i, receiver);
            return rc;
        }
    }
    return rcOk;
}

/* ---- receiver's side --------------------------------------------------------------------- */

bool message_fits(const struct message *m, const struct thread *to)
{
    return m->size <= to->in.msg_size && m->arena_size <= to->in.arena_size;
}

static bool copy_out(const struct message *m, const struct thread *to)
{
    enter(to->proc);
    return copy_to_user(to->in.msg, m->head, m->size) &&
           (m->arena_size == 0 || copy_to_user(to->in.arena, m->arena.start, m->arena_size));
}

Retcode message_deliver(struct message *m, struct thread *to)
{
    Retcode rc = give_handles(m, to->proc);

    if (rc != rcOk)
        return rc;
    if (!copy_out(m, to)) {
        take_back(m->head->ex.ncaps, to->proc);
        return rcTargetFault;
    }
    to->received = m->size | (uint64_t)m->arena_size << 32;
    return rcOk;
}
