/* nk explain: the catalogue of diagnostics, and lines of refusals. */
#include "base/explain.h"
#include "nk/commands.h"
#include "nk/refusals.h"

/* The words of the command line as one text: a line that was not quoted. */
static const char *text_of(struct nkc_session *s, const struct nkc_operands *operands)
{
    const char *text = operands->list.data[0];
    for (size_t i = 1; i < operands->list.len; i++)
        text = nkc_arena_printf(s->arena, "%s %s", text, operands->list.data[i]);
    return text;
}

/* ID of a line that ends with `[ID]`; else the text itself. */
static const char *id_of(struct nkc_session *s, const char *text)
{
    size_t len = strlen(text);
    const char *bracket = strrchr(text, '[');
    if (!bracket || text[len - 1] != ']')
        return text;
    return nkc_arena_strndup(s->arena, bracket + 1, (size_t)(text + len - bracket) - 2);
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    (void)settings;
    if (!operands->list.len) {
        nkc_cli_bad(&nk_explain, s, "missing TEXT");
        return;
    }
    const char *text = text_of(s, operands), *id = id_of(s, text);
    if (!nkc_explain_find(id) && nk_refusal_print(text, stdout))
        return;
    if (nkc_explain_print(s, id, stdout) && strcmp(id, "list") == 0)
        nk_refusal_list(stdout);
}

static int nk_explain_main(int argc, char **argv)
{
    int nothing = 0;
    return nkc_cli_main(&nk_explain, &nothing, argc, argv);
}

const struct nkc_command nk_explain = {
    .name = "nk explain",
    .operands = "TEXT",
    .operand_kind = NKC_KIND_ID,
    .summary =
        "Explain a diagnostic, by its [ID], or a line that tells a refusal; `list` shows all.",
    .run = run,
    .main = nk_explain_main,
};
