/* Service locator: look-ups in the checked environment. */
#include <coresrv/sl/sl_api.h>

#include <string.h>

#include "env.h"
#include "sl.h"

static const void *environment;

/* One bit per channel record, in the order of the environment: its handle was closed. */
static unsigned char closed[KOS_HANDLES_MAX / 8];

struct walk {
    const struct kos_env_record *record;
    unsigned index;
    struct kos_env_channel_view channel;
};

/* Steps to the next channel record; the walk starts as {0}. */
static int next_channel(struct walk *walk)
{
    if (!environment)
        return 0;
    walk->index = walk->record ? walk->index + 1 : 0;
    walk->record = kos_env_next(environment, walk->record, KOS_ENV_CHANNEL);
    if (!walk->record)
        return 0;
    kos_env_channel(walk->record, &walk->channel);
    return 1;
}

static int is_closed(unsigned index)
{
    return __atomic_load_n(&closed[index / 8], __ATOMIC_RELAXED) >> (index % 8) & 1;
}

static Handle find(unsigned role, const char *name)
{
    struct walk walk = {0};

    while (name && next_channel(&walk))
        if (walk.channel.role == role && strcmp(walk.channel.name, name) == 0)
            return is_closed(walk.index) ? INVALID_HANDLE : walk.channel.handle;
    return INVALID_HANDLE;
}

void kos_sl_init(const void *env)
{
    environment = env;
    memset(closed, 0, sizeof closed);
}

Handle kos_sl_resource(const char *name)
{
    const struct kos_env_record *record = NULL;
    const char *found;

    while (environment && (record = kos_env_next(environment, record, KOS_ENV_RESOURCE)) != NULL) {
        Handle handle = kos_env_resource(record, &found);

        if (strcmp(found, name) == 0)
            return handle;
    }
    return INVALID_HANDLE;
}

void kos_sl_forget(Handle handle)
{
    struct walk walk = {0};

    while (next_channel(&walk))
        if (walk.channel.handle == handle)
            __atomic_fetch_or(&closed[walk.index / 8], (unsigned char)(1U << (walk.index % 8)),
                              __ATOMIC_RELAXED);
}

Handle ServiceLocatorConnect(const char *channelName)
{
    return find(KOS_ENV_ROLE_CLIENT, channelName);
}

Handle ServiceLocatorRegister(const char *channelName, void *endpoints, rtl_size_t endpointsSize,
                              ServiceId *id)
{
    (void)endpoints;
    (void)endpointsSize;
    if (id)
        *id = 0;
    return find(KOS_ENV_ROLE_LISTENER, channelName);
}

static nk_iid_t find_endpoint(const struct kos_env_channel_view *channel, const char *name)
{
    const unsigned char *at = channel->endpoints;
    struct kos_env_endpoint endpoint;

    for (unsigned i = 0; i < channel->endpoint_count; i++) {
        kos_env_endpoint(at, &endpoint);
        if (strcmp(endpoint.name, name) == 0)
            return endpoint.riid;
        at = endpoint.next;
    }
    return INVALID_RIID;
}

nk_iid_t ServiceLocatorGetRiid(Handle handle, const char *endpointName)
{
    struct walk walk = {0};

    while (endpointName && next_channel(&walk))
        if (walk.channel.role == KOS_ENV_ROLE_CLIENT && walk.channel.handle == handle &&
            !is_closed(walk.index))
            return find_endpoint(&walk.channel, endpointName);
    return INVALID_RIID;
}
