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

/* What the result of a proxy means: 0 or -errno, of the server or of a call that got nowhere. */
int fs_call_result(nk_err_t err);

/* Sets `err` to 0 or to -errno. The messages are of method M; `res` is a pointer. */
#define FS_CALL(err, M, req, req_arena, res, res_arena)                                            \
    do {                                                                                           \
        struct fs_call call_;                                                                      \
                                                                                                   \
        err = fs_call_begin(&call_);                                                               \
        if (err == 0)                                                                              \
            err = fs_call_result(                                                                  \
                fs_IFiles_##M##_proxy(&call_.proxy, req, req_arena, res, res_arena));              \
    } while (0)

#endif
