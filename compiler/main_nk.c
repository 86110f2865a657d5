/* nk: the front end for people; its commands are in compiler/nk. */
#include "cli/cli_doc.h"
#include "nk/commands.h"

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);
static void run_help(struct nkc_session *s, void *settings, const struct nkc_operands *operands);
static int help_main(int argc, char **argv);

static const struct nkc_command help = {
    .name = "nk help",
    .operands = "[COMMAND]",
    .summary = "Tell how a command is used.",
    .run = run_help,
    .main = help_main,
};

static const struct nkc_command *const commands[] = {&nk_new,     &nk_run, &nk_test, &nk_trace,
                                                     &nk_explain, &help,   NULL};

static const struct nkc_command command = {
    .name = "nk",
    .operands = "COMMAND ...",
    .summary = "Make, run, test and trace solutions.",
    .commands = commands,
    .run = run,
};

/* NULL: there is none of that name. */
static const struct nkc_command *find(const char *word)
{
    size_t i = 0;
    while (commands[i] && strcmp(word, nkc_cli_word(commands[i])) != 0)
        i++;
    return commands[i];
}

static void unknown(struct nkc_session *s, const char *word)
{
    NKC_VEC(const char *) names = {0};
    for (size_t i = 0; commands[i]; i++)
        nkc_vec_push(s->arena, &names, nkc_cli_word(commands[i]));
    const char *near = nkc_nearest(word, names.data, names.len);
    nkc_cli_bad(
        &command, s,
        near ? nkc_arena_printf(s->arena, "unknown command `%s`, did you mean `%s`?", word, near)
             : nkc_arena_printf(s->arena, "unknown command `%s`; `nk --help` lists them", word));
}

/* Only a word that is no command comes here, or none. */
static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    (void)settings;
    if (operands->list.len)
        unknown(s, operands->list.data[0]);
    else
        nkc_cli_print_help(&command);
}

static void run_help(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    (void)settings;
    if (!operands->list.len) {
        nkc_cli_print_help(&command);
        return;
    }
    const char *word = nkc_cli_one(&help, s, operands);
    const struct nkc_command *c = word ? find(word) : NULL;
    if (c)
        nkc_cli_print_help(c);
    else if (word)
        unknown(s, word);
}

static int help_main(int argc, char **argv)
{
    int nothing = 0;
    return nkc_cli_main(&help, &nothing, argc, argv);
}

int main(int argc, char **argv)
{
    int nothing = 0;
    const struct nkc_command *c = argc > 1 ? find(argv[1]) : NULL;
    if (c)
        return c->main(argc - 1, argv + 1);
    return nkc_cli_main(&command, &nothing, argc, argv);
}
