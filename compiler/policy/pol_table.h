/* The decision table: which rules run for which event, resolved at compile time (platform 4).
 *
 * For each direction a row per (source, destination) with one action per dense method number of the
 * serving class; equal rows and equal rule lists exist once. Work grows with rules plus rows that
 * differ, not with rules times classes. */
#ifndef NKC_POLICY_POL_TABLE_H
#define NKC_POLICY_POL_TABLE_H

#include "policy/policy.h"

/* Distinct arrays of numbers, in the order first seen. */
struct pol_array {
    const uint32_t *data;
    size_t len;
};

struct pol_arrays {
    NKC_VEC(struct pol_array) list;
    size_t *slots; /* index + 1 */
    size_t slot_count;
};

enum { POL_ACTION_DENY, POL_ACTION_GRANT, POL_ACTION_FIRST };

struct pol_table {
    struct pol_arrays lists; /* rule numbers; action n is list n - POL_ACTION_FIRST */
    struct pol_arrays rows;  /* actions; row number n is n - 1, 0 = no rule at all */
    uint16_t *pair[3];       /* request, response, error: [src * classes + dst] -> row number */
    uint16_t *execute;       /* [src * classes + dst] -> action */
    uint16_t *security;      /* [class] -> row number */
};

/* Reports when a limit is passed. */
struct pol_table *pol_table_new(struct policy *p);

#endif
