/* Grammar of PSL (psl 2) with test sets (pal 2). Builds the tree of front/psl_ast.h, nothing else.
 *
 * There are no separators between declarations or between rule calls, so the argument of a rule is
 * a primary: operators at its top need parentheses. Words are reserved by position only. */
%require "3.8"
%define api.pure full
%define api.prefix {psl_yy}
%define api.location.type {struct nkc_span}
%define parse.lac full
%define parse.error custom
%locations
%expect 0

%code top {
#include "base/arena.h"

#include <stdlib.h>

#define YYMALLOC(size) nkc_xrealloc(NULL, (size)) /* or the tool ends */
#define YYFREE free
}

%code requires {
#include "front/psl_ast.h"
}

%code {
#include "front/psl_prep.h"
#include "psl_lex.h"

#define YYLLOC_DEFAULT(cur, rhs, n)                                                                \
    ((cur) = (n) ? nkc_span_join(YYRHSLOC(rhs, 1), YYRHSLOC(rhs, n))                               \
                 : (struct nkc_span){YYRHSLOC(rhs, 0).src, YYRHSLOC(rhs, 0).end,                   \
                                     YYRHSLOC(rhs, 0).end})

#define NEW(type) NKC_NEW(p->s->arena, type)
#define PUSH(list, ...) nkc_vec_push(p->s->arena, (list), __VA_ARGS__)

static void psl_yyerror(const struct nkc_span *span, yyscan_t scanner, struct psl_parse *p,
                        const char *text);

/* A case with the expectation and the title that stand before its event, if they do: what is empty
 * has its place at the end of the token before. */
static struct nkc_span case_span(enum psl_expect expect, struct nkc_span at_expect,
                                 const char *title, struct nkc_span at_title,
                                 struct nkc_span event)
{
    if (expect != PSL_X_NONE)
        return nkc_span_join(at_expect, event);
    return title ? nkc_span_join(at_title, event) : event;
}
}

%param {yyscan_t scanner}
%parse-param {struct psl_parse *p}

%union {
    struct psl_name name;
    uint64_t number;
    struct psl_expr *expr;
    struct psl_entries *entries;
    struct psl_entry entry;
    struct psl_type *type;
    struct psl_type_items *type_items;
    struct psl_selectors *selectors;
    enum psl_selector_kind selector;
    enum psl_event event;
    struct psl_block *block;
    struct psl_item *item;
    struct psl_branches *branches;
    struct psl_branch branch;
    struct psl_decl *decl;
    struct psl_object_params *params;
    struct psl_object_param param;
    struct psl_sections *sections;
    struct psl_section section;
    struct psl_cases *cases;
    struct psl_case *test;
    enum psl_expect expect;
    const char *text;
}

%code requires {
typedef void *yyscan_t;
}

%token <name> T_IDENT "a name" T_TEXT "a text"
%token <number> T_INT "a number"
%token <expr> T_FENCE "a fenced text"
%token T_ALL "`._`" T_IMPLIES "`==>`" T_AND "`&&`" T_OR "`||`" T_EQ "`==`" T_NE "`!=`"
%token T_LE "`<=`" T_GE "`>=`" T_ASSIGN "`<-`" T_TO "`~>`" T_FROM "`<~`"
%token '{' "`{`" '}' "`}`" '(' "`(`" ')' "`)`" '[' "`[`" ']' "`]`" ',' "`,`" ':' "`:`" '=' "`=`"
%token '|' "`|`" '.' "`.`" '!' "`!`" '<' "`<`" '>' "`>`" '+' "`+`" '-' "`-`" '*' "`*`"
%token '&' "`&`" '~' "`~`" '_' "`_`"
%token YYEOF 0 "the end of the file"
%token <name> W_USE "`use`" W_EDL "`EDL`" W_EXECUTE "`execute`" W_AUDIT "`audit`"
%token <name> W_PROFILE "`profile`" W_DEFAULT "`default`" W_POLICY "`policy`" W_OBJECT "`object`"
%token <name> W_MODEL "`model`" W_TYPE "`type`" W_REQUEST "`request`" W_RESPONSE "`response`"
%token <name> W_ERROR "`error`" W_SECURITY "`security`" W_MATCH "`match`" W_CHOICE "`choice`"
%token <name> W_ASSERT "`assert`" W_TASK "`task`" W_CLASS "`class`" W_SRC_SID "`src_sid`"
%token <name> W_DST_SID "`dst_sid`" W_MESSAGE "`message`" W_TRUE "`true`" W_FALSE "`false`"
%token <name> W_SRC "`src`" W_DST "`dst`" W_INTERFACE "`interface`" W_COMPONENT "`component`"
%token <name> W_ENDPOINT "`endpoint`" W_METHOD "`method`" W_SETUP "`setup`"
%token <name> W_SEQUENCE "`sequence`" W_FINALLY "`finally`" W_GRANT "`grant`" W_DENY "`deny`"
%token <name> W_ANY "`any`"

