/* Environments: what kos_env_check accepts can be read to the end without leaving the blob. */
#include <stdlib.h>
#include <string.h>

#include "env.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(int ok)
{
    if (!ok)
        __builtin_trap();
}

static volatile size_t sum;

static void read_channel(const struct kos_env_record *record)
{
    struct kos_env_channel_view view;
    struct kos_env_endpoint endpoint;
    const unsigned char *at;

    kos_env_channel(record, &view);
    need(view.handle != 0 && strlen(view.name) >= 1 && strlen(view.name) <= KOS_NAME_MAX);
    at = view.endpoints;
    for (unsigned i = 0; i < view.endpoint_count; i++) {
        kos_env_endpoint(at, &endpoint);
        sum += endpoint.riid + strlen(endpoint.name) + strlen(endpoint.interface);
        at = endpoint.next;
    }
}

static void read_all(const void *blob)
{
    const struct kos_env_record *r;

    for (r = NULL; (r = kos_env_next(blob, r, KOS_ENV_ARG));)
        sum += strlen(kos_env_text(r));
    for (r = NULL; (r = kos_env_next(blob, r, KOS_ENV_VAR));)
        need(strchr(kos_env_text(r), '=') != NULL);
    for (r = NULL; (r = kos_env_next(blob, r, KOS_ENV_CHANNEL));)
        read_channel(r);
    for (r = NULL; (r = kos_env_next(blob, r, KOS_ENV_SELF));)
        sum += strlen(kos_env_text(r));
}

/* libFuzzer's copy of the input is exactly as long as the input, and aligned. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!kos_env_check(data, size))
        read_all(data);
    return 0;
}
