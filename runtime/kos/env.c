/* Checking and reading an environment. Decode first: kos_env_check proves every offset, so that the
 * readers below follow them without tests of their own. */
#include "env.h"

#include <string.h>

#define ENDPOINT_FIXED 4 /* riid and padding */

/* What is left of the record under inspection. */
struct cursor {
    const unsigned char *at, *end;
};

static size_t pad4(size_t n)
{
    return (n + 3) & ~(size_t)3;
}

static size_t left(const struct cursor *cursor)
{
    return (size_t)(cursor->end - cursor->at);
}

/* Moves past a terminated, non-empty string of at most `limit` bytes. 0 if there is none. */
static int skip_string(struct cursor *cursor, size_t limit)
{
    size_t length = strnlen((const char *)cursor->at, left(cursor));

    if (length == left(cursor) || length == 0 || length > limit)
        return 0;
    cursor->at += length + 1;
    return 1;
}

static int skip_padded_string(struct cursor *cursor, size_t limit)
{
    const unsigned char *start = cursor->at;
    size_t padded;

    if (!skip_string(cursor, limit))
        return 0;
    padded = pad4((size_t)(cursor->at - start));
    if (padded > (size_t)(cursor->end - start))
        return 0;
    cursor->at = start + padded;
    return 1;
}

static const char *check_argument(struct cursor cursor)
{
    return memchr(cursor.at, '\0', left(&cursor)) ? NULL : "argument is not terminated";
}

static const char *check_variable(struct cursor cursor)
{
    const char *text = (const char *)cursor.at;

    if (!skip_string(&cursor, KOS_ENV_MAX))
        return "variable is not terminated";
    if (*text == '=' || !strchr(text, '='))
        return "variable has no name";
    return NULL;
}

static const char *check_channel(struct cursor cursor)
{
    struct kos_env_channel channel;

    if (left(&cursor) < sizeof channel)
        return "channel is truncated";
    memcpy(&channel, cursor.at, sizeof channel);
    cursor.at += sizeof channel;
    if (channel.role != KOS_ENV_ROLE_CLIENT && channel.role != KOS_ENV_ROLE_LISTENER)
        return "channel has an unknown role";
    if (channel.handle == 0 || channel.handle == KOS_HANDLE_INVALID)
        return "channel has no handle";
    if (!skip_padded_string(&cursor, KOS_NAME_MAX))
        return "channel has a bad name";
    for (unsigned i = 0; i < channel.endpoint_count; i++) {
        if (left(&cursor) < ENDPOINT_FIXED)
            return "endpoint is truncated";
        cursor.at += ENDPOINT_FIXED;
        if (!skip_padded_string(&cursor, KOS_ENV_MAX) || !skip_padded_string(&cursor, KOS_ENV_MAX))
            return "endpoint has a bad name";
    }
    return NULL;
}

static const char *check_resource(struct cursor cursor)
{
    if (left(&cursor) < sizeof(uint32_t))
        return "resource is truncated";
    cursor.at += sizeof(uint32_t);
    return skip_string(&cursor, KOS_NAME_MAX) ? NULL : "resource has a bad name";
}

static const char *check_self(struct cursor cursor)
{
    if (!skip_string(&cursor, KOS_NAME_MAX) || !skip_string(&cursor, KOS_NAME_MAX))
        return "process has a bad name";
    return NULL;
}

/* Kinds of records: how to check one and how many there may be. Unknown kinds are passed over. */
static const struct kind {
    const char *(*check)(struct cursor cursor);
    unsigned max;
} kinds[] = {
    [KOS_ENV_ARG] = {check_argument, KOS_ARGS_MAX},
    [KOS_ENV_VAR] = {check_variable, KOS_ENVS_MAX},
    [KOS_ENV_CHANNEL] = {check_channel, KOS_HANDLES_MAX},
    [KOS_ENV_RESOURCE] = {check_resource, KOS_HANDLES_MAX},
    [KOS_ENV_SELF] = {check_self, 1},
};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

