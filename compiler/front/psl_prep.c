#include "front/psl_prep.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

enum { NESTING_MAX = 64 };

/* ---- definitions ---- */

static bool begins_name(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

static size_t name_length(const char *text)
{
    size_t n = 0;
    if (begins_name(*text))
        while (begins_name(text[n]) || isdigit((unsigned char)text[n]))
            n++;
    return n;
}

static const char *value_of(const struct psl_prep *prep, const char *name, size_t size)
{
    const char *value = NULL;
    NKC_FOREACH(i, &prep->definitions) {
        const struct psl_definition *d = &prep->definitions.data[i];
        if (strlen(d->name) == size && memcmp(d->name, name, size) == 0)
            value = d->value; /* the last one counts */
    }
    return value;
}

bool psl_prep_define(struct nkc_session *s, struct psl_prep *prep, const char *definition)
{
    size_t n = name_length(definition);
    if (n == 0 || (definition[n] != '=' && definition[n] != '\0')) {
        nkc_diag(s, USAGE, NKC_NO_SPAN,
                 nkc_arena_printf(s->arena, "`%s` is no definition, expected NAME or NAME=VALUE",
                                  definition));
        return false;
    }
    struct psl_definition d = {nkc_intern(s, definition, n),
                               definition[n] ? nkc_interns(s, definition + n + 1) : "1"};
    nkc_vec_push(s->arena, &prep->definitions, d);
    return true;
}

/* ---- one file ---- */

struct level {
    struct nkc_span span; /* of the #if */
    bool taken;           /* one of its parts was kept */
    bool kept;            /* this part is */
    bool outer;           /* the part around it is */
    bool has_else;
};

struct prep {
    struct nkc_session *s;
    const struct psl_prep *settings;
    const struct nkc_source *src;
    struct level levels[NESTING_MAX];
    size_t depth;
    size_t too_deep; /* levels above those, which were reported: nothing in them is kept */
    bool in_comment, in_fence;
    const char *comment; /* where the last comment of several lines begins */
    /* The condition being read. */
    const char *at, *end;
    bool failed;
    unsigned nesting;
};

static struct nkc_span span_at(const struct prep *p, const char *from, size_t size)
{
    uint32_t begin = (uint32_t)(from - p->src->text);
    return (struct nkc_span){p->src, begin, begin + (uint32_t)size};
}

static bool keeps(const struct prep *p)
{
    return !p->too_deep && (p->depth == 0 || p->levels[p->depth - 1].kept);
}

/* ---- conditions ---- */

/* Behind the comment that begins at p->at, or the end of the line when it goes on there. */
static const char *behind_comment(const struct prep *p)
{
    if (p->at[1] == '*')
        for (const char *c = p->at + 2; c + 1 < p->end; c++)
            if (c[0] == '*' && c[1] == '/')
                return c + 2;
    return p->end;
}

static void skip_blanks(struct prep *p)
{
    for (;;) {
        while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\r'))
            p->at++;
        if (p->end - p->at < 2 || p->at[0] != '/' || (p->at[1] != '/' && p->at[1] != '*'))
            return;
        p->at = behind_comment(p);
    }
}

static long long wrong(struct prep *p, const char *expected)
{
    if (!p->failed)
        nkc_diag(p->s, PSL_PREP_CONDITION, span_at(p, p->at, p->at < p->end ? 1 : 0), expected);
    p->failed = true;
    p->at = p->end;
    return 0;
}

static bool take(struct prep *p, const char *text)
{
    size_t n = strlen(text);
    skip_blanks(p);
    if ((size_t)(p->end - p->at) < n || memcmp(p->at, text, n) != 0)
        return false;
    p->at += n;
    return true;
}

static size_t take_name(struct prep *p, const char **name)
{
    skip_blanks(p);
    *name = p->at;
    size_t n = name_length(p->at);
    p->at += n;
    return n;
}

static long long number(struct prep *p, const char *text, const char **end)
{
    char *stop;
    errno = 0;
    long long value = strtoll(text, &stop, 0);
    *end = stop;
    if (stop == text || begins_name(*stop))
        return wrong(p, "a number");
    if (errno == ERANGE)
        return wrong(p, "a number of at most 63 bits");
    return value;
}

static long long any(struct prep *p);

static long long is_defined(struct prep *p)
{
    const char *name;
    bool parens = take(p, "(");
    size_t n = take_name(p, &name);
    if (n == 0)
        return wrong(p, "a name after `defined`");
    if (parens && !take(p, ")"))
        return wrong(p, "`)`");
    return value_of(p->settings, name, n) != NULL;
}

static long long named(struct prep *p)
{
    const char *name, *end;
    size_t n = take_name(p, &name);
    if (n == 7 && memcmp(name, "defined", 7) == 0)
        return is_defined(p);
    const char *value = value_of(p->settings, name, n);
    if (!value)
        return 0;
    long long result = number(p, value, &end);
    return *end && !p->failed ? wrong(p, "a name whose value is a number") : result;
}

static long long primary(struct prep *p)
{
    skip_blanks(p);
    if (++p->nesting > NESTING_MAX)
        return wrong(p, "a simpler condition");
    long long value = 0;
    if (take(p, "!")) {
        value = !primary(p);
    } else if (take(p, "(")) {
        value = any(p);
        if (!p->failed && !take(p, ")"))
            wrong(p, "`)`");
    } else if (p->at < p->end && isdigit((unsigned char)*p->at)) {
        const char *end;
        value = number(p, p->at, &end);
        if (!p->failed)
            p->at = end;
    } else if (p->at < p->end && begins_name(*p->at)) {
        value = named(p);
    } else {
        wrong(p, "a number, a name, `defined`, `!` or `(`");
    }
    p->nesting--;
    return value;
}

static long long comparison(struct prep *p)
{
    static const char *const signs[] = {"==", "!=", "<=", ">=", "<", ">"};
    long long left = primary(p), right;
    for (int i = 0; i < 6; i++) {
        if (!take(p, signs[i]))
            continue;
        right = primary(p);
        const int results[] = {left == right, left != right, left <= right, left >= right,
                               left<right, left> right};
        return results[i];
    }
    return left;
}

static long long all(struct prep *p)
{
    long long value = comparison(p);
    while (take(p, "&&")) {
        long long right = comparison(p);
        value = value && right;
    }
    return value;
}

static long long any(struct prep *p)
{
    long long value = all(p);
    while (take(p, "||")) {
        long long right = all(p);
        value = value || right;
    }
    return value;
}

static bool condition(struct prep *p)
{
    p->failed = false;
    p->nesting = 0;
    long long value = any(p);
    skip_blanks(p);
    if (!p->failed && p->at < p->end)
        wrong(p, "an operator or the end of the line");
    return value != 0;
}

/* ---- directives ---- */

static bool defined_name(struct prep *p)
{
    const char *name;
    p->failed = false;
    size_t n = take_name(p, &name);
    if (n == 0)
        wrong(p, "a name");
    skip_blanks(p);
    if (p->at < p->end)
        wrong(p, "the end of the line");
    return n && value_of(p->settings, name, n) != NULL;
}

static void open_level(struct prep *p, struct nkc_span span, bool value)
{
    if (p->depth == NESTING_MAX) {
        if (p->too_deep++ == 0)
            nkc_diag(p->s, PSL_DEPTH, span);
        return;
    }
    bool outer = keeps(p);
    p->levels[p->depth++] = (struct level){
        .span = span, .outer = outer, .taken = outer && value, .kept = outer && value};
}

static struct level *inner_level(struct prep *p, struct nkc_span span, const char *word)
{
    if (p->depth && !p->levels[p->depth - 1].has_else)
        return &p->levels[p->depth - 1];
    nkc_diag(p->s, PSL_PREP_ALONE, span, word, p->depth ? "after `#else`" : "without `#if`");
    return NULL;
}

static void next_part(struct prep *p, struct nkc_span span, const char *word, bool is_else)
{
    struct level *level = p->too_deep ? NULL : inner_level(p, span, word);
    if (!level)
        return;
    bool open = level->outer && !level->taken;
    level->kept = open && (is_else || condition(p));
    level->taken |= level->kept;
    level->has_else = is_else;
}

static void close_level(struct prep *p, struct nkc_span span)
{
    if (p->too_deep)
        p->too_deep--;
    else if (p->depth)
        p->depth--;
    else
        nkc_diag(p->s, PSL_PREP_ALONE, span, "endif", "without `#if`");
}

static void unknown(struct prep *p, struct nkc_span span, const char *word)
{
    static const char *const words[] = {"if", "ifdef", "ifndef", "elif", "else", "endif"};
    nkc_diag(p->s, PSL_PREP_DIRECTIVE, span, word);
    nkc_diag_mean(p->s, span, nkc_nearest(word, words, 6));
}

static void directive(struct prep *p, const char *line, const char *end)
{
    const char *name;
    p->at = line + 1;
    p->end = end;
    size_t n = take_name(p, &name);
    struct nkc_span span = span_at(p, line, (size_t)(name - line) + n);
    const char *word = nkc_intern(p->s, name, n);
    if (strcmp(word, "if") == 0)
        open_level(p, span, keeps(p) && condition(p));
    else if (strcmp(word, "ifdef") == 0)
        open_level(p, span, defined_name(p));
    else if (strcmp(word, "ifndef") == 0)
        open_level(p, span, !defined_name(p));
    else if (strcmp(word, "elif") == 0)
        next_part(p, span, word, false);
    else if (strcmp(word, "else") == 0)
        next_part(p, span, word, true);
    else if (strcmp(word, "endif") == 0)
        close_level(p, span);
    else if (keeps(p))
        unknown(p, span, word);
}

/* ---- lines ---- */

/* Where comments and fenced texts begin and end, also on lines that are left out, as in C. */
static void follow(struct prep *p, const char *line, const char *end)
{
    bool in_text = false;
    for (const char *c = line; c < end; c++) {
        bool pair = end - c >= 2;
        if (p->in_comment) {
            if (pair && c[0] == '*' && c[1] == '/') {
                p->in_comment = false;
                c++;
            }
        } else if (!in_text && end - c >= 3 && memcmp(c, "```", 3) == 0) {
            p->in_fence = !p->in_fence;
            c += 2;
        } else if (p->in_fence) {
            continue;
        } else if (in_text && *c == '\\') {
            c++;
        } else if (*c == '"') {
            in_text = !in_text;
        } else if (!in_text && pair && c[0] == '/' && c[1] == '/') {
            return;
        } else if (!in_text && pair && c[0] == '/' && c[1] == '*') {
            p->in_comment = true;
            p->comment = c++;
        }
    }
}

static const char *first_sign(const char *line, const char *end)
{
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    return line;
}

const char *psl_prep_text(struct nkc_session *s, const struct psl_prep *prep,
                          const struct nkc_source *src)
{
    struct prep p = {.s = s, .settings = prep, .src = src};
    char *out = nkc_arena_alloc(s->arena, src->size + 2u);
    const char *text = src->text, *stop = text + src->size;
    memcpy(out, text, src->size);
    for (const char *line = text, *end; line < stop; line = end + 1) {
        end = memchr(line, '\n', (size_t)(stop - line));
        end = end ? end : stop;
        const char *sign = first_sign(line, end);
        bool is_directive = sign < end && *sign == '#' && !p.in_comment && !p.in_fence;
        if (is_directive)
            directive(&p, sign, end);
        follow(&p, line, end);
        if (is_directive || !keeps(&p))
            memset(out + (line - text), ' ', (size_t)(end - line));
        if (is_directive && keeps(&p) && p.in_comment)
            memcpy(out + (p.comment - text), "/*", 2); /* its end will stay, too */
    }
    if (p.depth)
        nkc_diag(s, PSL_PREP_OPEN, p.levels[p.depth - 1].span);
    return out;
}
