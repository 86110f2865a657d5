/* The tree of one PSL file: syntax with places, no meaning (psl 1, 2; pal 2).
 *
 * Built by grammar/psl.y; owned by the session's arena, never freed singly; texts are interned.
 * Untrusted input: the source text. A file with syntax errors still yields the declarations that
 * could be read, so that later passes can go on. */
#ifndef NKC_FRONT_PSL_AST_H
#define NKC_FRONT_PSL_AST_H

#include "front/psl_open.h"

/* A name or dotted name; text NULL = absent. */
struct psl_name {
    const char *text;
    struct nkc_span span;
};

/* ---- expressions ---- */

enum psl_expr_kind {
    PSL_E_ERROR, /* could not be parsed; already reported */
    PSL_E_INT,
    PSL_E_TEXT,
    PSL_E_BOOL,
    PSL_E_UNIT,
    PSL_E_MESSAGE,
    PSL_E_SRC_SID,
    PSL_E_DST_SID,
    PSL_E_NAME, /* a PAL variable */
    PSL_E_CALL, /* object.method argument */
    PSL_E_DICT,
    PSL_E_LIST,
    PSL_E_FIELD, /* left . name */
    PSL_E_INDEX, /* left . [value] */
    PSL_E_UNARY,
    PSL_E_BINARY,
    PSL_E_FENCE, /* ```regex ... ``` : name = language, text = body */
};

enum psl_op {
    PSL_OP_NOT,
    PSL_OP_COMPL,
    PSL_OP_NEG,
    PSL_OP_IMPLIES,
    PSL_OP_OR,
    PSL_OP_AND,
    PSL_OP_EQ,
    PSL_OP_NE,
    PSL_OP_LT,
    PSL_OP_LE,
    PSL_OP_GT,
    PSL_OP_GE,
    PSL_OP_BOR,
    PSL_OP_BAND,
    PSL_OP_ADD,
    PSL_OP_SUB,
    PSL_OP_MUL,
    PSL_OP_COUNT
};

/* As written: "&&". */
const char *psl_op_text(enum psl_op op);

struct psl_expr;

struct psl_entry { /* of a dictionary; key.text is NULL in a list */
    struct psl_name key;
    bool key_is_int, key_is_text;
    struct psl_expr *value;
};

struct psl_entries {
    NKC_VEC(struct psl_entry) list;
    bool broken; /* a field was reported and left out */
};

struct psl_expr {
    enum psl_expr_kind kind;
    enum psl_op op;
    bool negative;                 /* INT: value is the magnitude */
    bool in_parens;                /* written in parentheses of its own */
    uint64_t value;                /* INT, INDEX; BOOL: 0 or 1 */
    const char *text;              /* TEXT (unescaped), FENCE body */
    struct psl_name object;        /* CALL */
    struct psl_name name;          /* CALL: method; FIELD, NAME, FENCE */
    struct psl_expr *left, *right; /* CALL: left is the argument */
    struct psl_entries *entries;   /* DICT, LIST */
    struct nkc_span span;
};

/* ---- types inside policy objects ---- */

enum psl_type_kind {
    PSL_T_NAME,    /* UInt32, State */
    PSL_T_LITERAL, /* "idle", 12, () */
    PSL_T_VARIANT, /* items */
    PSL_T_DICT,    /* keys with items */
    PSL_T_TUPLE,   /* items */
    PSL_T_GENERIC, /* name < items > */
};

struct psl_type;

struct psl_type_item {
    struct psl_name key; /* DICT */
    struct psl_type *type;
};

struct psl_type_items {
    NKC_VEC(struct psl_type_item) list;
};

struct psl_type {
    enum psl_type_kind kind;
    struct psl_name name;
    struct psl_expr *literal;
    struct psl_type_items *items;
    struct nkc_span span;
};

/* ---- bindings ---- */

