/* Does the image have what its Einit starts? All report to the session. An Einit without notes,
 * made by hand, is not asked. */
#ifndef NKC_IMAGE_PROGRAMS_H
#define NKC_IMAGE_PROGRAMS_H

#include "image/notes.h"
#include "image/romfs.h"

/* The program of every process is a file of the image that the kernel can load. */
void nkc_programs_check(struct nkc_session *s, const struct nkc_notes *init,
                        const struct nkc_romfs *fs);

/* `kos.exit=NAME` among the boot options names a process that Einit starts, or Einit. */
void nkc_programs_check_exit(struct nkc_session *s, const struct nkc_notes *init,
                             const char *cmdline);

#endif
