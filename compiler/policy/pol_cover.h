/* What an instrumented module counts (nk/ksm_cover.h), as the templates see it.
 *
 * Made when all rules have their code, since that numbers the conditions. Fields are told apart by
 * event kind, method and path; each is cut at the constants that any rule compares it with. */
#ifndef NKC_POLICY_POL_COVER_H
#define NKC_POLICY_POL_COVER_H

#include "model/view.h"
#include "policy/policy.h"

struct pol_cover;

extern const struct nkc_view_type pol_cover_view;

struct pol_cover *pol_cover_new(struct policy *p);

#endif
