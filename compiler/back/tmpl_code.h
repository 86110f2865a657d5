/* Compiled templates: shared by the parser (tmpl_parse.c) and the printer (tmpl.c). */
#ifndef NKC_BACK_TMPL_CODE_H
#define NKC_BACK_TMPL_CODE_H

#include "back/tmpl.h"

enum tmpl_op { TMPL_TEXT, TMPL_VALUE, TMPL_SECTION, TMPL_INVERTED, TMPL_PARTIAL };

/* Names that every list gives. Symbol numbers of other names start at TMPL_SYM_USER. */
enum { TMPL_SYM_SELF, TMPL_SYM_FIRST, TMPL_SYM_LAST, TMPL_SYM_INDEX, TMPL_SYM_USER };

enum tmpl_letters { TMPL_AS_IS, TMPL_UPPER, TMPL_LOWER, TMPL_PATH };

/* What happens to a value before it is printed: letters first, then the escape. */
struct tmpl_filter {
    uint8_t letters; /* enum tmpl_letters */
    uint8_t escape;  /* enum nkc_tmpl_escape */
    bool own_escape; /* `escape` replaces the one of the output */
};

/* 32 bytes: the templates of one header make a thousand, and every page of them is a page to be
 * had. */
struct tmpl_node {
    enum tmpl_op op;
    uint32_t begin; /* where the tag stands in the source, for messages */
    union {
        struct { /* TMPL_TEXT */
            const char *text;
            uint32_t size;
        };
        struct {                       /* values and sections */
            const uint32_t *path;      /* symbol numbers */
            uint32_t path_len;         /* names of a dotted path */
            uint32_t end;              /* sections: index of the first node after the body */
            struct tmpl_filter filter; /* TMPL_VALUE */
        };
        struct { /* TMPL_PARTIAL */
            struct tmpl_code *partial;
            uint32_t indent; /* alone on its line: blanks before it */
            bool in_line;    /* inside a line: its last line break is left out */
        };
    };
};

struct tmpl_code {
    const char *name;
    const struct nkc_tmpl_source *input;
    struct nkc_source *src; /* NULL until compiled */
    bool bad;
    NKC_VEC(struct tmpl_node) nodes;
};

struct nkc_tmpl_set {
    struct nkc_session *session;
    struct tmpl_code *codes;
    size_t count;
    struct nkc_map symbols;              /* name -> number */
    NKC_VEC(const char *) symbol_names;  /* number -> name */
    NKC_VEC(struct tmpl_bound *) bounds; /* view types seen so far */
};

/* Number of a name, added when new. */
uint32_t tmpl_symbol(struct nkc_tmpl_set *set, const char *name, size_t size);
/* NULL when the set has no such template. Does not compile it. */
struct tmpl_code *tmpl_find(struct nkc_tmpl_set *set, const char *name, size_t size);
/* Compiles `code` when that was not done yet; false when it has errors. */
bool tmpl_compile(struct nkc_tmpl_set *set, struct tmpl_code *code);

/* ---- tmpl_filter.c ---- */

/* Adds the filter called `name`; false when there is none. */
bool tmpl_filter_add(struct tmpl_filter *filter, const char *name, size_t size);
/* The filter nearest to `name`, or NULL. */
const char *tmpl_filter_nearest(const char *name);
/* What `c` becomes: a text that lives until the next call with the same `hold`, or NULL when it
 * stays as it is. */
const char *tmpl_escape(enum nkc_tmpl_escape escape, unsigned char c, char hold[8]);

#endif
