/* What the parts of sema share; back ends see model/ only.
 *
 * From trees to the model in this order: load.c finds and parses files, scope.c declares names,
 * resolve.c walks definitions on demand (dependencies first), types.c and const.c compute types
 * and values, layout.c sizes, iface.c messages, comp.c components and numbering.
 * Errors: reported where they are found; NULL or false then stands for "erroneous, reported", and
 * whoever gets it stays silent, so that one mistake makes one message. */
#ifndef NKC_SEMA_SEMA_H
#define NKC_SEMA_SEMA_H

#include "front/ast.h"
#include "model/load.h"

enum {
    NKC_METHODS_MAX = 65536,        /* MID is 16 bits (4.8) */
    NKC_HANDLES_MAX = 255,          /* in one message */
    NKC_MESSAGE_MAX = 8388607,      /* bytes of a constant part */
    NKC_IIDS_MAX = 65534,           /* RIID is 16 bits and one value stays reserved (5.4) */
    NKC_TYPE_SIZE_MAX = 0x7fffffff, /* bytes of one C object */
    NKC_CHAIN_MAX = 1000,           /* definitions resolved inside one another */
    NKC_NESTING_MAX = 200,          /* components inside one another */
    NKC_TYPE_DEPTH_MAX = 48,        /* types inside one another: loops in generated code */
    NKC_PARTS_MAX = 65535,          /* of an interface: checks are numbered with 16 bits */
};

/* Exact arithmetic of constant expressions: every intermediate value fits easily. */
__extension__ typedef __int128 nkc_wide;

enum nkc_state { NKC_NEW_STATE, NKC_ACTIVE, NKC_DONE, NKC_BAD };

struct nkc_symbol {
    const struct nkc_ast_def *def;
    struct sema_package *owner;
    enum nkc_state state;
    bool placed; /* in the package's list of definitions */
    const struct nkc_const *constant;
    const struct nkc_typedef *alias;
    const struct nkc_type *use; /* the type that naming this symbol gives */
};

struct sema_package {
    struct nkc_package pub; /* first: the model's pointer is this one */
    const struct nkc_ast_file *ast;
    struct nkc_map symbols; /* name -> struct nkc_symbol, own definitions only */
    bool lost_import;       /* an import is missing or broken: unknown names are its fault */
};

struct sema_interface {
    struct nkc_interface pub;
    struct nkc_map by_name; /* name -> struct nkc_method */
    uint64_t parts;         /* of all messages so far; saturates */
};

struct sema_component {
    struct nkc_component pub;
    const struct nkc_ast_file *ast;
    enum nkc_state state;
    bool lost_instance; /* a nested component is unusable: counts would be wrong */
};

struct nkc_sema {
    struct nkc_model model; /* first */
    struct nkc_session *s;
    struct nkc_map missing; /* "name.ext" of descriptions that were not found */
    struct nkc_map *given;  /* "name.ext" -> tree, when a dump gives all there is; else NULL */
    struct nkc_map package_c_names, component_c_names; /* C name -> full name that has it */
    struct nkc_map seen; /* name -> where it was seen in the current list */
    uint64_t seen_list;
    NKC_VEC(const char *) near_names;     /* of one search for "did you mean"; kept for the next */
    NKC_VEC(struct sema_package *) queue; /* declared, not yet resolved */
    uint32_t chain, nesting;
    struct nkc_type int_types[NKC_INT_COUNT];
    const struct nkc_type *handle;
};

/* ---- scope.c: names ---- */

enum nkc_naming { NKC_NAME_STRICT, NKC_NAME_FIELD, NKC_NAME_FREE };

/* Rules of 3.1 and 3.2; `what` is the kind of name for messages. STRICT: no `_` at all;
 * FIELD: a C member; FREE: only a part of generated names. */
void nkc_check_name(struct nkc_sema *m, const struct nkc_ast_name *name, const char *what,
                    enum nkc_naming rule);
/* Last segment of a full name: upper-case first letter, no `_`. */
void nkc_check_full_name(struct nkc_sema *m, const struct nkc_ast_name *name, const char *what);
/* Begins a list of names that must differ; nkc_seen_before then gives the place of the first use
 * of `name` in the list, or a span without source. */