/* The argument of a call takes every `.` that follows it; `-` behind `object.name` begins one. */
%precedence ARGUMENT
%precedence '.' '-'

%type <name> nameless word item_word variable_word call_word qname open_word
%type <number> index
%type <expr> expr implication disjunction conjunction comparison bit_or bit_and sum product unary
%type <expr> postfix primary literal argument path call dict list constant choice_expr label
%type <entries> fields field_list elements element_list
%type <entry> field
%type <type> type type_atom
%type <type_items> type_fields type_field_list type_list type_tuple
%type <selectors> selectors selectors_opt
%type <selector> selector_kind
%type <event> event
%type <block> block items
%type <item> item rule
%type <branches> branches
%type <branch> branch
%type <decl> declaration
%type <params> params
%type <param> param
%type <sections> sections
%type <section> section
%type <cases> cases
%type <test> case short_case long_case
%type <expect> expect expect_opt
%type <expr> case_params
%type <text> title_opt
%type <event> message_event

%%

file: declarations;

declarations:
  %empty
| declarations declaration { PUSH(&p->file->decls, $2); }
| declarations error
;

declaration:
  W_EXECUTE ':' qname
    { $$ = psl_decl_new(p, PSL_D_EXECUTE_IF, @$); $$->name = $3; }
| W_USE qname T_ALL
    { $$ = psl_decl_new(p, PSL_D_USE, @$); $$->name = $2; }
| W_USE W_EDL qname
    { $$ = psl_decl_new(p, PSL_D_USE_EDL, @$); $$->name = $3; }
| W_USE T_IDENT qname
    { nkc_diag(p->s, PSL_USE_KIND, $2.span, $2.text); YYERROR; }
| W_TASK W_CLASS qname ':' qname
    { $$ = psl_decl_new(p, PSL_D_TASK_CLASS, @$); $$->name = $3; $$->target = $5; }
| W_AUDIT W_DEFAULT '=' word T_INT
    { $$ = psl_decl_new(p, PSL_D_AUDIT_DEFAULT, @$); $$->name = $4;
      $$->value = psl_expr_new(p, PSL_E_INT, @5); $$->value->value = $5; }
| W_AUDIT W_PROFILE word '=' dict
    { $$ = psl_decl_new(p, PSL_D_AUDIT_PROFILE, @$); $$->name = $3; $$->value = $5; }
| W_POLICY W_OBJECT word ':' word '{' params '}'
    { $$ = psl_decl_new(p, PSL_D_OBJECT, @$); $$->name = $3; $$->target = $5; $$->params = $7; }
| W_POLICY W_MODEL word
    { $$ = psl_decl_new(p, PSL_D_MODEL, @$); $$->name = $3; }
| event selectors_opt block
    { $$ = psl_decl_new(p, PSL_D_BINDING, @$); $$->event = $1; $$->selectors = $2;
      $$->block = $3; }
| W_ASSERT title_opt '{' sections '}'
    { $$ = psl_decl_new(p, PSL_D_TESTS, @$); $$->title = $2; $$->sections = $4; }
;

/* The word that opens a binding ends the search for a place to go on after an error. */
event:
  W_EXECUTE     { $$ = PSL_EXECUTE; yyerrok; }
