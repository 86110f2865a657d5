/* nk trace: a solution booted with its messages shown. */
#include "nk/boot.h"
#include "nk/commands.h"
#include "nk/trace_lines.h"

#include <errno.h>

struct settings {
    struct nk_boot boot; /* first, for the actions of its options */
    struct nk_place place;
    struct nk_trace trace;
    const char *from;
    int status;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const struct nkc_option options[] = {
    {"build-dir", 'B', NKC_OPT_VALUE, "DIR", "What is built goes to DIR (default: FOLDER/build).",
     NULL, .field = offsetof(struct settings, place.build), .kind = NKC_KIND_DIR},
    {"from", 0, NKC_OPT_VALUE, "FILE", "Boot nothing: show the console that FILE holds.", NULL,
     .field = offsetof(struct settings, from), .kind = NKC_KIND_FILE,
     .more = "For consoles saved elsewhere, of a system booted with `kos.trace=ipc`."},
    {"image", 'i', NKC_OPT_VALUE, "NAME", "Boot this image (default: the first of the solution).",
     NULL, .field = offsetof(struct settings, boot.image)},
    {"kernel", 'k', NKC_OPT_VALUE, "OPTION", "Add an option for the kernel, kos.exit=PROCESS.",
     nk_boot_add_option, .flags = NKC_OPT_REPEAT},
    {"kernel-too", 'K', NKC_OPT_NONE, NULL, "Show messages to and from the kernel, too.", NULL,
     .field = offsetof(struct settings, trace.kernel)},
    {"only", 'o', NKC_OPT_VALUE, "TEXT", "Show only messages whose line holds TEXT.", NULL,
     .field = offsetof(struct settings, trace.only), .more = "A process, a method, or `denied`."},
    {"timeout", 't', NKC_OPT_VALUE, "SECONDS", "Stop the machine then (default: 120); 0 = never.",
     nk_boot_set_seconds, .more = "The status is then 124."},
    {"verbose", 'v', NKC_OPT_NONE, NULL, "Show all that the build tools print.", NULL,
     .field = offsetof(struct settings, place.verbose)},
};

const struct nkc_command nk_trace = {
    .name = "nk trace",
    .operands = "[FOLDER]",
    .operand_kind = NKC_KIND_DIR,
    .summary = "Build a solution, boot it and show its messages.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};

static bool show_file(struct nkc_session *s, struct settings *set)
{
    if (!nkc_source_probe(set->from)) {
        nkc_diag(s, FILE_READ, NKC_NO_SPAN, set->from, strerror(errno ? errno : EINVAL));
        return false;
    }
    FILE *f = fopen(set->from, "rb");
    if (!f) {
        nkc_diag(s, FILE_READ, NKC_NO_SPAN, set->from, strerror(errno));
        return false;
    }
    nk_lines_read(f, nk_trace_line, &set->trace);
    fclose(f);
    return true;
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    struct settings *set = settings;
    bool ok;
    if (set->from && operands->list.len) {
        nkc_cli_bad(&nk_trace, s, "`--from` takes the place of a folder");
        return;
    }
    nk_add(s, &set->boot.options, "kos.trace=ipc");
    if (set->from) {
        ok = show_file(s, set);
    } else {
        const char *dir = nk_folder(&nk_trace, s, operands);
        ok = dir &&
             nk_boot(s, &set->place, &set->boot, dir, nk_trace_line, &set->trace, &set->status);
    }
    if (ok || set->status)
        nk_trace_summary(&set->trace);
}

int nk_trace_main(int argc, char **argv)
{
    struct settings set = {.boot.seconds = NK_BOOT_SECONDS, .trace.out = stdout};
    int bad = nkc_cli_main(&nk_trace, &set, argc, argv);
    return set.status ? set.status : bad;
}