static const char *check_record(const unsigned char *at, size_t room, unsigned counts[KIND_COUNT],
                                size_t *size)
{
    struct kos_env_record record;
    struct cursor body;

    if (room < sizeof record)
        return "record is truncated";
    memcpy(&record, at, sizeof record);
    if (record.size < sizeof record || record.size % 8 != 0 || record.size > room)
        return "record has a bad size";
    *size = record.size;
    if (record.type >= KIND_COUNT || !kinds[record.type].check)
        return NULL;
    if (++counts[record.type] > kinds[record.type].max)
        return "too many records of one kind";
    body.at = at + sizeof record;
    body.end = at + record.size;
    return kinds[record.type].check(body);
}

static const char *check_header(const struct kos_env_header *header, size_t size)
{
    if (header->magic != KOS_ENV_MAGIC)
        return "no environment";
    if (header->version != KOS_ENV_VERSION)
        return "unknown version";
    if (header->total_size < sizeof *header || header->total_size > size ||
        header->total_size > KOS_ENV_MAX)
        return "bad total size";
    return NULL;
}

const char *kos_env_check(const void *blob, size_t size)
{
    struct kos_env_header header;
    unsigned counts[KIND_COUNT] = {0};
    const char *fault;
    size_t at = sizeof header, step;

    if (!blob || (uintptr_t)blob % 8 != 0 || size < sizeof header)
        return "no environment";
    memcpy(&header, blob, sizeof header);
    fault = check_header(&header, size);
    for (uint32_t i = 0; !fault && i < header.record_count; i++) {
        fault =
            check_record((const unsigned char *)blob + at, header.total_size - at, counts, &step);
        if (!fault)
            at += step;
    }
    if (!fault && at != header.total_size)
        fault = "bytes behind the last record";
    return fault;
}

/* ---- reading a checked blob --------------------------------------------------------------- */

/* Records start at multiples of 8 of an 8-byte aligned blob. */
static const struct kos_env_record *record_at(const void *blob, size_t at)
{
    return (const struct kos_env_record *)(const void *)((const unsigned char *)blob + at);
}

const struct kos_env_record *kos_env_next(const void *blob, const struct kos_env_record *previous,
                                          unsigned type)
{
    const struct kos_env_header *header = blob;
    size_t at = sizeof *header;

    if (previous)
        at = (size_t)((const unsigned char *)previous - (const unsigned char *)blob) +
             previous->size;
    while (at < header->total_size) {
        const struct kos_env_record *record = record_at(blob, at);

        if (record->type == type)
            return record;
        at += record->size;
    }
    return NULL;
}

const char *kos_env_text(const struct kos_env_record *record)
{
    return (const char *)(record + 1);
}

uint32_t kos_env_resource(const struct kos_env_record *record, const char **name)
{
    uint32_t handle;

    memcpy(&handle, record + 1, sizeof handle);
    *name = (const char *)(record + 1) + sizeof handle;
    return handle;
}

void kos_env_channel(const struct kos_env_record *record, struct kos_env_channel_view *view)
{
    struct kos_env_channel channel;
    const unsigned char *at = (const unsigned char *)(record + 1);

    memcpy(&channel, at, sizeof channel);
    at += sizeof channel;
    view->role = channel.role;
    view->handle = channel.handle;
    view->endpoint_count = channel.endpoint_count;
    view->name = (const char *)at;
    view->endpoints = at + pad4(strlen(view->name) + 1);
}

void kos_env_endpoint(const unsigned char *at, struct kos_env_endpoint *endpoint)
{
    memcpy(&endpoint->riid, at, sizeof endpoint->riid);
    at += ENDPOINT_FIXED;
    endpoint->name = (const char *)at;
    at += pad4(strlen(endpoint->name) + 1);
    endpoint->interface = (const char *)at;
    endpoint->next = at + pad4(strlen(endpoint->interface) + 1);
}
