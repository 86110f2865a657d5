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

/* ---- shares ------------------------------------------------------------------------------- */

static struct klog_share *share_of(const struct klog_ring *ring, nk_uint32_t source)
{
    for (nk_uint32_t i = 0; i < ring->sources; i++)
        if (ring->shares[i].source == source)
            return &ring->shares[i];
    return NULL;
}

/* There are no more sources than entries, so there is room. */
static void count_in(struct klog_ring *ring, nk_uint32_t source)
{
    struct klog_share *share = share_of(ring, source);

    if (!share) {
        share = &ring->shares[ring->sources++];
        *share = (struct klog_share){.source = source};
    }
    share->entries++;
}

static void count_out(struct klog_ring *ring, nk_uint32_t source)
{
    struct klog_share *share = share_of(ring, source);

    if (--share->entries == 0)
        *share = ring->shares[--ring->sources];
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
    while (share_of(ring, ring->places[ring->order[i]].source)->entries < most)
        i++;
    return ring->order[i];
}

void klog_ring_set(struct klog_ring *ring, nk_uint32_t place, nk_uint64_t id, nk_uint32_t source)
{
    struct klog_place *at = &ring->places[place];

    if (at->id != 0) {
        take_out_of_order(ring, place);
        count_out(ring, at->source);
    }
    *at = (struct klog_place){.id = id, .source = source};
    if (id == 0)
        return;
    count_in(ring, source);
    put_in_order(ring, place);
    if (id > ring->last_id)
        ring->last_id = id;
}
