/* Builds the tests of a policy with the host's C compiler and runs them (pal 4). */
#ifndef NKC_PAL_PAL_RUN_H
#define NKC_PAL_PAL_RUN_H

#include "base/session.h"

/* Statuses of the test program that are no number of failed tests (runtime/pal/main.c). */
enum { PAL_STATUS_TROUBLE = 126, PAL_STATUS_COVERAGE = 127 };

struct pal_run {
    const char *module, *tests; /* C sources, texts */
    size_t module_size, tests_size;
    const char *const *arguments; /* of the test program, NULL-terminated */
};

/* Compiles both sources with $CC, else cc, in a folder of their own, runs the program with standard
 * output and error of this process, and removes the folder. Returns its status: the number of
 * failed tests, at most 125, or one of those above; -1 after an error, which is reported. */
int pal_run(struct nkc_session *s, const struct pal_run *run);

#endif
