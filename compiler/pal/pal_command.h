/* What nk-psl-gen-c does with test sets: its settings and what they ask for (nk-psl-gen-c 1). */
#ifndef NKC_PAL_PAL_COMMAND_H
#define NKC_PAL_PAL_COMMAND_H

#include "pal/pal.h"

enum pal_action { PAL_SKIP, PAL_GENERATE, PAL_RUN };

struct pal_settings {
    enum pal_action action;
    const char *out_tests;           /* NULL: behind the module in its file */
    NKC_VEC(const char *) arguments; /* of the test program */
};

/* Writes the source of the tests to a file of its own, else behind the module, `output`, which is
 * NULL when it is not written. False after an error. */
bool pal_generate(struct policy *p, const struct pal_suite *suite,
                  const struct pal_settings *settings, struct nkc_buf *output);

/* Builds the tests with the module and runs them; a failed test is an error of the session. */
void pal_build_and_run(struct policy *p, const struct pal_suite *suite,
                       struct pal_settings *settings, const struct nkc_buf *module);

#endif