enum psl_event { PSL_EXECUTE, PSL_REQUEST, PSL_RESPONSE, PSL_ERROR, PSL_SECURITY, PSL_EVENTS };
enum psl_selector_kind {
    PSL_S_SRC,
    PSL_S_DST,
    PSL_S_INTERFACE,
    PSL_S_COMPONENT,
    PSL_S_ENDPOINT,
    PSL_S_METHOD,
    PSL_SELECTORS
};

/* The words of the language for events and selectors, by their number, NULL behind them. */
extern const char *const psl_event_words[PSL_EVENTS + 1];
extern const char *const psl_selector_words[PSL_SELECTORS + 1];
const char *psl_event_text(enum psl_event event);
const char *psl_selector_text(enum psl_selector_kind kind);

struct psl_selector {
    enum psl_selector_kind kind;
    struct psl_name value;
    struct nkc_span span;
};

struct psl_selectors {
    NKC_VEC(struct psl_selector) list;
};

enum psl_item_kind { PSL_I_RULE, PSL_I_MATCH, PSL_I_CHOICE, PSL_I_AUDIT };

struct psl_block;

struct psl_branch {
    struct psl_expr *label;  /* NULL for _ */
    struct psl_block *block; /* a single rule call is a block of one */
    struct nkc_span span;
};

struct psl_branches {
    NKC_VEC(struct psl_branch) list;
    bool broken; /* a syntax error was reported between them */
};

struct psl_item {
    enum psl_item_kind kind;
    struct psl_name object, name;    /* RULE; object.text NULL when left out. AUDIT: name */
    struct psl_expr *argument;       /* RULE; CHOICE: the expression */
    struct psl_selectors *selectors; /* MATCH */
    struct psl_block *block;         /* MATCH */
    struct psl_branches *branches;   /* CHOICE */
    struct nkc_span span;
};

struct psl_block {
    NKC_VEC(struct psl_item *) items;
    struct nkc_span span;
};

/* ---- test sets (PAL) ---- */

enum psl_expect { PSL_X_NONE, PSL_X_GRANT, PSL_X_DENY, PSL_X_ANY };

struct psl_case {
    enum psl_expect expect;
    const char *title;        /* or NULL */
    struct psl_name variable; /* v <- execute; or absent */
    enum psl_event event;
    struct psl_selectors *selectors; /* long form; NULL in a short form */
    struct psl_name src, dst, path;  /* short form: path = endpoint and method, or method */
    struct psl_expr *params;         /* DICT or NULL */
    struct nkc_span span;
};

struct psl_cases {
    NKC_VEC(struct psl_case *) list;
};

enum psl_section_kind { PSL_SETUP, PSL_SEQUENCE, PSL_FINALLY };

struct psl_section {
    enum psl_section_kind kind;
    const char *title;
    struct psl_cases *cases;
    struct nkc_span span;
};

struct psl_sections {
    NKC_VEC(struct psl_section) list;
};

/* ---- declarations ---- */

enum psl_decl_kind {
    PSL_D_EXECUTE_IF,    /* name */
    PSL_D_USE,           /* name */
    PSL_D_USE_EDL,       /* name */
    PSL_D_TASK_CLASS,    /* name : target */
    PSL_D_AUDIT_DEFAULT, /* name, level */
    PSL_D_AUDIT_PROFILE, /* name, value */
    PSL_D_OBJECT,        /* name : target, params */
    PSL_D_MODEL,         /* name: makes a built-in security model usable (shipped files only) */
    PSL_D_BINDING,       /* event, selectors, block */
    PSL_D_TESTS,         /* title, sections */
};

struct psl_object_param {
    struct psl_name name;
    struct psl_type *type;  /* `type X = ...` */
    struct psl_expr *value; /* `x = ...` */
};

struct psl_object_params {
    NKC_VEC(struct psl_object_param) list;
    bool broken; /* a syntax error was reported in it */
};

struct psl_decl {
    enum psl_decl_kind kind;
    struct psl_name name, target;
    struct psl_expr *value; /* level of AUDIT_DEFAULT, dictionary of AUDIT_PROFILE */
    struct psl_object_params *params;
    enum psl_event event;
    struct psl_selectors *selectors;
    struct psl_block *block;
    const char *title;
    struct psl_sections *sections;
    struct nkc_span span;
};

