/* Whether a JSON text says what a view says. */
#ifndef NKC_MODEL_VIEW_COMPARE_H
#define NKC_MODEL_VIEW_COMPARE_H

#include "base/json.h"
#include "model/view.h"

/* Compares every value of the dump of `object` but places and file names, which the text may hold
 * or not. Reports each difference at its place in `src` as model-differs, unknown names as
 * model-shape; false when there was one. */
bool nkc_view_compare(struct nkc_session *s, const struct nkc_source *src,
                      const struct nkc_view_type *type, const void *object,
                      const struct nkc_json *json);

#endif
