/* Diagnostics for programs: one JSON object a line, or one SARIF 2.1.0 document.
 *
 * JSON: docs/schemas/diagnostics.schema.json. A line is written as soon as it is known that no
 * note follows, so that a reader sees it while the tool still runs.
 * SARIF: OASIS, Static Analysis Results Interchange Format 2.1.0; written when the session ends,
 * also when nothing was reported. Rules carry the texts of the catalogue. */
#include "base/diag.h"
#include "base/explain.h"
#include "base/json.h"

#include <jansson.h>

/* What a sink keeps between two reports; in the arena, its JSON values are freed by finish. */
struct state {
    json_t *last;    /* the diagnostic that notes and fixes belong to */
    json_t *results; /* SARIF */
    json_t *rules;   /* SARIF: in the order first reported */
};

static struct state *state_of(struct nkc_session *s)
{
    if (!s->diag_state) {
        nkc_json_end_without_memory();
        s->diag_state = NKC_NEW(s->arena, struct state);
    }
    return s->diag_state;
}

static json_t *number(uint32_t n)
{
    return json_integer((json_int_t)n);
}

/* The list `key` of `object`, made when it is not there. Borrowed. */
static json_t *list_in(json_t *object, const char *key)
{
    json_t *list = json_object_get(object, key);
    if (!list) {
        json_object_set_new(object, key, json_array());
        list = json_object_get(object, key);
    }
    return list;
}

static void print(FILE *f, const json_t *value, size_t flags)
{
    json_dumpf(value, f, flags);
    fputc('\n', f);
    fflush(f);
}

/* ---- JSON lines --------------------------------------------------------------------------- */

static json_t *place(struct nkc_span span)
{
    struct nkc_region r = nkc_span_region(span);
    json_t *p = json_object();
    json_object_set_new(p, "file", nkc_json_text(span.src->shown));
    json_object_set_new(p, "line", number(r.line));
    json_object_set_new(p, "column", number(r.column));
    json_object_set_new(p, "endLine", number(r.end_line));
    json_object_set_new(p, "endColumn", number(r.end_column));
    json_object_set_new(p, "offset", number(span.begin));
    json_object_set_new(p, "length", number(span.end > span.begin ? span.end - span.begin : 0));
    return p;
}

static void flush_line(struct nkc_session *s)
{
    struct state *st = state_of(s);
    if (!st->last)
        return;
    print(s->diag_stream, st->last, JSON_COMPACT);
    json_decref(st->last);
    st->last = NULL;
}

static void json_report(struct nkc_session *s, const struct nkc_diag_record *d)
{
    json_t *o = json_object();
    if (d->severity != NKC_NOTE) {
        flush_line(s);
        json_object_set_new(o, "id", json_string(nkc_diag_info(d->id)->slug));
        json_object_set_new(o, "severity",
                            json_string(d->severity == NKC_ERROR ? "error" : "warning"));
        json_object_set_new(o, "tool", nkc_json_text(s->tool));
    }
    json_object_set_new(o, "message", nkc_json_text(d->message));
    if (d->span.src)
        json_object_set_new(o, "location", place(d->span));
    if (d->severity != NKC_NOTE)
        state_of(s)->last = o;
    else
        json_array_append_new(list_in(state_of(s)->last, "notes"), o);
}

static void json_fix(struct nkc_session *s, struct nkc_span span, const char *replacement)
{
    json_t *fix = json_object();
    json_object_set_new(fix, "location", place(span));
    json_object_set_new(fix, "replacement", nkc_json_text(replacement));
    json_array_append_new(list_in(state_of(s)->last, "fixes"), fix);
}

const struct nkc_diag_sink nkc_diag_json = {
    .name = "json", .report = json_report, .fix = json_fix, .finish = flush_line};

/* ---- SARIF -------------------------------------------------------------------------------- */

static json_t *message(const char *any)
{
    json_t *m = json_object();
    json_object_set_new(m, "text", nkc_json_text(any));
    return m;
}

/* A path as a URI reference (RFC 3986): what is not plain is escaped, `/` stays. */
static json_t *uri(const char *path)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    struct nkc_buf buf = {0};
    nkc_buf_puts(&buf, *path == '/' ? "file://" : "");
    for (const unsigned char *p = (const unsigned char *)path; *p; p++)
        if (strchr(plain, *p))
            nkc_buf_putc(&buf, (char)*p);
        else
            nkc_buf_printf(&buf, "%%%02X", (unsigned)*p);
    json_t *value = json_stringn(buf.data ? buf.data : "", buf.len);
    nkc_buf_free(&buf);
    return value;
}

static json_t *artifact(struct nkc_span span)
{
    json_t *a = json_object();
    json_object_set_new(a, "uri", uri(span.src->shown));
    return a;
}

