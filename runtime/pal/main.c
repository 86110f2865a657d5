/* The test program of a policy: nk-psl-gen-c --tests generates its tables.
 *
 * Ends with the number of failed tests, at most 125; 126 is a bad command line, a report that could
 * not be written, or tables of another module, 127 that no test failed but too little is covered.
 * The same program runs on the host and in an image. */

#include "options.h"

enum { FAILED_MAX = 125, STATUS_TROUBLE = 126, STATUS_COVERAGE = 127 };

static void list_tests(const struct nk_pal_suite *suite, const char *pattern)
{
    for (nk_uint32_t s = 0; s < suite->set_count; s++)
        for (nk_uint32_t t = 0; t < suite->sets[s].count; t++)
            if (nk_pal_name_fits(pattern, &suite->sets[s], &suite->sets[s].tests[t]))
                printf("%s / %s\n", suite->sets[s].name, suite->sets[s].tests[t].name);
}

static nk_bool_t fits(const struct nk_pal_suite *suite)
{
    if (nk_pal_fits_module(suite))
        return NK_TRUE;
    fprintf(stderr, "tests of %s: error: they were made with another module\n", suite->source);
    return NK_FALSE;
}

int main(int argc, char **argv)
{
    struct pal_options options;
    nk_uint32_t failed;
    nk_bool_t covered;

    if (!pal_options_parse(&options, argc, argv) || !fits(&nk_pal_suite))
        return STATUS_TROUBLE;
    if (options.list) {
        list_tests(&nk_pal_suite, options.filter);
        return 0;
    }
    if (!pal_report(&nk_pal_suite, &options, &failed, &covered))
        return STATUS_TROUBLE;
    if (!failed && !covered)
        return STATUS_COVERAGE;
    return failed < FAILED_MAX ? (int)failed : FAILED_MAX;
}