| message_event
;

message_event:
  W_REQUEST     { $$ = PSL_REQUEST; yyerrok; }
| W_RESPONSE    { $$ = PSL_RESPONSE; yyerrok; }
| W_ERROR       { $$ = PSL_ERROR; yyerrok; }
| W_SECURITY    { $$ = PSL_SECURITY; yyerrok; }
;

/* ---- names ---- */

/* Words that no position reserves beyond its own construct. */
open_word:
  T_IDENT | W_USE | W_EDL | W_PROFILE | W_DEFAULT | W_POLICY | W_OBJECT | W_MODEL | W_TYPE
| W_ASSERT | W_TASK | W_CLASS | W_GRANT | W_DENY | W_ANY
;

/* A PAL variable. */
variable_word:
  T_IDENT | W_EDL | W_PROFILE | W_DEFAULT | W_POLICY | W_OBJECT | W_MODEL | W_TYPE | W_ASSERT
| W_TASK | W_CLASS | W_USE
;

/* The first word of a call inside an expression. */
call_word:
  open_word | W_EXECUTE | W_AUDIT | W_REQUEST | W_RESPONSE | W_ERROR | W_SECURITY | W_MATCH
| W_CHOICE | W_SRC | W_DST | W_INTERFACE | W_COMPONENT | W_ENDPOINT | W_METHOD | W_SETUP
| W_SEQUENCE | W_FINALLY
;

/* The first word of a rule call. */
item_word:
  open_word | W_EXECUTE | W_REQUEST | W_RESPONSE | W_ERROR | W_SECURITY | W_SRC | W_DST
| W_INTERFACE | W_COMPONENT | W_ENDPOINT | W_METHOD | W_SETUP | W_SEQUENCE | W_FINALLY
;

word:
  call_word | W_SRC_SID | W_DST_SID | W_MESSAGE | W_TRUE | W_FALSE
;

qname:
  word
| qname '.' word { $$ = psl_name_join(p, $1, $3); }
;

/* ---- bindings ---- */

selectors_opt:
  %empty    { $$ = NEW(struct psl_selectors); }
| selectors
;

selectors:
  selector_kind '=' qname
    { $$ = NEW(struct psl_selectors);
      PUSH(&$$->list, (struct psl_selector){$1, $3, @$}); }
| selectors selector_kind '=' qname
    { $$ = $1; PUSH(&$$->list, (struct psl_selector){$2, $4, nkc_span_join(@2, @4)}); }
| selectors ',' selector_kind '=' qname
    { $$ = $1; PUSH(&$$->list, (struct psl_selector){$3, $5, nkc_span_join(@3, @5)}); }
;

selector_kind:
  W_SRC        { $$ = PSL_S_SRC; }
| W_DST        { $$ = PSL_S_DST; }
| W_INTERFACE  { $$ = PSL_S_INTERFACE; }
| W_COMPONENT  { $$ = PSL_S_COMPONENT; }
| W_ENDPOINT   { $$ = PSL_S_ENDPOINT; }
| W_METHOD     { $$ = PSL_S_METHOD; }
;

block:
  '{' items '}' { $$ = $2; $$->span = @$; }
;

items:
  %empty        { $$ = NEW(struct psl_block); }
| items item    { $$ = $1; PUSH(&$$->items, $2); }
| items error
| items error block { (void)$3; } /* of what was wrong: its faults are told, its rules not bound */
;

item:
  rule
| W_AUDIT word
    { $$ = psl_item_new(p, PSL_I_AUDIT, @$); $$->name = $2; }
| W_MATCH selectors block
    { $$ = psl_item_new(p, PSL_I_MATCH, @$); $$->selectors = $2; $$->block = $3; }
| W_CHOICE choice_expr '{' branches '}'
    { $$ = psl_item_new(p, PSL_I_CHOICE, @$); $$->argument = $2; $$->branches = $4; }
;

rule:
  item_word argument
    { $$ = psl_item_new(p, PSL_I_RULE, @$); $$->name = $1; $$->argument = $2; }
