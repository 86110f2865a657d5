/* One compilation: memory, names, sources, diagnostics, include directories, outputs.
 *
 * There are no globals; a program may run several sessions at once, one per thread.
 * Everything reached from a session dies with nkc_session_free.
 * Untrusted input: the text of every source file. */
#ifndef NKC_BASE_SESSION_H
#define NKC_BASE_SESSION_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* ---- sources ---------------------------------------------------------------------------- */

enum { NKC_SOURCE_MAX = 16 * 1024 * 1024 }; /* bytes of one input file */
enum { NKC_MARK_BYTES = 4096 };

struct nkc_source {
    const char *path;      /* as opened: include directory + '/' + relative name, or as given */
    const char *shown;     /* in messages: `path`; of a link, where the file itself is */
    const char *real_path; /* absolute, resolved: identity of the file; NULL: text from memory */
    const char *text;      /* NUL-terminated; inner ones only where !is_text */
    char *owned;           /* the same when the session frees it, else NULL */
    uint32_t size;
    struct nkc_lines *lines; /* by nkc_source_lines */
    bool is_text;            /* false: a zero byte was reported, readers do not get the source */
};

/* Where lines begin and columns count from. Made when the first place is asked for: most runs have
 * nothing to say. */
struct nkc_lines {
    struct nkc_arena *arena;
    uint32_t *begin; /* offset of each line's first byte; NULL: not made yet */
    uint32_t count;
    uint32_t *marks; /* code points before each NKC_MARK_BYTES-th byte: columns of long lines */
};

/* Half-open byte range of a source; src NULL = no place (command line). */
struct nkc_span {
    const struct nkc_source *src;
    uint32_t begin, end;
};

#define NKC_NO_SPAN ((struct nkc_span){0})

/* ---- diagnostics ------------------------------------------------------------------------ */

/* NKC_WARNING_OFF: a warning that only -W id or -W all turns on. */
enum nkc_severity { NKC_NOTE, NKC_WARNING, NKC_ERROR, NKC_WARNING_OFF };

/* The catalogue: every diagnostic once, in one of the diag_*.def files. */
enum nkc_diag_id {
#define NKC_DIAG(name, slug, severity, format) NKC_D_##name,
#include "base/diag_all.def"
#undef NKC_DIAG
    NKC_D_COUNT
};

#define NKC_DIAG(name, slug, severity, format)                                                     \
    __attribute__((unused)) static const char nkc_dfmt_##name[] = format;
#include "base/diag_all.def"
#undef NKC_DIAG

struct nkc_diag_info {
    const char *slug;
    enum nkc_severity severity;
    const char *format;
};
const struct nkc_diag_info *nkc_diag_info(enum nkc_diag_id id);

struct nkc_diag_sink; /* base/diag.h */

/* ---- the session ------------------------------------------------------------------------ */

struct nkc_tmpl_set;

struct nkc_output {
    const char *path, *temporary;
    struct nkc_buf text;
    /* By nkc_outputs_commit: */
    bool direct;   /* a stream or device, which is written into, not replaced */
    bool prepared; /* written, not yet in place */
};

struct nkc_session {
    struct nkc_arena *arena;
    struct nkc_map names;                  /* interned strings */
    NKC_VEC(struct nkc_source *) sources;  /* in the order first read */
    NKC_VEC(const char *) include_dirs;    /* in command-line order */
    NKC_VEC(struct nkc_output *) outputs;  /* written together by nkc_outputs_commit */
    struct nkc_tmpl_set *templates;        /* of nkc_tmpl_builtin_set; NULL before its use */
    FILE *diag_stream;                     /* default stderr */
    const struct nkc_diag_sink *diag_sink; /* the form of diagnostics, text by default */
    void *diag_state;                      /* of the sink */
    const char *tool;                      /* "nk-gen-c": prefix of diagnostics without place */
    size_t error_count, warning_count;
    bool last_dropped;                     /* the last diagnostic was off: drop its notes too */
    unsigned char diag_off[NKC_D_COUNT];   /* -W no-id, -W none; ignored for errors */
    unsigned char diag_fatal[NKC_D_COUNT]; /* -W error=id */
    bool all_fatal;                        /* -W error */
    bool keep_unchanged;                   /* --keep-unchanged */
    unsigned char word_bytes;              /* of UIntSize and UIntPtr: 8, 4 for `--platform=arm` */
};

