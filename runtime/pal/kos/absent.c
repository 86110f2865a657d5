/* What a test program in an image has no use for: its console is read by a program. */
#include "../options.h"

nk_bool_t pal_report_junit(const struct nk_pal_suite *suite, const char *filter, FILE *out,
                           struct nk_pal_totals *totals)
{
    (void)suite;
    (void)filter;
    (void)out;
    (void)totals;
    fprintf(stderr, "tests: error: JUnit reports are made on the host\n");
    return NK_FALSE;
}

struct nk_pal_reporter pal_with_progress(const struct nk_pal_reporter *inner)
{
    return *inner;
}
