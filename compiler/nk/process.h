/* Other programs: found in PATH, run, their output read.
 *
 * Ownership: words live in the session's arena. */
#ifndef NKC_NK_PROCESS_H
#define NKC_NK_PROCESS_H

#include "base/session.h"

/* A command line: words; nk_process_run puts NULL behind the last. */
struct nk_words {
    NKC_VEC(const char *) list;
};

void nk_add(struct nkc_session *s, struct nk_words *w, const char *word);
/* Prints as printf does and adds the result as one word. */
void nk_addf(struct nkc_session *s, struct nk_words *w, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void nk_add_all(struct nkc_session *s, struct nk_words *w, const struct nk_words *more);

enum {
    NK_TIMED_OUT = 124, /* as timeout(1) */
    NK_CANNOT_RUN = -1, /* no exit status: a command may end with any */
};

/* Takes a program's output to its end. */
typedef void nk_read_fn(void *context, FILE *f);

/* Runs the command and waits for its end. `take` gets the standard output, and with `merge` the
 * standard error too; NULL: both go where ours go. When this process ends before it, in whatever
 * way, the command gets SIGTERM. Returns the exit status, 128 + N after signal N; NK_CANNOT_RUN
 * after reporting that the program cannot be started. */
int nk_process_run(struct nkc_session *s, struct nk_words *w, nk_read_fn *take, void *context,
                   bool merge);

/* True when PATH has the program; a path with a slash is looked at itself. */
bool nk_program_exists(const char *name);

/* Takes one line without its line break. */
typedef void nk_line_fn(void *context, const char *line);

/* Reads lines from a stream to its end, whatever bytes they hold; at most 64 KiB of one are kept.
 * Returns false, errno set, when it cannot be read. */
bool nk_lines_read(FILE *f, nk_line_fn *line, void *context);

/* An nk_read_fn that copies to standard output, at once. */
void nk_copy(void *context, FILE *f);

#endif
