/* --templates DIR: back ends that are only templates (docs/templates.md).
 *
 * DIR holds templates, called by their file names, and a file `manifest`, whose lines say which of
 * them is printed for what, into which file. Untrusted input: all of it. */
#ifndef NKC_BACK_USER_TMPL_H
#define NKC_BACK_USER_TMPL_H

#include "model/load.h"

/* Prints the templates of `dir` for the input into outputs of the session below `out_dir`. False
 * after an error. */
bool nkc_user_templates(struct nkc_session *s, const struct nkc_input *input, const char *dir,
                        const char *out_dir);

#endif
