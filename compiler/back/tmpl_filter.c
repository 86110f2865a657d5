/* Filters of templates: escapes and letters. */
#include "back/tmpl_code.h"

static const struct {
    const char *name;
    struct tmpl_filter filter;
} filters[] = {
    {"raw", {.own_escape = true, .escape = NKC_ESCAPE_NONE}},
    {"html", {.own_escape = true, .escape = NKC_ESCAPE_HTML}},
    {"md", {.own_escape = true, .escape = NKC_ESCAPE_MD}},
    {"dot", {.own_escape = true, .escape = NKC_ESCAPE_DOT}},
    {"c", {.own_escape = true, .escape = NKC_ESCAPE_C}},
    {"json", {.own_escape = true, .escape = NKC_ESCAPE_JSON}},
    {"upper", {.letters = TMPL_UPPER}},
    {"lower", {.letters = TMPL_LOWER}},
    {"path", {.letters = TMPL_PATH}},
};

enum { FILTER_COUNT = sizeof filters / sizeof *filters };

bool tmpl_filter_add(struct tmpl_filter *filter, const char *name, size_t size)
{
    for (size_t i = 0; i < FILTER_COUNT; i++) {
        if (strlen(filters[i].name) != size || memcmp(filters[i].name, name, size) != 0)
            continue;
        if (filters[i].filter.own_escape) {
            filter->own_escape = true;
            filter->escape = filters[i].filter.escape;
        } else {
            filter->letters = filters[i].filter.letters;
        }
        return true;
    }
    return false;
}

const char *tmpl_filter_nearest(const char *name)
{
    const char *names[FILTER_COUNT];
    for (size_t i = 0; i < FILTER_COUNT; i++)
        names[i] = filters[i].name;
    return nkc_nearest(name, names, FILTER_COUNT);
}

static const char *escape_html(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* A backslash before everything that Markdown could take for itself. */
static const char *escape_md(unsigned char c, char hold[8])
{
    if (c == '\n' || c == '\r')
        return " ";
    if (c == '\0' || !strchr("\\`*_{}[]<>()#+-!|~&", c))
        return NULL;
    hold[0] = '\\';
    hold[1] = (char)c;
    hold[2] = '\0';
    return hold;
}

/* Texts in quotes: C has octal numbers for control characters, JSON hexadecimal ones. */
static const char *escape_quoted(enum nkc_tmpl_escape escape, unsigned char c, char hold[8])
{
    if (c == '"')
        return "\\\"";
    if (c == '\\')
        return "\\\\";
    if (c == '\n')
        return "\\n";
    if (c >= 0x20 && c != 0x7f)
        return NULL;
    if (escape == NKC_ESCAPE_DOT)
        return " ";
    snprintf(hold, 8, escape == NKC_ESCAPE_C ? "\\%03o" : "\\u%04x", (unsigned)c);
    return hold;
}

const char *tmpl_escape(enum nkc_tmpl_escape escape, unsigned char c, char hold[8])
{
    switch (escape) {
    case NKC_ESCAPE_HTML:
        return escape_html(c);
    case NKC_ESCAPE_MD:
        return escape_md(c, hold);
    case NKC_ESCAPE_DOT:
    case NKC_ESCAPE_C:
    case NKC_ESCAPE_JSON:
        return escape_quoted(escape, c, hold);
    case NKC_ESCAPE_NONE:
    case NKC_ESCAPES:
        break;
    }
    return NULL;
}
