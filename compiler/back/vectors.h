/* Test vectors of message structure: for every clause of every verifier a message that breaks that
 * clause alone, its neighbours that are sound, and the largest sound message.
 *
 * Expected results come from the rules (generated-code 11, platform 4) and the model; no verifier
 * takes part. One JSON object per line; format: docs/vectors.md. */
#ifndef NKC_BACK_VECTORS_H
#define NKC_BACK_VECTORS_H

#include "model/load.h"

/* Appends the vectors of the input's interface, or of every interface that the component serves,
 * each once. Nothing is appended for a package without interface. */
void nkc_vectors_emit(struct nkc_session *s, const struct nkc_input *input, struct nkc_buf *out);

#endif
