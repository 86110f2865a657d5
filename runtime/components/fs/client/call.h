/* Calls of fs.IFiles in the session of this program. */
#ifndef FS_CALL_H
#define FS_CALL_H

#include <coresrv/nk/transport-kos.h>
#include <fs/IFiles.idl.h>
#include <fs/Types.idl.h>

struct fs_call {
    NkKosTransport transport;
    fs_IFiles_proxy proxy;
};

/* Opens the session if there is none yet: 0 or -errno. */
int fs_call_begin(struct fs_call *call);

/* -errno for a call that the transport, or the server, refused. */
int fs_call_refused(nk_err_t err);
int fs_call_failed(nk_uint16_t status);

/* Sets `err` to 0 or to -errno. The messages are of method M; `res` is a pointer. */
#define FS_CALL(err, M, req, req_arena, res, res_arena)                                            \
    do {                                                                                           \
        struct fs_call call_;                                                                      \
        nk_err_t sent_;                                                                            \
                                                                                                   \
        err = fs_call_begin(&call_);                                                               \
        if (err)                                                                                   \
            break;                                                                                 \
        sent_ = fs_IFiles_##M##_proxy(&call_.proxy, req, req_arena, res, res_arena);               \
        if (sent_ != NK_EOK)                                                                       \
            err = fs_call_refused(sent_);                                                          \
        else if (nk_msg_check_err(&(res)->base_))                                                  \
            err = fs_call_failed((res)->err_.status);                                              \
    } while (0)

#endif