| item_word '.' word argument
    { $$ = psl_item_new(p, PSL_I_RULE, @$); $$->object = $1; $$->name = $3; $$->argument = $4; }
;

choice_expr:
  '(' call ')'  { $$ = $2; $$->span = @$; }
| '(' error ')' { $$ = psl_expr_new(p, PSL_E_ERROR, @$); }
| call
;

branches:
  %empty            { $$ = NEW(struct psl_branches); }
| branches branch   { $$ = $1; PUSH(&$$->list, $2); }
| branches error    { $$ = $1; $$->broken = true; }
;

branch:
  label ':' block { $$ = (struct psl_branch){$1, $3, @$}; }
| label ':' rule
    { struct psl_block *only = NEW(struct psl_block);
      PUSH(&only->items, $3);
      only->span = @3;
      $$ = (struct psl_branch){$1, only, @$}; }
;

label:
  constant
| '_'   { $$ = NULL; }
;

/* ---- expressions ---- */

argument:
  '(' ')'               { $$ = psl_expr_new(p, PSL_E_UNIT, @$); }
| '(' expr ')'          { $$ = $2; $$->in_parens = true; }
| '(' error ')'         { $$ = psl_expr_new(p, PSL_E_ERROR, @$); }
| dict
| list
| constant
| path %prec ARGUMENT
| call %prec ARGUMENT
;

path:
  W_MESSAGE                 { $$ = psl_expr_new(p, PSL_E_MESSAGE, @$); }
| W_SRC_SID                 { $$ = psl_expr_new(p, PSL_E_SRC_SID, @$); }
| W_DST_SID                 { $$ = psl_expr_new(p, PSL_E_DST_SID, @$); }
| path '.' word
    { $$ = psl_expr_new(p, PSL_E_FIELD, @$); $$->left = $1; $$->name = $3; }
| path '.' '[' index ']'
    { $$ = psl_expr_new(p, PSL_E_INDEX, @$); $$->left = $1; $$->value = $4; }
;

index: T_INT;

call:
  call_word '.' word argument
    { $$ = psl_expr_new(p, PSL_E_CALL, @$); $$->object = $1; $$->name = $3; $$->left = $4; }
| call_word '(' expr ')'    /* `size (x)`: of the object that every policy with Struct has */
    { $$ = psl_expr_new(p, PSL_E_CALL, @$); $$->object = (struct psl_name){"struct", @1};
      $$->name = $1; $$->left = $3; }
;

constant:
  literal
| '-' T_INT
    { $$ = psl_expr_new(p, PSL_E_INT, @$); $$->value = $2; $$->negative = $2 != 0; }
;

literal:
  T_INT     { $$ = psl_expr_new(p, PSL_E_INT, @$); $$->value = $1; }
| T_TEXT    { $$ = psl_expr_new(p, PSL_E_TEXT, @$); $$->text = $1.text; }
| W_TRUE    { $$ = psl_expr_new(p, PSL_E_BOOL, @$); $$->value = 1; }
| W_FALSE   { $$ = psl_expr_new(p, PSL_E_BOOL, @$); }
| T_FENCE
;

expr: implication;

implication:
  disjunction
| disjunction T_IMPLIES implication { $$ = psl_binary(p, PSL_OP_IMPLIES, $1, $3, @$); }
;

disjunction:
  conjunction
| disjunction T_OR conjunction      { $$ = psl_binary(p, PSL_OP_OR, $1, $3, @$); }
;

conjunction:
  comparison
| conjunction T_AND comparison      { $$ = psl_binary(p, PSL_OP_AND, $1, $3, @$); }
;

comparison:
  bit_or
| bit_or T_EQ bit_or    { $$ = psl_binary(p, PSL_OP_EQ, $1, $3, @$); }
| bit_or T_NE bit_or    { $$ = psl_binary(p, PSL_OP_NE, $1, $3, @$); }
| bit_or '<' bit_or     { $$ = psl_binary(p, PSL_OP_LT, $1, $3, @$); }
| bit_or T_LE bit_or    { $$ = psl_binary(p, PSL_OP_LE, $1, $3, @$); }
| bit_or '>' bit_or     { $$ = psl_binary(p, PSL_OP_GT, $1, $3, @$); }
| bit_or T_GE bit_or    { $$ = psl_binary(p, PSL_OP_GE, $1, $3, @$); }
;

