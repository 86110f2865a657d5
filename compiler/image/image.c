#include "image/image.h"

#include "image/command.h"
#include "image/hold.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Everything is made in a directory beside the destination, so that renaming is atomic. */
enum work_file { ROMFS, SOURCE, OBJECT, FULL, STRIPPED, SYMBOLS, WORK_FILES };
static const char *const work_names[WORK_FILES] = {"romfs.bin", "romfs.s",        "romfs.o",
                                                   "image",     "image.stripped", "image.dbg.syms"};

struct work {
    struct nkc_session *s;
    const struct nkc_image *image;
    const char *dir;
    const char *path[WORK_FILES];
};

static bool work_begin(struct work *w)
{
    char *dir = nkc_arena_printf(w->s->arena, "%s.XXXXXX", w->image->dst);
    if (!mkdtemp(dir)) {
        nkc_diag(w->s, IMG_OUTPUT, NKC_NO_SPAN, w->image->dst, strerror(errno));
        return false;
    }
    w->dir = dir;
    for (size_t i = 0; i < WORK_FILES; i++)
        w->path[i] = nkc_arena_printf(w->s->arena, "%s/%s", dir, work_names[i]);
    return true;
}

static void work_end(const struct work *w)
{
    for (size_t i = 0; i < WORK_FILES; i++)
        unlink(w->path[i]);
    rmdir(w->dir);
}

static struct nkc_command_line tool(const struct work *w, const char *name)
{
    struct nkc_command_line cmd = {0};
    nkc_command_add(w->s, &cmd, nkc_arena_printf(w->s->arena, "%s%s", w->image->tool_prefix, name));
    return cmd;
}

static void add_all(const struct work *w, struct nkc_command_line *cmd, const char *const *words)
{
    for (; *words; words++)
        nkc_command_add(w->s, cmd, *words);
}

static bool add_user_words(const struct work *w, struct nkc_command_line *cmd, const char *option,
                           const char *text)
{
    if (!text || nkc_command_add_words(w->s, cmd, text))
        return true;
    nkc_diag(w->s, USAGE, NKC_NO_SPAN,
             nkc_arena_printf(w->s->arena, "a quote in the value of `%s` is not closed", option));
    return false;
}

/* A path as an assembler string. */
static void put_string(FILE *f, const char *text)
{
    fputc('"', f);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', f);
        fputc(*text, f);
    }
    fputc('"', f);
}

/* The symbols are weak: the linker script may set them too.
 * The path of .incbin does not get into the object: images of two folders are the same. */
static bool write_source(const struct work *w)
{
    FILE *f = fopen(w->path[SOURCE], "wb");
    if (f) {
        fputs("    .section .romfs, \"a\", %progbits\n"
              "    .balign 4096\n"
              "    .weak __romfs_start, __romfs_end\n"
              "__romfs_start:\n"
              "    .incbin ",
              f);
        put_string(f, w->path[ROMFS]);
        fputs("\n__romfs_end:\n"
              "    .section .note.GNU-stack, \"\", %progbits\n",
              f);
    }
    bool ok = f && !ferror(f);
    if (f && fclose(f) != 0)
        ok = false;
    if (!ok)
        nkc_diag(w->s, IMG_OUTPUT, NKC_NO_SPAN, w->path[SOURCE], strerror(errno));
    return ok;
}

static bool make_romfs_object(const struct work *w)
{
    if (!nkc_romfs_write(w->s, &w->image->romfs, w->path[ROMFS]) || !write_source(w))
        return false;
    struct nkc_command_line cmd = tool(w, "as");
    if (!add_user_words(w, &cmd, "--with-extra-asflags", w->image->asflags))
        return false;
    add_all(w, &cmd, (const char *const[]){"-o", w->path[OBJECT], w->path[SOURCE], NULL});
    return nkc_command_run(w->s, &cmd);
}

/* The insecure image is marked by a symbol of the link: no file and no word of the command line
 * that somebody adds later can switch the checks off. */