/* The version of all tools: "0.1.0". */
extern const char nkc_version[];

struct nkc_session *nkc_session_new(const char *tool);
void nkc_session_free(struct nkc_session *s);

/* Equal texts give equal pointers. */
const char *nkc_intern(struct nkc_session *s, const char *text, size_t size);
const char *nkc_interns(struct nkc_session *s, const char *text);

/* Reads a file once; a second call with another spelling of the same file returns the same
 * source. On failure reports at `from` (cannot read, is a directory, too large, not text) and
 * returns NULL. nkc_source_probe is silent and returns NULL when no regular file is there. */
struct nkc_source *nkc_source_open(struct nkc_session *s, const char *path, struct nkc_span from);
bool nkc_source_probe(const char *path);
/* A source from memory, for tests and standard input. Copies the text. */
struct nkc_source *nkc_source_text(struct nkc_session *s, const char *path, const char *text,
                                   size_t size);
/* The same without a copy: `text` ends with a NUL and outlives the session. */
struct nkc_source *nkc_source_static(struct nkc_session *s, const char *path, const char *text,
                                     size_t size);
const struct nkc_lines *nkc_source_lines(const struct nkc_source *src);
/* Line and column (in code points) from 1. */
void nkc_span_place(struct nkc_span span, uint32_t *line, uint32_t *column);
/* The smallest span that covers both. */
struct nkc_span nkc_span_join(struct nkc_span a, struct nkc_span b);

/* Reports one diagnostic: `nkc_diag(s, UNDEF, span, "type", name)`. The text is the catalogue's,
 * the arguments are checked against it at compile time. A note belongs to the diagnostic before it.
 * A span with src NULL prints `<tool>: error: ...`. */
#define nkc_diag(s, name, ...) nkc_diag_emit((s), NKC_D_##name, nkc_dfmt_##name, __VA_ARGS__)
/* `format` is always the catalogue's text of `id`; it is a parameter so that gcc checks the rest.
 * Signature: (session, id, format, span, arguments...). */
void nkc_diag_emit(struct nkc_session *s, enum nkc_diag_id id, const char *format,
                   struct nkc_span span, ...) __attribute__((format(printf, 3, 5)));
/* For programs and editors: the text at `span` may be replaced by `replacement`, which mends the
 * last error or warning. Call it only when that is certain or a near spelling. */
void nkc_diag_fix(struct nkc_session *s, struct nkc_span span, const char *replacement);
/* Note "did you mean" and the fix for it; nothing when `name` is NULL. */
void nkc_diag_mean(struct nkc_session *s, struct nkc_span span, const char *name);
/* --diagnostics: "text", "json" or "sarif"; false for another name. Before the first report. */
bool nkc_diag_format(struct nkc_session *s, const char *name);
bool nkc_diag_is_text(const struct nkc_session *s);
/* Writes what the form still holds back; nkc_session_free calls it. */
void nkc_diag_finish(struct nkc_session *s);
/* One value of -W: id, no-id, all, none, error, no-error, error=id, no-error=id; later ones win,
 * unknown ids are ignored. */
void nkc_diag_flag(struct nkc_session *s, const char *flag);

/* The name among `names` nearest to `name`, for "did you mean"; NULL when none is near. */
const char *nkc_nearest(const char *name, const char *const *names, size_t count);

/* The key of `map` nearest to `name`; NULL when none is near. */
const char *nkc_nearest_key(struct nkc_session *s, const char *name, const struct nkc_map *map);

/* ---- outputs ---------------------------------------------------------------------------- */

/* A new output file, "-" = standard output; nothing reaches the disk before nkc_outputs_commit. */
struct nkc_buf *nkc_output_new(struct nkc_session *s, const char *path);
/* Writes all outputs or none: each to `path.tmp<pid>`, then renamed. When errors were reported,
 * writes nothing. Returns true when everything stands on the disk. A signal that ends the tool
 * leaves no temporary file. */
bool nkc_outputs_commit(struct nkc_session *s);
/* A make rule: `target` depends on every file that the session read. */
void nkc_depfile(struct nkc_session *s, const char *target, struct nkc_buf *out);

/* 0 without errors, else 1: the exit status of every tool. */
int nkc_session_status(const struct nkc_session *s);

#endif
