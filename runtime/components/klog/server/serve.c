#include "server/serve.h"

#include <coresrv/nk/transport-kos-dispatch.h>
#include <coresrv/sl/sl_api.h>
#include <kl/Klog.idl.h>
#include <kos/thread.h>
#include <nk/errno.h>
#include <stdio.h>

struct server {
    struct kl_Klog base;
    struct klog *klog;
    Handle listener;
    nk_iid_t iid;
};

static struct server server; /* a process is Klog once */

/* The program gets the error of storing, and may try again: others are not held up. */
static nk_err_t do_write(struct kl_Klog *self, const struct kl_Klog_write_req *req,
                         const struct nk_arena *in, struct kl_Klog_write_res *res,
                         struct nk_arena *out)
{
    nk_size_t size = 0;
    const nk_char_t *text = nk_arena_get(nk_char_t, in, &req->msg, &size);

    (void)self, (void)out;
    res->error = text && size > 0 && text[size - 1] == '\0'
                     ? klog_write(server.klog, req->id, req->reason, text)
                     : rcInvalidArgument;
    return NK_EOK;
}

static nk_err_t dispatch(void *self, const struct nk_message *req, const struct nk_arena *in,
                         struct nk_message *res, struct nk_arena *out)
{
    struct server *s = self;

    return kl_Klog_interface_dispatch(&s->base, s->iid, req, in, res, out);
}

static int serve(void *unused)
{
    const NkKosDispatchInfo info = {
        .entity = &server,
        .dispatch = (NkKosDispatch *)dispatch,
        .reqSize = sizeof(struct kl_Klog_write_req),
        .resSize = sizeof(struct kl_Klog_write_res),
        .reqArenaSize = kl_Klog_req_arena_size,
        .resArenaSize = kl_Klog_res_arena_size,
    };
    const Retcode rc = NkKosDoDispatch(server.listener, &info);

    (void)unused;
    fprintf(stderr, "klog: programs are not served any more: error %d\n", RC_GET_CODE(rc));
    return 1;
}

Retcode klog_serve(struct klog *klog, const char *listener, nk_iid_t iid)
{
    static const struct kl_Klog_ops ops = {.write = do_write};
    ServiceId unused;
    Tid tid;

    server = (struct server){.base = {&ops}, .klog = klog, .iid = iid};
    server.listener = ServiceLocatorRegister(listener, NULL, 0, &unused);
    if (server.listener == INVALID_HANDLE)
        return rcOk;
    return KosThreadCreateDetached(&tid, ThreadPriorityNormal, ThreadStackSizeDefault, serve, NULL,
                                   0);
}
