/* The model as XML (docs/schemas/model.rng): the same names and values as the JSON.
 *
 * An object is an element, its texts, numbers and flags are attributes; a list is an element with
 * its items inside. Order of attributes and elements is fixed. */
#ifndef NKC_MODEL_MODEL_XML_H
#define NKC_MODEL_MODEL_XML_H

#include "model/load.h"

/* UTF-8, indented, with a final newline. False, with the reason reported, when libxml2 is not there
 * or has no memory. */
bool nkc_model_xml(struct nkc_model *m, const struct nkc_input *input, struct nkc_buf *out);

#endif
