#include "front/psl_ast.h"

#include <ctype.h>

enum { OUTWARD_MAX = 64 }; /* levels that a closing brace is compared with */

/* ---- tokens: no more of the language than braces need ---- */

enum kind { END, WORD, TEXT, SIGN, BROKEN };

struct token {
    enum kind kind;
    uint32_t begin, end;
};

struct reader {
    const char *text;
    uint32_t size, at;
};

static uint32_t behind_line(const struct reader *r, uint32_t at)
{
    const char *end = memchr(r->text + at, '\n', r->size - at);
    return end ? (uint32_t)(end - r->text) : r->size;
}

/* Is the byte at `at` the first sign of its line? */
static bool first_on_line(const struct reader *r, uint32_t at)
{
    while (at > 0 && (r->text[at - 1] == ' ' || r->text[at - 1] == '\t'))
        at--;
    return at == 0 || r->text[at - 1] == '\n';
}

static uint32_t behind_text(const struct reader *r, uint32_t at)
{
    while (at < r->size && r->text[at] != '"' && r->text[at] != '\n')
        at += r->text[at] == '\\' && at + 1 < r->size && r->text[at + 1] != '\n' ? 2 : 1;
    return at < r->size && r->text[at] == '"' ? at + 1 : at;
}

/* Past blanks, comments and lines of the preprocessor; false at a comment without end. */
static bool skip(struct reader *r)
{
    for (;;) {
        const char *c = r->text + r->at;
        if (r->at >= r->size)
            return true;
        if (isspace((unsigned char)*c)) {
            r->at++;
        } else if ((c[0] == '/' && c[1] == '/') || (*c == '#' && first_on_line(r, r->at))) {
            r->at = behind_line(r, r->at);
        } else if (c[0] == '/' && c[1] == '*') {
            const char *end = strstr(c + 2, "*/");
            if (!end)
                return false;
            r->at = (uint32_t)(end + 2 - r->text);
        } else {
            return true;
        }
    }
}

static struct token next(struct reader *r)
{
    if (!skip(r))
        return (struct token){BROKEN, r->at, r->size};
    struct token t = {END, r->at, r->at};
    const char *c = r->text + r->at;
    if (r->at >= r->size)
        return t;
    if (isalpha((unsigned char)*c)) {
        t.kind = WORD;
        while (isalnum((unsigned char)r->text[t.end]) || r->text[t.end] == '_')
            t.end++;
    } else if (*c == '"') {
        t.kind = TEXT;
        t.end = behind_text(r, r->at + 1);
    } else if (strncmp(c, "```", 3) == 0) {
        const char *end = strstr(c + 3, "```");
        t.kind = end ? TEXT : BROKEN;
        t.end = end ? (uint32_t)(end + 3 - r->text) : r->size;
    } else {
        t.kind = SIGN;
        t.end++;
    }
    r->at = t.end;
    return t;
}

static bool is(const struct reader *r, struct token t, const char *text)
{
    size_t n = strlen(text);
    return t.end - t.begin == n && memcmp(r->text + t.begin, text, n) == 0;
}

static bool is_one(const struct reader *r, struct token t, const char *const *words)
{
    for (; t.kind == WORD && *words; words++)
        if (is(r, t, *words))
            return true;
    return false;
}

/* ---- which words begin what ---- */

static const char *const sections[] = {"setup", "sequence", "finally", NULL};
static const char *const others[] = {"match", "choice", "policy", "audit", "assert", NULL};

/* Can the word begin something that has a block? */
static bool is_head_word(const struct reader *r, struct token t)
{
    return is_one(r, t, psl_event_words) || is_one(r, t, sections) || is_one(r, t, others);
}

static bool begins_binding(struct reader r, struct token word)
{
    if (!is_one(&r, word, psl_event_words))
        return false;
    struct token second = next(&r), third = next(&r);
    return is(&r, second, "{") || (is_one(&r, second, psl_selector_words) && is(&r, third, "=")) ||
           (is(&r, word, "execute") && is(&r, second, ":") && third.kind == WORD);
}