void nkc_seen_begin(struct nkc_sema *m);
struct nkc_span nkc_seen_before(struct nkc_sema *m, const struct nkc_ast_name *name);
void nkc_declare(struct nkc_sema *m, struct sema_package *p);
/* Finds a name from inside `p`; reports undef or import-ambiguous. `what`: "type", "constant". */
struct nkc_symbol *nkc_lookup(struct nkc_sema *m, struct sema_package *p, const char *name,
                              struct nkc_span span, const char *what);
/* Splits a full name into c_name, dir_name and base_name. */
void nkc_split_name(struct nkc_session *s, const char *name, const char **c_name,
                    const char **dir_name, const char **base_name);
const char *nkc_c_name(struct nkc_session *s, const char *dotted);

/* ---- resolve.c: definitions ---- */

bool nkc_resolve_symbol(struct nkc_sema *m, struct nkc_symbol *sym, struct nkc_span from);
void nkc_resolve_package(struct nkc_sema *m, struct sema_package *p);
/* order.c: fills the package's list of definitions. */
void nkc_order_definitions(struct nkc_sema *m, struct sema_package *p);

/* ---- types.c ---- */

void nkc_make_int_types(struct nkc_sema *m);
const struct nkc_type *nkc_resolve_type(struct nkc_sema *m, struct sema_package *p,
                                        const struct nkc_ast_type *type);
/* As above, and reports handle-nested when it is a handle; `inside` says what holds it. */
const struct nkc_type *nkc_resolve_inner(struct nkc_sema *m, struct sema_package *p,
                                         const struct nkc_ast_type *type, const char *inside);
/* Reports type-depth when `depth` is too much. */
bool nkc_check_depth(struct nkc_sema *m, uint32_t depth, struct nkc_span span);
const char *nkc_type_text(struct nkc_session *s, const struct nkc_type *type);

/* ---- const.c ---- */

struct nkc_eval {
    struct nkc_sema *m;
    struct sema_package *p;
    unsigned bits;  /* width of `~` */
    bool is_signed; /* `~a` is -a-1 */
};

/* Exact value; false after reporting. */
bool nkc_evaluate(const struct nkc_eval *ev, const struct nkc_ast_expr *e, nkc_wide *value);
const char *nkc_wide_text(struct nkc_session *s, nkc_wide value);

/* ---- layout.c: sizes, generated-code 3 to 6 ---- */

/* Saturates at UINT64_MAX. */
uint64_t nkc_sat_add(uint64_t a, uint64_t b);
/* Fill size, align, arena, has_pointers, needs_check from what the type is. False when the size
 * does not fit NKC_TYPE_SIZE_MAX; *size then tells how large it is. */
bool nkc_layout_type(struct nkc_type *type, uint64_t *size);
/* Offsets of all fields and the whole. */
bool nkc_layout_composite(struct nkc_composite *c, uint64_t *size);
/* Orders `params` handles first (keeping `declared`), then offsets, size, bounds.
 * Returns the size before any limit. */
uint64_t nkc_layout_message(struct nkc_arena *arena, struct nkc_message *msg);

/* Fills method->bounds from the messages. */
void nkc_bounds_of_method(struct nkc_method *method);
/* Makes *max cover *other too. */
void nkc_bounds_cover(struct nkc_bounds *max, const struct nkc_bounds *other);

/* ---- iface.c, comp.c, load.c ---- */

void nkc_resolve_interface(struct nkc_sema *m, struct sema_package *p);
void nkc_resolve_component(struct nkc_sema *m, struct sema_component *c);
/* A description of the name exists, in the dump or in the include directories: its path. */
const char *nkc_described(struct nkc_sema *m, const char *name, const char *ext);
/* comp.c of a loaded file; load.c */
struct sema_component *nkc_component_by_name(struct nkc_sema *m, const char *name, bool is_class,
                                             struct nkc_span from);

static inline struct nkc_sema *nkc_sema_of(struct nkc_model *m)
{
    return (struct nkc_sema *)m;
}

#endif
