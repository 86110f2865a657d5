/* Grammar of IDL, CDL and EDL (idl-cdl-edl 4.2 and 5.1): builds the tree of front/ast.h and
 * nothing else. See GRAMMAR.md for the shape and for how errors are recovered from. */
%require "3.8"
%define api.pure full
%define api.prefix {xdl_}
%define api.token.prefix {T_}
%define api.location.type {struct nkc_span}
%define parse.error custom
%define parse.lac full
/* Reductions only on lookaheads that may follow: recovery then skips to such a word, and a rule
 * such as `item: error` cannot reduce before the offending token is dropped. */
%define lr.default-reduction accepting
%locations
%expect 0
%param {struct xdl_ctx *c}

%code top {
#include "base/arena.h"

#include <stdlib.h>

#define YYMALLOC(size) nkc_xrealloc(NULL, (size)) /* or the tool ends */
#define YYFREE free
}

%code requires {
#include "front/xdl.h"
}

%union {
    struct nkc_ast_name name;
    const struct nkc_ast_expr *expr;
    const struct nkc_ast_type *type;
    struct nkc_ast_fields *fields;
    struct nkc_ast_params *params;
    struct nkc_ast_interface *iface;
    struct nkc_ast_entries *entries;
    enum nkc_ast_param_kind param_kind;
    bool flag;
}

%code provides {
int xdl_lex(XDL_STYPE *value, struct nkc_span *place, struct xdl_ctx *c);
/* "expected X, found Y" at `found`; the names of what was expected are given by the grammar. */
void xdl_syntax_error(struct xdl_ctx *c, struct nkc_span found, const char *const *expected,
                      size_t count);
void xdl_error(const struct nkc_span *place, struct xdl_ctx *c, const char *message);
}

%code {
/* Bounds nesting of types and expressions, and so the recursion of all that walk the tree. */
#define YYMAXDEPTH 2000

#define YYLLOC_DEFAULT(current, rhs, n)                                                            \
    ((current) = (n) ? nkc_span_join(YYRHSLOC(rhs, 1), YYRHSLOC(rhs, n))                           \
                     : (struct nkc_span){YYRHSLOC(rhs, 0).src, YYRHSLOC(rhs, 0).end,               \
                                         YYRHSLOC(rhs, 0).end})

static struct nkc_ast_name name_at(struct nkc_ast_name name, struct nkc_span span)
{
    name.span = span;
    return name;
}
}

%initial-action { @$ = (struct nkc_span){c->src, 0, 0}; }

/* The driver gives one of these first. */
%token END 0 "end of file"
%token START_IDL START_XDL

%token <name> NAME "a name" DOTTED "a full name"
%token <expr> NUMBER "a number"
%token <name> INT "an integer type"
%token <name> PACKAGE "package" IMPORT "import" CONST "const" TYPEDEF "typedef" STRUCT "struct"
%token <name> UNION "union" INTERFACE "interface" IN "in" OUT "out" ERROR "error" ARRAY "array"
%token <name> SEQUENCE "sequence" STRING "string" BYTES "bytes" CALLABLE "handle" HANDLE "Handle"
%token <name> COMPONENT "component" TASK "task" CLASS "class" ENTITY "entity"
%token <name> SECURITY "security" ENDPOINTS "endpoints" INTERFACES "interfaces"
%token <name> COMPONENTS "components"
%token POW "**" SHL "<<" SHR ">>"

/* Weakest first. Which mixtures need parentheses is checked by sema (const-paren). */
%left SHL SHR '&' '|' '^'
%left '+' '-'
%left '*' '/' '%'
%left POW

%type <name> name word plain_word type_word dotted_name type_name
%type <expr> expr unary primary
%type <type> type
%type <fields> fields
%type <params> params param_list
%type <iface> methods
%type <entries> entries
%type <param_kind> param_kind
%type <flag> endpoints_word

%start file

%%

file:
    START_IDL package items
  | START_XDL head sections
  ;

/* ---- names ------------------------------------------------------------------------------ */

name: word { $$ = name_at($1, @1); };
type_name: type_word { $$ = name_at($1, @1); };
dotted_name:
    word { $$ = name_at($1, @1); }
  | DOTTED { $$ = name_at($1, @1); }
  ;