bit_or:
  bit_and
| bit_or '|' bit_and    { $$ = psl_binary(p, PSL_OP_BOR, $1, $3, @$); }
;

bit_and:
  sum
| bit_and '&' sum       { $$ = psl_binary(p, PSL_OP_BAND, $1, $3, @$); }
;

sum:
  product
| sum '+' product       { $$ = psl_binary(p, PSL_OP_ADD, $1, $3, @$); }
| sum '-' product       { $$ = psl_binary(p, PSL_OP_SUB, $1, $3, @$); }
;

product:
  unary
| product '*' unary     { $$ = psl_binary(p, PSL_OP_MUL, $1, $3, @$); }
;

unary:
  postfix
| '!' unary     { $$ = psl_unary(p, PSL_OP_NOT, $2, @$); }
| '~' unary     { $$ = psl_unary(p, PSL_OP_COMPL, $2, @$); }
| '-' unary     { $$ = psl_unary(p, PSL_OP_NEG, $2, @$); }
;

postfix:
  primary
| path %prec ARGUMENT
| postfix '.' word
    { $$ = psl_expr_new(p, PSL_E_FIELD, @$); $$->left = $1; $$->name = $3; }
| postfix '.' '[' index ']'
    { $$ = psl_expr_new(p, PSL_E_INDEX, @$); $$->left = $1; $$->value = $4; }
;

primary:
  literal
| call %prec ARGUMENT
| call_word %prec ARGUMENT
    { $$ = psl_expr_new(p, PSL_E_NAME, @$); $$->name = $1; }
| call_word '.' word %prec ARGUMENT /* no value: what it was meant to be is told with the types */
    { $$ = psl_expr_new(p, PSL_E_FIELD, @$);
      $$->left = psl_expr_new(p, PSL_E_NAME, @1);
      $$->left->name = $1;
      $$->name = $3; }
| '(' expr ')'      { $$ = $2; $$->in_parens = true; }
| '(' ')'           { $$ = psl_expr_new(p, PSL_E_UNIT, @$); }
| '(' error ')'     { $$ = psl_expr_new(p, PSL_E_ERROR, @$); }
| dict
| list
;

dict:
  '{' fields '}'    { $$ = psl_entries_expr(p, PSL_E_DICT, $2, @$); }
;

fields:
  %empty            { $$ = NEW(struct psl_entries); }
| field_list
| field_list ','
;

field_list:
  field                 { $$ = psl_entries_add(p, NEW(struct psl_entries), $1); }
| field_list ',' field  { $$ = psl_entries_add(p, $1, $3); }
;

/* Two slips that are common enough for messages of their own: `=`, and no name at all. */
field:
  word colon expr     { $$ = (struct psl_entry){.key = $1, .value = $3}; }
| T_TEXT colon expr   { $$ = (struct psl_entry){.key = $1, .key_is_text = true, .value = $3}; }
| nameless
    { nkc_diag(p->s, PSL_NAMELESS, @1);
      (void)$1;
      $$ = (struct psl_entry){.value = NULL}; }
| T_INT colon expr
    { const char *key = nkc_interns(p->s, nkc_arena_printf(p->s->arena, "%llu",
                                                           (unsigned long long)$1));
      $$ = (struct psl_entry){.key = {key, @1}, .key_is_int = true, .value = $3}; }
;

colon:
  ':'
| '='   { nkc_diag(p->s, PSL_COLON, @1); nkc_diag_fix(p->s, @1, " :"); }
;

nameless:
  word
| T_TEXT
| T_INT  { $$ = (struct psl_name){"", @1}; (void)$1; }
;

list:
  '[' elements ']'  { $$ = psl_entries_expr(p, PSL_E_LIST, $2, @$); }
;

elements:
  %empty            { $$ = NEW(struct psl_entries); }
| element_list
| element_list ','
;

