/* Policies to the security module. The kernel is a class without endpoints here: its real
 * descriptions would take most of the time of every run. */
#include "files.h"

#include "pal/pal.h"
#include "policy/pol_module.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    fuzz_files_load("/t/kl/core/Core.edl", "tests/fuzz/t/Core.edl");
    fuzz_files_load("/t/kl/core/Execute.idl", "runtime/include/kl/core/Execute.idl");
    fuzz_files_load("/t/Einit.edl", "runtime/include/Einit.edl");
    fuzz_files_load("/t/F.edl", "tests/fuzz/t/F.edl");
    fuzz_files_load("/t/FC.cdl", "tests/fuzz/t/FC.cdl");
    fuzz_files_load("/t/FI.idl", "tests/fuzz/t/FI.idl");
    fuzz_files_load("/t/FS.idl", "tests/fuzz/t/FS.idl");
    fuzz_files_load("/t/nk/base.psl", "runtime/include/nk/base.psl");
    fuzz_files_load("/t/nk/basic.psl", "runtime/include/nk/basic.psl");
    fuzz_files_load("/t/nk/flow.psl", "runtime/include/nk/flow.psl");
    fuzz_files_load("/t/nk/hashmap.psl", "runtime/include/nk/hashmap.psl");
    fuzz_files_load("/t/nk/mic.psl", "runtime/include/nk/mic.psl");
    fuzz_files_load("/t/nk/regex.psl", "runtime/include/nk/regex.psl");
    fuzz_files_load("/t/nk/staticmap.psl", "runtime/include/nk/staticmap.psl");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_files_main("/t/p.psl", data, size);
    struct nkc_session *s = fuzz_session();
    struct policy *p = pol_load(s, "/t/p.psl", NULL);

    if (p)
        pol_bind(p);
    if (p && s->error_count == 0) {
        struct nkc_buf text = {0}, audit = {0}, tests = {0};
        const struct pal_suite *suite = pal_check(p);
        pol_lint(p);
        bool done = pol_module_emit(p, &text, &audit) && s->error_count == 0 && pal_emit(p, suite, &tests);
        if (!done && s->error_count == 0)
            __builtin_trap(); /* refused without a word */
        nkc_buf_free(&text);
        nkc_buf_free(&audit);
        nkc_buf_free(&tests);
    }
    nkc_session_free(s);
    return 0;
}
