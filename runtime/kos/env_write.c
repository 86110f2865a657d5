/* Writing an environment for a child; kos_env_check is the judge of what comes out. */
#include "env.h"

#include <string.h>

/* Appends bytes and zero padding to a multiple of `align`. */
static void put(struct kos_env_writer *writer, const void *data, size_t size, size_t align)
{
    size_t padded = (size + align - 1) & ~(align - 1);

    if (writer->failed || padded < size || padded > writer->capacity - writer->size) {
        writer->failed = 1;
        return;
    }
    memcpy(writer->buf + writer->size, data, size);
    memset(writer->buf + writer->size + size, 0, padded - size);
    writer->size += padded;
}

static void put_string(struct kos_env_writer *writer, const char *text, size_t align)
{
    put(writer, text, strlen(text) + 1, align);
}

/* Pads the open record to a multiple of 8 and writes its size. */
static void close_record(struct kos_env_writer *writer)
{
    struct kos_env_record record;

    if (!writer->record || writer->failed)
        return;
    while (!writer->failed && writer->size % 8 != 0)
        put(writer, "", 1, 1);
    memcpy(&record, writer->buf + writer->record, sizeof record);
    record.size = (uint32_t)(writer->size - writer->record);
    memcpy(writer->buf + writer->record, &record, sizeof record);
    writer->record = 0;
}

static void open_record(struct kos_env_writer *writer, unsigned type)
{
    struct kos_env_record record = {.type = (uint16_t)type};

    close_record(writer);
    writer->record = writer->size;
    writer->count++;
    put(writer, &record, sizeof record, 1);
}

void kos_env_begin(struct kos_env_writer *writer, void *buf, size_t capacity)
{
    struct kos_env_header header = {.magic = KOS_ENV_MAGIC, .version = KOS_ENV_VERSION};

    *writer = (struct kos_env_writer){.buf = buf, .capacity = capacity};
    put(writer, &header, sizeof header, 1);
}

void kos_env_put_text(struct kos_env_writer *writer, unsigned type, const char *text)
{
    open_record(writer, type);
    put_string(writer, text, 1);
}

void kos_env_put_self(struct kos_env_writer *writer, const char *process, const char *class_name)
{
    open_record(writer, KOS_ENV_SELF);
    put_string(writer, process, 1);
    put_string(writer, class_name, 1);
}

void kos_env_put_channel(struct kos_env_writer *writer, unsigned role, uint32_t handle,
                         const char *name)
{
    struct kos_env_channel channel = {.role = (uint8_t)role, .handle = handle};

    open_record(writer, KOS_ENV_CHANNEL);
    put(writer, &channel, sizeof channel, 1);
    put_string(writer, name, 4);
}

void kos_env_put_endpoint(struct kos_env_writer *writer, uint16_t riid, const char *name,
                          const char *interface)
{
    uint16_t fixed[2] = {riid, 0};
    struct kos_env_channel channel;
    unsigned char *at;

    put(writer, fixed, sizeof fixed, 1);
    put_string(writer, name, 4);
    put_string(writer, interface, 4);
    if (writer->failed)
        return;
    at = writer->buf + writer->record + sizeof(struct kos_env_record);
    memcpy(&channel, at, sizeof channel);
    if (++channel.endpoint_count == 0)
        writer->failed = 1;
    memcpy(at, &channel, sizeof channel);
}

void kos_env_put_resource(struct kos_env_writer *writer, uint32_t handle, const char *name)
{
    open_record(writer, KOS_ENV_RESOURCE);
    put(writer, &handle, sizeof handle, 1);
    put_string(writer, name, 1);
}

size_t kos_env_end(struct kos_env_writer *writer)
{
    struct kos_env_header header = {.magic = KOS_ENV_MAGIC, .version = KOS_ENV_VERSION};

    close_record(writer);
    header.total_size = (uint32_t)writer->size;
    header.record_count = writer->count;
    if (writer->failed)
        return 0;
    memcpy(writer->buf, &header, sizeof header);
    return kos_env_check(writer->buf, writer->size) ? 0 : writer->size;
}