/* Every keyword is a plain name where a name is expected. */
word: plain_word | PACKAGE | IMPORT | CONST | TYPEDEF | STRUCT | UNION | INTERFACE
    | INT | ARRAY | SEQUENCE | STRING | BYTES | CALLABLE | HANDLE;
/* As a user's type: not the built-in types, which win, and not the words that open a definition,
 * so that a missing `}` is noticed where the next definition begins. */
type_word: plain_word;
plain_word: NAME | IN | OUT | ERROR | COMPONENT | TASK | CLASS | ENTITY | SECURITY | ENDPOINTS
    | INTERFACES | COMPONENTS;

/* ---- IDL -------------------------------------------------------------------------------- */

package:
    PACKAGE dotted_name { xdl_package(c, $2, @1); }
  | error { yyerrok; }
  ;

items: %empty | items item;

/* Any order is read, so that a misplaced part gets its own message. */
item:
    IMPORT dotted_name { xdl_import(c, $2, @1); }
  | CONST type name '=' expr ';'
    { xdl_def(c, (struct nkc_ast_def){.kind = NKC_AST_CONST, .name = $3,
                                       .type = $2, .value = $5}, @1); }
  | TYPEDEF type name ';'
    { xdl_def(c, (struct nkc_ast_def){.kind = NKC_AST_TYPEDEF, .name = $3, .type = $2}, @1); }
  | STRUCT name '{' fields '}' semicolon
    { xdl_def(c, (struct nkc_ast_def){.kind = NKC_AST_STRUCT, .name = $2, .fields = $4}, @1); }
  | UNION name '{' fields '}' semicolon
    { xdl_def(c, (struct nkc_ast_def){.kind = NKC_AST_UNION, .name = $2, .fields = $4}, @1); }
  | INTERFACE '{' methods '}' semicolon { xdl_interface(c, $3, @1); }
  | STRUCT name '{' fields error '}' semicolon { xdl_lost(c, @2); yyerrok; }
  | UNION name '{' fields error '}' semicolon { xdl_lost(c, @2); yyerrok; }
  | INTERFACE '{' methods error '}' semicolon { yyerrok; }
  | STRUCT name '{' fields error { xdl_lost(c, @2); yyerrok; }
  | UNION name '{' fields error { xdl_lost(c, @2); yyerrok; }
  | INTERFACE '{' methods error { yyerrok; }
  | error { xdl_lost(c, @1); yyerrok; }
  ;

semicolon: %empty | ';';

fields:
    %empty { $$ = NULL; }
  | fields type name ';' { $$ = xdl_field(c, $1, $2, $3); }
  | fields error ';' { $$ = xdl_field_lost(c, $1); yyerrok; }
  ;

methods:
    %empty { $$ = NULL; }
  | methods name '(' params ')' ';' { $$ = xdl_method(c, $1, $2, $4); }
  | methods error ';' { $$ = xdl_method_lost(c, $1); yyerrok; }
  ;

params: %empty { $$ = NULL; } | param_list;

param_list:
    param_kind type name
    { $$ = xdl_param(c, NULL, (struct nkc_ast_param){$1, $2, $3}); }
  | param_list ',' param_kind type name
    { $$ = xdl_param(c, $1, (struct nkc_ast_param){$3, $4, $5}); }
  ;

param_kind:
    IN { $$ = NKC_PARAM_IN; }
  | OUT { $$ = NKC_PARAM_OUT; }
  | ERROR { $$ = NKC_PARAM_ERROR; }
  ;

/* ---- types ------------------------------------------------------------------------------ */

type:
    INT
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_INT, .name = $1.text, .span = @$}); }
  | HANDLE
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_HANDLE, .span = @$}); }
  | CALLABLE '<' dotted_name '>'
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_HANDLE, .name = $3.text,
                                         .span = @$}); }
  | STRING '<' expr '>'
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_STRING, .size = $3, .span = @$}); }
  | BYTES '<' expr '>'
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_BYTES, .size = $3, .span = @$}); }
  | ARRAY '<' type ',' expr '>'
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_ARRAY,
                                         .elem = $3, .size = $5, .span = @$}); }
  | SEQUENCE '<' type ',' expr '>'
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_SEQUENCE,
                                         .elem = $3, .size = $5, .span = @$}); }
  | type_name
    { $$ = xdl_type(c, (struct nkc_ast_type){.kind = NKC_AST_NAMED, .name = $1.text, .span = @$}); }
  ;