/* Of declarations that are no bindings. `r` stands behind `word`. */
static bool begins_other(struct reader r, struct token word)
{
    struct token second = next(&r), third = next(&r), fourth = next(&r);
    if (is(&r, word, "use"))
        return second.kind == WORD;
    if (is(&r, word, "policy"))
        return is(&r, second, "object");
    if (is(&r, word, "task"))
        return is(&r, second, "class");
    if (is(&r, word, "assert"))
        return is(&r, second, "{") || (second.kind == TEXT && is(&r, third, "{"));
    return is(&r, word, "audit") && ((is(&r, second, "default") && is(&r, third, "=")) ||
                                     (is(&r, second, "profile") && is(&r, fourth, "=")));
}

/* `match`, `choice` or a section of a test set. */
static bool begins_inner(struct reader r, struct token word)
{
    struct token second = next(&r), third = next(&r);
    if (is(&r, word, "match"))
        return is_one(&r, second, psl_selector_words) && is(&r, third, "=");
    if (is(&r, word, "choice"))
        return is(&r, second, "(") || second.kind == WORD;
    return is_one(&r, word, sections) &&
           (is(&r, second, "{") || (second.kind == TEXT && is(&r, third, "{")));
}

/* ---- levels ---- */

struct level {
    uint32_t open, head;
    uint32_t indent, head_indent; /* of their lines */
    char closer;
    bool by_word; /* its head is a head word */
};

struct search {
    struct nkc_arena *arena;
    struct reader r;
    NKC_VEC(struct level) levels;
    struct psl_missing_list missing;
    size_t budget;     /* braces that may still be missed */
    uint32_t indent;   /* of this line */
    struct token head; /* since the last bracket: its last head word, else what came first */
    uint32_t head_indent;
    bool by_word, has_head;
    bool behind_equals; /* a word here is a value, no head */
};

static bool at_indent(const struct level *level, uint32_t indent)
{
    return level->indent == indent || level->head_indent == indent;
}

static size_t open_braces(const struct search *s, size_t from)
{
    size_t n = 0;
    for (size_t i = from; i < s->levels.len; i++)
        n += s->levels.data[i].closer == '}';
    return n;
}

/* All levels from `from` on are not closed before `at`, unless more are open than braces miss. */
static void miss(struct search *s, size_t from, uint32_t at)
{
    size_t n = open_braces(s, from);
    if (n > s->budget)
        return;
    s->budget -= n;
    while (s->levels.len > from) {
        const struct level *level = &s->levels.data[--s->levels.len];
        if (level->closer == '}')
            nkc_vec_push(s->arena, &s->missing.list,
                         (struct psl_missing){at, level->open, level->head});
    }
}

static void open_level(struct search *s, struct token t)
{
    char c = s->r.text[t.begin];
    struct level level = {
        .open = t.begin,
        .head = s->has_head ? s->head.begin : t.begin,
        .indent = s->indent,
        .head_indent = s->has_head ? s->head_indent : s->indent,
        .closer = c == '(' ? ')' : (char)(c + 2),
        .by_word = s->by_word,
    };
    nkc_vec_push(s->arena, &s->levels, level);
    s->has_head = s->by_word = false;
}

/* The number of levels that are open where a brace of this line is laid out to close the last one;
 * all of them, when it fits none that is near. */
static size_t levels_at_indent(const struct search *s)
{
    size_t all = s->levels.len;
    for (size_t n = all; n > 0 && all - n < OUTWARD_MAX; n--)
        if (s->levels.data[n - 1].closer == '}' && at_indent(&s->levels.data[n - 1], s->indent))
            return n;
    return all;
}

/* As the scanner does: a bracket also closes those inside that were forgotten. Where a brace on a
 * line of its own fits the layout of an outer level, the levels between are the ones not closed. */
