/* An image: kernel, security module and ROMFS linked into one ELF file (einit-and-build 6,
 * platform 1), by the tools of the cross toolchain. */
#ifndef NKC_IMAGE_IMAGE_H
#define NKC_IMAGE_IMAGE_H

#include "image/romfs.h"

struct nkc_image {
    const char *kernel; /* relocatable object */
    const char *ldscript;
    const char *module;      /* NULL: an image that grants everything */
    const char *dst;         /* also dst.stripped and dst.dbg.syms */
    const char *tool_prefix; /* "aarch64-linux-gnu-", with a directory when one was asked for */
    const char *asflags, *ldflags; /* more words for the tools, or NULL */
    struct nkc_romfs romfs;
};

/* Writes the three files or none of them. */
bool nkc_image_build(struct nkc_session *s, const struct nkc_image *image);

#endif