element_list:
  expr                   { $$ = NEW(struct psl_entries);
                           PUSH(&$$->list, (struct psl_entry){.value = $1}); }
| element_list ',' expr  { $$ = $1; PUSH(&$$->list, (struct psl_entry){.value = $3}); }
;

/* ---- policy objects ---- */

params:
  %empty        { $$ = NEW(struct psl_object_params); }
| params param  { $$ = $1; PUSH(&$$->list, $2); }
| params error  { $$ = $1; $$->broken = true; }
;

param:
  W_TYPE word '=' type  { $$ = (struct psl_object_param){.name = $2, .type = $4}; }
| word '=' dict         { $$ = (struct psl_object_param){.name = $1, .value = $3}; }
| word '=' list         { $$ = (struct psl_object_param){.name = $1, .value = $3}; }
| word '=' constant     { $$ = (struct psl_object_param){.name = $1, .value = $3}; }
| word '=' '(' ')'      { $$ = (struct psl_object_param){.name = $1,
                                   .value = psl_expr_new(p, PSL_E_UNIT, nkc_span_join(@3, @4))}; }
;

type:
  type_atom
| type '|' type_atom    { $$ = psl_type_or(p, $1, $3, @$); }
;

type_atom:
  call_word                 { $$ = psl_type_new(p, PSL_T_NAME, @$); $$->name = $1; }
| call_word '<' type_list '>'
    { $$ = psl_type_new(p, PSL_T_GENERIC, @$); $$->name = $1; $$->items = $3; }
| constant                  { $$ = psl_type_new(p, PSL_T_LITERAL, @$); $$->literal = $1; }
| '(' ')'                   { $$ = psl_type_new(p, PSL_T_LITERAL, @$);
                              $$->literal = psl_expr_new(p, PSL_E_UNIT, @$); }
| '{' type_fields '}'       { $$ = psl_type_new(p, PSL_T_DICT, @$); $$->items = $2; }
| '[' type_tuple ']'        { $$ = psl_type_new(p, PSL_T_TUPLE, @$); $$->items = $2; }
;

type_tuple:
  %empty            { $$ = NEW(struct psl_type_items); }
| type_list
;

type_list:
  type                  { $$ = NEW(struct psl_type_items);
                          PUSH(&$$->list, (struct psl_type_item){.type = $1}); }
| type_list ',' type    { $$ = $1; PUSH(&$$->list, (struct psl_type_item){.type = $3}); }
;

type_fields:
  %empty            { $$ = NEW(struct psl_type_items); }
| type_field_list
| type_field_list ','
;

type_field_list:
  word ':' type
    { $$ = NEW(struct psl_type_items); PUSH(&$$->list, (struct psl_type_item){$1, $3}); }
| type_field_list ',' word ':' type
    { $$ = $1; PUSH(&$$->list, (struct psl_type_item){$3, $5}); }
;

/* ---- test sets ---- */

title_opt:
  %empty    { $$ = NULL; }
| T_TEXT    { $$ = $1.text; }
;

sections:
  %empty            { $$ = NEW(struct psl_sections); }
| sections section  { $$ = $1; PUSH(&$$->list, $2); }
| sections error
;

section:
  W_SETUP '{' cases '}'                 { $$ = (struct psl_section){PSL_SETUP, NULL, $3, @$}; }
| W_SEQUENCE title_opt '{' cases '}'    { $$ = (struct psl_section){PSL_SEQUENCE, $2, $4, @$}; }
| W_FINALLY '{' cases '}'               { $$ = (struct psl_section){PSL_FINALLY, NULL, $3, @$}; }
;

cases:
  %empty        { $$ = NEW(struct psl_cases); }
| cases case    { $$ = $1; PUSH(&$$->list, $2); }
| cases error
;

case:
  expect_opt title_opt long_case
    { $$ = $3; $$->expect = $1; $$->title = $2; $$->span = case_span($1, @1, $2, @2, @3); }
| expect_opt title_opt short_case
    { $$ = $3; $$->expect = $1; $$->title = $2; $$->span = case_span($1, @1, $2, @2, @3); }
