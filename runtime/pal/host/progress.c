/* How far a long run is: one line on a terminal, rewritten ten times a second, gone at the end.
 *
 * Reports of failures go below it, so the line is taken away before anything else is printed. */
#include "../options.h"

#include <time.h>
#include <unistd.h>

enum { QUIET_MS = 500, STEP_MS = 100 };

static struct progress {
    struct nk_pal_reporter inner;
    nk_uint32_t done, tests;
    nk_bool_t shown;
    struct timespec start, last;
} progress; /* a program has one terminal */

static long ms_since(const struct timespec *then)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)(now.tv_sec - then->tv_sec) * 1000 + (now.tv_nsec - then->tv_nsec) / 1000000;
}

static void erase(struct progress *p)
{
    if (p->shown)
        fprintf(stderr, "\r\033[K");
    p->shown = NK_FALSE;
}

static void progress_begin(void *state, const struct nk_pal_suite *suite, nk_uint32_t tests)
{
    struct progress *p = state;

    p->tests = tests;
    p->done = 0;
    p->shown = NK_FALSE;
    clock_gettime(CLOCK_MONOTONIC, &p->start);
    p->last = p->start;
    if (p->inner.begin)
        p->inner.begin(p->inner.state, suite, tests);
}

static void progress_result(void *state, const struct nk_pal_result *r)
{
    struct progress *p = state;

    p->done++;
    if (r->failed)
        erase(p);
    if (p->inner.result)
        p->inner.result(p->inner.state, r);
    if (ms_since(&p->start) < QUIET_MS || ms_since(&p->last) < STEP_MS)
        return;
    clock_gettime(CLOCK_MONOTONIC, &p->last);
    fprintf(stderr, "\r\033[K[%lu/%lu] %.40s / %.40s", (unsigned long)p->done,
            (unsigned long)p->tests, r->set->name, r->test->name);
    p->shown = NK_TRUE;
}

static void progress_end(void *state, const struct nk_pal_totals *totals)
{
    struct progress *p = state;

    erase(p);
    if (p->inner.end)
        p->inner.end(p->inner.state, totals);
}

struct nk_pal_reporter pal_with_progress(const struct nk_pal_reporter *inner)
{
    struct nk_pal_reporter outer = {&progress, progress_begin, NULL, progress_result, progress_end};

    if (inner->event || !isatty(STDERR_FILENO)) /* a trace shows progress enough */
        return *inner;
    progress.inner = *inner;
    return outer;
}
