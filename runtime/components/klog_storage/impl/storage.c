/* The storage of a program of its own: a ring over a store, and one lock. */
#include "impl/echo.h"
#include "impl/store.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct klog_storage {
    pthread_mutex_t lock;
    struct klog_ring ring;
    struct klog_store *store;
    FILE *echo;
    nk_uint64_t failed; /* entries that were not kept */
};

/* ---- opening ------------------------------------------------------------------------------ */

static Retcode open_store(struct klog_storage *storage,
                          const struct klog_storage_settings *settings)
{
    return settings->path ? klog_file_open(settings->path, settings->entries, settings->is_new == 1,
                                           &storage->ring, &storage->store)
                          : klog_memory_open(settings->entries, &storage->ring, &storage->store);
}

Retcode klog_storage_create(const struct klog_storage_settings *settings,
                            struct klog_storage **storage)
{
    struct klog_storage *made;
    Retcode rc;

    if (!settings || !storage || settings->entries == 0 ||
        settings->entries > KLOG_STORAGE_ENTRIES_MAX)
        return rcInvalidArgument;
    made = calloc(1, sizeof *made);
    if (!made)
        return rcOutOfMemory;
    made->echo = settings->echo;
    rc = open_store(made, settings);
    if (rc == rcOk && pthread_mutex_init(&made->lock, NULL) != 0) {
        made->store->ops->close(made->store);
        klog_ring_free(&made->ring);
        rc = rcOutOfMemory;
    }
    if (rc == rcOk)
        *storage = made;
    else
        free(made);
    return rc;
}

nk_uint32_t klog_storage_entries(const char *text)
{
    unsigned long value;

    if (!text)
        return KLOG_STORAGE_ENTRIES_DEFAULT;
    value = strtoul(text, NULL, 10);
    return text[strspn(text, "0123456789")] == '\0' && value <= KLOG_STORAGE_ENTRIES_MAX
               ? (nk_uint32_t)value
               : 0;
}

Retcode klog_storage_open(const char *connection, struct klog_storage **storage)
{
    const struct klog_storage_settings settings = {
        .path = getenv("KLOG_STORAGE_FILE"),
        .entries = klog_storage_entries(getenv("KLOG_STORAGE_ENTRIES")),
    };

    (void)connection;
    return klog_storage_create(&settings, storage);
}

void klog_storage_close(struct klog_storage *storage)
{
    if (!storage)
        return;
    storage->store->ops->close(storage->store);
    klog_ring_free(&storage->ring);
    pthread_mutex_destroy(&storage->lock);
    free(storage);
}

/* ---- writing ------------------------------------------------------------------------------ */

static Retcode put(struct klog_storage *storage, const struct kl_KlogStorage_Entry *entry)
{
    struct klog_ring *ring = &storage->ring;
    const nk_uint32_t place = klog_ring_next(ring);
    const nk_uint64_t id = ring->last_id + 1;
    nk_bool_t kept;
    const Retcode rc = storage->store->ops->put(storage->store, place, id, entry, &kept);

    if (rc == rcOk) {
        klog_ring_set(ring, place, id, entry->source);
        return rcOk;
    }
    storage->failed++;
    if (!kept)
        klog_ring_set(ring, place, 0, 0);
    return rc;
}

Retcode klog_storage_write(struct klog_storage *storage, const struct kl_KlogStorage_Entry *entry)
{
    Retcode rc;

    if (!storage || !entry || klog_text_length(entry) == KLOG_STORAGE_MESSAGE_SIZE)
        return rcInvalidArgument;
    pthread_mutex_lock(&storage->lock);
    rc = put(storage, entry);
    if (storage->echo)
        klog_echo(storage->echo, entry);
    pthread_mutex_unlock(&storage->lock);
    return rc;
}

/* ---- reading ------------------------------------------------------------------------------ */

/* Those of the ring's order from `at` on, while their id is not above `last`. */
static Retcode get(struct klog_storage *storage, nk_uint32_t at, nk_uint64_t last, nk_uint32_t room,
                   struct kl_KlogStorage_Entry *entries, nk_uint32_t *count)
{
    const struct klog_ring *ring = &storage->ring;
    Retcode rc = rcOk;

    for (*count = 0; *count < room && at < ring->entries && rc == rcOk; at++) {
        const nk_uint32_t place = ring->order[at];

        if (ring->places[place].id > last)
            break;
        rc = storage->store->ops->get(storage->store, place, &entries[*count]);
        if (rc == rcOk)
            ++*count;
    }
    return rc;
}

static nk_uint32_t at_most(nk_uint32_t wanted)
{
    return wanted < KLOG_STORAGE_READ_MAX ? wanted : KLOG_STORAGE_READ_MAX;
}

Retcode klog_storage_read(struct klog_storage *storage, nk_uint32_t wanted,
                          struct kl_KlogStorage_Entry *entries, nk_uint32_t *count)
{
    nk_uint32_t room = at_most(wanted);
    Retcode rc;

    if (!storage || !entries || !count)
        return rcInvalidArgument;
    pthread_mutex_lock(&storage->lock);
    if (room > storage->ring.entries)
        room = storage->ring.entries;
    rc = get(storage, storage->ring.entries - room, storage->ring.last_id, room, entries, count);
    pthread_mutex_unlock(&storage->lock);
    return rc;
}

Retcode klog_storage_read_range(struct klog_storage *storage, nk_uint64_t first, nk_uint64_t last,
                                nk_uint32_t room, struct kl_KlogStorage_Entry *entries,
                                nk_uint32_t *count)
{
    Retcode rc;

    if (!storage || !entries || !count)
        return rcInvalidArgument;
    pthread_mutex_lock(&storage->lock);
    rc = get(storage, klog_ring_find(&storage->ring, first), last, at_most(room), entries, count);
    pthread_mutex_unlock(&storage->lock);
    return rc;
}

/* Every number that was given and is not there any more is of an entry that was lost. */
Retcode klog_storage_get_state(struct klog_storage *storage, struct klog_storage_state *state)
{
    if (!storage || !state)
        return rcInvalidArgument;
    pthread_mutex_lock(&storage->lock);
    *state = (struct klog_storage_state){
        .capacity = storage->ring.capacity,
        .entries = storage->ring.entries,
        .last_id = storage->ring.last_id,
        .lost = storage->ring.last_id - storage->ring.entries + storage->failed,
    };
    pthread_mutex_unlock(&storage->lock);
    return rcOk;
}