struct psl_file {
    struct nkc_source *src;
    const char *text;                 /* of src, after the preprocessor */
    NKC_VEC(struct psl_decl *) decls; /* in text order */
};

struct psl_prep; /* psl_prep.h */

/* Parses `src`, after the preprocessor when `prep` is not NULL; errors are reported in the session.
 * Never returns NULL. */
struct psl_file *psl_parse_source(struct nkc_session *s, struct nkc_source *src,
                                  const struct psl_prep *prep);

/* The source text of `span` on one line: runs of blanks, line ends and comments become one blank,
 * at most `limit` bytes, "..." at the end when cut. Arena-owned. */
const char *psl_span_text(struct nkc_session *s, struct nkc_span span, size_t limit);

/* ---- used by the grammar only ---- */

/* An opening bracket whose partner has not come yet. */
struct psl_open {
    uint32_t at;
    char closer;
};

struct psl_parse {
    struct nkc_session *s;
    struct nkc_source *src;
    struct psl_file *file;
    uint32_t offset;                 /* of the next byte to scan */
    int depth;                       /* open braces */
    NKC_VEC(struct psl_open) open;   /* brackets, outermost first */
    struct psl_missing_list missing; /* braces to make up, see psl_open.h */
    size_t made_up;                  /* of them, those that were */
    bool told_missing;               /* the next one to make up is reported */
    const char *words[2];            /* the last two names or words, NULL before them */
    uint32_t told;                   /* end of the last syntax error */
    struct nkc_span fault;           /* what the scanner reported last; src NULL: nothing */
    bool lone;                       /* the last closing brace had no partner */
    bool told_prep;                  /* that there are directives */
    bool told_template;              /* that there are blocks of a template */
    bool in_tests;                   /* inside a test set: `<-`, `~>` and `<~` are tokens */
};

/* psl_brackets.c, for the scanner. The token to give for the closing bracket at `span`, of which
 * `closer` is the byte: that, or a bracket that is missing before it, with *made_up set: then it is
 * to be scanned again. */
int psl_closing_token(struct psl_parse *p, struct nkc_span span, char closer, bool *made_up);
/* Is a block not closed that should be before the token at `at`? Then a bracket is made up there:
 * those that are open in the block, one a call, the block's own last. The first call reports it. */
bool psl_misses_brace(const struct psl_parse *p, uint32_t at);
int psl_make_up_brace(struct psl_parse *p, struct nkc_span before);

struct psl_expr *psl_expr_new(struct psl_parse *p, enum psl_expr_kind kind, struct nkc_span span);
struct psl_expr *psl_unary(struct psl_parse *p, enum psl_op op, struct psl_expr *operand,
                           struct nkc_span span);
struct psl_expr *psl_binary(struct psl_parse *p, enum psl_op op, struct psl_expr *left,
                            struct psl_expr *right, struct nkc_span span);
struct psl_expr *psl_entries_expr(struct psl_parse *p, enum psl_expr_kind kind,
                                  struct psl_entries *entries, struct nkc_span span);
/* Adds a field, unless it is one that was reported and left out: value NULL. */
struct psl_entries *psl_entries_add(struct psl_parse *p, struct psl_entries *entries,
                                    struct psl_entry field);
struct psl_name psl_name_join(struct psl_parse *p, struct psl_name left, struct psl_name right);
struct psl_item *psl_item_new(struct psl_parse *p, enum psl_item_kind kind, struct nkc_span span);
struct psl_decl *psl_decl_new(struct psl_parse *p, enum psl_decl_kind kind, struct nkc_span span);
struct psl_type *psl_type_new(struct psl_parse *p, enum psl_type_kind kind, struct nkc_span span);
/* Flattens `A | B | C` into one variant. */
struct psl_type *psl_type_or(struct psl_parse *p, struct psl_type *left, struct psl_type *right,
                             struct nkc_span span);
struct psl_case *psl_case_new(struct psl_parse *p, enum psl_event event, struct nkc_span span);

#endif
