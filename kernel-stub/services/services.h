/* The kernel's endpoints: what the files of this folder share.
 *
 * One file per interface holds its methods and its table of them; dispatch.c lists the interfaces.
 * To build a method that is described: put METHOD and its body in place of its UNBUILT line.
 * To add an interface: describe it in runtime/include/kl/core, write its file here, name its object
 * below and in dispatch.c.
 *
 * Trust. The message is the kernel's own copy and, when the image has a security module, of a
 * correct structure; its values are hostile. An image built with --insecure checks no structure, so
 * what lies in the arena is read through arg_text and arg_bytes only. A method first checks all its
 * arguments, then acts; a failed method has changed nothing and made no handle.
 *
 * Every method's result is `rc` in its response (ipc-and-kernel 10.1). The response is zeroed
 * before the call: fields that are not set read as 0, empty text, no handle. */
#ifndef SERVICES_H
#define SERVICES_H

#include <kernel.h>
#include <nk/arena.h>
#include <rtl/countof.h>
#include <services/ocap.h>
#include <kl/core/Core.edl.h>

/* ---- writing methods ------------------------------------------------------------------------ */

#define SERVICE_REQ(i, m) const struct kl_core_##i##_##m##_req *req
#define SERVICE_RES(i, m) struct kl_core_##i##_##m##_res *res

/* METHOD(Interface, Method) { ... return rcOk; }: body of a method that returns its rc.
 * In scope: req, in (arena of the request, may be NULL), res, out (arena of the response). */
#define METHOD(i, m)                                                                               \
    static Retcode i##_##m##_run(SERVICE_REQ(i, m), const struct nk_arena *in, SERVICE_RES(i, m),  \
                                 struct nk_arena *out);                                            \
    static nk_err_t i##_##m(struct kl_core_##i *self, SERVICE_REQ(i, m),                           \
                            const struct nk_arena *in, SERVICE_RES(i, m), struct nk_arena *out)    \
    {                                                                                              \
        (void)self;                                                                                \
        res->rc = i##_##m##_run(req, in, res, out);                                                \
        return NK_EOK;                                                                             \
    }                                                                                              \
    static Retcode i##_##m##_run(__attribute__((unused)) SERVICE_REQ(i, m),                        \
                                 __attribute__((unused)) const struct nk_arena *in,                \
                                 __attribute__((unused)) SERVICE_RES(i, m),                        \
                                 __attribute__((unused)) struct nk_arena *out)

/* UNBUILT(Interface, Method): described, so that its number and layout are fixed, but not built. */
#define UNBUILT(i, m)                                                                              \
    METHOD(i, m)                                                                                   \
    {                                                                                              \
        return rcUnimplemented;                                                                    \
    }

/* ENTRY(Interface, Method): a line of the table of an interface. */
#define ENTRY(i, m) .m = i##_##m

/* How many lines a table is given, 40 at most. */
#define LINES(...)                                                                                 \
    LINES_(__VA_ARGS__, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23,    \
           22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define LINES_(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, a1,   \
               b1, c1, d1, e1, f1, g1, h1, i1, j1, k1, l1, m1, n1, count, ...)                     \
    count

/* INTERFACE(Interface, lines...): the table and the object that dispatch.c connects. A method
 * without a line would be a call of NULL: the lines must be as many as the methods, and the
 * compiler refuses two of one method. */
#define INTERFACE(i, ...)                                                                          \
    static const struct kl_core_##i##_ops i##_ops = {__VA_ARGS__};                                 \
    _Static_assert(LINES(__VA_ARGS__) == sizeof(i##_ops) / sizeof(void (*)(void)),                 \
                   "a method of interface " #i " has no line in its table");                       \
    struct kl_core_##i service_##i = {.ops = &i##_ops}

/* ---- arguments ------------------------------------------------------------------------ */

/* Text parameter: *text points into the arena (valid during the method), ends with its only zero.
 * An empty chunk is the empty text. Fails: rcInvalidArgument. */
Retcode arg_text(const struct nk_arena *in, const nk_ptr_t *chunk, const char **text);
/* Bytes parameter of at most `limit` bytes. Fails: rcInvalidArgument. */
Retcode arg_bytes(const struct nk_arena *in, const nk_ptr_t *chunk, size_t limit, const void **data,
                  size_t *size);
/* Process, thread or other object behind a handle parameter, with all of `rights`. Borrowed.
 * Fails: as handle_get. */
Retcode arg_proc(const nk_handle_desc_t *slot, uint32_t rights, struct proc **out);
Retcode arg_thread(const nk_handle_desc_t *slot, uint32_t rights, struct thread **out);
Retcode arg_object(const nk_handle_desc_t *slot, enum object_type type, uint32_t rights,
                   struct object **out);
/* Listener, also one whose clients have gone. */
Retcode arg_listener(const nk_handle_desc_t *slot, uint32_t rights, struct listener **out);
/* Badge; NULL when the caller left the parameter empty. */
Retcode arg_badge(const nk_handle_desc_t *slot, struct badge **out);
/* True when the caller left the handle parameter empty. */
bool arg_no_handle(const nk_handle_desc_t *slot);
/* VM_* rights of VMM_FLAG_READ, WRITE, EXECUTE. Fails: rcInvalidArgument for WRITE with EXECUTE. */
Retcode arg_rights(uint32_t flags, unsigned *rights);

/* Scheduling policy (THREAD_SCHED_*) and its parameters. Fails: rcInvalidArgument,
 * rcUnimplemented (a length of a turn). */
Retcode arg_policy(uint32_t policy, const struct kl_core_Types_TrSchedParam *param, bool *fifo);

/* ---- results -------------------------------------------------------------------------- */

/* Stores text of `length` bytes and a zero. Fails: rcBufferTooSmall when the caller's arena is
 * smaller or the text longer than `limit` bytes with its zero. */
Retcode result_text(struct nk_arena *out, nk_ptr_t *chunk, const char *text, size_t length,
                    size_t limit);
/* Room for `size` bytes. Fails: rcBufferTooSmall. */
Retcode result_bytes(struct nk_arena *out, nk_ptr_t *chunk, size_t size, void **data);
/* Room for `count` words of 32 bits. Fails: rcBufferTooSmall. */
Retcode result_words(struct nk_arena *out, nk_ptr_t *chunk, size_t count, void **data);
/* A new handle of the caller for `o`. Fails: as handle_add. */
Retcode result_handle(nk_handle_desc_t *slot, struct object *o, uint32_t rights);

/* ---- the interfaces, in the order of Core.edl ----------------------------------------- */

extern struct kl_core_VMM service_VMM;
extern struct kl_core_IO service_IO;
extern struct kl_core_Thread service_Thread;
extern struct kl_core_Handle service_Handle;
extern struct kl_core_Task service_Task;
extern struct kl_core_TaskDebug service_TaskDebug;
extern struct kl_core_Sync service_Sync;
extern struct kl_core_FS service_FS;
extern struct kl_core_FSUnsafe service_FSUnsafe;
extern struct kl_core_Time service_Time;
extern struct kl_core_HAL service_HAL;
extern struct kl_core_XHCIDBG service_XHCIDBG;
extern struct kl_core_Audit service_Audit;
extern struct kl_core_Profiler service_Profiler;
extern struct kl_core_IOMMU service_IOMMU;
extern struct kl_core_CM service_CM;
extern struct kl_core_PM service_PM;
extern struct kl_core_Notice service_Notice;
extern struct kl_core_IPC service_IPC;
extern struct kl_core_Log service_Log;
extern struct kl_core_Efi service_Efi;

#endif
