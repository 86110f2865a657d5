/* Diagnostics: the catalogue, the -W flags, and the way of a record to the sink. */
#include "base/diag.h"

/* Of each severity; bounds the time that a hostile file can cost. */
enum { SHOWN_MAX = 100 };

static const struct nkc_diag_info infos[] = {
#define NKC_DIAG(name, slug, severity, format) {slug, severity, format},
#include "base/diag_all.def"
#undef NKC_DIAG
};

const struct nkc_diag_info *nkc_diag_info(enum nkc_diag_id id)
{
    return &infos[id];
}

/* ---- -W ---------------------------------------------------------------------------------- */

static void flag_id(const char *slug, unsigned char *flags, unsigned char value)
{
    for (size_t i = 0; i < NKC_D_COUNT; i++)
        if (strcmp(infos[i].slug, slug) == 0)
            flags[i] = value;
}

/* The rest of `flag` behind `prefix`; NULL when it begins otherwise. */
static const char *behind(const char *flag, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(flag, prefix, n) == 0 ? flag + n : NULL;
}

void nkc_diag_flag(struct nkc_session *s, const char *flag)
{
    const char *id;
    if (strcmp(flag, "all") == 0) {
        memset(s->diag_off, 0, sizeof s->diag_off);
    } else if (strcmp(flag, "none") == 0) {
        memset(s->diag_off, 1, sizeof s->diag_off);
        memset(s->diag_fatal, 0, sizeof s->diag_fatal);
    } else if (strcmp(flag, "error") == 0) {
        s->all_fatal = true;
    } else if (strcmp(flag, "no-error") == 0) {
        s->all_fatal = false;
    } else if ((id = behind(flag, "error="))) {
        flag_id(id, s->diag_fatal, 1);
        flag_id(id, s->diag_off, 0);
    } else if ((id = behind(flag, "no-error="))) {
        flag_id(id, s->diag_fatal, 0);
    } else if ((id = behind(flag, "no-"))) {
        flag_id(id, s->diag_off, 1);
    } else {
        flag_id(flag, s->diag_off, 0);
    }
}

/* ---- reporting --------------------------------------------------------------------------- */

static bool below_cap(struct nkc_session *s, enum nkc_severity severity)
{
    size_t *count = severity == NKC_ERROR ? &s->error_count : &s->warning_count;
    if (++*count <= SHOWN_MAX)
        return true;
    if (*count == SHOWN_MAX + 1) {
        enum nkc_diag_id id = severity == NKC_ERROR ? NKC_D_TOO_MANY : NKC_D_TOO_MANY_WARNINGS;
        struct nkc_diag_record last = {id, severity, NKC_NO_SPAN, infos[id].format};
        s->diag_sink->report(s, &last);
    }
    return false;
}

/* Applies the -W flags to *severity, counts, and tells whether the diagnostic is shown. */
static bool admit(struct nkc_session *s, enum nkc_diag_id id, enum nkc_severity *severity)
{
    if (*severity == NKC_NOTE)
        return !s->last_dropped;
    s->last_dropped = false;
    if (*severity != NKC_ERROR) {
        *severity = s->diag_fatal[id] || s->all_fatal ? NKC_ERROR : NKC_WARNING;
        s->last_dropped = s->diag_off[id];
    }
    if (!s->last_dropped)
        s->last_dropped = !below_cap(s, *severity);
    return !s->last_dropped;
}

void nkc_diag_emit(struct nkc_session *s, enum nkc_diag_id id, const char *format,
                   struct nkc_span span, ...)
{
    struct nkc_diag_record d = {.id = id, .severity = infos[id].severity, .span = span};
    if (!admit(s, id, &d.severity))
        return;
    va_list args;
    va_start(args, span);
    d.message = nkc_arena_vprintf(s->arena, format, args);
    va_end(args);
    s->diag_sink->report(s, &d);
}

void nkc_diag_fix(struct nkc_session *s, struct nkc_span span, const char *replacement)
{
    if (!s->last_dropped && span.src && s->diag_sink->fix)
        s->diag_sink->fix(s, span, replacement);
}

void nkc_diag_mean(struct nkc_session *s, struct nkc_span span, const char *name)
{
    if (!name)
        return;
    nkc_diag(s, NOTE_MEAN, span, name);
    nkc_diag_fix(s, span, name);
}

/* ---- sinks ------------------------------------------------------------------------------- */

bool nkc_diag_format(struct nkc_session *s, const char *name)
{
    static const struct nkc_diag_sink *const sinks[] = {&nkc_diag_text, &nkc_diag_json,
                                                        &nkc_diag_sarif};
    for (size_t i = 0; i < sizeof sinks / sizeof *sinks; i++)
        if (strcmp(sinks[i]->name, name) == 0) {
            s->diag_sink = sinks[i];
            return true;
        }
    return false;
}

bool nkc_diag_is_text(const struct nkc_session *s)
{
    return s->diag_sink == &nkc_diag_text;
}

void nkc_diag_finish(struct nkc_session *s)
{
    if (s->diag_sink->finish)
        s->diag_sink->finish(s);
}

struct nkc_region nkc_span_region(struct nkc_span span)
{
    struct nkc_region r;
    struct nkc_span end = {span.src, span.end > span.begin ? span.end : span.begin, span.end};
    nkc_span_place(span, &r.line, &r.column);
    nkc_span_place(end, &r.end_line, &r.end_column);
    return r;
}