| expect_opt title_opt variable_word T_ASSIGN expect_opt title_opt W_EXECUTE selectors case_params
    { $$ = psl_case_new(p, PSL_EXECUTE, case_span($1, @1, $2, @2, nkc_span_join(@3, @9)));
      $$->variable = $3;
      $$->expect = $5 != PSL_X_NONE ? $5 : $1;
      $$->title = $6 ? $6 : $2;
      $$->selectors = $8;
      $$->params = $9; }
;

expect_opt:
  %empty    { $$ = PSL_X_NONE; }
| expect
;

expect:
  W_GRANT   { $$ = PSL_X_GRANT; }
| W_DENY    { $$ = PSL_X_DENY; }
| W_ANY     { $$ = PSL_X_ANY; }
;

long_case:
  event selectors case_params
    { $$ = psl_case_new(p, $1, @$); $$->selectors = $2; $$->params = $3; }
;

short_case:
  variable_word T_TO variable_word ':' qname case_params
    { $$ = psl_case_new(p, PSL_REQUEST, @$); $$->src = $1; $$->dst = $3; $$->path = $5;
      $$->params = $6; }
| variable_word T_FROM variable_word ':' qname case_params
    { $$ = psl_case_new(p, PSL_RESPONSE, @$); $$->src = $3; $$->dst = $1; $$->path = $5;
      $$->params = $6; }
| variable_word '!' qname case_params
    { $$ = psl_case_new(p, PSL_SECURITY, @$); $$->src = $1; $$->path = $3; $$->params = $4; }
;

case_params:
  %empty    { $$ = NULL; }
| dict
;

%%

static bool is_word(yysymbol_kind_t kind)
{
    return kind >= YYSYMBOL_W_USE && kind <= YYSYMBOL_W_ANY;
}

/* What was found, as the user wrote it. */
static const char *found_text(struct psl_parse *p, yysymbol_kind_t kind, struct nkc_span span)
{
    if (kind == YYSYMBOL_YYEOF)
        return "the end of the file";
    if (kind == YYSYMBOL_T_TEXT || kind == YYSYMBOL_T_FENCE)
        return "a text";
    return nkc_arena_printf(p->s->arena, "`%s`", psl_span_text(p->s, span, 40));
}

static bool is_operator(yysymbol_kind_t kind)
{
    switch (kind) {
    case YYSYMBOL_T_IMPLIES: case YYSYMBOL_T_AND: case YYSYMBOL_T_OR: case YYSYMBOL_T_EQ:
    case YYSYMBOL_T_NE: case YYSYMBOL_T_LE: case YYSYMBOL_T_GE:
        return true;
    default: return strchr("|<>+-*&", yysymbol_name(kind)[1]) && yysymbol_name(kind)[2] == '`';
    }
}

/* Where any name may stand, the list of all words would tell nothing more; the same holds for
 * operators after an operand. The first operator then stands for all. */
static size_t fold_kinds(yysymbol_kind_t *kinds, size_t count, bool *operators)
{
    bool any_name = false;
    *operators = false;
    for (size_t i = 0; i < count; i++) {
        any_name |= kinds[i] == YYSYMBOL_T_IDENT;
        *operators |= kinds[i] == YYSYMBOL_T_EQ;
    }
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if ((!any_name || !is_word(kinds[i])) &&
            (!*operators || !is_operator(kinds[i]) || kinds[i] == YYSYMBOL_T_EQ))
            kinds[n++] = kinds[i];
    return n;
}

/* Is it what an earlier fault left behind: the token that the scanner made of wrong text or the one
 * after it, or a brace whose partner was passed over in the search for a place to go on? */
static bool is_aftermath(const struct psl_parse *p, yysymbol_kind_t kind, struct nkc_span span,
                         const yysymbol_kind_t *expected, int count)
{
    uint32_t at = p->fault.end;
    while (p->fault.src && at < span.begin && strchr(" \t\r\n\f", p->src->text[at]))
        at++;
    if (p->fault.src && at >= span.begin)
        return true;
    bool closes = yysymbol_name(kind)[1] == '}' && !p->lone;
    for (int i = 0; closes && i < count; i++)
        if (expected[i] == YYSYMBOL_YYEOF)
            return true;
    return false;
}

