/* Sends the storage what no client library would. */
#include <coresrv/nk/transport-kos.h>
#include <coresrv/sl/sl_api.h>
#include <kl/KlogStorage.idl.h>
#include <klog_storage/client.h>
#include <stdio.h>
#include <string.h>

static struct kl_KlogStorage_proxy storage;

static void say(const char *what, int right)
{
    printf("[Hostile] %s: %s\n", what, right ? "as it should be" : "WRONG");
}

static unsigned status_of(nk_err_t err)
{
    return NK_ELOGIC_CHECK(err) ? NK_ELOGIC_GET(err) : 0;
}

int main(void)
{
    const Handle handle = ServiceLocatorConnect(KLOG_STORAGE_SERVER_CONNECTION_ID);
    static char in[kl_KlogStorage_res_arena_size];
    struct nk_arena arena = NK_ARENA_INITIALIZER(in, in + sizeof in);
    static kl_KlogStorage_write_req write;
    static kl_KlogStorage_write_res written;
    kl_KlogStorage_read_req read = {.numEntries = 0xffffffff};
    kl_KlogStorage_read_res entries = {0};
    kl_KlogStorage_readRange_req range = {.firstId = ~0ull, .lastId = 0};
    kl_KlogStorage_readRange_res none = {0};
    NkKosTransport transport;
    nk_err_t err;

    NkKosTransport_Init(&transport, handle, NK_NULL, 0);
    kl_KlogStorage_proxy_init(&storage, &transport.base,
                              ServiceLocatorGetRiid(handle, "klogStorage.storage"));
    memset(&write.entry, 'x', sizeof write.entry);
    err = kl_KlogStorage_write(&storage.base, &write, NK_NULL, &written, NK_NULL);
    say("a text without an end", status_of(err) == RC_GET_CODE(rcInvalidArgument));
    write.entry.msg[4095] = 0;
    write.entry.source = 9;
    err = kl_KlogStorage_write(&storage.base, &write, NK_NULL, &written, NK_NULL);
    say("the longest text", err == NK_EOK);
    err = kl_KlogStorage_read(&storage.base, &read, NK_NULL, &entries, &arena);
    say("all there is", err == NK_EOK && entries.entries.size % sizeof write.entry == 0 &&
                            entries.entries.size / sizeof write.entry <= 32);
    arena = (struct nk_arena)NK_ARENA_INITIALIZER(in, in + sizeof in);
    err = kl_KlogStorage_readRange(&storage.base, &range, NK_NULL, &none, &arena);
    say("from the end to the beginning", err == NK_EOK && none.entries.size == 0);
    arena = (struct nk_arena)NK_ARENA_INITIALIZER(in, in + 100);
    err = kl_KlogStorage_read(&storage.base, &read, NK_NULL, &entries, &arena);
    say("into a small buffer", err != NK_EOK && status_of(err) == 0);
    return 0;
}