static json_t *region(struct nkc_span span)
{
    struct nkc_region r = nkc_span_region(span);
    json_t *o = json_object();
    json_object_set_new(o, "startLine", number(r.line));
    json_object_set_new(o, "startColumn", number(r.column));
    json_object_set_new(o, "endLine", number(r.end_line));
    json_object_set_new(o, "endColumn", number(r.end_column));
    json_object_set_new(o, "byteOffset", number(span.begin));
    json_object_set_new(o, "byteLength", number(span.end > span.begin ? span.end - span.begin : 0));
    return o;
}

static json_t *location(struct nkc_span span)
{
    json_t *physical = json_object(), *l = json_object();
    json_object_set_new(physical, "artifactLocation", artifact(span));
    json_object_set_new(physical, "region", region(span));
    json_object_set_new(l, "physicalLocation", physical);
    return l;
}

static json_t *rule_new(const char *slug, enum nkc_diag_id id)
{
    enum nkc_severity severity = nkc_diag_info(id)->severity;
    json_t *rule = json_object(), *usual = json_object();
    const struct nkc_explain *e = nkc_explain_find(slug);
    json_object_set_new(rule, "id", json_string(slug));
    json_object_set_new(rule, "shortDescription", message(e ? e->title : slug));
    if (e) {
        json_object_set_new(rule, "fullDescription", message(e->text));
        json_object_set_new(rule, "help", message(e->text));
    }
    json_object_set_new(usual, "level", json_string(severity == NKC_ERROR ? "error" : "warning"));
    json_object_set_new(usual, "enabled", json_boolean(severity != NKC_WARNING_OFF));
    json_object_set_new(rule, "defaultConfiguration", usual);
    return rule;
}

/* The index of the rule of `id` in the list of rules, added when it is new. */
static size_t rule_index(struct state *st, enum nkc_diag_id id)
{
    const char *slug = nkc_diag_info(id)->slug;
    size_t n = json_array_size(st->rules);
    for (size_t i = 0; i < n; i++)
        if (strcmp(json_string_value(json_object_get(json_array_get(st->rules, i), "id")), slug) ==
            0)
            return i;
    json_array_append_new(st->rules, rule_new(slug, id));
    return n;
}

static void sarif_begin(struct state *st)
{
    if (st->results)
        return;
    st->results = json_array();
    st->rules = json_array();
}

static void sarif_note(struct state *st, const struct nkc_diag_record *d)
{
    json_t *note = d->span.src ? location(d->span) : json_object();
    json_object_set_new(note, "message", message(d->message));
    json_array_append_new(list_in(st->last, "relatedLocations"), note);
}

static void sarif_report(struct nkc_session *s, const struct nkc_diag_record *d)
{
    struct state *st = state_of(s);
    sarif_begin(st);
    if (d->severity == NKC_NOTE) {
        sarif_note(st, d);
        return;
    }
    json_t *r = json_object();
    json_object_set_new(r, "ruleId", json_string(nkc_diag_info(d->id)->slug));
    json_object_set_new(r, "ruleIndex", number((uint32_t)rule_index(st, d->id)));
    json_object_set_new(r, "level", json_string(d->severity == NKC_ERROR ? "error" : "warning"));
    json_object_set_new(r, "message", message(d->message));
    if (d->span.src)
        json_array_append_new(list_in(r, "locations"), location(d->span));
    json_array_append_new(st->results, r);
    st->last = r; /* borrowed from the list */
}

static void sarif_fix(struct nkc_session *s, struct nkc_span span, const char *replacement)
{
    json_t *insert = json_object(), *one = json_object(), *change = json_object();
    json_t *fix = json_object();
    json_object_set_new(insert, "text", nkc_json_text(replacement));
    json_object_set_new(one, "deletedRegion", region(span));
    json_object_set_new(one, "insertedContent", insert);
    json_object_set_new(change, "artifactLocation", artifact(span));
    json_array_append_new(list_in(change, "replacements"), one);
    json_array_append_new(list_in(fix, "artifactChanges"), change);
    json_array_append_new(list_in(state_of(s)->last, "fixes"), fix);
}

static void sarif_finish(struct nkc_session *s)
{
    struct state *st = state_of(s);
    sarif_begin(st);
    json_t *driver = json_object(), *tool = json_object(), *run = json_object();
    json_t *log = json_object();
    json_object_set_new(driver, "name", nkc_json_text(s->tool));
    json_object_set_new(driver, "version", json_string(nkc_version));
    json_object_set_new(driver, "rules", st->rules);
    json_object_set_new(tool, "driver", driver);
    json_object_set_new(run, "tool", tool);
    json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
    json_object_set_new(run, "results", st->results);
    json_object_set_new(log, "$schema",
                        json_string("https://json.schemastore.org/sarif-2.1.0.json"));
    json_object_set_new(log, "version", json_string("2.1.0"));
    json_array_append_new(list_in(log, "runs"), run);
    print(s->diag_stream, log, JSON_INDENT(2));
    json_decref(log);
    *st = (struct state){0};
}

const struct nkc_diag_sink nkc_diag_sarif = {
    .name = "sarif", .report = sarif_report, .fix = sarif_fix, .finish = sarif_finish};
