/* Reports of what tests cover: points that were met, of all there are.
 *
 * Points are: a rule granted, where it can; a rule denied, where it can; a condition true, false,
 * and deciding, unless it is constant; a branch taken; a range of a field met. */
#ifndef PAL_COVERAGE_H
#define PAL_COVERAGE_H

#include <nk/ksm_cover.h>
#include <nk/pal.h>

struct pal_points {
    unsigned long met, all;
};

struct pal_summary {
    struct pal_points rules, conditions, branches, ranges, total;
};

struct pal_summary pal_cover_summary(const struct ksm_coverage *coverage);
/* 100 when there is nothing to cover. */
double pal_cover_percent(struct pal_points points);

/* The first and last value of a range as text: "0", "1..900"; at least 48 bytes. */
const char *pal_cover_range(const struct ksm_cover_field *field, nk_uint32_t range, char *text,
                            size_t size);

/* The summary and, a line each, every point that was not met. */
void pal_cover_text(const struct nk_pal_suite *suite, FILE *out);
/* One page with everything, on its own. */
void pal_cover_html(const struct nk_pal_suite *suite, FILE *out);

#endif
