/* The C source of the security module: policy and tables through templates/ksm.t. */
#ifndef NKC_POLICY_POL_MODULE_H
#define NKC_POLICY_POL_MODULE_H

#include "policy/policy.h"

/* Appends the source of the module to `out`, and that of the decoder of its audit records to
 * `audit` unless NULL; false after an error. The policy is free of errors. */
bool pol_module_emit(struct policy *p, struct nkc_buf *out, struct nkc_buf *audit);

/* The hash over all the policy names, as the module carries it: numbers for a C initialiser. */
const char *pol_model_hash_text(struct policy *p);

#endif
