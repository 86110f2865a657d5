/* All synchronisation objects at once. */
#ifndef KOS_SYNC_API_H
#define KOS_SYNC_API_H

#include <kos/sync_types.h>

#endif
