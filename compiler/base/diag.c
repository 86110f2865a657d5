/* Diagnostics as text: place, message, the source line and a caret under the span. */
#include "base/session.h"

#include <ctype.h>

/* Of each severity; bounds the time that a hostile file can cost. */
enum { SHOWN_MAX = 100, LINE_SHOWN_MAX = 200 };

static const struct nkc_diag_info infos[] = {
#define NKC_DIAG(name, slug, severity, format) {slug, severity, format},
#include "base/diag_all.def"
#undef NKC_DIAG
};

const struct nkc_diag_info *nkc_diag_info(enum nkc_diag_id id)
{
    return &infos[id];
}

static void flag_id(const char *slug, unsigned char *flags, unsigned char value)
{
    for (size_t i = 0; i < NKC_D_COUNT; i++)
        if (strcmp(infos[i].slug, slug) == 0)
            flags[i] = value;
}

void nkc_diag_flag(struct nkc_session *s, const char *flag)
{
    if (strcmp(flag, "all") == 0) {
        s->all_off = false;
        memset(s->diag_off, 0, sizeof s->diag_off);
    } else if (strcmp(flag, "none") == 0) {
        s->all_off = true;
    } else if (strcmp(flag, "error") == 0) {
        s->all_fatal = true;
    } else if (strncmp(flag, "error=", 6) == 0) {
        flag_id(flag + 6, s->diag_fatal, 1);
        flag_id(flag + 6, s->diag_off, 0);
    } else if (strncmp(flag, "no-", 3) == 0) {
        flag_id(flag + 3, s->diag_off, 1);
    } else {
        flag_id(flag, s->diag_off, 0);
    }
}

/* Length of the well-formed, printable UTF-8 character at `p`, 0 when there is none. */
static uint32_t printable_length(const unsigned char *p, const unsigned char *end)
{
    if (*p < 0x80)
        return *p == '\t' || (*p >= 0x20 && *p != 0x7f);
    uint32_t n = *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : 2;
    if (*p < 0xc2 || *p > 0xf4 || (size_t)(end - p) < n || (*p == 0xc2 && p[1] < 0xa0))
        return 0;
    for (uint32_t i = 1; i < n; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return n;
}

/* Control characters and broken UTF-8 from the input never reach the terminal as they are. */
static void print_text(FILE *f, const char *text, uint32_t size)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + size;
    while (p < end) {
        uint32_t n = printable_length(p, end);
        if (n)
            fwrite(p, 1, n, f);
        else if ((*p & 0xc0) != 0x80) /* one sign per column, as the caret line counts them */
            fputc('?', f);
        p += n ? n : 1;
    }
}

/* Prints the line that holds the span, cut around it when it is long, and the caret line. */
static void print_excerpt(FILE *f, struct nkc_span span)
{
    const struct nkc_source *src = span.src;
    uint32_t line, column;
    nkc_span_place(span, &line, &column);
    uint32_t begin = src->lines[line - 1];
    uint32_t end = line < src->line_count ? src->lines[line] : src->size;
    while (end > begin && (src->text[end - 1] == '\n' || src->text[end - 1] == '\r'))
        end--;
    uint32_t at = span.begin < end ? span.begin : end;
    if (at - begin > LINE_SHOWN_MAX / 2)
        begin = at - LINE_SHOWN_MAX / 2;
    while (begin < at && ((unsigned char)src->text[begin] & 0xc0) == 0x80)
        begin++;
    if (end - begin > LINE_SHOWN_MAX)
        end = begin + LINE_SHOWN_MAX;

    fprintf(f, "%5u | ", (unsigned)line);
    print_text(f, src->text + begin, end - begin);
    fputs("\n      | ", f);
    for (uint32_t i = begin; i < at; i++)
        if (((unsigned char)src->text[i] & 0xc0) != 0x80)
            fputc(src->text[i] == '\t' ? '\t' : ' ', f);
    fputc('^', f);
    for (uint32_t i = at + 1; i < span.end && i < end; i++)
        if (((unsigned char)src->text[i] & 0xc0) != 0x80)
            fputc('~', f);
    fputc('\n', f);
}

static void count_and_cap(struct nkc_session *s, enum nkc_severity severity)
{
    size_t *count = severity == NKC_ERROR ? &s->error_count : &s->warning_count;
    if (++*count <= SHOWN_MAX)
        return;
    s->last_dropped = true;
    if (*count == SHOWN_MAX + 1)
        fprintf(s->diag_stream, "%s: %s [too-many]\n", s->tool,
                severity == NKC_ERROR ? nkc_dfmt_TOO_MANY : nkc_dfmt_TOO_MANY_WARNINGS);
}

/* Applies the -W flags to *severity, counts, and tells whether the diagnostic is shown. */
static bool admit(struct nkc_session *s, enum nkc_diag_id id, enum nkc_severity *severity)
{
    if (*severity == NKC_NOTE)
        return !s->last_dropped;
    if (*severity != NKC_ERROR) {
        *severity = s->diag_fatal[id] || s->all_fatal ? NKC_ERROR : NKC_WARNING;
        s->last_dropped = !s->diag_fatal[id] && (s->diag_off[id] || s->all_off);
    } else {
        s->last_dropped = false;
    }
    if (!s->last_dropped)
        count_and_cap(s, *severity);
    return !s->last_dropped;
}

void nkc_diag_emit(struct nkc_session *s, enum nkc_diag_id id, const char *format,
                   struct nkc_span span, ...)
{
    static const char *const words[] = {"note", "warning", "error"};
    enum nkc_severity severity = infos[id].severity;
    if (!admit(s, id, &severity))
        return;

    FILE *f = s->diag_stream;
    if (span.src) {
        uint32_t line, column;
        nkc_span_place(span, &line, &column);
        fprintf(f, "%s:%u:%u: ", span.src->path, (unsigned)line, (unsigned)column);
    } else {
        fprintf(f, "%s: ", s->tool);
    }
    fprintf(f, "%s: ", words[severity]);
    va_list args;
    va_start(args, span);
    vfprintf(f, format, args);
    va_end(args);
    if (severity == NKC_NOTE)
        fputc('\n', f);
    else
        fprintf(f, " [%s]\n", infos[id].slug);
    if (span.src)
        print_excerpt(f, span);
}

/* Damerau-Levenshtein distance without regard to case, cut off at `limit`. */
static size_t distance(const char *a, const char *b, size_t limit)
{
    size_t n = strlen(a), m = strlen(b);
    enum { MAX = 64 };
    if (n >= MAX || m >= MAX || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    size_t d[3][MAX + 1];
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *cur = d[i % 3], *prev = d[(i - 1) % 3], *prev2 = d[(i + 1) % 3];
        cur[0] = i;
        for (size_t j = 1; j <= m; j++) {
            bool same = tolower((unsigned char)a[i - 1]) == tolower((unsigned char)b[j - 1]);
            size_t best = prev[j - 1] + !same;
            if (prev[j] + 1 < best)
                best = prev[j] + 1;
            if (cur[j - 1] + 1 < best)
                best = cur[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                prev2[j - 2] + 1 < best)
                best = prev2[j - 2] + 1;
            cur[j] = best;
        }
    }
    return d[n % 3][m];
}

const char *nkc_nearest(const char *name, const char *const *names, size_t count)
{
    size_t limit = strlen(name) / 3 + 1;
    const char *best = NULL;
    size_t best_distance = limit + 1;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(name, names[i], limit);
        if (d < best_distance && d < strlen(name)) {
            best = names[i];
            best_distance = d;
        }
    }
    return best;
}
