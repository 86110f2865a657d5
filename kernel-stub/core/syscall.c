/* Entry of the three system calls: registers to arguments (platform 3). */
#include "ipc.h"
#include "object.h"
#include "refusal.h"

static void read_out(struct thread *t, const struct trap_frame *f)
{
    t->out = (struct ipc_buffers){f->x[1], f->x[3], (uint32_t)f->x[2], (uint32_t)(f->x[2] >> 32)};
}

static void read_in(struct thread *t, const struct trap_frame *f)
{
    t->in = (struct ipc_buffers){f->x[4], f->x[6], (uint32_t)f->x[5], (uint32_t)(f->x[5] >> 32)};
}

static uint64_t read_deadline(const struct trap_frame *f)
{
    return deadline_after_ms((uint32_t)(f->x[0] >> 32));
}

/* The object behind the handle in x0; a refusal is said on the console. */
static Retcode callee(struct thread *t, const struct trap_frame *f, enum object_type type,
                      uint32_t right, const char *what, struct object **out)
{
    uint32_t handle = (uint32_t)f->x[0];
    Retcode rc = handle_get(t->proc, handle, type, right, out);

    if (rc == rcOk && type == OBJ_NONE && (*out)->type != OBJ_KERNEL && (*out)->type != OBJ_CHANNEL)
        rc = rcSecurityDisallow;
    return rc == rcOk ? rcOk : refusal_of_handle(what, handle, rc);
}

static Retcode sys_call(struct thread *t, const struct trap_frame *f)
{
    struct object *o;
    Retcode rc = callee(t, f, OBJ_NONE, RIGHT_IPC_CALL, "Call", &o);

    if (rc != rcOk)
        return rc;
    read_out(t, f);
    read_in(t, f);
    if (o->type == OBJ_KERNEL)
        return kcall(t, read_deadline(f));
    /* Another thread may close the handle meanwhile. */
    object_ref(o);
    rc = ipc_call(t, (struct channel *)(void *)o, read_deadline(f));
    object_unref(o);
    return rc;
}

static Retcode sys_recv(struct thread *t, const struct trap_frame *f)
{
    struct object *o;
    Retcode rc = callee(t, f, OBJ_LISTENER, RIGHT_IPC_RECV, "Recv", &o);

    if (rc != rcOk)
        return rc;
    read_in(t, f);
    if (t->in.msg_size < sizeof(struct nk_message))
        return rcInvalidArgument;
    object_ref(o);
    rc = ipc_recv(t, (struct listener *)(void *)o, read_deadline(f));
    object_unref(o);
    return rc;
}

static Retcode sys_reply(struct thread *t, const struct trap_frame *f)
{
    struct object *o;
    Retcode rc = callee(t, f, OBJ_LISTENER, RIGHT_IPC_REPLY, "Reply", &o);

    if (rc != rcOk)
        return rc;
    read_out(t, f);
    return ipc_reply(t, (struct listener *)(void *)o);
}

void syscall_enter(struct trap_frame *f, unsigned number)
{
    struct thread *t = current_thread();
    Retcode rc;

    t->received = 0;
    if (number == KOS_SVC_CALL)
        rc = sys_call(t, f);
    else if (number == KOS_SVC_RECV)
        rc = sys_recv(t, f);
    else if (number == KOS_SVC_REPLY)
        rc = sys_reply(t, f);
    else
        rc = rcUnimplemented;
    f->x[0] = (uint64_t)(int64_t)rc;
    f->x[1] = rc == rcOk ? t->received : 0;
}
