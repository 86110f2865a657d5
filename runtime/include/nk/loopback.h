/* Loop-back transport: client, security module and server in one host program, for tests.
 *
 * A call copies the request to the server-side buffers, asks the module, dispatches, asks the
 * module about the response or error response and copies it back; the codes are the kernel's.
 * Handles pass as SIDs. The caller owns module, entity and buffers, which must outlive the
 * transport; one thread at a time; nothing allocates. Rules: platform 3 and 7. */
#ifndef NK_LOOPBACK_H
#define NK_LOOPBACK_H

#include <nk/ksm.h>
#include <nk/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The shape of <C>_entity_dispatch. */
typedef nk_err_t nk_loopback_dispatch(void *entity, const struct nk_message *req,
                                      const struct nk_arena *req_arena, struct nk_message *res,
                                      struct nk_arena *res_arena);

struct nk_loopback {
    struct nk_transport base;
    const struct ksm_module *module;
    nk_uint16_t client_class, server_class;
    nk_uint32_t client_sid, server_sid;
    nk_loopback_dispatch *dispatch;
    void *entity;
    unsigned char *req_buf, *res_buf;
    nk_size_t req_size, res_size; /* bytes */
    struct nk_reason reason;      /* of the last refusal; zero after a grant */
};

/* Buffers: aligned to 8, at least 24 bytes. Each holds the constant part (at the start; the
 * response needs room for the largest response struct of the server) and behind it, at a multiple
 * of 16, the arena. */
void nk_loopback_init(struct nk_loopback *loopback, const struct ksm_module *module,
                      nk_uint16_t client_class, nk_uint32_t client_sid, nk_uint16_t server_class,
                      nk_uint32_t server_sid, nk_loopback_dispatch *dispatch, void *entity,
                      void *req_buf, nk_size_t req_size, void *res_buf, nk_size_t res_size);

/* Why the last call was refused: zero when it was granted. Valid until the next call. */
const struct nk_reason *nk_loopback_reason(const struct nk_loopback *loopback);

#ifdef __cplusplus
}
#endif
#endif
