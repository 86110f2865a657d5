/* nk explain: the catalogue of diagnostics. */
#include "base/explain.h"
#include "nk/commands.h"

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    (void)settings;
    const char *id = nkc_cli_one(&nk_explain, s, operands);
    if (id)
        (void)nkc_explain_print(s, id, stdout);
}

const struct nkc_command nk_explain = {
    .name = "nk explain",
    .operands = "ID",
    .operand_kind = NKC_KIND_ID,
    .summary = "Explain the diagnostic that ends with [ID]; `list` shows all.",
    .run = run,
};

int nk_explain_main(int argc, char **argv)
{
    int nothing = 0;
    return nkc_cli_main(&nk_explain, &nothing, argc, argv);
}
