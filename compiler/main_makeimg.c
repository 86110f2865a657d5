/* makeimg: kernel + security module + ROMFS -> bootable image. */
#include "cli/cli_doc.h"
#include "cli/options.h"
#include "cli/own.h"
#include "image/image.h"
#include "image/input.h"
#include "image/notes.h"
#include "image/programs.h"

#include <stdlib.h>
#include <unistd.h>

#define MODULE_NAME  "ksm.module"
#define CMDLINE_NAME "kos.cmdline"

enum { CMDLINE_MAX = 1023 };

struct options {
    struct nkc_image image;
    const char *target, *toolchain, *init, *cmdline;
    bool insecure;
};

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands);

static bool set_cmdline(void *target, struct nkc_session *s, const char *value)
{
    ((struct options *)target)->cmdline = value;
    bool printable = true;
    for (const char *p = value; *p; p++)
        printable &= *p >= ' ' && *p < 0x7f;
    if (printable && strlen(value) <= CMDLINE_MAX)
        return true;
    nkc_diag(s, USAGE, NKC_NO_SPAN,
             "the value of `--cmdline` must be at most 1023 printable ASCII characters");
    return false;
}

static const char *const targets[] = {"aarch64-kos", NULL};

/* Options of the reference that need nothing here (nkc_cli_ignore): the C library is not part of
 * an image. */
static const struct nkc_option options[] = {
    {"target", 0, NKC_OPT_VALUE, "ARCH", "Machine of the image: aarch64-kos (default).", NULL,
     .field = offsetof(struct options, target), .values = targets},
    {"sys-root", 0, NKC_OPT_VALUE, "DIR", "Accepted; nothing of it goes into an image.",
     nkc_cli_ignore, .kind = NKC_KIND_DIR},
    {"with-toolchain", 0, NKC_OPT_VALUE, "DIR",
     "Take as, ld and objcopy from DIR/bin when they are there.", NULL,
     .field = offsetof(struct options, toolchain), .kind = NKC_KIND_DIR},
    {"ldscript", 0, NKC_OPT_VALUE, "FILE", "Linker script (default: kos-qemu.ld of this SDK).",
     NULL, .field = offsetof(struct options, image.ldscript), .kind = NKC_KIND_FILE,
     .more = "The default is `libexec/aarch64-kos/kos-qemu.ld`."},
    {"img-src", 0, NKC_OPT_VALUE, "FILE", "Kernel object (default: kos-qemu of this SDK).", NULL,
     .field = offsetof(struct options, image.kernel), .kind = NKC_KIND_FILE,
     .more = "A relocatable object; the default is `libexec/aarch64-kos/kos-qemu`."},
    {"img-dst", 0, NKC_OPT_VALUE, "FILE", "The image; also FILE.stripped and FILE.dbg.syms.", NULL,
     .field = offsetof(struct options, image.dst), .kind = NKC_KIND_FILE,
     .flags = NKC_OPT_REQUIRED},
    {"with-init", 0, NKC_OPT_VALUE, "FILE", "The Einit program, stored as `einit`.", NULL,
     .field = offsetof(struct options, init), .kind = NKC_KIND_FILE, .flags = NKC_OPT_REQUIRED,
     .more = "It must not be listed among the files as well."},
    {"with-extra-asflags", 0, NKC_OPT_VALUE, "FLAGS", "More words for the assembler.", NULL,
     .field = offsetof(struct options, image.asflags),
     .more = "The value is split into words as a shell splits them; nothing is expanded."},
    {"with-extra-ldflags", 0, NKC_OPT_VALUE, "FLAGS", "More words for the linker.", NULL,
     .field = offsetof(struct options, image.ldflags), .more = "Split in the same way."},
    {"cmdline", 0, NKC_OPT_VALUE, "WORDS", "Boot options, stored as `" CMDLINE_NAME "`.",
     set_cmdline, .more = "For instance `kos.exit=Client`."},
    {"insecure", 0, NKC_OPT_NONE, NULL,
     "Without a security module: an image that grants every message.", NULL,
     .field = offsetof(struct options, insecure), .more = "It says so at boot."},
    {NULL, 'W', NKC_OPT_VALUE, "FLAG", "Warnings: ID, no-ID, all, none, error, error=ID.",
     nkc_cli_warning, .kind = NKC_KIND_FLAG, .flags = NKC_OPT_REPEAT},
};

static const struct nkc_command command = {
    .name = "makeimg",
    .operands = "FILE...",
    .summary = "Build a bootable image from the kernel, a security module (`" MODULE_NAME
               "` among the files) and programs.",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .ignore_unknown_long = true,
    .run = run,
};

