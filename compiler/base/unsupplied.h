/* Programs that solutions know from the platform and that are not supplied here. Asked only of names
 * that were not found: a solution may describe and bring them itself. */
#ifndef NKC_BASE_UNSUPPLIED_H
#define NKC_BASE_UNSUPPLIED_H

#include "base/session.h"

/* Whether `name`, of a class, a component or a policy of a program, is such a name. */
bool nkc_is_unsupplied(const char *name);
/* A note for the error before it: what `name` is and what to do without it. False, and silent, when it
 * is no such name. */
bool nkc_note_unsupplied(struct nkc_session *s, const char *name);

#endif
