/* Output of build tools. */
#include "nk/progress.h"

#include <ctype.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

struct output {
    struct nkc_session *s;
    const struct nk_progress *how;
    size_t columns;     /* of the terminal that steps are shown on; 0: there is none */
    bool shown;         /* a step is on the terminal's last line */
    bool printed;       /* a line that is no step was */
    bool command;       /* the next line is the command that ninja tells after FAILED */
    bool again;         /* the last message of our tools was printed before */
    struct nkc_buf log; /* lines that were not printed */
    NKC_VEC(const char *) messages;
};

/* ---- kinds of lines ----------------------------------------------------------------------- */

/* What a build tool says of its progress, as CMake, ninja, make and solution.mk do. */
static bool is_step(const char *line)
{
    if (*line == '[') {
        const char *p = line + 1;
        for (; isdigit((unsigned char)*p) || strchr(" /%", *p); p++)
            if (!*p)
                return false;
        return p > line + 1 && *p == ']';
    }
    size_t word = strncmp(line, "  ", 2) == 0 ? strspn(line + 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;
    if (word > 0)
        return line[2 + word] == ' ';
    return strncmp(line, "-- ", 3) == 0 || strcmp(line, "ninja: no work to do.") == 0 ||
           strncmp(line, "make: Nothing", 13) == 0;
}

/* What a build tool adds to the messages of a command that failed: which one it was. */
static bool is_complaint(const char *line)
{
    static const char *const heads[] = {"ninja: build stopped", "make: *** ", "make[",
                                        "gmake: *** ", "gmake["};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strncmp(line, heads[i], strlen(heads[i])) == 0)
            return true;
    return false;
}

/* ninja tells a failed command in two lines before its messages. */
static bool is_failed(struct output *o, const char *line)
{
    const bool command = o->command;
    o->command = strncmp(line, "FAILED: ", 8) == 0;
    return command || o->command;
}

/* An error or a warning of our tools: it ends with its name, as `[undef]`; gcc's `[-Wshadow]`. */
static bool is_message(const char *line)
{
    const char *name = strrchr(line, '[');
    return name && name[1] != '-' && strchr(name, ']') == line + strlen(line) - 1 &&
           (strstr(line, ": error: ") || strstr(line, ": warning: "));
}

/* Each tool that reads a description has its faults to tell, and a build runs several at a time.
 * The lines below a message, its source and notes, go with it. */
static bool is_again(struct output *o, const char *line)
{
    if (!is_message(line))
        return o->again;
    o->again = false;
    NKC_FOREACH(i, &o->messages)
        o->again |= strcmp(o->messages.data[i], line) == 0;
    if (!o->again)
        nkc_vec_push(o->s->arena, &o->messages, nkc_arena_strdup(o->s->arena, line));
    return o->again;
}

/* ---- the terminal ------------------------------------------------------------------------- */

static size_t terminal_columns(const struct nkc_session *s)
{
    struct winsize size;
    const char *term = getenv("TERM");
    if (!nkc_diag_is_text(s) || !isatty(STDERR_FILENO) || (term && strcmp(term, "dumb") == 0))
        return 0;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

static void clear_step(struct output *o)
{
    if (o->shown)
        fputs("\r\033[K", stderr);
    o->shown = false;
}

static void show_step(struct output *o, const char *line)
{
    if (!o->columns)
        return;
    /* A line that is full would be continued on the next one. */
    fprintf(stderr, "\r\033[K%.*s", (int)o->columns - 1, line);
    fflush(stderr);
    o->shown = true;
}

/* ---- lines -------------------------------------------------------------------------------- */

static void take_line(void *context, const char *line)
{
    struct output *o = context;
    if (o->how->verbose) {
        fprintf(stderr, "%s\n", line);
    } else if (is_step(line)) {
        o->again = false;
        show_step(o, line);
    } else if (o->how->hold || is_failed(o, line) || is_complaint(line)) {
        o->again = false;
        nkc_buf_printf(&o->log, "%s\n", line);
    } else if (!is_again(o, line)) {
        clear_step(o);
        fprintf(stderr, "%s\n", line);
        o->printed = true;
    }
}

static void take_output(void *context, FILE *f)
{
    (void)nk_lines_read(f, take_line, context);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int nk_progress_run(struct nkc_session *s, const struct nk_progress *how, struct nk_words *w)
{
    struct output o = {.s = s, .how = how, .columns = terminal_columns(s)};
    const double begin = seconds();
    int status = nk_process_run(s, w, take_output, &o, !how->hold);
    clear_step(&o);
    if (status != 0 && !o.printed && o.log.data)
        fputs(o.log.data, stderr);
    else if (status == 0 && o.columns)
        fprintf(stderr, "nk: %s in %.1f s\n", how->done, seconds() - begin);
    nkc_buf_free(&o.log);
    return status;
}
