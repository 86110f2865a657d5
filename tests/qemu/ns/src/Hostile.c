/* Wants all entries, those of others, and names that are none. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/ns/ns_api.h>
#include <coresrv/sl/sl_api.h>
#include <kl/core/INameServer.idl.h>
#include <kos/thread.h>
#include <string.h>

#include "../../check.h"

#define ME "names.Hostile"

static kl_core_INameServer_proxy names;

/* A type of that many bytes, as the client library would not send it. */
static nk_err_t publish_raw(const char *type, nk_size_t size, Retcode *rc)
{
    static char bytes[4096];
    struct nk_arena arena = NK_ARENA_INITIALIZER(bytes, bytes + sizeof bytes);
    kl_core_INameServer_Publish_req req = {0};
    kl_core_INameServer_Publish_res res = {0};
    nk_err_t err = nk_arena_store(nk_char_t, &arena, &req.type, type, size);

    CHECK(err == NK_EOK && NkKosCopyStringToArena(&arena, &req.server, ME) == NK_EOK);
    CHECK(NkKosCopyStringToArena(&arena, &req.service, "x") == NK_EOK);
    err = kl_core_INameServer_Publish(&names.base, &req, &arena, &res, NK_NULL);
    *rc = res.rc;
    return err;
}

static void bad_names(NsHandle ns)
{
    char name[NS_NAME_SIZE + 1];
    Retcode rc;

    memset(name, 'x', sizeof name);
    name[NS_NAME_SIZE] = '\0';
    CHECK(NsPublishService(ns, name, ME, "x") == rcInvalidArgument);
    CHECK(NsPublishService(ns, "", ME, "x") == rcInvalidArgument);
    CHECK(publish_raw(name, sizeof name, &rc) == NK_EPERM); /* too long */
    CHECK(publish_raw(name, 5, &rc) == NK_EPERM);           /* no end */
    CHECK(publish_raw("a\0b", 4, &rc) == NK_EPERM);         /* two ends */
    CHECK(publish_raw("", 1, &rc) == NK_EOK && rc == rcInvalidArgument);
}

int main(void)
{
    const Handle handle = ServiceLocatorConnect(NS_SERVER_NAME);
    char server[NS_NAME_SIZE], service[NS_NAME_SIZE], name[16];
    NkKosTransport transport;
    unsigned taken = 0;
    NsHandle ns;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    kl_core_INameServer_proxy_init(&names, &transport.base, ServiceLocatorGetRiid(handle, "ns"));
    CHECK(NsCreate(NULL, 0, &ns) == rcOk);
    while (NsEnumServices(ns, "names.IFirst", 0, server, sizeof server, service, sizeof service) !=
           rcOk)
        KosThreadSleep(10);
    bad_names(ns);
    CHECK(NsUnPublishService(ns, "names.IFirst", "names.Honest", "first") == rcSecurityDisallow);
    CHECK(NsPublishService(ns, "names.IFirst", "names.Honest", "x") == rcSecurityDisallow);
    CHECK(NsUnPublishService(ns, "names.IFirst", ME, "first") == rcResourceNotFound);
    while (sprintf(name, "s%u", taken) > 0 && NsPublishService(ns, "names.IMany", ME, name) == rcOk)
        taken++;
    CHECK(NsPublishService(ns, "names.IMany", ME, name) == rcQuotaExceeded);
    CHECK(NsUnPublishService(ns, "names.IMany", ME, "s0") == rcOk);
    CHECK(NsPublishService(ns, "names.IDone", ME, "done") == rcOk);
    printf("Hostile: %u entries, %d failed\n", taken, failures);
    NsDestroy(ns);
    return failures;
}
