/* From nk messages and arenas to the SMsgHdr of the system calls.
 *
 * PackOutMsg: what message and arena hold now. PackInMsg: their capacity, for the constant part the
 * size_ex that nk_req_reset wrote. The arena may be null. NK_EINVAL when the constant part is
 * smaller than a header. Rules: ipc-and-kernel 5.3. */
#ifndef SERVICES_RTL_NK_MSG_H
#define SERVICES_RTL_NK_MSG_H

#include <ipc/if_rend.h>
#include <nk/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

nk_err_t PackOutMsg(SMsgHdr *hdr, const struct nk_message *message, const struct nk_arena *arena);
nk_err_t PackInMsg(SMsgHdr *hdr, struct nk_message *message, struct nk_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
