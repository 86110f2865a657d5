/* Logic-less templates over views.
 *
 *     {{name}}  {{a.b}}  {{.}}     the text or number of a field, or of the list item itself
 *     {{name | md}}                the same through filters: raw, html, md, dot, c or json escape,
 *                                  upper and lower change letters, path makes / of dots
 *     {{#name}} ... {{/name}}      a list: once per item; an object: with it as context;
 *                                  anything else: once when not absent, empty, zero or false
 *     {{^name}} ... {{/name}}      once when the section above would print nothing
 *     {{>name}}                    the template `name`, in the same context; alone on its line,
 * each of its lines gets the blanks that stand before the tag; inside a line, its last line break
 * is left out
 *     {{! words }}                 nothing
 *     {{-first}} {{-last}} {{-index}}   of the innermost list, mostly as sections
 *
 * A line that holds one section, partial or comment tag and blanks leaves no empty line.
 * A name is looked up in the innermost context first, then outwards; a name that no context knows
 * is an error at its place, never an empty text. Values are escaped as the caller of the printer
 * asks, unless a filter says otherwise; built-in templates escape nothing.
 * Templates belong to a set; names are numbered once per set, so that printing compares no text.
 * Ownership: everything lives in the session's arena. Errors: reported to the session. */
#ifndef NKC_BACK_TMPL_H
#define NKC_BACK_TMPL_H

#include "base/session.h"
#include "model/view.h"

struct nkc_tmpl_set;

/* A template: `name` as partials call it, and its text in memory, or a range of a source. */
struct nkc_tmpl_source {
    const char *name;
    const char *text;
    size_t size;
    struct nkc_source *src; /* when set, the text is src->text[begin .. end) */
    uint32_t begin, end;
};

enum nkc_tmpl_escape {
    NKC_ESCAPE_NONE,
    NKC_ESCAPE_HTML, /* text and quoted attributes of HTML and XML */
    NKC_ESCAPE_MD,   /* running text and table cells of Markdown */
    NKC_ESCAPE_DOT,  /* inside quotes in Graphviz */
    NKC_ESCAPE_C,    /* inside quotes in C */
    NKC_ESCAPE_JSON, /* inside quotes in JSON */
    NKC_ESCAPES
};

/* What a template is printed for: an object, and the object that it belongs to or NULL types. */
struct nkc_tmpl_target {
    const struct nkc_view_type *outer_type;
    const void *outer;
    const struct nkc_view_type *type;
    const void *object;
    enum nkc_tmpl_escape escape;
};

/* The templates built into the tool, from templates/ ("*.t"), sorted by name. */
extern const struct nkc_tmpl_source nkc_tmpl_builtin[];
extern const size_t nkc_tmpl_builtin_count;

/* A set over `sources`; each template is compiled when it is first needed. */
struct nkc_tmpl_set *nkc_tmpl_set_new(struct nkc_session *s, const struct nkc_tmpl_source *sources,
                                      size_t count);

/* The set of the built-in templates: one for the whole session, so that none is compiled twice. */
struct nkc_tmpl_set *nkc_tmpl_builtin_set(struct nkc_session *s);

/* Appends the template `name` printed for the object to `out`. False after an error. */
bool nkc_tmpl_print(struct nkc_tmpl_set *set, const char *name, const struct nkc_view_type *type,
                    const void *object, struct nkc_buf *out);
bool nkc_tmpl_print_for(struct nkc_tmpl_set *set, const char *name,
                        const struct nkc_tmpl_target *target, struct nkc_buf *out);

#endif
