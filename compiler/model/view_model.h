/* The view of the model: what dumps print and what user templates read.
 *
 * Every name and its meaning: docs/templates.md, made from the tables of view_model.c. Changing a
 * dumped name, or what it means, is a new NKC_VIEW_VERSION. */
#ifndef NKC_MODEL_VIEW_MODEL_H
#define NKC_MODEL_VIEW_MODEL_H

#include "model/load.h"
#include "model/view.h"

enum { NKC_VIEW_VERSION = 1 };

/* What a dump was asked for. */
struct nkc_view_input {
    const char *kind, *name;           /* "package", "component" or "class" */
    const struct nkc_package *package; /* exactly one of both is set */
    const struct nkc_component *component;
};

/* Inputs and everything they reach, each thing once, in the order of the names. */
struct nkc_view_root {
    const char *format;
    uint32_t version;
    NKC_VEC(struct nkc_view_input) inputs;
    NKC_VEC(const struct nkc_package *) packages;
    NKC_VEC(const struct nkc_component *) components, classes;
};

extern const struct nkc_view_type nkc_view_model, nkc_view_package, nkc_view_component;

/* Every type of the view, for its documentation. */
extern const struct nkc_view_type *const nkc_view_model_types[];
extern const size_t nkc_view_model_type_count;

/* Lives in the session's arena. */
struct nkc_view_root *nkc_view_root_new(struct nkc_session *s, const struct nkc_input *inputs,
                                        size_t count);

#endif
