/* What build tools print, made readable: steps one after the other on the last line of a terminal,
 * each message of our tools once, what only tells which command failed when nothing else was
 * said. */
#ifndef NKC_NK_PROGRESS_H
#define NKC_NK_PROGRESS_H

#include "nk/process.h"

struct nk_progress {
    const char *done; /* what the tool does, "built": a terminal gets the time that it took */
    bool verbose;     /* show all that comes, as it comes */
    bool hold;        /* keep the standard output for the case that the command fails */
};

/* Runs a build tool. Returns its status, as nk_process_run. */
int nk_progress_run(struct nkc_session *s, const struct nk_progress *how, struct nk_words *w);

#endif
