#include "pal/pal_command.h"

#include "pal/pal_run.h"
#include "policy/pol_module.h"

bool pal_generate(struct policy *p, const struct pal_suite *suite,
                  const struct pal_settings *settings, struct nkc_buf *module)
{
    if (settings->action == PAL_SKIP)
        return true;
    struct nkc_buf *out = settings->out_tests ? nkc_output_new(p->s, settings->out_tests) : module;
    if (!out)
        return true;
    return pal_emit(p, suite, false, out);
}

void pal_build_and_run(struct policy *p, const struct pal_suite *suite,
                       struct pal_settings *settings)
{
    struct nkc_buf module = {0}, tests = {0};
    nkc_vec_push(p->s->arena, &settings->arguments, NULL);
    if (pol_module_emit(p, &module) && pal_emit(p, suite, false, &tests)) {
        struct pal_run run = {.module = module.data,
                              .module_size = module.len,
                              .tests = tests.data,
                              .tests_size = tests.len,
                              .arguments = settings->arguments.data};
        int failed = pal_run(p->s, &run);
        if (failed > 0)
            nkc_diag(p->s, PAL_FAILED, NKC_NO_SPAN, failed);
    }
    nkc_buf_free(&module);
    nkc_buf_free(&tests);
}
