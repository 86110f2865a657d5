/* Entry of the three system calls: registers to arguments (platform 3). */
#include "ipc.h"
#include "object.h"
#include "refusal.h"
#include "sched.h"

static void read_out(struct thread *t, const struct trap_frame *f)
{
    t->out = (struct ipc_buffers){f->x[1], f->x[3], (uint32_t)f->x[2], (uint32_t)(f->x[2] >> 32)};
}

static uint64_t read_deadline(const struct trap_frame *f)
{
    return deadline_after_ms((uint32_t)(f->x[0] >> 32));
}

/* The object behind the handle in x0, one that `suits`; a refusal is said on the console. */
static Retcode partner(struct thread *t, const struct trap_frame *f, uint32_t right,
                       bool (*suits)(const struct object *), const char *what, struct object **out)
{
    uint32_t handle = (uint32_t)f->x[0];
    Retcode rc = handle_get(t->proc, handle, OBJ_NONE, right, out);

    if (rc == rcOk && !suits(*out))
        rc = rcSecurityDisallow;
    return rc == rcOk ? rcOk : refusal_of_handle(what, handle, rc);
}

/* Where a Call through it goes; NULL: not to a process. */
static struct listener *target_of(const struct object *o)
{
    if (o->type == OBJ_CHANNEL)
        return ((const struct channel *)(const void *)o)->listener;
    return o->type == OBJ_USER ? ((const struct user_object *)(const void *)o)->listener : NULL;
}

static bool is_callable(const struct object *o)
{
    return o->type == OBJ_KERNEL || o->type == OBJ_SECURITY || target_of(o) != NULL;
}

static bool is_listener(const struct object *o)
{
    return o->type == OBJ_LISTENER || o->type == OBJ_LEFT;
}

/* Sync object of the call in x7, remembered in the thread until end_wait. */
static Retcode begin_wait(struct thread *t, const struct trap_frame *f, struct object *o)
{
    uint32_t handle = (uint32_t)f->x[7];
    struct object *sync = NULL;

    if (handle != KOS_HANDLE_INVALID) {
        Retcode rc = handle_get(t->proc, handle, OBJ_SYNC, 0, &sync);

        if (rc != rcOk)
            return refusal_of_handle("sync object", handle, rc);
        object_ref(sync);
    }
    object_ref(o); /* another thread may close the handles meanwhile */
    t->sync = sync;
    return rcOk;
}

static void end_wait(struct thread *t, struct object *o)
{
    struct object *sync = t->sync;

    t->sync = NULL;
    object_unref(o);
    if (sync)
        object_unref(sync);
}

static Retcode call_object(struct thread *t, struct object *o, const struct trap_frame *f)
{
    if (o->type == OBJ_KERNEL)
        return kcall(t, read_deadline(f));
    if (o->type == OBJ_SECURITY)
        return security_call(t);
    t->callee = o->type == OBJ_USER ? (uint32_t)f->x[0] : 0;
    return ipc_call(t, target_of(o), read_deadline(f));
}

static Retcode sys_call(struct thread *t, const struct trap_frame *f)
{
    struct object *o;
    Retcode rc = partner(t, f, RIGHT_IPC_CALL, is_callable, "Call", &o);

    if (rc == rcOk)
        rc = begin_wait(t, f, o);
    if (rc != rcOk)
        return rc;
    read_out(t, f);
    fast_read_in(t, f->x[4], f->x[5], f->x[6]);
    rc = call_object(t, o, f);
    end_wait(t, o);
    return rc;
}

static Retcode sys_recv(struct thread *t, const struct trap_frame *f)
{
    struct object *o;
    Retcode rc = partner(t, f, RIGHT_IPC_RECV, is_listener, "Recv", &o);

    if (rc != rcOk)
        return rc;
    fast_read_in(t, f->x[4], f->x[5], f->x[6]);
    if (t->in.msg_size < sizeof(struct nk_message))
        return rcInvalidArgument;
    rc = begin_wait(t, f, o);
    if (rc != rcOk)
        return rc;
    rc = ipc_recv(t, (struct listener *)(void *)o, read_deadline(f));
    end_wait(t, o);
    return rc;
}

static Retcode sys_reply(struct thread *t, const struct trap_frame *f)
{
    struct object *o;
    Retcode rc = partner(t, f, RIGHT_IPC_REPLY, is_listener, "Reply", &o);

    if (rc != rcOk)
        return rc;
    read_out(t, f);
    return ipc_reply(t, (struct listener *)(void *)o);
}

void syscall_enter(struct trap_frame *f, unsigned number)
{
    struct thread *t = current_thread();
    Retcode rc;

    sched_settle();
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
