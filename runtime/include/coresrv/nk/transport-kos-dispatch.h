/* A ready-made server loop: receive, dispatch, reply, for ever.
 *
 *     NkKosDispatchInfo info = NK_ENTITY_DISPATCH_INFO_INITIALIZER(demo_Store, entity);
 *     NkKosDoDispatch(listener, &info);
 *
 * The buffers are allocated once, before the first request. Rules: libkos-api 5.2. */
#ifndef CORESRV_NK_TRANSPORT_KOS_DISPATCH_H
#define CORESRV_NK_TRANSPORT_KOS_DISPATCH_H

#include <coresrv/nk/transport-kos.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct NkKosDispatchInfo {
    void *entity; /* struct C_entity; must outlive the loop */
    NkKosDispatch *dispatch;
    nk_size_t reqSize, resSize;           /* bytes of the request and response unions */
    nk_size_t reqArenaSize, resArenaSize; /* bytes, sums without padding */
} NkKosDispatchInfo;

#define NK_ENTITY_DISPATCH_INFO_INITIALIZER(C, entity_var)                                         \
    {                                                                                              \
        &(entity_var), (NkKosDispatch *)C##_entity_dispatch, sizeof(C##_entity_req),               \
            sizeof(C##_entity_res), (nk_size_t)C##_entity_req_arena_size,                          \
            (nk_size_t)C##_entity_res_arena_size                                                   \
    }

/* Returns only on a fatal error: no memory, or the listener is of no use any more. */
Retcode NkKosDoDispatch(Handle handle, const NkKosDispatchInfo *info);

#ifdef __cplusplus
}
#endif
#endif
