/* Which report goes where. */
#include "options.h"

#include <errno.h>
#include <string.h>

static nk_bool_t print_report(const struct nk_pal_suite *suite, const struct pal_options *options,
                              FILE *out, struct nk_pal_totals *totals)
{
    struct nk_pal_printer printer;
    struct nk_pal_reporter reporter;

    if (options->format == PAL_JUNIT)
        return pal_report_junit(suite, options->filter, out, totals);
    reporter = options->format == PAL_TAP ? nk_pal_report_tap(&printer, out)
                                          : nk_pal_report_text(&printer, out);
    printer.all = options->format == PAL_VERBOSE;
    reporter = pal_with_progress(&reporter);
    *totals = nk_pal_run(suite, options->filter, &reporter);
    return NK_TRUE;
}

nk_bool_t pal_report(const struct nk_pal_suite *suite, const struct pal_options *options,
                     nk_uint32_t *failed)
{
    FILE *out = options->output ? fopen(options->output, "w") : stdout;
    struct nk_pal_totals totals = {0, 0, 0};
    nk_bool_t ok = NK_FALSE;

    if (out) {
        ok = print_report(suite, options, out, &totals);
        ok = fflush(out) == 0 && ok;
        if (options->output)
            ok = fclose(out) == 0 && ok;
    }
    if (!ok)
        fprintf(stderr, "tests: error: cannot write `%s`: %s\n",
                options->output ? options->output : "-", strerror(errno));
    *failed = totals.failed;
    return ok;
}
