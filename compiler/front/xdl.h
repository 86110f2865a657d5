/* What the scanner, the grammar and the driver in parse.c share. Nobody else includes this. */
#ifndef NKC_FRONT_XDL_H
#define NKC_FRONT_XDL_H

#include "front/ast.h"

struct xdl_ctx {
    struct nkc_session *s;
    struct nkc_source *src;
    struct nkc_ast_file *file;
    void *scanner;
    bool at_end;           /* the whole text was read */
    uint32_t begin, end;   /* byte range of the current token */
    uint32_t comment;      /* where the open block comment began */
    uint32_t previous_end; /* end of the token before the current one */
    bool started;          /* the start token was given to the parser */
    int pending;           /* the first real token, read to choose the start token */
    /* `>` or `>>`: at parenthesis depth 0 of a type's brackets `>` always closes the type
     * (idl-cdl-edl 4.2). */
    uint32_t angle, paren, paren_base;
};

/* ---- scanner side: front/scan.c ---- */

struct nkc_span xdl_here(const struct xdl_ctx *c);
/* Report a lexical error of the current token. */
void xdl_bad_bytes(struct xdl_ctx *c);
void xdl_open_comment(struct xdl_ctx *c);
/* True when `>>` is a shift here; brackets and parentheses are counted by xdl_bracket. */
bool xdl_is_shift(const struct xdl_ctx *c);
void xdl_bracket(struct xdl_ctx *c, char bracket);
/* Value of the current number token; reports lex-octal, lex-range, lex-number. NULL when it is
 * malformed. */
const struct nkc_ast_expr *xdl_number(struct xdl_ctx *c);
const char *xdl_word(struct xdl_ctx *c);
/* Whether a word names an integer type, which makes it a keyword. */
bool xdl_is_int_type(const char *word);

/* ---- tree side: front/ast.c ---- */

const struct nkc_ast_expr *xdl_expr_error(struct xdl_ctx *c, struct nkc_span span);
const struct nkc_ast_expr *xdl_expr_name(struct xdl_ctx *c, struct nkc_ast_name name);
const struct nkc_ast_expr *xdl_expr_paren(struct xdl_ctx *c, const struct nkc_ast_expr *e,
                                          struct nkc_span span);
const struct nkc_ast_expr *xdl_expr_unary(struct xdl_ctx *c, enum nkc_ast_op op,
                                          struct nkc_span op_span, const struct nkc_ast_expr *e);
const struct nkc_ast_expr *xdl_expr_binary(struct xdl_ctx *c, enum nkc_ast_op op,
                                           struct nkc_span op_span, const struct nkc_ast_expr *a,
                                           const struct nkc_ast_expr *b);
const struct nkc_ast_type *xdl_type(struct xdl_ctx *c, struct nkc_ast_type type);
struct nkc_ast_fields *xdl_field(struct xdl_ctx *c, struct nkc_ast_fields *list,
                                 const struct nkc_ast_type *type, struct nkc_ast_name name);
struct nkc_ast_fields *xdl_field_lost(struct xdl_ctx *c, struct nkc_ast_fields *list);
struct nkc_ast_interface *xdl_method_lost(struct xdl_ctx *c, struct nkc_ast_interface *iface);
/* Notes the words of text that an error made the parser leave out. */
void xdl_lost(struct xdl_ctx *c, struct nkc_span span);
struct nkc_ast_params *xdl_param(struct xdl_ctx *c, struct nkc_ast_params *list,
                                 struct nkc_ast_param param);
struct nkc_ast_interface *xdl_method(struct xdl_ctx *c, struct nkc_ast_interface *iface,
                                     struct nkc_ast_name name, struct nkc_ast_params *params);
struct nkc_ast_entries *xdl_entry(struct xdl_ctx *c, struct nkc_ast_entries *list,
                                  struct nkc_ast_name name, struct nkc_ast_name target);
void xdl_package(struct xdl_ctx *c, struct nkc_ast_name name, struct nkc_span word);
void xdl_head(struct xdl_ctx *c, struct nkc_ast_name name, struct nkc_span word, bool old);
void xdl_import(struct xdl_ctx *c, struct nkc_ast_name name, struct nkc_span word);
void xdl_def(struct xdl_ctx *c, struct nkc_ast_def def, struct nkc_span word);
void xdl_interface(struct xdl_ctx *c, struct nkc_ast_interface *iface, struct nkc_span word);
void xdl_section(struct xdl_ctx *c, struct nkc_ast_section section);

#endif
