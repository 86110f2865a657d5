/* The decision table: which rules run for which event, resolved at compile time (platform 4).
 *
 * For each direction a row per (source, destination) with one action per dense method number of the
 * serving class; equal rows and equal rule lists exist once. Work grows with rules plus rows that
 * differ, not with rules times classes. */
#ifndef NKC_POLICY_POL_TABLE_H
#define NKC_POLICY_POL_TABLE_H

#include "policy/pol_arrays.h"
#include "policy/pol_route.h"

struct pol_table {
    struct pol_arrays lists; /* rule numbers; action n is list n - KSM_ACTION_FIRST */
    struct pol_routes routes;
    uint16_t *cells[NKC_DIRECTIONS]; /* [src * classes + dst] -> row number */
    uint16_t *execute;               /* [src * classes + dst] -> action */
    uint16_t *security;              /* [class] -> row number */
};

/* Reports when a limit is passed. */
struct pol_table *pol_table_new(struct policy *p);

#endif
