/* Command line of the test program, and what it asks for. */
#ifndef PAL_OPTIONS_H
#define PAL_OPTIONS_H

#include <nk/pal.h>

enum pal_format { PAL_TEXT, PAL_VERBOSE, PAL_TAP, PAL_JUNIT, PAL_TRACE };

struct pal_options {
    enum pal_format format;
    const char *filter; /* NULL: all tests */
    const char *output; /* NULL: standard output */
    nk_bool_t list;
    const char *coverage, *coverage_html; /* files, "-" standard output; NULL: no report */
    double coverage_min;                  /* percent */
};

/* False after telling on standard error. */
nk_bool_t pal_options_parse(struct pal_options *options, int argc, char **argv);

/* Runs the tests and writes the reports: how many failed, and whether as much is covered as is
 * asked for. False after telling that a report could not be written, or that no test fits the
 * filter. */
nk_bool_t pal_report(const struct nk_pal_suite *suite, const struct pal_options *options,
                     nk_uint32_t *failed, nk_bool_t *covered);

/* ---- what host and image do differently: runtime/pal/host, runtime/pal/kos ---- */

/* JUnit XML to `out`; false after telling why not. */
nk_bool_t pal_report_junit(const struct nk_pal_suite *suite, const char *filter, FILE *out,
                           struct nk_pal_totals *totals);

/* Wraps `inner` in a reporter that shows how far a long run is, on a terminal. */
struct nk_pal_reporter pal_with_progress(const struct nk_pal_reporter *inner);

#endif
