/* From the JSON of a model to the trees of its files, as if they had been written in IDL.
 *
 * Only what a description says is read: names, kinds, counts, order. Sizes, offsets and numbers
 * are the compiler's to compute; sema/load_json.c compares them afterwards.
 * Untrusted input: all of it. Errors: model-shape, each at its place. */
#ifndef NKC_FRONT_MODEL_AST_H
#define NKC_FRONT_MODEL_AST_H

#include "base/json.h"
#include "front/ast.h"

struct nkc_model_files {
    NKC_VEC(struct nkc_ast_file *) list;
};

/* False after an error: the trees are then incomplete. */
bool nkc_model_to_ast(struct nkc_session *s, struct nkc_source *src, const struct nkc_json *root,
                      struct nkc_model_files *files);

#endif