/* build/bin/makeimg has build/libexec, SDK/toolchain/bin/makeimg has SDK/libexec. */
static const char *sdk_file(struct nkc_session *s, const char *name)
{
    const char *bin = nkc_own_folder(s);
    const char *root = bin ? nkc_folder_above(s, bin, 1) : "..";
    const char *near = nkc_arena_printf(s->arena, "%s/libexec/aarch64-kos/%s", root, name);
    if (nkc_source_probe(near))
        return near;
    return nkc_arena_printf(s->arena, "%s/../libexec/aarch64-kos/%s", root, name);
}

static const char *tool_prefix(struct nkc_session *s, const char *toolchain)
{
    static const char cross[] = "aarch64-linux-gnu-";
    if (!toolchain)
        return cross;
    const char *own = nkc_arena_printf(s->arena, "%s/bin/%s", toolchain, cross);
    return access(nkc_arena_printf(s->arena, "%sld", own), X_OK) == 0 ? own : cross;
}

static void complete(struct nkc_session *s, struct options *o)
{
    if (!o->image.kernel)
        o->image.kernel = sdk_file(s, "kos-qemu");
    if (!o->image.ldscript)
        o->image.ldscript = sdk_file(s, "kos-qemu.ld");
    o->image.tool_prefix = tool_prefix(s, o->toolchain);
}

/* Sorts the operands into the module and the files; Einit is file 0. */
static void collect(struct nkc_session *s, struct options *o, const struct nkc_operands *operands)
{
    if (nkc_input_elf(s, "Einit program", o->init, NKC_ELF_PROGRAM))
        nkc_romfs_add_file(s, &o->image.romfs, "einit", o->init);
    NKC_FOREACH(i, &operands->list) {
        const char *path = operands->list.data[i];
        if (strcmp(nkc_base_name(path), MODULE_NAME) != 0) {
            nkc_romfs_add_file(s, &o->image.romfs, NULL, path);
        } else if (o->image.module) {
            nkc_diag(s, IMG_TWICE, NKC_NO_SPAN, MODULE_NAME, o->image.module, path);
        } else {
            nkc_input_elf(s, "security module", path, NKC_ELF_OBJECT);
            o->image.module = path;
        }
    }
    if (o->cmdline)
        nkc_romfs_add_text(s, &o->image.romfs, CMDLINE_NAME, o->cmdline);
}

static void check(struct nkc_session *s, const struct options *o)
{
    uint64_t size;
    nkc_input_elf(s, "kernel", o->image.kernel, NKC_ELF_OBJECT);
    nkc_input_size(s, "linker script", o->image.ldscript, &size);
    nkc_romfs_check(s, &o->image.romfs);
    if (!o->image.module && !o->insecure)
        nkc_diag(s, IMG_NO_MODULE, NKC_NO_SPAN, MODULE_NAME);
    else if (!o->image.module)
        nkc_diag(s, IMG_INSECURE, NKC_NO_SPAN);
}

/* All files of the image were built from the same descriptions, as far as they say. */
static void check_models(struct nkc_session *s, const struct options *o,
                         const struct nkc_notes *init)
{
    struct nkc_notes kernel, module;
    if (!nkc_notes_read(s, "kernel", o->image.kernel, &kernel) ||
        !nkc_notes_read(s, "security module", o->image.module, &module))
        return;
    nkc_notes_compare(s, &module, &kernel);
    nkc_notes_compare(s, &module, init);
}

/* What the files say of each other. */
static void check_together(struct nkc_session *s, const struct options *o)
{
    struct nkc_notes init;
    if (!nkc_notes_read(s, "Einit program", o->init, &init))
        return;
    if (o->image.module)
        check_models(s, o, &init);
    nkc_programs_check(s, &init, &o->image.romfs);
    if (o->cmdline)
        nkc_programs_check_exit(s, &init, o->cmdline);
}

static bool required(struct nkc_session *s, const char *option, const char *value)
{
    if (value && *value)
        return true;
    nkc_diag(s, USAGE, NKC_NO_SPAN, nkc_arena_printf(s->arena, "`%s` is missing", option));
    return false;
}

static void run(struct nkc_session *s, void *settings, const struct nkc_operands *operands)
{
    struct options *o = settings;
    bool init = required(s, "--with-init", o->init);
    bool dst = required(s, "--img-dst", o->image.dst);
    if (!init || !dst) {
        if (nkc_diag_is_text(s))
            nkc_cli_print_usage(&command, stderr);
        return;
    }
    complete(s, o);
    collect(s, o, operands);
    check(s, o);
    if (!s->error_count)
        check_together(s, o);
    if (!s->error_count)
        nkc_image_build(s, &o->image);
}

int main(int argc, char **argv)
{
    struct options o = {0};
    return nkc_cli_main(&command, &o, argc, argv);
}
