#include "policy/pol_route.h"

enum { WAYS_MIN = 4 }; /* two bits of a MID tell the heads of no message (no_way) */

/* The least power of two that is not below n, and not below `least`. */
static size_t round_up(size_t n, size_t least)
{
    size_t size = least;
    while (size < n)
        size *= 2;
    return size;
}

/* ---- ways ---- */

/* RIID, MID, and the header word: size, number of handles, error flag (generated-code 5.1). */
static void put_head(uint32_t *head, size_t iid, const struct nkc_method *method,
                     enum nkc_direction direction)
{
    const struct nkc_message *msg = &method->message[direction];
    head[0] = (uint32_t)iid | (uint32_t)method->mid << 16;
    head[1] = msg->size | msg->handle_count << 23 | (direction == NKC_ERR ? UINT32_C(1) << 31 : 0);
}

/* No message that entry `m` is looked up for has this head, nor its complement: the MID ends
 * otherwise, in bit 0 or in bit 1. */
static struct pol_way no_way(size_t m)
{
    return (struct pol_way){.head = {(uint32_t)((m ^ 1) & UINT16_MAX) << 16, 0}};
}

/* Granted for its head alone: no rule looks at the message, and nothing else in it can be wrong. */
static bool is_plain(const struct nkc_message *msg, uint32_t action)
{
    return action == KSM_ACTION_GRANT && !msg->has_pointers && !msg->needs_check;
}

static uint32_t interface_number(struct pol_routes *r, const struct nkc_interface *iface)
{
    const char *name = iface->package->name;
    (void)nkc_map_add(&r->interfaces, name, (void *)(uintptr_t)(r->interfaces.items.len + 1));
    return (uint32_t)(uintptr_t)nkc_map_get(&r->interfaces, name);
}

/* Number of the check, from 1. */
static uint32_t add_check(struct pol_routes *r, struct pol_check check)
{
    const uint32_t key[] = {interface_number(r, check.interface), (uint32_t)check.method->mid,
                            check.direction, check.action};
    size_t n = pol_arrays_add(&r->check_keys, r->arena, key, 4);
    if (n == r->checks.len)
        nkc_vec_push(r->arena, &r->checks, check);
    return (uint32_t)n + 1;
}

static struct pol_way way_of(struct pol_routes *r, struct pol_check check, size_t iid)
{
    struct pol_way way = {{0}, 0};
    put_head(way.head, iid, check.method, check.direction);
    if (!is_plain(&check.method->message[check.direction], check.action)) {
        way.check = add_check(r, check);
        way.head[0] = ~way.head[0];
        way.head[1] = ~way.head[1];
    }
    return way;
}

static size_t add_ways(struct pol_routes *r, const struct nkc_interface *iface, size_t iid,
                       enum nkc_direction direction, const uint32_t *actions)
{
    size_t methods = iface ? iface->methods.len : 0, size = round_up(methods, WAYS_MIN);
    struct pol_way *ways = nkc_arena_alloc(r->arena, size * sizeof *ways);
    for (size_t m = 0; m < size; m++) {
        if (m >= methods || actions[m] == KSM_ACTION_DENY)
            ways[m] = no_way(m);
        else
            ways[m] = way_of(
                r, (struct pol_check){iface, iface->methods.data[m], direction, actions[m]}, iid);
    }
    return pol_arrays_add(&r->ways, r->arena, (const uint32_t *)(const void *)ways,
                          size * POL_WAY_NUMBERS);
}

/* ---- slots and rows ---- */

static uint32_t add_slot(struct pol_routes *r, const struct nkc_interface *iface, size_t ways,
                         size_t actions)
{
    const uint32_t key[] = {iface ? interface_number(r, iface) : 0, (uint32_t)ways,
                            (uint32_t)actions};
    size_t n = pol_arrays_add(&r->keys, r->arena, key, 3);
    if (n == r->slots.len)
        nkc_vec_push(r->arena, &r->slots, (struct pol_slot){ways, actions, iface});
    return (uint32_t)n;
}

void pol_routes_init(struct pol_routes *r, struct nkc_arena *arena)
{
    *r = (struct pol_routes){.arena = arena};
    nkc_map_init(&r->interfaces, arena);
    size_t none = pol_arrays_add(&r->actions, arena, NULL, 0);
    uint32_t slot = add_slot(r, NULL, add_ways(r, NULL, 0, NKC_REQ, NULL), none);
    pol_arrays_add(&r->rows, arena, &slot, 1);
}

size_t pol_route_add(struct pol_routes *r, const struct pol_class *server, enum psl_event event,
                     const uint32_t *actions)
{
    bool security = event == PSL_SECURITY;
    size_t leaves =
        security ? server->component->security_leaves.len : server->component->leaves.len;
    size_t size = round_up(leaves, 1);
    uint32_t *row = nkc_arena_alloc(r->arena, size * sizeof *row); /* the rest is slot 0 */
    for (size_t i = 0; i < leaves; i++) {
        const struct nkc_interface *iface = pol_leaf_interface(server, security, i);
        const uint32_t *own = actions + (security ? server->security_base : server->leaf_base)[i];
        row[i] =
            add_slot(r, iface, add_ways(r, security ? NULL : iface, i, pol_direction(event), own),
                     pol_arrays_add(&r->actions, r->arena, own, iface->methods.len));
    }
    return pol_arrays_add(&r->rows, r->arena, row, size);
}
