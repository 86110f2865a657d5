/* Messages of programs, sent to Klog. */
#include <kl/Klog.idl.h>
#include <klog/client.h>
#include <stdlib.h>
#include <string.h>

#include "../client.h"

/* Whatever the component's instance is called in Klog's class. */
#define ENDPOINT "kl.Klog.audit"

_Static_assert(KLOG_MESSAGE_SIZE == kl_Klog_write_req_msg_size, "KLOG_MESSAGE_SIZE");

struct klog {
    NkKosTransport transport;
    struct kl_Klog_proxy proxy;
};

Retcode klog_open(const char *connection, struct klog **klog)
{
    NkKosTransport transport;
    struct klog *made;
    nk_iid_t riid;
    Retcode rc = klog ? client_connect(connection, ENDPOINT, &transport, &riid) : rcInvalidArgument;

    if (rc != rcOk)
        return rc;
    made = malloc(sizeof *made);
    if (!made)
        return rcOutOfMemory;
    made->transport = transport;
    kl_Klog_proxy_init(&made->proxy, &made->transport.base, riid);
    *klog = made;
    return rcOk;
}

/* The channel is the process's: it stays. */
void klog_close(struct klog *klog)
{
    free(klog);
}

Retcode klog_write(struct klog *klog, nk_uint32_t id, nk_uint32_t reason, const char *message)
{
    char out[kl_Klog_write_req_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(out, out + sizeof out);
    kl_Klog_write_req req = {.id = id, .reason = reason};
    kl_Klog_write_res res = {0};
    Retcode rc;

    if (!klog || !message || id == KLOG_SOURCE_AUDIT)
        return rcInvalidArgument;
    if (NkKosCopyStringToArena(&arena, &req.msg, message) != NK_EOK)
        return rcInvalidArgument;
    rc = client_retcode(kl_Klog_write(&klog->proxy.base, &req, &arena, &res, NULL));
    return rc == rcOk ? res.error : rc;
}
