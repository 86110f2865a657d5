/* The environment of a process: a blob of records its parent wrote (ipc-and-kernel 2.3).
 *
 * The blob is hostile until kos_env_check accepted it; every other function needs a checked one and
 * returns pointers into it. The kernel maps it read-only, so it cannot change afterwards. Pure
 * code: builds on the host. Record layout: nk/abi.h. */
#ifndef KOS_ENV_H
#define KOS_ENV_H

#include <nk/abi.h>
#include <stddef.h>

/* What a channel record holds. */
struct kos_env_channel_view {
    unsigned role; /* KOS_ENV_ROLE_* */
    uint32_t handle;
    unsigned endpoint_count;
    const char *name;
    const unsigned char *endpoints; /* first endpoint, for kos_env_endpoint */
};

struct kos_env_endpoint {
    uint16_t riid;
    const char *name, *interface;
    const unsigned char *next; /* the endpoint after this one */
};

/* NULL if every field of the blob is sound, else what is wrong, in a few words. */
const char *kos_env_check(const void *blob, size_t size);

/* The next record of a type after `previous` (NULL: the first); NULL at the end. */
const struct kos_env_record *kos_env_next(const void *blob, const struct kos_env_record *previous,
                                          unsigned type);

/* Text of an argument or variable record. */
const char *kos_env_text(const struct kos_env_record *record);

/* Handle and name of a resource record. */
uint32_t kos_env_resource(const struct kos_env_record *record, const char **name);

void kos_env_channel(const struct kos_env_record *record, struct kos_env_channel_view *view);

/* Reads the endpoint at `at`, which is view.endpoints or the `next` of an earlier one. */
void kos_env_endpoint(const unsigned char *at, struct kos_env_endpoint *endpoint);

/* ---- writing ------------------------------------------------------------------------------ */

/* Fills a buffer of the caller's, 8-byte aligned. Once something does not fit or is not allowed,
 * `failed` is set, and the rest is ignored. */
struct kos_env_writer {
    unsigned char *buf;
    size_t capacity, size;
    uint32_t count;
    size_t record; /* offset of the open channel record, 0 if none */
    int failed;
};

void kos_env_begin(struct kos_env_writer *writer, void *buf, size_t capacity);
void kos_env_put_text(struct kos_env_writer *writer, unsigned type, const char *text);
void kos_env_put_self(struct kos_env_writer *writer, const char *process, const char *class_name);
void kos_env_put_channel(struct kos_env_writer *writer, unsigned role, uint32_t handle,
                         const char *name);
/* Adds an endpoint to the channel put last. */
void kos_env_put_endpoint(struct kos_env_writer *writer, uint16_t riid, const char *name,
                          const char *interface);
void kos_env_put_resource(struct kos_env_writer *writer, uint32_t handle, const char *name);
/* Bytes of the finished blob, 0 if it failed. */
size_t kos_env_end(struct kos_env_writer *writer);

#endif
