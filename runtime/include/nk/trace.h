/* Tracing of messages by generated code (nk-gen-c --trace-client-ipc, --trace-server-ipc).
 *
 * The default implementation in libnk prints to stderr and is weak: a program may define its own.
 * Rules: nk-gen-c 7. */
#ifndef NK_TRACE_H
#define NK_TRACE_H

#include <nk/arena.h>
#include <nk/message.h>
#include <nk/types.h>

#ifdef __cplusplus
extern "C" {
#endif

enum nk_trace_dir {
    NK_TRACE_CLIENT_REQ,
    NK_TRACE_CLIENT_RES,
    NK_TRACE_SERVER_REQ,
    NK_TRACE_SERVER_RES,
};

/* One line per message: direction, interface, method, iid, mid, size, handles, error flag, used
 * arena bytes, rc. With `dump` also the bytes of the constant part and of the used arena.
 * `msg` is a message this program made or was given by the kernel: size_ex bytes are readable.
 * rc is NK_EOK for requests; the message of a failed call is not dumped. */
void nk_trace_ipc(enum nk_trace_dir dir, const char *iface, const char *method,
                  const struct nk_message *msg, const struct nk_arena *arena, nk_err_t rc,
                  int dump);

#ifdef __cplusplus
}
#endif
#endif
