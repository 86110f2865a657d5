/* Names: spelling rules, declarations, lookup (idl-cdl-edl 3, 4.3). */
#include "sema/sema.h"

#include <ctype.h>
#include <stdlib.h>

/* ---- spelling --------------------------------------------------------------------------- */

/* Both sorted for bsearch. */
static const char *const c_words[] = {
    "_Alignas",  "_Alignof",       "_Atomic",       "_Bool",   "_Complex", "_Generic", "_Imaginary",
    "_Noreturn", "_Static_assert", "_Thread_local", "auto",    "break",    "case",     "char",
    "const",     "continue",       "default",       "do",      "double",   "else",     "enum",
    "extern",    "float",          "for",           "goto",    "if",       "inline",   "int",
    "long",      "register",       "restrict",      "return",  "short",    "signed",   "sizeof",
    "static",    "struct",         "switch",        "typedef", "union",    "unsigned", "void",
    "volatile",  "while",
};
static const char *const cpp_words[] = {
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "bitand",
    "bitor",
    "bool",
    "catch",
    "class",
    "compl",
    "const_cast",
    "constexpr",
    "decltype",
    "delete",
    "dynamic_cast",
    "explicit",
    "export",
    "false",
    "friend",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "reinterpret_cast",
    "static_assert",
    "static_cast",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typeid",
    "typename",
    "using",
    "virtual",
    "wchar_t",
    "xor",
    "xor_eq",
};

