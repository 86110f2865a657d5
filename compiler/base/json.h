/* JSON as a tree whose every value knows its place in the source.
 *
 * Untrusted input: the whole text. jansson judges the syntax (UTF-8, depth, no duplicate keys);
 * what comes back is well-formed. Objects keep the order of the text.
 * Ownership: nodes and texts belong to the session's arena. */
#ifndef NKC_BASE_JSON_H
#define NKC_BASE_JSON_H

#include "base/session.h"

enum nkc_json_kind {
    NKC_JSON_OBJECT,
    NKC_JSON_LIST,
    NKC_JSON_TEXT,
    NKC_JSON_INTEGER,
    NKC_JSON_BOOL,
    NKC_JSON_OTHER, /* null, numbers with a fraction or an exponent */
};

enum { NKC_JSON_VALUES_MAX = 4000000 }; /* in one file */

struct nkc_json {
    enum nkc_json_kind kind;
    uint32_t begin, end;          /* in the source */
    uint32_t key_begin, key_end;  /* members of objects */
    const char *key;              /* members of objects */
    size_t count;                 /* OBJECT, LIST */
    const struct nkc_json *items; /* OBJECT, LIST */
    union {
        const char *text;
        int64_t integer;
        bool flag;
    };
};

/* NULL after reporting model-syntax at its place. */
const struct nkc_json *nkc_json_parse(struct nkc_session *s, const struct nkc_source *src);

/* The member `key` of an object; NULL when there is none or it is no object. */
const struct nkc_json *nkc_json_member(const struct nkc_json *object, const char *key);

/* "an object", "text", ... */
const char *nkc_json_noun(enum nkc_json_kind kind);

/* A text for jansson to print. JSON is UTF-8, an input or a path need not be: broken bytes become
 * U+FFFD. */
struct json_t *nkc_json_text(const char *any);

/* From now on jansson ends the process when memory runs out, as nkc_xrealloc does: a value that
 * could not be made would be missing without a word. Call it before jansson is used. */
void nkc_json_end_without_memory(void);

#endif
