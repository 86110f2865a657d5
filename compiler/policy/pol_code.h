/* C text of rules, made from typed expressions (helpers: runtime/include/nk/ksm_rule.h). */
#ifndef NKC_POLICY_POL_CODE_H
#define NKC_POLICY_POL_CODE_H

#include "policy/pol_expr.h"

/* The C expression of a rule's condition, with the witness `w` and `event` in scope. Numbers its
 * atomic conditions: fills rule->atoms, asks p->fields for rows. */
const char *pol_condition_code(struct policy *p, struct pol_rule *rule);

#endif