/* `mach src=A` or `src=A metod=B`, which the grammar takes for a call or a test case. */
static void mean_match(struct psl_parse *p, struct nkc_span span)
{
    static const char *const match[] = {"match"};
    const char *const *words = p->words;
    const char *near = words[1] ? nkc_nearest(words[1], psl_selector_words, PSL_SELECTORS) : NULL, *before = "";
    if (near && strcmp(near, words[1]) == 0 && !(words[0] && nkc_nearest(words[0], match, 1)))
        return;
    if (near && strcmp(near, words[1]) == 0)
        before = "match ";
    if (near)
        nkc_diag(p->s, NOTE_HERE, span,
                 nkc_arena_printf(p->s->arena, "did you mean `%s%s=`?", before, near));
}

/* A word where others are expected is perhaps one of them that was misspelt. */
static void mean_word(struct psl_parse *p, struct nkc_span span, const yysymbol_kind_t *kinds,
                      size_t count)
{
    const char *words[YYNTOKENS];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const char *quoted = yysymbol_name(kinds[i]); /* with backquotes */
        if (is_word(kinds[i]))
            words[n++] = nkc_intern(p->s, quoted + 1, strlen(quoted) - 2);
    }
    nkc_diag_mean(p->s, span, nkc_nearest(psl_span_text(p->s, span, 40), words, n));
}

static int yyreport_syntax_error(const yypcontext_t *ctx, yyscan_t scanner, struct psl_parse *p)
{
    (void)scanner;
    enum { EXPECTED_MAX = YYNTOKENS, SHOWN_MAX = 12 };
    yysymbol_kind_t kinds[EXPECTED_MAX];
    int n = yypcontext_expected_tokens(ctx, kinds, EXPECTED_MAX);
    struct nkc_span span = *yypcontext_location(ctx);
    if (is_aftermath(p, yypcontext_token(ctx), span, kinds, n))
        return 0;
    bool operators;
    size_t count = fold_kinds(kinds, n > 0 ? (size_t)n : 0, &operators);
    struct nkc_buf list = {0};
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++)
        nkc_buf_printf(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ",
                       operators && kinds[i] == YYSYMBOL_T_EQ ? "an operator"
                                                              : yysymbol_name(kinds[i]));
    if (count > SHOWN_MAX)
        nkc_buf_puts(&list, " or another construct");
    p->told = span.end;
    nkc_diag(p->s, PSL_SYNTAX, span, count ? list.data : "nothing more",
             found_text(p, yypcontext_token(ctx), span));
    if (yypcontext_token(ctx) == YYSYMBOL_T_IDENT || is_word(yypcontext_token(ctx)))
        mean_word(p, span, kinds, count);
    else if (strcmp(yysymbol_name(yypcontext_token(ctx)), "`=`") == 0)
        mean_match(p, span);
    nkc_buf_free(&list);
    return 0;
}

/* Only bison's own limits come here. */
static void psl_yyerror(const struct nkc_span *span, yyscan_t scanner, struct psl_parse *p,
                        const char *text)
{
    (void)scanner;
    (void)text;
    nkc_diag(p->s, PSL_DEPTH, *span);
}

struct psl_file *psl_parse_source(struct nkc_session *s, struct nkc_source *src,
                                  const struct psl_prep *prep)
{
    struct psl_file *file = NKC_NEW(s->arena, struct psl_file);
    file->src = src;
    file->text = prep ? psl_prep_text(s, prep, src) : src->text;
    struct psl_parse parse = {
        .s = s,
        .src = src,
        .file = file,
        .missing = psl_find_missing(s->arena, file->text, src->size),
    };
    yyscan_t scanner;
    if (psl_yylex_init_extra(&parse, &scanner) != 0)
        return file;
    psl_yy_scan_bytes(file->text, (int)src->size, scanner);
    (void)psl_yyparse(scanner, &parse);
    psl_yylex_destroy(scanner);
    return file;
}
