/* Checks of the files that go into an image. All report to the session and return false. */
#ifndef NKC_IMAGE_INPUT_H
#define NKC_IMAGE_INPUT_H

#include "base/session.h"

enum nkc_elf_kind { NKC_ELF_OBJECT = 1 /* ET_REL */, NKC_ELF_PROGRAM = 2 /* ET_EXEC */ };

/* `path` is a readable regular file; `what` names its role in messages: "kernel". */
bool nkc_input_size(struct nkc_session *s, const char *what, const char *path, uint64_t *size);

/* As above, and it is a little-endian ELF64 file for AArch64 of the given kind. Only the header is
 * looked at: the linker and the kernel check the rest. */
bool nkc_input_elf(struct nkc_session *s, const char *what, const char *path,
                   enum nkc_elf_kind kind);

#endif
