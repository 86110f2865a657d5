#include "init/schema.h"

#include "nk/abi.h"

/* ---- structure -------------------------------------------------------------------------- */

static bool is_key(const struct nkc_yaml_node *n, const char *key)
{
    return n->kind == NKC_YAML_TEXT && strcmp(n->text, key) == 0;
}

const struct nkc_yaml_node *nkc_get_key(const struct nkc_yaml_node *map, const char *key)
{
    NKC_FOREACH(i, &map->pairs)
        if (is_key(map->pairs.data[i].key, key)) {
            const struct nkc_yaml_node *value = map->pairs.data[i].value;
            return value->kind == NKC_YAML_NOTHING ? NULL : value;
        }
    return NULL;
}

const struct nkc_yaml_node *nkc_need_key(struct nkc_session *s, const struct nkc_yaml_node *map,
                                         const char *what, const char *key)
{
    const struct nkc_yaml_node *value = nkc_get_key(map, key);
    if (!value)
        nkc_diag(s, INIT_MISSING, map->span, what, key);
    return value;
}

static bool is_known(const char *key, const char *const *known, size_t *count)
{
    bool found = false;
    for (*count = 0; known[*count]; ++*count)
        found |= strcmp(known[*count], key) == 0;
    return found;
}

void nkc_check_twice(struct nkc_session *s, const struct nkc_yaml_node *map, const char *what)
{
    struct nkc_map seen;
    nkc_map_init(&seen, s->arena);
    NKC_FOREACH(i, &map->pairs) {
        const struct nkc_yaml_node *key = map->pairs.data[i].key;
        if (key->kind != NKC_YAML_TEXT || nkc_map_add(&seen, key->text, (void *)key))
            continue;
        const struct nkc_yaml_node *first = nkc_map_get(&seen, key->text);
        nkc_diag(s, INIT_KEY_TWICE, key->span, key->text, what);
        nkc_diag(s, NOTE_FIRST, first->span, key->text);
    }
}

void nkc_check_keys(struct nkc_session *s, const struct nkc_yaml_node *map, const char *what,
                    const char *const *known)
{
    nkc_check_twice(s, map, what);
    NKC_FOREACH(i, &map->pairs) {
        const struct nkc_yaml_node *key = map->pairs.data[i].key;
        size_t count;
        if (key->kind != NKC_YAML_TEXT) {
            nkc_diag(s, INIT_TYPE, key->span, "a key", nkc_yaml_kind_name(NKC_YAML_TEXT),
                     nkc_yaml_kind_name(key->kind));
        } else if (!is_known(key->text, known, &count)) {
            nkc_diag(s, INIT_KEY, key->span, key->text, what);
            const char *near = nkc_nearest(key->text, known, count);
            nkc_diag_mean(s, key->span, near);
        }
    }
}

bool nkc_check_kind(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what,
                    enum nkc_yaml_kind kind)
{
    if (n->kind == kind)
        return true;
    nkc_diag(s, INIT_TYPE, n->span, what, nkc_yaml_kind_name(kind), nkc_yaml_kind_name(n->kind));
    return false;
}

bool nkc_check_list(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what,
                    const char *items, size_t max)
{
    if (!nkc_check_kind(s, n, what, NKC_YAML_LIST))
        return false;
    if (n->items.len <= max)
        return true;
    nkc_diag(s, INIT_LIMIT, n->items.data[max]->span,
             nkc_arena_printf(s->arena, "too many %s", items), (unsigned)max);
    return false;
}

/* ---- texts ------------------------------------------------------------------------------ */

static const char *refuse(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what,
                          const char *why)
{
    nkc_diag(s, INIT_TEXT, n->span, what, why);
    return NULL;
}

const char *nkc_read_text(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what)
{
    if (n->kind == NKC_YAML_NOTHING) {
        nkc_diag(s, INIT_TYPE, n->span, what, "a string", "nothing; write \"\" for an empty one");
        return NULL;
    }
    if (!nkc_check_kind(s, n, what, NKC_YAML_TEXT))
        return NULL;
    if (strlen(n->text) != n->size)
        return refuse(s, n, what, "holds a NUL character");
    if (n->size >= KOS_ENV_MAX)
        return refuse(s, n, what,
                      nkc_arena_printf(s->arena,
                                       "is longer than the environment of a process (%d bytes)",
                                       KOS_ENV_MAX));
    return n->text;
}

static const char *refuse_longer(struct nkc_session *s, const struct nkc_yaml_node *n,
                                 const char *what, unsigned max)
{
    return refuse(s, n, what, nkc_arena_printf(s->arena, "is longer than %u bytes", max));
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            return true;
    return false;
}

const char *nkc_read_name(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what)
{
    const char *text = nkc_read_text(s, n, what);
    if (!text)
        return NULL;
    if (n->size == 0)
        return refuse(s, n, what, "is empty");
    if (n->size > KOS_NAME_MAX)
        return refuse_longer(s, n, what, KOS_NAME_MAX);
    if (has_control(text))
        return refuse(s, n, what, "holds a control character");
    return text;
}

/* Length of the identifier at `text`, 0 when there is none. */
static size_t identifier(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
    return *text && strchr(letters, *text) ? n : 0;
}

const char *nkc_read_class(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what)
{
    const char *text = nkc_read_name(s, n, what);
    for (const char *p = text; p;) {
        size_t len = identifier(p);
        if (len == 0 || (p[len] != '.' && p[len] != '\0'))
            return refuse(s, n, what, "is not a class name: identifiers joined by dots");
        p = p[len] == '.' ? p + len + 1 : NULL;
    }
    return text;
}

const char *nkc_read_identifier(struct nkc_session *s, const struct nkc_yaml_node *n,
                                const char *what)
{
    const char *text = nkc_read_name(s, n, what);
    if (text && text[identifier(text)] != '\0')
        return refuse(s, n, what, "is not a C identifier");
    return text;
}

const char *nkc_read_header(struct nkc_session *s, const struct nkc_yaml_node *n, const char *what)
{
    const char *text = nkc_read_name(s, n, what);
    if (text && strpbrk(text, "<>\"'\\"))
        return refuse(s, n, what, "is not the name of a header");
    return text;
}

const char *nkc_read_file_name(struct nkc_session *s, const struct nkc_yaml_node *n,
                               const char *what)
{
    const char *text = nkc_read_name(s, n, what);
    if (text && strlen(text) >= KOS_ROMFS_NAME)
        return refuse_longer(s, n, what, KOS_ROMFS_NAME - 1);
    if (text && strpbrk(text, "/ "))
        return refuse(s, n, what, "is not the name of a file in the image");
    return text;
}

const char *nkc_read_variable(struct nkc_session *s, const struct nkc_yaml_node *n)
{
    static const char what[] = "the name of a variable";
    const char *text = nkc_read_name(s, n, what);
    if (text && strchr(text, '='))
        return refuse(s, n, what, "holds a `=`");
    return text;
}
