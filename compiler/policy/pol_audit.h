/* Audit profiles, resolved while the policy is compiled (psl 8, nk-psl-gen-c 6.2).
 *
 * At run time one number is in force, the audit level. All levels that any profile names cut the
 * numbers into ranges; what is reported of a rule call is constant in each. A plan is that constant
 * for every range: one byte, granted and denied results. A rule call whose plan is empty has no
 * plan and no audit code. */
#ifndef NKC_POLICY_POL_AUDIT_H
#define NKC_POLICY_POL_AUDIT_H

#include "policy/policy.h"

/* Bits of a mask, as KSM_AUDIT_* of nk/ksm_audit.h; the model's `emits` from POL_AUDIT_EMIT on. */
enum { POL_AUDIT_GRANTED = 1, POL_AUDIT_DENIED = 2, POL_AUDIT_EMIT = 4, POL_AUDIT_EMITS = 6 };

struct pol_profile;

/* Masks by range: 0 is below the first level, n from level number n - 1 on. */
struct pol_audit_plan {
    uint8_t *masks; /* one more than there are levels */
    uint64_t *omit; /* the same: states in which nothing is reported */
    uint8_t any;    /* bits of all masks */
    bool omits;     /* some `omit` is not empty */
    bool used;      /* the code of some rule names it */
};

struct pol_audit {
    NKC_VEC(uint32_t) levels;             /* that profiles name, ascending */
    uint32_t level;                       /* in force at the start */
    struct nkc_map profiles;              /* name -> struct pol_profile */
    struct pol_profile *profile;          /* of the block that is being bound, or NULL: none */
    NKC_VEC(struct pol_audit_plan) plans; /* those that differ; number n stands at n - 1 */
    bool grants;                          /* some decision that grants is reported */
};

/* Reads all profiles and the default. Objects and models must be known. */
void pol_audit_load(struct policy *p);

/* Whether there is a profile of this name; false after reporting. */
bool pol_audit_know(struct policy *p, struct psl_name name);

/* A block's own profile is in force from here; returns the one before, for pol_audit_leave. */
struct pol_profile *pol_audit_enter(struct policy *p, const struct psl_block *block);
void pol_audit_leave(struct policy *p, struct pol_profile *before);

/* Sets what is reported of a call of a rule of `object`, by the profile in force; NULL: a choice,
 * which reports its expression alone. */
void pol_audit_rule(struct policy *p, struct pol_rule *rule, const struct pol_object *object);

/* Writes what stands before the C expression of a call of the expression `name` in the code of a
 * rule; a `)` belongs behind it. False, and nothing written, when such calls are not reported. */
bool pol_audit_expression(struct pol_code *c, const struct pol_node *call, const char *name);
/* The C expression of the set of the state that a rule begins in; NULL when nothing is omitted. */
const char *pol_audit_omit(struct policy *p, struct pol_rule *rule);

/* Warns of reports that reporting itself brings about. */
void pol_audit_lint(struct policy *p);

#endif