static void close_level(struct search *s, struct token t, bool first)
{
    char c = s->r.text[t.begin];
    if (s->budget && first && c == '}')
        miss(s, levels_at_indent(s), t.begin);
    size_t n = s->levels.len;
    while (n > 0 && s->levels.data[n - 1].closer != c)
        n--;
    s->has_head = s->by_word = false;
    if (n == 0)
        return;
    s->levels.len = n - 1;
    const struct level *closed = &s->levels.data[n - 1];
    if (c == ')' && closed->by_word && strncmp(s->r.text + closed->head, "choice", 6) == 0) {
        s->head.begin = closed->head; /* its block is yet to come */
        s->head_indent = closed->head_indent;
        s->has_head = s->by_word = true;
    }
}

/* A declaration cannot stand inside a block, nor a section inside another one; a `match` that
 * stands no deeper than an open one is behind it, if the block around both stands less deep. */
static void check_word(struct search *s, struct token t)
{
    if (!s->budget || s->levels.len == 0)
        return;
    const struct level *outer = &s->levels.data[0];
    bool tests = outer->by_word && strncmp(s->r.text + outer->head, "assert", 6) == 0;
    bool left = s->indent <= outer->indent || s->indent <= outer->head_indent;
    if (left && (begins_other(s->r, t) || (!tests && begins_binding(s->r, t)))) {
        miss(s, 0, t.begin);
        return;
    }
    size_t n = s->levels.len;
    while (n > 1 && s->levels.len - n < OUTWARD_MAX && s->levels.data[n - 1].by_word &&
           s->levels.data[n - 1].head_indent >= s->indent &&
           s->levels.data[n - 2].head_indent < s->indent)
        n--;
    if (n < s->levels.len && begins_inner(s->r, t))
        miss(s, n, t.begin);
}

/* Is the word that `t` is, with `second` behind it, the first one of what has a block? */
static bool is_head(const struct search *s, struct token t, struct token second)
{
    if (s->behind_equals || !is_head_word(&s->r, t) ||
        (second.kind == SIGN && strchr("=.,:", s->r.text[second.begin])))
        return false;
    return !is(&s->r, t, "audit") || is(&s->r, second, "profile");
}

static void follow_head(struct search *s, struct token t)
{
    struct reader ahead = s->r;
    bool word = is_head(s, t, next(&ahead));
    s->behind_equals = is(&s->r, t, "=") || is(&s->r, t, ".");
    if (is(&s->r, t, ","))
        return;
    if (word || !s->has_head || (!s->by_word && first_on_line(&s->r, t.begin))) {
        s->head = t;
        s->head_indent = s->indent;
        s->has_head = true;
        s->by_word = word;
    }
}

static uint32_t indent_of(const struct reader *r, uint32_t at)
{
    uint32_t n = 0;
    while (n < at && (r->text[at - n - 1] == ' ' || r->text[at - n - 1] == '\t'))
        n++;
    return n;
}

/* Reads the whole text; false when it cannot be told what is a comment or a pattern. */
static bool search(struct search *s)
{
    for (;;) {
        struct token t = next(&s->r);
        if (t.kind == END || t.kind == BROKEN)
            return t.kind == END;
        bool first = first_on_line(&s->r, t.begin);
        char c = s->r.text[t.begin];
        if (first)
            s->indent = indent_of(&s->r, t.begin);
        if (first && t.kind == WORD)
            check_word(s, t);
        if (t.kind == SIGN && strchr("({[", c))
            open_level(s, t);
        else if (t.kind == SIGN && strchr(")}]", c))
            close_level(s, t, first);
        else
            follow_head(s, t);
    }
}

struct psl_missing_list psl_find_missing(struct nkc_arena *arena, const char *text, uint32_t size)
{
    struct reader r = {text, size, 0};
    struct search count = {.arena = arena, .r = r};
    if (!search(&count) || open_braces(&count, 0) == 0)
        return (struct psl_missing_list){{0}};
    struct search s = {.arena = arena, .r = r, .budget = open_braces(&count, 0)};
    search(&s);
    miss(&s, 0, size);
    return s.missing;
}
