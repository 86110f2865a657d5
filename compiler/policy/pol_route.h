/* Rows as the module keeps them: by endpoint, then by method (nk/ksm_route.h).
 *
 * A row of actions, one for each method of a serving class, becomes a list of slots, one for each
 * endpoint. Equal slots, equal lists of actions, equal lists of ways and equal checks exist once,
 * so that a row takes room for what makes it different. */
#ifndef NKC_POLICY_POL_ROUTE_H
#define NKC_POLICY_POL_ROUTE_H

#include "nk/ksm_limits.h"
#include "policy/pol_arrays.h"
#include "policy/policy.h"

/* Slot 0 is that of no endpoint, and row 0 leads there alone. */
struct pol_slot {
    size_t ways;    /* index in pol_routes.ways */
    size_t actions; /* index in pol_routes.actions */
    const struct nkc_interface *interface;
};

/* What is left to do with a message of a known method: a function of the module. */
struct pol_check {
    const struct nkc_interface *interface;
    const struct nkc_method *method;
    enum nkc_direction direction;
    uint32_t action;
};

/* One entry as it lies in pol_routes.ways, so that equal lists are found. */
struct pol_way {
    uint32_t head[2]; /* low half first */
    uint32_t check;   /* 0: none, else 1 + index in pol_routes.checks */
};
enum { POL_WAY_NUMBERS = sizeof(struct pol_way) / sizeof(uint32_t) };

struct pol_routes {
    struct nkc_arena *arena;
    struct pol_arrays rows;       /* slot numbers by RIID; a power of two of them */
    struct pol_arrays ways;       /* struct pol_way by MID; a power of two of them */
    struct pol_arrays actions;    /* by MID */
    struct pol_arrays keys;       /* of the slots: interface, ways, actions */
    struct pol_arrays check_keys; /* of the checks: interface, method, direction, action */
    NKC_VEC(struct pol_slot) slots;
    NKC_VEC(struct pol_check) checks;
    struct nkc_map interfaces; /* name -> number from 1 */
};

void pol_routes_init(struct pol_routes *r, struct nkc_arena *arena);

/* Number of the row of a serving class: `actions` by dense method number, of its endpoints or, for
 * PSL_SECURITY, its security interfaces. Equal rows have equal numbers, from 0. */
size_t pol_route_add(struct pol_routes *r, const struct pol_class *server, enum psl_event event,
                     const uint32_t *actions);

#endif
