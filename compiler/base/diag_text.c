/* Diagnostics as text: place, message, the source line and a caret under the span. */
#include "base/diag.h"

enum { LINE_SHOWN_MAX = 200 };

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
    const struct nkc_lines *lines = nkc_source_lines(src);
    uint32_t begin = lines->begin[line - 1];
    uint32_t end = line < lines->count ? lines->begin[line] : src->size;
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

static void report(struct nkc_session *s, const struct nkc_diag_record *d)
{
    static const char *const words[] = {"note", "warning", "error"};
    FILE *f = s->diag_stream;
    if (d->span.src) {
        uint32_t line, column;
        nkc_span_place(d->span, &line, &column);
        fprintf(f, "%s:%u:%u: ", d->span.src->shown, (unsigned)line, (unsigned)column);
    } else {
        fprintf(f, "%s: ", s->tool);
    }
    fprintf(f, "%s: %s", words[d->severity], d->message);
    if (d->severity != NKC_NOTE)
        fprintf(f, " [%s]", nkc_diag_info(d->id)->slug);
    fputc('\n', f);
    if (d->span.src)
        print_excerpt(f, d->span);
}

/* No fixes: the notes say in words what a fix does. */
const struct nkc_diag_sink nkc_diag_text = {.name = "text", .report = report};
