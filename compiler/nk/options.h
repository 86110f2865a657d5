/* Rows of the option tables that commands of `nk` share. The settings of such a command are a
 * `struct settings` that begins with the `struct nk_boot boot` that the actions of the rows work
 * on, and has a `struct nk_place place`. */
#ifndef NKC_NK_OPTIONS_H
#define NKC_NK_OPTIONS_H

#include "cli/options.h"
#include "nk/boot.h"

/* clang-format off */
#define NK_OPTION_BUILD_DIR                                                                        \
    {"build-dir", 'B', NKC_OPT_VALUE, "DIR",                                                       \
     "What is built goes to DIR (default: FOLDER/build).", NULL,                                   \
     .field = offsetof(struct settings, place.build), .kind = NKC_KIND_DIR}

#define NK_OPTION_IMAGE                                                                            \
    {"image", 'i', NKC_OPT_VALUE, "NAME",                                                          \
     "Boot this image (default: the first of the solution).", NULL,                                \
     .field = offsetof(struct settings, boot.image)}

#define NK_OPTION_KERNEL                                                                           \
    {"kernel", 'k', NKC_OPT_VALUE, "OPTION",                                                       \
     "Add an option for the kernel, kos.exit=PROCESS.", nk_boot_add_option,                        \
     .flags = NKC_OPT_REPEAT}

#define NK_OPTION_TIMEOUT(remark)                                                                  \
    {"timeout", 't', NKC_OPT_VALUE, "SECONDS",                                                     \
     "Stop the machine then (default: " NK_BOOT_SECONDS "); 0 = never.", nk_boot_set_seconds,      \
     .more = (remark)}

#define NK_OPTION_VERBOSE                                                                          \
    {"verbose", 'v', NKC_OPT_NONE, NULL,                                                           \
     "Show all that the build tools print.", NULL,                                                 \
     .field = offsetof(struct settings, place.verbose)}
/* clang-format on */

#endif
