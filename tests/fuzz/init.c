/* init.yaml to the source of Einit. */
#include "files.h"

#include "init/einit.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    fuzz_files_load("/t/F.edl", "tests/fuzz/t/F.edl");
    fuzz_files_load("/t/FC.cdl", "tests/fuzz/t/FC.cdl");
    fuzz_files_load("/t/FI.idl", "tests/fuzz/t/FI.idl");
    fuzz_files_load("/t/FS.idl", "tests/fuzz/t/FS.idl");
    fuzz_files_load("/t/Einit.edl", "runtime/include/Einit.edl");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_files_main("/t/init.yaml", data, size);
    struct nkc_session *s = fuzz_session();
    struct nkc_topology *t = nkc_topology_read(nkc_model_new(s), "/t/init.yaml");

    if (s->error_count == 0) {
        struct nkc_buf text = {0};
        nkc_topology_order(t);
        if (!nkc_einit_print(t, "init.yaml", &text))
            __builtin_trap();
        nkc_buf_free(&text);
    }
    nkc_session_free(s);
    return 0;
}
