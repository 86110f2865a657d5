/* YAML with places: the only file that knows libyaml is yaml.c.
 *
 * Nodes live in the session's arena. An alias (*name) is the node it names, so the graph may share
 * nodes and may even be cyclic: walk it only as deep as a schema goes, and bound the lists.
 * Untrusted input: the text of the source. */
#ifndef NKC_INIT_YAML_H
#define NKC_INIT_YAML_H

#include "base/session.h"

enum nkc_yaml_kind {
    NKC_YAML_NOTHING, /* no value, ~ or null */
    NKC_YAML_TEXT,    /* every other scalar; numbers and booleans keep their spelling */
    NKC_YAML_LIST,
    NKC_YAML_MAP,
};

struct nkc_yaml_node;

struct nkc_yaml_pair {
    const struct nkc_yaml_node *key, *value;
};

struct nkc_yaml_node {
    enum nkc_yaml_kind kind;
    struct nkc_span span;
    const char *text; /* NKC_YAML_TEXT: NUL-terminated */
    size_t size;      /* its bytes; more than strlen(text) when it holds a NUL character */
    NKC_VEC(const struct nkc_yaml_node *) items; /* NKC_YAML_LIST */
    NKC_VEC(struct nkc_yaml_pair) pairs;         /* NKC_YAML_MAP, in the order of the file */
};

/* The root of the only document in `src`; NULL after reporting that there is none, that there are
 * several, or that the text is no YAML. */
const struct nkc_yaml_node *nkc_yaml_read(struct nkc_session *s, const struct nkc_source *src);

/* "a string", "a list", "a mapping", "nothing" for messages. */
const char *nkc_yaml_kind_name(enum nkc_yaml_kind kind);

#endif
