/* The functions of the storage as calls of a server. */
#include <klog_storage/storage.h>
#include <nk/errno.h>
#include <stdlib.h>
#include <string.h>

#include "../client.h"

/* Whatever the component's instance is called in the server's class. */
#define ENDPOINT "kl.KlogStorage.storage"

#define ARENA_SLACK 64 /* for padding */

struct klog_storage {
    NkKosTransport transport;
    struct kl_KlogStorage_proxy proxy;
};

Retcode klog_storage_open(const char *connection, struct klog_storage **storage)
{
    NkKosTransport transport;
    struct klog_storage *made;
    nk_iid_t riid;
    Retcode rc =
        storage ? client_connect(connection, ENDPOINT, &transport, &riid) : rcInvalidArgument;

    if (rc != rcOk)
        return rc;
    made = malloc(sizeof *made);
    if (!made)
        return rcOutOfMemory;
    made->transport = transport;
    kl_KlogStorage_proxy_init(&made->proxy, &made->transport.base, riid);
    *storage = made;
    return rcOk;
}

/* The channel is the process's: it stays. */
void klog_storage_close(struct klog_storage *storage)
{
    free(storage);
}

/* What the server answered, or what the call came to. */
static Retcode result_of(nk_err_t err)
{
    return NK_ELOGIC_CHECK(err) ? RC_MAKE_(0, RC_SPACE_GENERAL, 0, NK_ELOGIC_GET(err))
                                : client_retcode(err);
}

Retcode klog_storage_write(struct klog_storage *storage, const struct kl_KlogStorage_Entry *entry)
{
    kl_KlogStorage_write_req req = {0};
    kl_KlogStorage_write_res res = {0};

    if (!storage || !entry || !memchr(entry->msg, 0, sizeof entry->msg))
        return rcInvalidArgument;
    req.entry = *entry;
    return result_of(kl_KlogStorage_write(&storage->proxy.base, &req, NULL, &res, NULL));
}

/* Room for the answer with `count` entries. */
static Retcode make_arena(nk_uint32_t count, struct nk_arena *arena)
{
    const nk_size_t size = count * sizeof(struct kl_KlogStorage_Entry) + ARENA_SLACK;
    char *memory = malloc(size);

    if (!memory)
        return rcOutOfMemory;
    *arena = nk_arena_create(memory, size);
    return rcOk;
}

/* Copies what the server sent; the server is not believed that it keeps to what was asked for. */
static Retcode take_entries(const struct nk_arena *arena, const nk_ptr_t *chunk, nk_uint32_t room,
                            struct kl_KlogStorage_Entry *entries, nk_uint32_t *count)
{
    nk_size_t n = 0;
    const struct kl_KlogStorage_Entry *sent =
        nk_arena_get(struct kl_KlogStorage_Entry, arena, chunk, &n);

    if (chunk->size == 0)
        return rcOk;
    if (!sent || n > room)
        return rcReceiveError;
    for (nk_size_t i = 0; i < n; i++)
        if (!memchr(sent[i].msg, 0, sizeof sent[i].msg))
            return rcReceiveError;
    memcpy(entries, sent, n * sizeof *entries);
    *count = (nk_uint32_t)n;
    return rcOk;
}

static nk_uint32_t at_most(nk_uint32_t wanted)
{
    return wanted < KLOG_STORAGE_READ_MAX ? wanted : KLOG_STORAGE_READ_MAX;
}

Retcode klog_storage_read(struct klog_storage *storage, nk_uint32_t wanted,
                          struct kl_KlogStorage_Entry *entries, nk_uint32_t *count)
{
    kl_KlogStorage_read_req req = {.numEntries = at_most(wanted)};
    kl_KlogStorage_read_res res = {0};
    struct nk_arena arena;
    Retcode rc;

    if (!storage || !entries || !count)
        return rcInvalidArgument;
    *count = 0;
    rc = make_arena(req.numEntries, &arena);
    if (rc != rcOk)
        return rc;
    rc = result_of(kl_KlogStorage_read(&storage->proxy.base, &req, NULL, &res, &arena));
    if (rc == rcOk)
        rc = take_entries(&arena, &res.entries, req.numEntries, entries, count);
    free(arena.start);
    return rc;
}

/* A server answers with as many as go into one answer: there is room for all of them here. */
Retcode klog_storage_read_range(struct klog_storage *storage, nk_uint64_t first, nk_uint64_t last,
                                nk_uint32_t room, struct kl_KlogStorage_Entry *entries,
                                nk_uint32_t *count)
{
    kl_KlogStorage_readRange_req req = {.firstId = first, .lastId = last};
    kl_KlogStorage_readRange_res res = {0};
    struct nk_arena arena;
    nk_ptr_t chunk;
    Retcode rc;

    if (!storage || !entries || !count)
        return rcInvalidArgument;
    *count = 0;
    rc = make_arena(KLOG_STORAGE_READ_MAX, &arena);
    if (rc != rcOk)
        return rc;
    rc = result_of(kl_KlogStorage_readRange(&storage->proxy.base, &req, NULL, &res, &arena));
    chunk = res.entries;
    if (chunk.size > at_most(room) * sizeof *entries)
        chunk.size = at_most(room) * (nk_uint32_t)sizeof *entries;
    if (rc == rcOk)
        rc = take_entries(&arena, &chunk, at_most(room), entries, count);
    free(arena.start);
    return rc;
}

Retcode klog_storage_get_state(struct klog_storage *storage, struct klog_storage_state *state)
{
    kl_KlogStorage_state_req req = {0};
    kl_KlogStorage_state_res res = {0};
    Retcode rc;

    if (!storage || !state)
        return rcInvalidArgument;
    rc = result_of(kl_KlogStorage_state(&storage->proxy.base, &req, NULL, &res, NULL));
    if (rc == rcOk)
        *state = (struct klog_storage_state){res.capacity, res.entries, res.lastId, res.lost};
    return rc;
}
