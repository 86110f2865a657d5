#include "pal/pal_command.h"

#include "pal/pal_run.h"

bool pal_generate(struct policy *p, const struct pal_suite *suite,
                  const struct pal_settings *settings, struct nkc_buf *output)
{
    if (settings->action == PAL_SKIP)
        return true;
    struct nkc_buf *out = settings->out_tests ? nkc_output_new(p->s, settings->out_tests) : output;
    return !out || pal_emit(p, suite, out);
}

/* What the status of the test program means (runtime/pal/main.c). */
static void report_status(struct nkc_session *s, int status)
{
    if (status == PAL_STATUS_TROUBLE)
        nkc_diag(s, PAL_PROGRAM, NKC_NO_SPAN, "its message is above");
    else if (status == PAL_STATUS_COVERAGE)
        nkc_diag(s, PAL_COVERAGE, NKC_NO_SPAN);
    else if (status > 0)
        nkc_diag(s, PAL_FAILED, NKC_NO_SPAN, status);
}

void pal_build_and_run(struct policy *p, const struct pal_suite *suite,
                       struct pal_settings *settings, const struct nkc_buf *module)
{
    struct nkc_buf tests = {0};
    nkc_vec_push(p->s->arena, &settings->arguments, NULL);
    if (pal_emit(p, suite, &tests)) {
        struct pal_run run = {.module = module->data,
                              .module_size = module->len,
                              .tests = tests.data,
                              .tests_size = tests.len,
                              .arguments = settings->arguments.data};
        report_status(p->s, pal_run(p->s, &run));
    }
    nkc_buf_free(&tests);
}
