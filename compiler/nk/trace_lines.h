/* The console of a system booted with kos.trace=ipc, made readable: one line a message, programs'
 * own lines between them, refusals with their reason below the message (platform 1). */
#ifndef NKC_NK_TRACE_LINES_H
#define NKC_NK_TRACE_LINES_H

#include "base/session.h"

struct nk_trace {
    bool json;        /* one object a line, docs/schemas/trace.schema.json */
    bool kernel;      /* show messages to and from the kernel as well, and what it says at boot */
    const char *only; /* show the messages whose line holds this, and nothing else; NULL: all */
    FILE *out;
    unsigned shown, refused, hidden; /* counted; hidden: granted messages with the kernel */
    size_t width;                    /* of the widest pair of processes so far */
    bool explain;                    /* the last line was a refusal that is shown */
};

/* Takes one line of the console; an nk_line_fn, `context` is a struct nk_trace. */
void nk_trace_line(void *context, const char *line);

/* Prints how many messages there were. */
void nk_trace_summary(const struct nk_trace *t);

#endif
