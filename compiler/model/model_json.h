/* The model as canonical JSON (docs/schemas/model.schema.json), and its hash. */
#ifndef NKC_MODEL_MODEL_JSON_H
#define NKC_MODEL_MODEL_JSON_H

#include "model/load.h"

/* The JSON of the input and of everything it reaches, indented, with a final newline. */
void nkc_model_json(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out);

/* SHA-256 of the compact JSON of the input without places and file names: 64 hex digits, newline.
 * For components and classes it equals nkc_model_hash of the one. */
void nkc_model_hash_text(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out);

/* The same of any input, as bytes. */
void nkc_input_hash(struct nkc_model *m, const struct nkc_input *input, uint8_t hash[32]);

/* A piece of memory to hash. */
struct nkc_bytes {
    const void *data;
    size_t size;
};

/* SHA-256 of the pieces one after the other. */
void nkc_sha256(const struct nkc_bytes *pieces, size_t count, uint8_t hash[32]);

#endif
