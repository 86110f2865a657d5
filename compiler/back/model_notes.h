/* The notes of a generated C file: hashes of the descriptions that it was made from
 * (nk/model_note.h). */
#ifndef NKC_BACK_MODEL_NOTES_H
#define NKC_BACK_MODEL_NOTES_H

#include "model/load.h"

/* The notes of process classes and, once each, of their interfaces. */
struct nkc_model_notes {
    struct nkc_model *model;
    struct nkc_buf *out;
    size_t count;
    struct nkc_map interfaces; /* those that have one */
};

void nkc_model_notes_init(struct nkc_model_notes *n, struct nkc_model *m, struct nkc_buf *out);

/* Appends the notes of a class. One that goes by another name than its description has none:
 * elsewhere it may have a description of its own. */
void nkc_model_notes_add(struct nkc_model_notes *n, const char *name,
                         const struct nkc_component *class);

#endif
