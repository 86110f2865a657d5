/* Readable output and TAP 13 of policy tests. */
#include <nk/pal.h>

static struct nk_pal_reporter reporter_of(struct nk_pal_printer *p, FILE *out)
{
    struct nk_pal_reporter reporter = {.state = p};

    *p = (struct nk_pal_printer){.out = out};
    return reporter;
}

/* `expected deny, got grant`, or why nothing could be expected. */
static void print_verdicts(FILE *out, const struct nk_pal_result *r)
{
    if (r->verdict == KSM_MALFORMED)
        fprintf(out, "expected %s, but the message is bad", nk_pal_expect_text(r->failed->expect));
    else
        fprintf(out, "expected %s, got %s", nk_pal_expect_text(r->failed->expect),
                nk_pal_verdict_text(r->verdict));
}

static void print_place(FILE *out, const struct nk_pal_place *place)
{
    fprintf(out, "%s:%lu:%lu", place->file, (unsigned long)place->line,
            (unsigned long)place->column);
}

/* ---- readable --------------------------------------------------------------------------- */

static void end_set(struct nk_pal_printer *p)
{
    if (!p->set)
        return;
    fprintf(p->out, "%s: %lu of %lu passed\n", p->set->name, (unsigned long)p->passed,
            (unsigned long)p->total);
    p->passed = p->total = 0;
}

static void text_result(void *state, const struct nk_pal_result *r)
{
    struct nk_pal_printer *p = state;

    if (p->set != r->set)
        end_set(p);
    p->set = r->set;
    p->total++;
    if (!r->failed) {
        p->passed++;
        if (p->all)
            fprintf(p->out, "passed: %s / %s\n", r->set->name, r->test->name);
        return;
    }
    fprintf(p->out, "FAILED: %s / %s\n    ", r->set->name, r->test->name);
    print_place(p->out, &r->failed->place);
    fprintf(p->out, ": ");
    print_verdicts(p->out, r);
    fprintf(p->out, "\n    %s\n    %s\n", r->failed->text, r->line);
}

static void text_end(void *state, const struct nk_pal_totals *totals)
{
    struct nk_pal_printer *p = state;

    end_set(p);
    fprintf(p->out, "tests: %lu with %lu cases, passed: %lu, failed: %lu\n",
            (unsigned long)totals->tests, (unsigned long)totals->cases,
            (unsigned long)(totals->tests - totals->failed), (unsigned long)totals->failed);
}

struct nk_pal_reporter nk_pal_report_text(struct nk_pal_printer *p, FILE *out)
{
    struct nk_pal_reporter reporter = reporter_of(p, out);

    reporter.result = text_result;
    reporter.end = text_end;
    return reporter;
}

/* ---- TAP -------------------------------------------------------------------------------- */

/* In a description, `#` would begin a directive. */
static void print_name(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '#' || *text == '\\')
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void tap_begin(void *state, const struct nk_pal_suite *suite, nk_uint32_t tests)
{
    struct nk_pal_printer *p = state;

    (void)suite;
    fprintf(p->out, "TAP version 13\n1..%lu\n", (unsigned long)tests);
}

static void tap_result(void *state, const struct nk_pal_result *r)
{
    struct nk_pal_printer *p = state;

    fprintf(p->out, "%sok %lu - ", r->failed ? "not " : "", (unsigned long)++p->number);
    print_name(p->out, r->set->name);
    fprintf(p->out, " / ");
    print_name(p->out, r->test->name);
    if (!r->failed) {
        fprintf(p->out, "\n");
        return;
    }
    fprintf(p->out, " # case ");
    if (r->failed->title)
        fprintf(p->out, "\"%s\"", r->failed->title);
    else
        print_place(p->out, &r->failed->place);
    fprintf(p->out, ": ");
    print_verdicts(p->out, r);
    fprintf(p->out, "\n# ");
    print_place(p->out, &r->failed->place);
    fprintf(p->out, ": %s\n# %s\n", r->failed->text, r->line);
}

struct nk_pal_reporter nk_pal_report_tap(struct nk_pal_printer *p, FILE *out)
{
    struct nk_pal_reporter reporter = reporter_of(p, out);

    reporter.begin = tap_begin;
    reporter.result = tap_result;
    return reporter;
}

/* ---- trace ------------------------------------------------------------------------------ */

static void trace_event(void *state, const struct nk_pal_case *c, const char *line)
{
    struct nk_pal_printer *p = state;

    print_place(p->out, &c->place);
    fprintf(p->out, ": %s\n", line);
}

struct nk_pal_reporter nk_pal_report_trace(struct nk_pal_printer *p, FILE *out)
{
    struct nk_pal_reporter reporter = nk_pal_report_text(p, out);

    reporter.event = trace_event;
    return reporter;
}