/* ---- constant expressions (4.6) --------------------------------------------------------- */

expr:
    unary
  | expr POW expr { $$ = xdl_expr_binary(c, NKC_OP_POW, @2, $1, $3); }
  | expr '*' expr { $$ = xdl_expr_binary(c, NKC_OP_MUL, @2, $1, $3); }
  | expr '/' expr { $$ = xdl_expr_binary(c, NKC_OP_DIV, @2, $1, $3); }
  | expr '%' expr { $$ = xdl_expr_binary(c, NKC_OP_MOD, @2, $1, $3); }
  | expr '+' expr { $$ = xdl_expr_binary(c, NKC_OP_ADD, @2, $1, $3); }
  | expr '-' expr { $$ = xdl_expr_binary(c, NKC_OP_SUB, @2, $1, $3); }
  | expr SHL expr { $$ = xdl_expr_binary(c, NKC_OP_SHL, @2, $1, $3); }
  | expr SHR expr { $$ = xdl_expr_binary(c, NKC_OP_SHR, @2, $1, $3); }
  | expr '&' expr { $$ = xdl_expr_binary(c, NKC_OP_AND, @2, $1, $3); }
  | expr '|' expr { $$ = xdl_expr_binary(c, NKC_OP_OR, @2, $1, $3); }
  | expr '^' expr { $$ = xdl_expr_binary(c, NKC_OP_XOR, @2, $1, $3); }
  ;

unary:
    primary
  | '-' unary { $$ = xdl_expr_unary(c, NKC_OP_NEG, @1, $2); }
  | '~' unary { $$ = xdl_expr_unary(c, NKC_OP_NOT, @1, $2); }
  ;

primary:
    NUMBER
  | name { $$ = xdl_expr_name(c, $1); }
  | '(' expr ')' { $$ = xdl_expr_paren(c, $2, @$); }
  ;

/* ---- CDL and EDL ------------------------------------------------------------------------ */

head:
    COMPONENT dotted_name { xdl_head(c, $2, @1, false); }
  | TASK CLASS dotted_name { xdl_head(c, $3, nkc_span_join(@1, @2), false); }
  | ENTITY dotted_name { xdl_head(c, $2, @1, true); }
  | error { yyerrok; }
  ;

sections: %empty | sections section;

section:
    SECURITY dotted_name
    { xdl_section(c, (struct nkc_ast_section){.kind = NKC_SECTION_SECURITY,
                                             .span = @1, .target = $2}); }
  | endpoints_word '{' entries '}'
    { xdl_section(c, (struct nkc_ast_section){.kind = NKC_SECTION_ENDPOINTS,
                                             .old_word = $1, .span = @1, .entries = $3}); }
  | COMPONENTS '{' entries '}'
    { xdl_section(c, (struct nkc_ast_section){.kind = NKC_SECTION_COMPONENTS,
                                             .span = @1, .entries = $3}); }
  | error { yyerrok; }
  ;

endpoints_word: ENDPOINTS { $$ = false; } | INTERFACES { $$ = true; };

entries:
    %empty { $$ = NULL; }
  | entries name ':' dotted_name { $$ = xdl_entry(c, $1, $2, $4); }
  | entries name ':' error { $$ = $1; yyerrok; }
  | entries name error { $$ = $1; }
  | entries error { $$ = $1; }
  ;

%%

static int yyreport_syntax_error(const yypcontext_t *context, struct xdl_ctx *c)
{
    yysymbol_kind_t kinds[YYNTOKENS];
    const char *names[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, kinds, YYNTOKENS);
    size_t used = 0;
    for (int i = 0; i < count; i++)
        names[used++] = yysymbol_name(kinds[i]);
    xdl_syntax_error(c, *yypcontext_location(context), names, used);
    return 0;
}
