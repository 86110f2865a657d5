/* OpenNK for messages of unknown origin: nk_arena_get looks at each chunk. */
#define GET nk_arena_get
#include "opennk.c"
