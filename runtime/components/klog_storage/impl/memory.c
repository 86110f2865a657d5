/* Entries in memory, each in a block of its size. */
#include "impl/store.h"

#include <stdlib.h>
#include <string.h>

struct record {
    nk_uint64_t id, timestamp;
    nk_uint32_t source, reason;
    nk_size_t length; /* of text, without its zero */
    char text[];
};

struct memory {
    struct klog_store base;
    nk_uint32_t places;
    struct record *records[]; /* NULL: empty */
};

static struct memory *memory_of(struct klog_store *store)
{
    return (struct memory *)(void *)store;
}

static Retcode put(struct klog_store *store, nk_uint32_t place, nk_uint64_t id,
                   const struct kl_KlogStorage_Entry *entry, nk_bool_t *kept)
{
    struct record **at = &memory_of(store)->records[place], *record;
    const nk_size_t length = klog_text_length(entry);

    *kept = NK_TRUE;
    record = malloc(sizeof *record + length + 1);
    if (!record)
        return rcOutOfMemory;
    *record = (struct record){id, entry->timestamp, entry->source, entry->reason, length};
    memcpy(record->text, entry->msg, length);
    record->text[length] = '\0';
    free(*at);
    *at = record;
    return rcOk;
}

static Retcode get(struct klog_store *store, nk_uint32_t place, struct kl_KlogStorage_Entry *entry)
{
    const struct record *record = memory_of(store)->records[place];

    *entry = (struct kl_KlogStorage_Entry){.id = record->id,
                                           .timestamp = record->timestamp,
                                           .source = record->source,
                                           .reason = record->reason};
    memcpy(entry->msg, record->text, record->length + 1);
    return rcOk;
}

static void memory_close(struct klog_store *store)
{
    struct memory *memory = memory_of(store);

    for (nk_uint32_t i = 0; i < memory->places; i++)
        free(memory->records[i]);
    free(memory);
}

Retcode klog_memory_open(nk_uint32_t entries, struct klog_ring *ring, struct klog_store **store)
{
    static const struct klog_store_ops ops = {put, get, memory_close};
    struct memory *memory = calloc(1, sizeof *memory + entries * sizeof *memory->records);

    if (!memory)
        return rcOutOfMemory;
    if (!klog_ring_init(ring, entries)) {
        free(memory);
        return rcOutOfMemory;
    }
    memory->base.ops = &ops;
    memory->places = entries;
    *store = &memory->base;
    return rcOk;
}
