#include "impl/ring.h"

#include <stdlib.h>
#include <string.h>

nk_bool_t klog_ring_init(struct klog_ring *ring, nk_uint32_t capacity)
{
    *ring = (struct klog_ring){.capacity = capacity};
    ring->places = calloc(capacity, sizeof *ring->places);
    ring->order = calloc(capacity, sizeof *ring->order);
    ring->shares = calloc(capacity, sizeof *ring->shares);
    if (ring->places && ring->order && ring->shares)
        return NK_TRUE;
    klog_ring_free(ring);
    return NK_FALSE;
}

void klog_ring_free(struct klog_ring *ring)
{
    free(ring->places);
    free(ring->order);
    free(ring->shares);
    *ring = (struct klog_ring){0};
}

/* ---- shares: every step below looks at each place or share once at most ---------------------- */

/* The share of the source, else a free one: there are no more sources than places. */
static nk_uint32_t share_of(const struct klog_ring *ring, nk_uint32_t source)
{
    nk_uint32_t unused = ring->sources;

    for (nk_uint32_t i = 0; i < ring->sources; i++) {
        if (ring->shares[i].entries == 0)
            unused = i;
        else if (ring->shares[i].source == source)
            return i;
    }
    return unused;
}

static nk_uint32_t count_in(struct klog_ring *ring, nk_uint32_t source)
{
    const nk_uint32_t share = share_of(ring, source);

    if (share == ring->sources)
        ring->sources++;
    ring->shares[share].source = source;
    ring->shares[share].entries++;
    return share;
}

static nk_uint32_t largest_share(const struct klog_ring *ring)
{
    nk_uint32_t most = 0;

    for (nk_uint32_t i = 0; i < ring->sources; i++)
        if (ring->shares[i].entries > most)
            most = ring->shares[i].entries;
    return most;
}

/* ---- order -------------------------------------------------------------------------------- */

/* By halves: readers name any number they like, and a log may have many entries. */
nk_uint32_t klog_ring_find(const struct klog_ring *ring, nk_uint64_t id)
{
    nk_uint32_t at = 0, end = ring->entries;

    while (at < end) {
        const nk_uint32_t middle = at + (end - at) / 2;

        if (ring->places[ring->order[middle]].id < id)
            at = middle + 1;
        else
            end = middle;
    }
    return at;
}

static void put_in_order(struct klog_ring *ring, nk_uint32_t place)
{
    const nk_uint32_t at = klog_ring_find(ring, ring->places[place].id);

    memmove(&ring->order[at + 1], &ring->order[at], (ring->entries - at) * sizeof *ring->order);
    ring->order[at] = place;
    ring->entries++;
}

static void take_out_of_order(struct klog_ring *ring, nk_uint32_t place)
{
    const nk_uint32_t at = klog_ring_find(ring, ring->places[place].id);

    ring->entries--;
    memmove(&ring->order[at], &ring->order[at + 1], (ring->entries - at) * sizeof *ring->order);
}

/* ---- places ------------------------------------------------------------------------------- */

nk_uint32_t klog_ring_next(const struct klog_ring *ring)
{
    const nk_uint32_t most = largest_share(ring);
    nk_uint32_t i = 0;

    if (ring->entries < ring->capacity) {
        while (ring->places[i].id != 0)
            i++;
        return i;
    }
    while (ring->shares[ring->places[ring->order[i]].share].entries < most)
        i++;
    return ring->order[i];
}

void klog_ring_set(struct klog_ring *ring, nk_uint32_t place, nk_uint64_t id, nk_uint32_t source)
{
    struct klog_place *at = &ring->places[place];

    if (at->id != 0) {
        take_out_of_order(ring, place);
        ring->shares[at->share].entries--;
    }
    at->id = id;
    if (id == 0)
        return;
    at->share = count_in(ring, source);
    put_in_order(ring, place);
    if (id > ring->last_id)
        ring->last_id = id;
}
