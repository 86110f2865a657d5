/* A lock, so that the rest builds also where there is no libkos. */
#ifndef FS_LOCK_H
#define FS_LOCK_H

void fs_lock(void);
void fs_unlock(void);

#endif
