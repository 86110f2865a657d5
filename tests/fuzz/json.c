/* Dumps of a model (nk-gen-c --emit=json) read back as an input. */
#include "files.h"

#include "back/gen.h"
#include "model/load.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_files_main("/t/model.json", data, size);
    struct nkc_session *s = fuzz_session();
    struct nkc_model *m = nkc_model_new(s);
    struct nkc_input input = nkc_load_json(m, "/t/model.json");

    if (s->error_count == 0 && (input.package || input.component)) {
        const struct nkc_gen_options options = {.validators = true};
        struct nkc_buf text = {0};
        nkc_gen_header(s, &input, &options, &text);
        nkc_buf_free(&text);
    }
    nkc_session_free(s);
    return 0;
}
