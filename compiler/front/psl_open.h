/* Blocks of a policy that nothing closes: which ones, and where their `}` is missed.
 *
 * The grammar alone would go on behind the missing brace: what follows becomes part of the open
 * block, and each later declaration an error. So the braces of a text are counted before it is
 * parsed. A text that closes all its blocks is left as it is, however it is laid out. In one that
 * does not, layout and the words that begin declarations tell where a brace was forgotten. */
#ifndef NKC_FRONT_PSL_OPEN_H
#define NKC_FRONT_PSL_OPEN_H

#include "base/session.h"

struct psl_missing {
    uint32_t at; /* offset of the token before which `}` is missed; the size of the text: its end */
    uint32_t open; /* of the `{` */
    uint32_t head; /* of the word that begins what the block belongs to */
};

struct psl_missing_list {
    NKC_VEC(struct psl_missing) list; /* in text order, inner blocks first */
};

/* Empty when all blocks are closed, and when a comment is not: that is reported and explains it.
 * Takes time in proportion to the size of the text, which ends with a NUL. */
struct psl_missing_list psl_find_missing(struct nkc_arena *arena, const char *text, uint32_t size);

#endif
