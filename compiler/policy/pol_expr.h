/* Typed expressions of rules (psl 5, 6.4, 6.5; security-models 2 to 5).
 *
 * Integers carry their width and sign; a literal takes the type its neighbour asks for. Everything
 * that can fail at run time (overflow, a union member that is not active, an index past the end)
 * is a node of its own, so that the emitter sees it. Owned by the session's arena. */
#ifndef NKC_POLICY_POL_EXPR_H
#define NKC_POLICY_POL_EXPR_H

#include "policy/policy.h"

enum pol_type_kind {
    POL_T_BAD, /* reported already: silences what follows */
    POL_T_UNIT,
    POL_T_BOOL,
    POL_T_INT,
    POL_T_LITERAL, /* an integer literal, type still open */
    POL_T_TEXT,
    POL_T_HANDLE, /* HandleDesc */
    POL_T_DATA,   /* struct, union, array or sequence of a message */
    POL_T_BYTES,
    POL_T_LIST, /* of PSL */
    POL_T_DICT,
    POL_T_MESSAGE,
};

struct pol_type {
    enum pol_type_kind kind;
    uint8_t width;               /* INT: bytes */
    bool is_signed;              /* INT */
    const struct nkc_type *data; /* DATA, TEXT, HANDLE, BYTES of a message */
};

/* A place in the message: steps from its start, then `offset` bytes. */
enum pol_step_kind { POL_STEP_ELEM, POL_STEP_ARM };

struct pol_step {
    enum pol_step_kind kind;
    uint32_t offset;    /* ELEM: of the chunk descriptor; ARM: of the tag */
    uint64_t index;     /* ELEM */
    uint32_t elem_size; /* ELEM */
    uint32_t tag;       /* ARM */
};

struct pol_place {
    NKC_VEC(struct pol_step) steps;
    uint32_t offset;
    const char *path; /* "ranges[].len": as in the field table */
    uint32_t elem[2]; /* indices written in the path, outermost first */
    unsigned elem_count;
};

enum pol_node_kind {
    POL_N_BAD,
    POL_N_UNIT,
    POL_N_BOOL,  /* value */
    POL_N_INT,   /* value, negative */
    POL_N_TEXT,  /* a text literal: value = its length */
    POL_N_FENCE, /* a fenced text: source->name, source->text */
    POL_N_SRC_SID,
    POL_N_DST_SID,
    POL_N_PLACE, /* place; type says what lies there */
    POL_N_NOT,
    POL_N_AND,
    POL_N_OR,
    POL_N_IMPLIES,
    POL_N_ALL, /* items */
    POL_N_ANY,
    POL_N_COND,    /* items: if, then, else */
    POL_N_COMPARE, /* op, left, right */
    POL_N_ARITH,   /* op, left, right; unary: left; value in range of `type` or failure */
    POL_N_ABS,
    POL_N_CAST,  /* left, to `type`; widens only */
    POL_N_EMPTY, /* left: place of a text or sequence */
    POL_N_SIZE,  /* left: place of a text or sequence; how many elements */
    POL_N_LIST,  /* items */
    POL_N_DICT,  /* items with keys */
    POL_N_CALL,  /* of a model: method, object; left: argument; data: the model's own */
};

struct pol_node;

struct pol_item {
    const char *key;
    struct pol_node *node;
};

struct pol_node {
    enum pol_node_kind kind;
    struct pol_type type;
    enum psl_op op;
    uint64_t value;
    bool negative;
    struct pol_place *place;
    struct pol_node *left, *right;
    NKC_VEC(struct pol_item) items;
    const struct psl_expr *source;
    const struct pol_method *method;
    const struct pol_object *object;
    const void *data;
};

/* Types `expr` for rules under `sel`; never NULL, POL_N_BAD after an error. */
struct pol_node *pol_expr(struct policy *p, const struct pol_selectors *sel,
                          const struct psl_expr *expr);
/* The same, and reports unless the result is Boolean. */
struct pol_node *pol_expr_bool(struct policy *p, const struct pol_selectors *sel,
                               const struct psl_expr *expr);

/* "UInt32", "Boolean", "a text": for messages. */
const char *pol_type_text(struct nkc_session *s, struct pol_type type);

/* The largest value of an integer type. */
uint64_t pol_type_max(struct pol_type t);

/* ---- between pol_expr.c and pol_path.c, pol_call.c ---- */

struct pol_scope {
    struct policy *p;
    const struct pol_selectors *sel;
    unsigned depth;
};

struct pol_node *pol_node_new(struct pol_scope *c, enum pol_node_kind kind, enum pol_type_kind type,
                              const struct psl_expr *source);
struct pol_node *pol_bad(struct pol_scope *c, const struct psl_expr *source);
struct pol_node *pol_check(struct pol_scope *c, const struct psl_expr *e);
struct pol_node *pol_path(struct pol_scope *c, const struct psl_expr *e);
struct pol_node *pol_call(struct pol_scope *c, const struct psl_expr *e);
/* Reports that the name `e` is no value, with what it was perhaps meant to be. */
void pol_report_value(struct pol_scope *c, const struct psl_expr *e);
/* A field of a struct or union of a message, an element of an array or sequence. */
struct pol_node *pol_member(struct pol_scope *c, const struct pol_node *from, const char *name);
struct pol_node *pol_element(struct pol_scope *c, const struct pol_node *from, size_t index);
bool pol_want_bool(struct pol_scope *c, const struct pol_node *n);
/* Gives the literal `n` the integer type `type`; false after reporting that it does not fit. */
bool pol_adapt(struct pol_scope *c, struct pol_node *n, struct pol_type type);
/* One integer type for both: equal ones, or a literal and its neighbour. */
bool pol_unify(struct pol_scope *c, struct pol_node *l, struct pol_node *r, struct nkc_span span);
bool pol_is_int(const struct pol_node *n);

#endif
