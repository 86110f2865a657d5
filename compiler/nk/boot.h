/* Booting an image of a solution. */
#ifndef NKC_NK_BOOT_H
#define NKC_NK_BOOT_H

#include "nk/solution.h"

#define NK_BOOT_SECONDS "120" /* where no --timeout is given */

struct nk_boot {
    const char *image;       /* --image, or NULL */
    const char *seconds;     /* --timeout */
    struct nk_words options; /* --kernel: words of the kernel's command line */
};

/* Actions of --timeout and --kernel; `target` are settings that begin with a struct nk_boot. */
bool nk_boot_set_seconds(void *target, struct nkc_session *s, const char *value);
bool nk_boot_add_option(void *target, struct nkc_session *s, const char *value);

/* Opens, configures and builds the solution of a folder and boots its image. `take` gets the
 * console. *status is that of the machine. Reports and returns false when there is no machine that
 * ran to its end. */
bool nk_boot(struct nkc_session *s, const struct nk_place *place, const struct nk_boot *boot,
             const char *dir, nk_read_fn *take, void *context, int *status);

/* Boots one image; the same without the steps before. The caller has asked for NK_NEED_QEMU. */
bool nk_boot_image(struct nk_solution *sol, const struct nk_boot *boot,
                   const struct nk_image *image, nk_read_fn *take, void *context, int *status);

#endif
