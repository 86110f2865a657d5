/* From text to tree.
 *
 * Untrusted input: the whole text. All lexical and syntax errors of a file are reported in one
 * run; the tree that comes back holds what could be read and is marked `error`. */
#ifndef NKC_FRONT_PARSE_H
#define NKC_FRONT_PARSE_H

#include "front/ast.h"

/* Never NULL. `kind` is what the file's extension says; a file that begins like one of another
 * kind is an error (file-kind) and is read as what it begins with. */
struct nkc_ast_file *nkc_parse(struct nkc_session *s, struct nkc_source *src,
                               enum nkc_file_kind kind);

#endif
