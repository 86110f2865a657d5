/* nk trace: a solution booted with its messages shown. */
#include "base/json.h"
#include "nk/commands.h"
#include "nk/options.h"
#include "nk/trace_lines.h"

#include <errno.h>

struct settings {
    struct nk_boot boot; /* first, for the actions of its options */
    struct nk_place place;
    struct nk_trace trace;
    const char *format, *from;
    int status;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static const char *const formats[] = {"text", "json", NULL};

static const struct nkc_option options[] = {
    NK_OPTION_BUILD_DIR,
    {"format", 0, NKC_OPT_VALUE, NULL, "Form of the output.", NULL,
     .field = offsetof(struct settings, format), .values = formats,
     .more = "`json` writes one object a line, as docs/schemas/trace.schema.json has it."},
    {"from", 0, NKC_OPT_VALUE, "FILE",
     "Boot nothing: show the console that FILE holds, - = standard input.", NULL,
     .field = offsetof(struct settings, from), .kind = NKC_KIND_FILE,
     .more = "For consoles saved elsewhere, of a system booted with `kos.trace=ipc`."},
    NK_OPTION_IMAGE,
    NK_OPTION_KERNEL,
    {"kernel-too", 'K', NKC_OPT_NONE, NULL, "Show messages to and from the kernel, too.", NULL,
     .field = offsetof(struct settings, trace.kernel)},
    {"only", 'o', NKC_OPT_VALUE, "TEXT", "Show only messages whose line holds TEXT.", NULL,
     .field = offsetof(struct settings, trace.only), .more = "A process, a method, or `denied`."},
    NK_OPTION_TIMEOUT("The status is then 124."),
    NK_OPTION_VERBOSE,
};

static int nk_trace_main(int argc, char **argv)
{
    struct settings set = {.boot.seconds = NK_BOOT_SECONDS, .trace.out = stdout};
    int bad = nkc_cli_main(&nk_trace, &set, argc, argv);
    return set.status ? set.status : bad;
}

const struct nkc_command nk_trace = {
    .name = "nk trace",
    .operands = "[FOLDER]",
    .operand_kind = NKC_KIND_DIR,
    .summary = "Build a solution, boot it and show its messages.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
    .main = nk_trace_main,
};

static void take_console(void *context, FILE *f)
{
    (void)nk_lines_read(f, nk_trace_line, context);
}

static bool show_file(struct nkc_session *s, struct settings *set)
{
    const bool is_input = strcmp(set->from, "-") == 0;
    FILE *f = is_input ? stdin : fopen(set->from, "rb");
    const bool ok = f && nk_lines_read(f, nk_trace_line, &set->trace);
    if (!ok)
        nkc_diag(s, FILE_READ, NKC_NO_SPAN, set->from, strerror(errno));
    if (f && !is_input)
        fclose(f);
    return ok;
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    struct settings *set = settings;
    bool ok;
    if (set->from && operands->list.len) {
        nkc_cli_bad(&nk_trace, s, "`--from` takes the place of a folder");
        return;
    }
    set->trace.json = set->format && strcmp(set->format, "json") == 0;
    nkc_json_end_without_memory();
    nk_add(s, &set->boot.options, "kos.trace=ipc");
    if (set->from) {
        ok = show_file(s, set);
    } else {
        const char *dir = nk_folder(&nk_trace, s, operands);
        ok = dir &&
             nk_boot(s, &set->place, &set->boot, dir, take_console, &set->trace, &set->status);
    }
    if (ok || set->status)
        nk_trace_summary(&set->trace);
}
