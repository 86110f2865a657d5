/* Where this program stands: tools find the rest of their SDK from there. */
#ifndef NKC_CLI_OWN_H
#define NKC_CLI_OWN_H

#include "base/session.h"

/* The folder of the running program, links resolved; NULL when the system does not tell. */
const char *nkc_own_folder(struct nkc_session *s);
/* The folder `up` levels above an absolute path. */
const char *nkc_folder_above(struct nkc_session *s, const char *path, int up);

#endif
