/* Booting an image of a solution. */
#ifndef NKC_NK_BOOT_H
#define NKC_NK_BOOT_H

#include "nk/solution.h"

struct nk_boot {
    const char *image;       /* --image, or NULL */
    const char *seconds;     /* --timeout */
    struct nk_words options; /* --kernel: words of the kernel's command line */
};

/* Opens, configures and builds the solution of a folder and boots its image. `line` gets the
 * console, NULL: it goes to standard output. *status is that of the machine. Reports and returns
 * false when there is no machine that ran to its end. */
bool nk_boot(struct nkc_session *s, const struct nk_place *place, const struct nk_boot *boot,
             const char *dir, nk_line_fn *line, void *context, int *status);

/* Boots one image; the same without the steps before. */
bool nk_boot_image(struct nk_solution *sol, const struct nk_boot *boot,
                   const struct nk_image *image, nk_line_fn *line, void *context, int *status);

#endif
