/* nk run: a solution built and booted. */
#include "nk/boot.h"
#include "nk/commands.h"

#include <stdlib.h>

struct settings {
    struct nk_boot boot; /* first, for the actions of its options */
    struct nk_place place;
    int status;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const struct nkc_option options[] = {
    {"build-dir", 'B', NKC_OPT_VALUE, "DIR", "What is built goes to DIR (default: FOLDER/build).",
     NULL, .field = offsetof(struct settings, place.build), .kind = NKC_KIND_DIR},
    {"image", 'i', NKC_OPT_VALUE, "NAME", "Boot this image (default: the first of the solution).",
     NULL, .field = offsetof(struct settings, boot.image)},
    {"kernel", 'k', NKC_OPT_VALUE, "OPTION", "Add an option for the kernel, kos.exit=PROCESS.",
     nk_boot_add_option, .flags = NKC_OPT_REPEAT},
    {"timeout", 't', NKC_OPT_VALUE, "SECONDS", "Stop the machine then (default: 120); 0 = never.",
     nk_boot_set_seconds, .more = "The status is then 124."},
    {"verbose", 'v', NKC_OPT_NONE, NULL, "Show all that the build tools print.", NULL,
     .field = offsetof(struct settings, place.verbose)},
};

const struct nkc_command nk_run = {
    .name = "nk run",
    .operands = "[FOLDER]",
    .operand_kind = NKC_KIND_DIR,
    .summary = "Build a solution and boot it in QEMU.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
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
    if (dir && nk_boot(s, &set->place, &set->boot, dir, NULL, NULL, &set->status) && set->status)
        fprintf(stderr, "nk: the machine stopped with status %d\n", set->status);
}

int nk_run_main(int argc, char **argv)
{
    struct settings set = {.boot.seconds = NK_BOOT_SECONDS};
    int bad = nkc_cli_main(&nk_run, &set, argc, argv);
    return set.status ? set.status : bad;
}
