/* The tree of one IDL, CDL or EDL file, as written: no name is resolved, no value computed.
 *
 * Built by grammar/xdl.y, read by sema only. Every node knows its place in the source.
 * Ownership: all nodes belong to the session's arena; texts are interned (compare with ==).
 * Names keep the words of the file: `error` in a node means that a syntax error stood there. */
#ifndef NKC_FRONT_AST_H
#define NKC_FRONT_AST_H

#include "base/session.h"

enum nkc_file_kind { NKC_FILE_IDL, NKC_FILE_CDL, NKC_FILE_EDL };

/* A name, simple or dotted. */
struct nkc_ast_name {
    const char *text; /* NULL when the file has none because of a syntax error */
    struct nkc_span span;
};

enum nkc_ast_expr_kind {
    NKC_EXPR_NUMBER,
    NKC_EXPR_NAME,
    NKC_EXPR_UNARY,
    NKC_EXPR_BINARY,
    NKC_EXPR_ERROR, /* reported already */
};

enum nkc_ast_op {
    NKC_OP_NEG,
    NKC_OP_NOT,
    NKC_OP_POW,
    NKC_OP_MUL,
    NKC_OP_DIV,
    NKC_OP_MOD,
    NKC_OP_ADD,
    NKC_OP_SUB,
    NKC_OP_SHL,
    NKC_OP_SHR,
    NKC_OP_AND,
    NKC_OP_OR,
    NKC_OP_XOR,
};

/* Longest path from an expression to a leaf; bounds the recursion of everything that walks one. */
enum { NKC_EXPR_DEPTH_MAX = 1000 };

struct nkc_ast_expr {
    enum nkc_ast_expr_kind kind;
    enum nkc_ast_op op;
    bool paren; /* stands in parentheses */
    uint16_t depth;
    uint64_t value;                          /* NUMBER */
    const char *name;                        /* NAME */
    const struct nkc_ast_expr *left, *right; /* UNARY uses right */
    struct nkc_span span, op_span;
};

enum nkc_ast_type_kind {
    NKC_AST_INT,    /* name: "UInt32" */
    NKC_AST_HANDLE, /* name: interface of handle<...> or NULL */
    NKC_AST_STRING,
    NKC_AST_BYTES,
    NKC_AST_ARRAY,
    NKC_AST_SEQUENCE,
    NKC_AST_NAMED,
};

struct nkc_ast_type {
    enum nkc_ast_type_kind kind;
    const char *name;
    const struct nkc_ast_type *elem; /* ARRAY, SEQUENCE */
    const struct nkc_ast_expr *size; /* STRING, BYTES, ARRAY, SEQUENCE */
    struct nkc_span span;
};

/* A struct field or union member. */
struct nkc_ast_field {
    const struct nkc_ast_type *type;
    struct nkc_ast_name name;
};

struct nkc_ast_fields {
    NKC_VEC(struct nkc_ast_field) list;
    bool lost; /* a field had a syntax error and is not in the list */
};

enum nkc_ast_def_kind { NKC_AST_CONST, NKC_AST_TYPEDEF, NKC_AST_STRUCT, NKC_AST_UNION };

struct nkc_ast_def {
    enum nkc_ast_def_kind kind;
    struct nkc_ast_name name;
    const struct nkc_ast_type *type;     /* CONST, TYPEDEF */
    const struct nkc_ast_expr *value;    /* CONST */
    const struct nkc_ast_fields *fields; /* STRUCT, UNION */
};

enum nkc_ast_param_kind { NKC_PARAM_IN, NKC_PARAM_OUT, NKC_PARAM_ERROR };

struct nkc_ast_param {
    enum nkc_ast_param_kind kind;
    const struct nkc_ast_type *type;
    struct nkc_ast_name name;
};

struct nkc_ast_params {
    NKC_VEC(struct nkc_ast_param) list;
};

struct nkc_ast_method {
    struct nkc_ast_name name;
    const struct nkc_ast_params *params; /* NULL: none */
};

struct nkc_ast_interface {
    NKC_VEC(struct nkc_ast_method) methods;
    struct nkc_span span; /* of the word `interface` */
    bool lost;            /* a method had a syntax error and is not in the list */
};

/* `name : full.Name` in a block of endpoints or components. */
struct nkc_ast_entry {
    struct nkc_ast_name name, target;
};

struct nkc_ast_entries {
    NKC_VEC(struct nkc_ast_entry) list;
};

enum nkc_ast_section_kind {
    NKC_SECTION_SECURITY,
    NKC_SECTION_ENDPOINTS,
    NKC_SECTION_COMPONENTS,
    NKC_SECTION_COUNT
};

struct nkc_ast_section {
    enum nkc_ast_section_kind kind;
    bool old_word;                         /* `interfaces` for `endpoints` */
    struct nkc_span span;                  /* of the section's word */
    struct nkc_ast_name target;            /* SECURITY */
    const struct nkc_ast_entries *entries; /* ENDPOINTS, COMPONENTS */
};

struct nkc_ast_file {
    enum nkc_file_kind kind;
    struct nkc_source *src;
    struct nkc_ast_name name;
    struct nkc_span head; /* of `package`, `component`, `entity`, `task` */
    bool old_head;        /* `entity` */
    bool error;           /* had lexical or syntax errors: the tree is incomplete */
    /* Words of the text that was left out because of errors. A definition may have been lost with
     * it, so that such a name is not reported as unknown. */
    struct nkc_map lost;
    bool lost_import; /* an import was among them: any name may be missing */
    NKC_VEC(struct nkc_ast_name) imports;
    NKC_VEC(const struct nkc_ast_def *) defs;
    const struct nkc_ast_interface *interface;
    NKC_VEC(struct nkc_ast_section) sections;
};

#endif
