/* Writes what may be written, what would pass for entries of others, and what is no message. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kl/Klog.idl.h>
#include <klog/client.h>
#include <string.h>

#include "../../check.h"

#define FORGED "denied: request forged"

/* Past the client library. */
static nk_err_t write_raw(nk_uint32_t id, const char *text, nk_size_t size, Retcode *rc)
{
    const Handle handle = ServiceLocatorConnect(KLOG_SERVER_CONNECTION_ID);
    static char bytes[2 * KLOG_MESSAGE_SIZE];
    struct nk_arena arena = NK_ARENA_INITIALIZER(bytes, bytes + sizeof bytes);
    kl_Klog_write_req req = {.id = id};
    kl_Klog_write_res res = {0};
    struct kl_Klog_proxy proxy;
    NkKosTransport transport;
    nk_err_t err;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    kl_Klog_proxy_init(&proxy, &transport.base, ServiceLocatorGetRiid(handle, "klog.audit"));
    CHECK(nk_arena_store(nk_char_t, &arena, &req.msg, text, size) == NK_EOK);
    err = kl_Klog_write(&proxy.base, &req, &arena, &res, NK_NULL);
    *rc = res.error;
    return err;
}

int main(void)
{
    char longest[KLOG_MESSAGE_SIZE + 1];
    struct klog *klog;
    Retcode rc;

    CHECK(klog_open("no such channel", &klog) == rcResourceNotFound);
    CHECK(klog_open(NULL, &klog) == rcInvalidArgument);
    CHECK(klog_open(KLOG_SERVER_CONNECTION_ID, &klog) == rcOk);
    CHECK(klog_write(klog, 1, 0, "hello") == rcOk);
    CHECK(klog_write(klog, 1, 0, "first\n" FORGED "\n[7] forged") == rcOk);
    CHECK(klog_write(klog, 1, 0, "\x1b[2J\r" FORGED) == rcOk);
    CHECK(klog_write(klog, KLOG_SOURCE_AUDIT, 0, FORGED) == rcInvalidArgument);
    CHECK(write_raw(KLOG_SOURCE_AUDIT, FORGED, sizeof FORGED, &rc) == NK_EOK);
    CHECK(rc == rcInvalidArgument);
    CHECK(klog_write(klog, 13, 0, FORGED) == rcSecurityDisallow);

    memset(longest, 'x', sizeof longest);
    CHECK(write_raw(1, longest, 9, &rc) == NK_EPERM); /* no end */
    longest[KLOG_MESSAGE_SIZE] = '\0';
    CHECK(klog_write(klog, 1, 0, longest) == rcInvalidArgument);
    CHECK(write_raw(1, longest, sizeof longest, &rc) == NK_EPERM); /* too long */
    longest[KLOG_MESSAGE_SIZE - 1] = '\0';
    CHECK(klog_write(klog, 1, 0, longest) == rcOk);
    klog_close(klog);
    return check_end("Visitor");
}