static bool link_image(const struct work *w)
{
    struct nkc_command_line cmd = tool(w, "ld");
    add_all(w, &cmd,
            (const char *const[]){"-nostdlib", "-static", "--build-id=none", "-z",
                                  "max-page-size=4096", "-z", "noexecstack", "-T",
                                  w->image->ldscript, NULL});
    if (!w->image->module)
        nkc_command_add(w->s, &cmd, "--defsym=kos_insecure_image=1");
    if (!add_user_words(w, &cmd, "--with-extra-ldflags", w->image->ldflags))
        return false;
    add_all(w, &cmd, (const char *const[]){"-o", w->path[FULL], w->image->kernel, NULL});
    if (w->image->module)
        nkc_command_add(w->s, &cmd, w->image->module);
    nkc_command_add(w->s, &cmd, w->path[OBJECT]);
    return nkc_command_run(w->s, &cmd);
}

static bool split_symbols(const struct work *w)
{
    struct nkc_command_line strip = tool(w, "objcopy"), syms = tool(w, "objcopy");
    add_all(w, &strip,
            (const char *const[]){"--strip-all", w->path[FULL], w->path[STRIPPED], NULL});
    add_all(w, &syms,
            (const char *const[]){"--only-keep-debug", w->path[FULL], w->path[SYMBOLS], NULL});
    return nkc_command_run(w->s, &strip) && nkc_command_run(w->s, &syms);
}

/* What stays. The image comes last: whoever sees a new image sees its companions too. */
static const struct result {
    enum work_file file;
    const char *suffix;
} results[] = {{SYMBOLS, ".dbg.syms"}, {STRIPPED, ".stripped"}, {FULL, ""}};

enum { RESULTS = sizeof results / sizeof results[0] };

static const char *destination(const struct work *w, const struct result *r)
{
    return nkc_arena_printf(w->s->arena, "%s%s", w->image->dst, r->suffix);
}

static bool publish(const struct work *w)
{
    for (size_t i = 0; i < RESULTS; i++) {
        const char *dst = destination(w, &results[i]);
        if (rename(w->path[results[i].file], dst) != 0) {
            nkc_diag(w->s, IMG_OUTPUT, NKC_NO_SPAN, dst, strerror(errno));
            return false;
        }
    }
    return true;
}

static bool same_file(const struct stat *a, const char *path)
{
    struct stat b;
    return path && stat(path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

static bool is_input(const struct nkc_image *image, const struct stat *st)
{
    NKC_FOREACH(i, &image->romfs.files)
        if (same_file(st, image->romfs.files.data[i].path))
            return true;
    return same_file(st, image->kernel) || same_file(st, image->ldscript) ||
           same_file(st, image->module);
}

/* A directory in place of a result would be found only by the last rename, and one that is an input
 * would be gone. */
static bool destinations_free(const struct work *w)
{
    for (size_t i = RESULTS; i-- > 0;) {
        const char *dst = destination(w, &results[i]);
        struct stat st;
        if (stat(dst, &st) != 0)
            continue;
        if (!S_ISREG(st.st_mode))
            nkc_diag(w->s, IMG_OUTPUT, NKC_NO_SPAN, dst, "it is not a regular file");
        else if (is_input(w->image, &st))
            nkc_diag(w->s, FILE_OVER_INPUT, NKC_NO_SPAN, dst);
        else
            continue;
        return false;
    }
    return true;
}

bool nkc_image_build(struct nkc_session *s, const struct nkc_image *image)
{
    struct work w = {.s = s, .image = image};
    sigset_t before;
    if (!destinations_free(&w))
        return false;
    nkc_hold_begin(&before);
    bool ok = work_begin(&w);
    if (ok) {
        ok = make_romfs_object(&w) && link_image(&w) && split_symbols(&w) && publish(&w);
        work_end(&w);
    }
    nkc_hold_end(&before);
    return ok;
}
