/* nk: the front end for people; its commands are in compiler/nk. */
#include "cli/cli_doc.h"
#include "nk/commands.h"

static const struct nkc_command *const commands[] = {&nk_new,   &nk_run,     &nk_test,
                                                     &nk_trace, &nk_explain, NULL};

/* In the order of `commands`. */
static int (*const mains[])(int argc, char **argv) = {nk_new_main, nk_run_main, nk_test_main,
                                                      nk_trace_main, nk_explain_main};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const struct nkc_command command = {
    .name = "nk",
    .operands = "COMMAND ...",
    .summary = "Make, run, test and trace solutions.",
    .commands = commands,
    .run = run,
};

/* Only a word that is no command comes here. */
static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    (void)settings;
    NKC_VEC(const char *) names = {0};
    if (!operands->list.len) {
        nkc_cli_bad(&command, s, "missing COMMAND; `nk --help` lists them");
        return;
    }
    for (size_t i = 0; commands[i]; i++)
        nkc_vec_push(s->arena, &names, nkc_cli_word(commands[i]));
    const char *word = operands->list.data[0];
    const char *near = nkc_nearest(word, names.data, names.len);
    nkc_cli_bad(
        &command, s,
        near ? nkc_arena_printf(s->arena, "unknown command `%s`, did you mean `%s`?", word, near)
             : nkc_arena_printf(s->arena, "unknown command `%s`; `nk --help` lists them", word));
}

int main(int argc, char **argv)
{
    int nothing = 0;
    for (size_t i = 0; argc > 1 && commands[i]; i++)
        if (strcmp(argv[1], nkc_cli_word(commands[i])) == 0)
            return mains[i](argc - 1, argv + 1);
    return nkc_cli_main(&command, &nothing, argc, argv);
}
