/* IDL, CDL and EDL texts to the model; what is accepted goes on to all back ends. */
#include "files.h"

#include "back/gen.h"
#include "model/model_json.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    fuzz_files_load("/t/zoo/Types.idl", "tests/golden/gen/zoo.in/zoo/Types.idl");
    fuzz_files_load("/t/zoo/Ping.idl", "tests/golden/gen/zoo.in/zoo/Ping.idl");
    fuzz_files_load("/t/zoo/Mid.cdl", "tests/golden/gen/zoo.in/zoo/Mid.cdl");
    fuzz_files_load("/t/zoo/Comp.cdl", "tests/golden/gen/zoo.in/zoo/Comp.cdl");
    fuzz_files_load("/t/zoo/IGuard.idl", "tests/golden/gen/zoo.in/zoo/IGuard.idl");
    fuzz_files_load("/t/zoo/Empty.cdl", "tests/golden/gen/zoo.in/zoo/Empty.cdl");
    return 0;
}

/* The kind of a description by its first letter, so that the corpus is plain text. */
static const char *main_path(const uint8_t *data, size_t size)
{
    switch (size ? data[0] : 0) {
    case 'c':
        return "/t/P.cdl";
    case 't':
    case 'e':
        return "/t/P.edl";
    default:
        return "/t/P.idl";
    }
}

static void print_all(struct nkc_session *s, struct nkc_model *m, const struct nkc_input *input)
{
    const struct nkc_gen_options options = {.validators = true};
    struct nkc_buf text = {0};

    /* The reflection of a huge tree is as long as the tree. */
    nkc_gen_header(s, input, &options, &text);
    nkc_model_hash_text(m, input, &text);
    nkc_buf_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = main_path(data, size);
    fuzz_files_main(path, data, size);
    struct nkc_session *s = fuzz_session();
    struct nkc_model *m = nkc_model_new(s);
    struct nkc_input input = nkc_load_file(m, path);

    if (s->error_count == 0 && (input.package || input.component))
        print_all(s, m, &input);
    nkc_session_free(s);
    return 0;
}