static int compare_words(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

#define IS_IN(name, words)                                                                         \
    (bsearch((name), (words), sizeof(words) / sizeof *(words), sizeof *(words), compare_words) !=  \
     NULL)

/* Members of every message, and what <nk/...> may define: a macro would replace the member, and in
 * C++ a member hides the type that the next one needs. */
static bool is_reserved(const char *name)
{
    return strcmp(name, "base_") == 0 || strcmp(name, "res_") == 0 || strcmp(name, "err_") == 0 ||
           strncmp(name, "nk_", 3) == 0 || strncmp(name, "NK_", 3) == 0 ||
           strncmp(name, "__", 2) == 0;
}

void nkc_check_name(struct nkc_sema *m, const struct nkc_ast_name *name, const char *what,
                    enum nkc_naming rule)
{
    const char *text = name->text;
    if (rule != NKC_NAME_FREE) {
        if (IS_IN(text, c_words))
            nkc_diag(m->s, NAME_CKEYWORD, name->span, what, text);
        else if (IS_IN(text, cpp_words))
            nkc_diag(m->s, NAME_CPPKEYWORD, name->span, what, text);
        else if (is_reserved(text))
            nkc_diag(m->s, NAME_RESERVED, name->span, what, text);
    }
    if (rule == NKC_NAME_STRICT && strchr(text, '_'))
        nkc_diag(m->s, NAME_UNDERSCORE, name->span, what, text);
    else if (strchr(text, '_'))
        nkc_diag(m->s, NAMING, name->span, what, text);
}

void nkc_check_full_name(struct nkc_sema *m, const struct nkc_ast_name *name, const char *what)
{
    const char *dot = strrchr(name->text, '.');
    const char *last = dot ? dot + 1 : name->text;
    struct nkc_span span = name->span;
    span.begin += (uint32_t)(last - name->text);
    if (!isupper((unsigned char)last[0]))
        nkc_diag(m->s, NAME_UPPER, span, last, last[0]);
    if (strchr(last, '_'))
        nkc_diag(m->s, NAME_UNDERSCORE, span, what, last);
}

const char *nkc_c_name(struct nkc_session *s, const char *dotted)
{
    char *name = nkc_arena_strdup(s->arena, dotted);
    for (char *p = name; *p; p++)
        if (*p == '.')
            *p = '_';
    return name;
}

void nkc_split_name(struct nkc_session *s, const char *name, const char **c_name,
                    const char **dir_name, const char **base_name)
{
    const char *dot = strrchr(name, '.');
    *c_name = nkc_c_name(s, name);
    *dir_name = dot ? nkc_intern(s, name, (size_t)(dot - name)) : "";
    *base_name = dot ? nkc_interns(s, dot + 1) : name;
}

/* ---- lists whose names must differ ------------------------------------------------------ */

struct seen {
    uint64_t list;
    struct nkc_span span;
};

void nkc_seen_begin(struct nkc_sema *m)
{
    m->seen_list++;
}

struct nkc_span nkc_seen_before(struct nkc_sema *m, const struct nkc_ast_name *name)
{
    struct seen *seen = nkc_map_get(&m->seen, name->text);
    if (!seen) {
        seen = NKC_NEW(m->s->arena, struct seen);
        nkc_map_add(&m->seen, name->text, seen);
    } else if (seen->list == m->seen_list) {
        return seen->span;
    }
    seen->list = m->seen_list;
    seen->span = name->span;
    return NKC_NO_SPAN;
}

/* ---- declarations ----------------------------------------------------------------------- */

static const char *const def_words[] = {"constant", "type", "struct", "union"};

void nkc_declare(struct nkc_sema *m, struct sema_package *p)
{
    NKC_FOREACH(i, &p->ast->defs) {
        const struct nkc_ast_def *def = p->ast->defs.data[i];
        struct nkc_symbol *sym = NKC_NEW(m->s->arena, struct nkc_symbol);
        sym->def = def;
        sym->owner = p;
        nkc_check_name(m, &def->name, def_words[def->kind], NKC_NAME_FREE);
        if (nkc_map_add(&p->symbols, def->name.text, sym))
            continue;
        const struct nkc_symbol *first = nkc_map_get(&p->symbols, def->name.text);
        nkc_diag(m->s, REDEF, def->name.span, def->name.text);
        nkc_diag(m->s, NOTE_FIRST, first->def->name.span, def->name.text);
        p->pub.error = true;
    }
}

/* ---- lookup ----------------------------------------------------------------------------- */

/* Names of constants, or of types. */
static void add_names(struct nkc_sema *m, const struct sema_package *p, bool constants)
{
    NKC_FOREACH(i, &p->symbols.items) {
        const struct nkc_symbol *sym = p->symbols.items.data[i].value;
        if ((sym->def->kind == NKC_AST_CONST) == constants)
            nkc_vec_push(m->s->arena, &m->near_names, p->symbols.items.data[i].key);
    }
}

/* A note with the nearest visible name of the kind that was wanted. */
static void suggest(struct nkc_sema *m, struct sema_package *p, const char *name, bool constant,
                    struct nkc_span span)
{
    static const char *const built_in[] = {
#define NKC_INT_TYPE(idl, c, width, is_signed, is_word) #idl,
#include "base/int_types.def"
#undef NKC_INT_TYPE
        "Handle", "string", "bytes", "array", "sequence",
    };
    if (m->s->last_dropped)
        return; /* a note that nobody sees is not worth the search */
    m->near_names.len = 0;
    add_names(m, p, constant);
    NKC_FOREACH(i, &p->pub.imports)
        add_names(m, (const struct sema_package *)p->pub.imports.data[i], constant);
    for (size_t i = 0; !constant && i < sizeof built_in / sizeof *built_in; i++)
        nkc_vec_push(m->s->arena, &m->near_names, built_in[i]);
    nkc_diag_mean(m->s, span, nkc_nearest(name, m->near_names.data, m->near_names.len));
}

struct nkc_symbol *nkc_lookup(struct nkc_sema *m, struct sema_package *p, const char *name,
                              struct nkc_span span, const char *what)
{
    struct nkc_symbol *found = nkc_map_get(&p->symbols, name);
    if (found)
        return found;
    NKC_FOREACH(i, &p->pub.imports) {
        struct sema_package *imported = (struct sema_package *)p->pub.imports.data[i];
        struct nkc_symbol *sym = nkc_map_get(&imported->symbols, name);
        if (!sym)
            continue;
        if (!found) {
            found = sym;
            continue;
        }
        nkc_diag(m->s, IMPORT_AMBIGUOUS, span, name, found->owner->pub.name, imported->pub.name);
        nkc_diag(m->s, NOTE_HERE, found->def->name.span, "one definition");
        nkc_diag(m->s, NOTE_HERE, sym->def->name.span, "the other definition");
        return NULL;
    }
    if (!found && !p->lost_import && !nkc_map_get(&p->ast->lost, name)) {
        nkc_diag(m->s, UNDEF, span, what, name);
        suggest(m, p, name, strcmp(what, "constant") == 0, span);
    }
    return found;
}
