/* Booting an image of a solution. */
#include "nk/boot.h"

#include <string.h>

bool nk_boot_set_seconds(void *target, struct nkc_session *s, const char *value)
{
    size_t digits = strspn(value, "0123456789");
    ((struct nk_boot *)target)->seconds = value;
    if (digits > 0 && digits <= 6 && !value[digits])
        return true;
    nkc_diag(
        s, USAGE, NKC_NO_SPAN,
        nkc_arena_printf(s->arena, "`--timeout`: expected a number of seconds, found `%s`", value));
    return false;
}

bool nk_boot_add_option(void *target, struct nkc_session *s, const char *value)
{
    nk_add(s, &((struct nk_boot *)target)->options, value);
    return true;
}

/* The command line of the machine, with the environment that QEMU_ENV gives the target `sim`. */
static void boot_words(struct nk_solution *sol, const struct nk_boot *boot,
                       const struct nk_image *image, struct nk_words *w)
{
    struct nkc_session *s = sol->s;
    if (image->env.list.len) {
        nk_add(s, w, "cmake");
        nk_add(s, w, "-E");
        nk_add(s, w, "env");
        nk_add_all(s, w, &image->env);
    }
    nk_addf(s, w, "%s/kos-qemu-run", sol->sdk.bin);
    nk_add(s, w, "-t");
    nk_add(s, w, boot->seconds);
    nk_add(s, w, image->path);
    nk_add_all(s, w, &boot->options);
    nk_add(s, w, "--");
    nk_add_all(s, w, &image->flags);
}

bool nk_boot_image(struct nk_solution *sol, const struct nk_boot *boot,
                   const struct nk_image *image, nk_read_fn *take, void *context, int *status)
{
    struct nkc_session *s = sol->s;
    struct nk_words w = {0};
    boot_words(sol, boot, image, &w);
    nk_say(sol, "booting %s", image->path);
    const int ended = nk_process_run(s, &w, take, context, false);
    *status = ended == NK_CANNOT_RUN ? 0 : ended;
    if (ended == NK_TIMED_OUT) {
        nkc_diag(s, NK_TIMEOUT, NKC_NO_SPAN, boot->seconds);
        nkc_diag(s, NOTE_HERE, NKC_NO_SPAN,
                 "a machine stops when its last process ends, or with the kernel option "
                 "kos.exit=PROCESS when that one does; `--timeout` gives it longer");
    }
    return ended != NK_TIMED_OUT && ended != NK_CANNOT_RUN;
}

bool nk_boot(struct nkc_session *s, const struct nk_place *place, const struct nk_boot *boot,
             const char *dir, nk_read_fn *take, void *context, int *status)
{
    struct nk_solution sol;
    if (!nk_solution_open(s, place, dir, &sol) || !nk_need(s, NK_NEED_QEMU) ||
        !nk_solution_configure(&sol))
        return false;
    const struct nk_image *image = nk_solution_image(&sol, boot->image);
    if (!image || !nk_solution_build(&sol, image->name))
        return false;
    return nk_boot_image(&sol, boot, image, take, context, status);
}
