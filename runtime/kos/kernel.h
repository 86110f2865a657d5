/* How libkos calls the kernel's own endpoints: messages of kl.core interfaces on handle 1.
 *
 * Generated types give the layouts and numbers. KOS_KERNEL_CALL(P_M, endpoint, req, req_arena, res,
 * res_arena) sends the prepared request of method M of interface P to an endpoint of kl.core.Core
 * and yields a Retcode: that of the Call or else the `rc` the method answered with. */
#ifndef KOS_KERNEL_H
#define KOS_KERNEL_H

#include <coresrv/syscalls.h>
#include <nk/abi.h>
#include <nk/transport.h>

/* Sizes and handle counts of a method's messages. */
struct kos_method {
    nk_iid_t iid;
    nk_mid_t mid;
    nk_size_t req_size, res_size;
    unsigned req_handles, res_handles;
};

/* Fills both headers and calls. The request's parameters must be set, `res` need not be. */
Retcode kos_kernel_call(const struct kos_method *method, struct nk_message *req,
                        const struct nk_arena *req_arena, struct nk_message *res,
                        struct nk_arena *res_arena);

/* `rc` when the call failed, else what the method answered. */
static inline Retcode kos_result(Retcode rc, Retcode answer)
{
    return rc != rcOk ? rc : answer;
}

#define KOS_KERNEL_CALL(P_M, endpoint, req, req_arena, res, res_arena)                             \
    kos_result(kos_kernel_call(&(const struct kos_method){kl_core_Core_##endpoint##_iid,           \
                                                          P_M##_mid, sizeof *(req), sizeof *(res), \
                                                          P_M##_req_handles, P_M##_res_handles},   \
                               &(req)->base_, (req_arena), &(res)->base_, (res_arena)),            \
               (res)->rc)

/* Copies a C string of at most KOS_STRING_MAX bytes with its NUL; rcInvalidArgument otherwise. */
Retcode kos_put_string(struct nk_arena *arena, nk_ptr_t *ptr, const char *str);

/* Copies a received string to `buf`; rcBufferTooSmall if it does not fit with its NUL. */
Retcode kos_take_string(const struct nk_arena *arena, const nk_ptr_t *ptr, char *buf,
                        nk_size_t size);

#endif
