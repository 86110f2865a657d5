/* What the two files that write C text have of each other: pol_code_number.c, pol_code.c. */
#ifndef NKC_POLICY_POL_CODE_PARTS_H
#define NKC_POLICY_POL_CODE_PARTS_H

#include "policy/pol_code.h"

/* ---- pol_code_number.c ---- */

bool pol_code_is_constant(const struct pol_node *n);

/* The value of `type` that lies `extra` bytes behind the place. */
void pol_code_read(struct pol_code *c, const struct pol_place *place, struct pol_type type,
                   uint32_t extra);

/* C leaves the order of operands open, and a reason tells what failed first: where that matters the
 * first one is held in a local, `(v0[0] = FIRST, `, and who writes what follows closes the
 * parenthesis. Returns the local's number, or -1. */
int pol_code_hold(struct pol_code *c, const struct pol_node *first, const struct pol_node *second);
/* The first operand: that local, or its own text. */
void pol_code_first(struct pol_code *c, int held, const struct pol_node *first);

/* ---- pol_code.c ---- */

/* A Boolean as nk_bool_t; each atomic condition in it notes itself in the witness. `depth` counts
 * the pairs around it, for the layout. */
void pol_code_bool(struct pol_code *c, const struct pol_node *n, int depth);

#endif
