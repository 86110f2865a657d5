/* Which report goes where. */
#include "coverage.h"
#include "options.h"

#include <errno.h>
#include <string.h>

/* ---- files, "-" or NULL is standard output ---- */

static FILE *open_report(const char *path)
{
    return path && strcmp(path, "-") != 0 ? fopen(path, "w") : stdout;
}

/* Closes the file; false after telling that it could not be written. `ok`: so far. */
static nk_bool_t close_report(FILE *out, const char *path, nk_bool_t ok)
{
    ok = ok && out && fflush(out) == 0;
    if (out && out != stdout)
        ok = fclose(out) == 0 && ok;
    if (!ok)
        fprintf(stderr, "tests: error: cannot write `%s`: %s\n", path ? path : "-",
                strerror(errno));
    return ok;
}

/* ---- the tests ---- */

static nk_bool_t print_report(const struct nk_pal_suite *suite, const struct pal_options *options,
                              FILE *out, struct nk_pal_totals *totals)
{
    struct nk_pal_printer printer;
    struct nk_pal_reporter reporter;

    if (options->format == PAL_JUNIT)
        return pal_report_junit(suite, options->filter, out, totals);
    reporter = options->format == PAL_TAP     ? nk_pal_report_tap(&printer, out)
               : options->format == PAL_TRACE ? nk_pal_report_trace(&printer, out)
                                              : nk_pal_report_text(&printer, out);
    printer.all = options->format == PAL_VERBOSE;
    reporter = pal_with_progress(&reporter);
    *totals = nk_pal_run(suite, options->filter, &reporter);
    return NK_TRUE;
}

static nk_bool_t run_tests(const struct nk_pal_suite *suite, const struct pal_options *options,
                           nk_uint32_t *failed)
{
    struct nk_pal_totals totals = {0, 0, 0};
    FILE *out = open_report(options->output);
    nk_bool_t ok = out && print_report(suite, options, out, &totals);

    *failed = totals.failed;
    if (!close_report(out, options->output, ok))
        return NK_FALSE;
    if (totals.tests || !options->filter)
        return NK_TRUE;
    fprintf(stderr, "tests: error: no test fits `%s`\n", options->filter);
    return NK_FALSE;
}

/* ---- coverage ---- */

static nk_bool_t write_coverage(const struct nk_pal_suite *suite, const char *path,
                                void (*print)(const struct nk_pal_suite *suite, FILE *out))
{
    FILE *out;

    if (!path)
        return NK_TRUE;
    out = open_report(path);
    if (out)
        print(suite, out);
    return close_report(out, path, NK_TRUE);
}

static nk_bool_t report_coverage(const struct nk_pal_suite *suite,
                                 const struct pal_options *options, nk_bool_t *covered)
{
    double percent;

    if (!suite->coverage) {
        if (!options->coverage && !options->coverage_html && options->coverage_min <= 0)
            return NK_TRUE;
        fprintf(stderr, "tests: error: the module does not count what tests cover\n");
        return NK_FALSE;
    }
    percent = pal_cover_percent(pal_cover_summary(suite->coverage).total);
    *covered = percent >= options->coverage_min;
    if (!*covered)
        fprintf(stderr, "tests: the tests cover %.1f %%, %.1f %% are asked for\n", percent,
                options->coverage_min);
    return write_coverage(suite, options->coverage, pal_cover_text) &&
           write_coverage(suite, options->coverage_html, pal_cover_html);
}

nk_bool_t pal_report(const struct nk_pal_suite *suite, const struct pal_options *options,
                     nk_uint32_t *failed, nk_bool_t *covered)
{
    *covered = NK_TRUE;
    return run_tests(suite, options, failed) && report_coverage(suite, options, covered);
}
