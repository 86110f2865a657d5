/* Checked reading of single YAML values. Every function reports what it refuses, at the value's
 * place; `what` names the value in the message: "`id`", "a process". Texts live in the arena. */
#ifndef NKC_INIT_SCHEMA_H
#define NKC_INIT_SCHEMA_H

#include "init/yaml.h"

/* Value of a key; NULL when the key is absent or has no value. The first of duplicates counts. */
const struct nkc_yaml_node *nkc_get_key(const struct nkc_yaml_node *map, const char *key);
/* As above, and absence is an error. */
const struct nkc_yaml_node *nkc_need_key(struct nkc_session *s, const struct nkc_yaml_node *map,
                                         const char *what, const char *key);
/* Warns of keys that are not in the NULL-terminated list; duplicates are errors. */
void nkc_check_keys(struct nkc_session *s, const struct nkc_yaml_node *map, const char *what,
                    const char *const *known);
/* Duplicate keys only. */
void nkc_check_twice(struct nkc_session *s, const struct nkc_yaml_node *map, const char *what);

bool nkc_check_kind(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what,
                    enum nkc_yaml_kind kind);
/* A list of at most `max` items, called `items` in the message. */
bool nkc_check_list(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what,
                    const char *items, size_t max);

/* NULL after reporting. */
const char *nkc_read_text(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what);
/* A process or channel name: 1 to 127 bytes, no control characters. */
const char *nkc_read_name(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what);
/* A class name: identifiers joined by dots. */
const char *nkc_read_class(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what);
/* A C identifier. */
const char *nkc_read_identifier(struct nkc_session *s, const struct nkc_yaml_node *n,
                                const char *what);
/* What may stand between the angle brackets of #include. */
const char *nkc_read_header(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what);
/* The name of a file in the image. */
const char *nkc_read_file_name(struct nkc_session *s, const struct nkc_yaml_node *n,
                               const char *what);
/* The name of an environment variable. */
const char *nkc_read_variable(struct nkc_session *s, const struct nkc_yaml_node *n);

#endif
