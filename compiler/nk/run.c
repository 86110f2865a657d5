/* nk run: a solution built and booted. */
#include "nk/commands.h"
#include "nk/options.h"

struct settings {
    struct nk_boot boot; /* first, for the actions of its options */
    struct nk_place place;
    int status;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const struct nkc_option options[] = {
    NK_OPTION_BUILD_DIR, NK_OPTION_IMAGE,
    NK_OPTION_KERNEL,    NK_OPTION_TIMEOUT("The status is then 124."),
    NK_OPTION_VERBOSE,
};

static int nk_run_main(int argc, char **argv)
{
    struct settings set = {.boot.seconds = NK_BOOT_SECONDS};
    int bad = nkc_cli_main(&nk_run, &set, argc, argv);
    return set.status ? set.status : bad;
}

const struct nkc_command nk_run = {
    .name = "nk run",
    .operands = "[FOLDER]",
    .operand_kind = NKC_KIND_DIR,
    .summary = "Build a solution and boot it in QEMU.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
    .main = nk_run_main,
};

const char *nk_folder(const struct nkc_command *cmd, struct nkc_session *s,
                      const struct nkc_operands *operands)
{
    if (operands->list.len == 0)
        return ".";
    return nkc_cli_one(cmd, s, operands);
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    struct settings *set = settings;
    const char *dir = nk_folder(&nk_run, s, operands);
    if (dir && nk_boot(s, &set->place, &set->boot, dir, nk_copy, NULL, &set->status) && set->status)
        fprintf(stderr, "nk: the machine stopped with status %d\n", set->status);
}
