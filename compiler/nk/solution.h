/* A solution on the disk: how it is built, and what came out.
 *
 * A folder with CMakeLists.txt is built with CMake and tells its images and policy tests in the
 * file nk-solution of its build folder (cmake/Modules/platform/image.cmake). A folder without, with
 * init.yaml and security.psl, is built with solution.mk. */
#ifndef NKC_NK_SOLUTION_H
#define NKC_NK_SOLUTION_H

#include "nk/process.h"
#include "nk/sdk.h"

struct nk_image {
    const char *name, *path;
    struct nk_words env;   /* VAR=VALUE, of QEMU_ENV */
    struct nk_words flags; /* for QEMU */
};

struct nk_tests {
    const char *policy; /* the file with the test sets */
    const char *image;  /* made by `target`; NULL: none is made */
    const char *target;
    struct nk_words paths; /* -I DIR ... */
};

struct nk_solution {
    struct nkc_session *s;
    struct nk_sdk sdk;
    const char *dir, *build;
    bool is_cmake, verbose;
    NKC_VEC(struct nk_image) images;
    NKC_VEC(struct nk_tests) tests;
};

/* What the commands of `nk` that work on a solution have in common. */
struct nk_place {
    const char *build; /* --build-dir, or NULL */
    bool verbose;
};

/* The three steps; each reports and returns false when it fails. nk_solution_open writes nothing.
 */
bool nk_solution_open(struct nkc_session *s, const struct nk_place *place, const char *dir,
                      struct nk_solution *sol);
/* Finds out what the solution has; that of CMake is configured for it in the build folder. */
bool nk_solution_configure(struct nk_solution *sol);
/* Builds a target, NULL = all. */
bool nk_solution_build(struct nk_solution *sol, const char *target);

/* Makes the build folder; tools that write into it need it. */
bool nk_solution_make_build(struct nk_solution *sol);

/* The image by name, NULL = the first; reports when there is none. */
const struct nk_image *nk_solution_image(struct nk_solution *sol, const char *name);

/* A line on standard error that says what is done now. */
void nk_say(const struct nk_solution *sol, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
