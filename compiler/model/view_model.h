/* Views of the model's structs. */
#ifndef NKC_MODEL_VIEW_MODEL_H
#define NKC_MODEL_VIEW_MODEL_H

#include "model/view.h"

extern const struct nkc_view_type nkc_view_package;   /* struct nkc_package */
extern const struct nkc_view_type nkc_view_component; /* struct nkc_component */

#endif
