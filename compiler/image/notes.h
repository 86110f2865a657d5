/* What the files of an image tell of themselves (nk/model_note.h): hashes of the descriptions they
 * were made from, and the processes that Einit starts.
 *
 * Untrusted input: the files; every offset and size in them is checked. A file without notes, made
 * by hand or stripped of its sections, is compared with nothing. */
#ifndef NKC_IMAGE_NOTES_H
#define NKC_IMAGE_NOTES_H

#include "base/session.h"

struct nkc_model_note {
    uint32_t type; /* NK_MODEL_CLASS or NK_MODEL_INTERFACE */
    const char *name;
    const unsigned char *hash; /* 32 bytes */
};

struct nkc_process_note {
    const char *name, *program; /* the program is the name of a file in the image */
    const char *place;          /* in the init description: "init.yaml:3:9" */
};

struct nkc_notes {
    const char *what, *path; /* for messages: "security module", "ksm.module" */
    NKC_VEC(struct nkc_model_note) models;
    NKC_VEC(struct nkc_process_note) processes;
};

/* Reads the notes of an ELF file that nkc_input_elf has accepted. False after reporting. */
bool nkc_notes_read(struct nkc_session *s, const char *what, const char *path,
                    struct nkc_notes *notes);

/* Reports the classes that both know by different descriptions, with the interfaces that differ. */
void nkc_notes_compare(struct nkc_session *s, const struct nkc_notes *a, const struct nkc_notes *b);

#endif
