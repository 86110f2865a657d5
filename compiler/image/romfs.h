/* The read-only file system of an image: what makeimg writes and the kernel reads.
 *
 * Layout: struct kos_romfs_header, one struct kos_romfs_entry per file, then the data, each file
 * at a multiple of KOS_PAGE_SIZE from the header's start; little endian (platform 1, nk/abi.h).
 * Errors are reported to the session; a file system with errors is never written.
 * Untrusted input: names and contents of all files. */
#ifndef NKC_IMAGE_ROMFS_H
#define NKC_IMAGE_ROMFS_H

#include "base/session.h"

struct nkc_romfs_file {
    const char *name; /* in the image */
    const char *path; /* where the content comes from; NULL: from text */
    const char *text;
    uint64_t size;
};

struct nkc_romfs {
    NKC_VEC(struct nkc_romfs_file) files; /* in the order they are stored */
};

/* Add one file. `path` must name a regular file; `name` NULL stands for its base name. */
bool nkc_romfs_add_file(struct nkc_session *s, struct nkc_romfs *fs, const char *name,
                        const char *path);
bool nkc_romfs_add_text(struct nkc_session *s, struct nkc_romfs *fs, const char *name,
                        const char *text);

/* Reports what is beyond the limits of an image, or of the usual machine. */
void nkc_romfs_check(struct nkc_session *s, const struct nkc_romfs *fs);

/* Pre: checked without an error. Writes it to `path`; the file is incomplete after a failure, and
 * when a signal is to end the tool (image/hold.h), which is not reported. */
bool nkc_romfs_write(struct nkc_session *s, const struct nkc_romfs *fs, const char *path);

/* The part of a path after the last slash. */
const char *nkc_base_name(const char *path);

#endif
