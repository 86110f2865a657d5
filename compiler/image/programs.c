#include "image/programs.h"

#include "image/input.h"
#include "nk/abi.h"

/* The files that come from outside, by name: the boot options are none of them. */
static void map_files(struct nkc_session *s, const struct nkc_romfs *fs, struct nkc_map *files)
{
    nkc_map_init(files, s->arena);
    NKC_FOREACH(i, &fs->files)
        if (fs->files.data[i].path)
            nkc_map_add(files, fs->files.data[i].name, (void *)(uintptr_t)&fs->files.data[i]);
}

static void check_file(struct nkc_session *s, const struct nkc_romfs_file *file)
{
    if (nkc_input_elf(s, "program", file->path, NKC_ELF_PROGRAM) && file->size > KOS_ELF_MAX)
        nkc_diag(s, IMG_INPUT, NKC_NO_SPAN, "program", file->path,
                 nkc_arena_printf(s->arena, "it has %llu bytes, a program at most %d; strip it",
                                  (unsigned long long)file->size, KOS_ELF_MAX));
}

void nkc_programs_check(struct nkc_session *s, const struct nkc_notes *init,
                        const struct nkc_romfs *fs)
{
    struct nkc_map files, checked;
    map_files(s, fs, &files);
    nkc_map_init(&checked, s->arena);
    NKC_FOREACH(i, &init->processes) {
        const struct nkc_process_note *p = &init->processes.data[i];
        const struct nkc_romfs_file *file = nkc_map_get(&files, p->program);
        if (!file) {
            nkc_diag(s, IMG_PROGRAM, NKC_NO_SPAN, p->name, p->place, p->program);
            nkc_diag_mean(s, NKC_NO_SPAN, nkc_nearest_key(s, p->program, &files));
        } else if (nkc_map_add(&checked, p->program, (void *)(uintptr_t)p)) {
            check_file(s, file);
        }
    }
}

/* ---- kos.exit ---------------------------------------------------------------------------- */

/* The value of the last word `kos.exit=NAME`, which wins in the kernel; NULL: there is none. */
static const char *exit_name(struct nkc_session *s, const char *cmdline)
{
    static const char option[] = "kos.exit=";
    const char *found = NULL;
    for (size_t n; *cmdline; cmdline += n) {
        cmdline += strspn(cmdline, " ");
        n = strcspn(cmdline, " ");
        if (n >= sizeof option - 1 && strncmp(cmdline, option, sizeof option - 1) == 0)
            found = nkc_arena_strndup(s->arena, cmdline + sizeof option - 1, n - sizeof option + 1);
    }
    return found;
}

void nkc_programs_check_exit(struct nkc_session *s, const struct nkc_notes *init,
                             const char *cmdline)
{
    const char *name = exit_name(s, cmdline);
    struct nkc_map names;
    if (!name || init->processes.len == 0)
        return;
    nkc_map_init(&names, s->arena);
    nkc_map_add(&names, "Einit", (void *)(uintptr_t)init);
    NKC_FOREACH(i, &init->processes)
        nkc_map_add(&names, init->processes.data[i].name, (void *)(uintptr_t)init);
    if (nkc_map_get(&names, name))
        return;
    nkc_diag(s, IMG_EXIT, NKC_NO_SPAN, name);
    nkc_diag_mean(s, NKC_NO_SPAN, nkc_nearest_key(s, name, &names));
}
