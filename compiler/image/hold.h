/* Signals that end the tool, while temporary files exist: they are held back, the work asks in
 * between whether one has come, and it takes effect when the files are gone. */
#ifndef NKC_IMAGE_HOLD_H
#define NKC_IMAGE_HOLD_H

#include <signal.h>
#include <stdbool.h>

/* SIGHUP, SIGINT, SIGPIPE, SIGQUIT and SIGTERM without those that are ignored. */
void nkc_hold_set(sigset_t *set);
void nkc_hold_begin(sigset_t *before);
/* One has come: whatever is under way is to be given up, silently. */
bool nkc_hold_ending(void);
/* Does not return when one has come. */
void nkc_hold_end(const sigset_t *before);

#endif
