/* The hashes of descriptions in the files of an image (nk/model_note.h), and their comparison.
 *
 * Untrusted input: the files; every offset and size in them is checked. A file without notes, made
 * by hand or stripped of its sections, is compared with nothing. */
#ifndef NKC_IMAGE_NOTES_H
#define NKC_IMAGE_NOTES_H

#include "base/session.h"

struct nkc_note {
    uint32_t type; /* NK_MODEL_* */
    const char *name;
    const unsigned char *hash; /* 32 bytes */
};

struct nkc_notes {
    const char *what, *path; /* for messages: "security module", "ksm.module" */
    NKC_VEC(struct nkc_note) list;
};

/* Reads the notes of an ELF file that nkc_input_elf has accepted. False after reporting. */
bool nkc_notes_read(struct nkc_session *s, const char *what, const char *path,
                    struct nkc_notes *notes);

/* Reports the classes that both know by different descriptions, with the interfaces that differ. */
void nkc_notes_compare(struct nkc_session *s, const struct nkc_notes *a, const struct nkc_notes *b);

#endif
