/* The model: what the descriptions mean, after all names, constants and layouts are resolved.
 *
 * The only contract between the front (grammar, sema) and the back ends (headers, security module,
 * Einit, views). Built by sema, read-only afterwards; owned by the session's arena.
 * Sizes are bytes of the AArch64/LP64 target unless a name says otherwise.
 * Rules: spec pages idl-cdl-edl (meaning), generated-code 3 to 6 (layout and bounds). */
#ifndef NKC_MODEL_MODEL_H
#define NKC_MODEL_MODEL_H

#include "base/session.h"

enum nkc_type_kind {
    NKC_INT,      /* SIntN, UIntN, UIntSize, UIntPtr */
    NKC_HANDLE,   /* Handle, handle<I> */
    NKC_STRING,   /* string<count>: up to count bytes and the terminator */
    NKC_BYTES,    /* bytes<count> */
    NKC_SEQUENCE, /* sequence<elem, count> */
    NKC_ARRAY,    /* array<elem, count> */
    NKC_STRUCT,
    NKC_UNION,
};

/* The integer types, NKC_INT_UInt32 and so on. */
enum nkc_int {
#define NKC_INT_TYPE(idl, c, width, is_signed, is_word) NKC_INT_##idl,
#include "base/int_types.def"
#undef NKC_INT_TYPE
    NKC_INT_COUNT
};

struct nkc_package;
struct nkc_interface;
struct nkc_composite;
struct nkc_typedef;

/* A type at one place of use. Typedefs are resolved: `alias` only remembers the spelling. */
struct nkc_type {
    enum nkc_type_kind kind;
    enum nkc_int int_type;        /* NKC_INT */
    const char *idl_name;         /* NKC_INT: "UInt32", "UIntSize" */
    uint8_t width;                /* NKC_INT: 1, 2, 4 or 8 bytes */
    bool is_signed;               /* NKC_INT */
    bool is_word;                 /* NKC_INT: has the size of a pointer of the target */
    const char *handle_interface; /* NKC_HANDLE written handle<I>: full name of I, else NULL */
    const struct nkc_type *elem;  /* NKC_SEQUENCE, NKC_ARRAY */
    uint64_t count;               /* declared N of string, bytes, sequence, array */
    const struct nkc_composite *composite; /* NKC_STRUCT, NKC_UNION */
    const struct nkc_typedef *alias;       /* outermost typedef it was named by, or NULL */

    uint32_t size, align; /* of the C field (8 and 4 for an nk_ptr_t) */
    uint64_t arena;       /* A(type), generated-code 6.3; saturates at UINT64_MAX */
    bool has_pointers;    /* an nk_ptr_t somewhere inside (or itself) */
    bool needs_check;     /* has_pointers, or a union anywhere inside */
    uint32_t depth;       /* types inside one another, 1 for an integer */
    uint64_t parts;       /* arrays, varying values and unions inside, with itself:
                           * each has a constant or a check; saturates */
};

/* A field, union member or parameter. */
struct nkc_field {
    const char *name;
    const struct nkc_type *type;
    uint32_t offset; /* in the struct, in the union's data, or in the message (24 and up) */
    struct nkc_span span;
};

struct nkc_composite {
    const char *name; /* Level */
    const struct nkc_package *package;
    bool is_union;
    NKC_VEC(struct nkc_field) fields; /* a union's tags count from 0 in this order */
    uint32_t size, align;
    uint32_t data_offset, data_align; /* union: of `data` */
    uint64_t arena;
    bool has_pointers, needs_check;
    uint32_t depth;
    uint64_t parts;
    struct nkc_span span;
};

struct nkc_typedef {
    const char *name;
    const struct nkc_package *package;
    const struct nkc_type *type;
    struct nkc_span span;
};

/* Value of a constant: `negative` with magnitude, so that the whole range -2^63 .. 2^64-1 fits. */
struct nkc_const {
    const char *name;
    const struct nkc_package *package;
    const struct nkc_type *type; /* NKC_INT */
    bool negative;
    uint64_t magnitude;
    struct nkc_span span;
};

enum nkc_definition_kind { NKC_DEF_CONST, NKC_DEF_TYPEDEF, NKC_DEF_COMPOSITE };

struct nkc_definition {
    enum nkc_definition_kind kind;
    union {
        const struct nkc_const *constant;
        const struct nkc_typedef *alias;
        const struct nkc_composite *composite;
    };
};

/* One message: request (in), response (out) or error reply (error parameters). */
enum nkc_direction { NKC_REQ, NKC_RES, NKC_ERR, NKC_DIRECTIONS };

/* "req", "res", "err": the message in generated names. */
const char *nkc_direction_name(enum nkc_direction d);
/* "in", "out", "error": the word that marks its parameters in IDL. */
const char *nkc_direction_word(enum nkc_direction d);

struct nkc_message {
    NKC_VEC(struct nkc_field) params; /* message order: handles first, then declaration order */
    NKC_VEC(uint32_t) declared;       /* indices into params in declaration order */
    uint32_t size;                    /* constant part with header, multiple of 8 */
    uint32_t handle_count;
    uint64_t arena;                 /* sum over params */
    bool has_pointers, needs_check; /* over params */
    uint64_t parts;                 /* sum over params; saturates */
};

/* The most that messages of a method, of an interface or of a component take. */
struct nkc_bounds {
    uint64_t req_arena, res_arena; /* error replies use the response's arena */
    uint32_t handles[NKC_DIRECTIONS];
};

struct nkc_method {
    const char *name;
    const struct nkc_interface *interface;
    uint16_t mid;
    struct nkc_message message[NKC_DIRECTIONS];
    struct nkc_bounds bounds;
    /* Simplified error mode holds: no error parameter, or exactly `UInt16 status`. */
    bool simple_errors;
    struct nkc_span span;
};

struct nkc_interface {
    const struct nkc_package *package; /* its name is the interface's name */
    NKC_VEC(struct nkc_method *) methods;
    struct nkc_bounds bounds;
    struct nkc_span span;
};

/* One IDL file. */
struct nkc_package {
    const char *name;      /* full dotted name: port_demo.ITank */
    const char *c_name;    /* port_demo_ITank */
    const char *dir_name;  /* port_demo, or "" */
    const char *base_name; /* ITank */
    struct nkc_source *src;
    NKC_VEC(struct nkc_package *) imports;      /* direct, in order, no duplicates */
    NKC_VEC(struct nkc_definition) definitions; /* each behind those of this package it names */
    struct nkc_interface *interface;            /* NULL in a type package */
    bool error;                                 /* had errors; back ends never see it */
};

struct nkc_endpoint {
    const char *name;
    const struct nkc_interface *interface;
    struct nkc_span span;
};

struct nkc_component;

struct nkc_instance {
    const char *name;
    const struct nkc_component *component;
    uint32_t iid_offset; /* relative to the component that holds the instance */
    struct nkc_span span;
};

/* An endpoint seen from a component or class, through nested instances (idl-cdl-edl 5.4). */
struct nkc_leaf {
    const char *path;   /* "left.tank" */
    const char *c_path; /* "left_tank" */
    const char *parent; /* path of the instance that offers it, "" = the component */
    uint32_t iid;       /* RIID relative to the component */
    const struct nkc_endpoint *endpoint;
    const struct nkc_component *component; /* the component that declares the endpoint */
};

/* A nested instance at any depth, with its offset relative to the component. */
struct nkc_subtree {
    const char *path, *c_path; /* "left", "a.b" / "a_b" */
    const char *parent;        /* path of the instance that holds it: "", "a" */
    uint32_t iid_offset;
    const struct nkc_component *component;
};

/* A security interface of the component or of one nested at any depth. */
struct nkc_security_leaf {
    const char *path, *c_path; /* "" for the own one */
    uint32_t iid;
    const struct nkc_interface *interface;
    const struct nkc_component *component;
};

/* A component (CDL) or process class (EDL). */
struct nkc_component {
    const char *name, *c_name, *dir_name, *base_name;
    bool is_class;
    struct nkc_source *src;
    const struct nkc_interface *security; /* own security interface or NULL */
    NKC_VEC(struct nkc_endpoint) endpoints;
    NKC_VEC(struct nkc_instance) instances;
    NKC_VEC(struct nkc_leaf) leaves;      /* in iid order: own first, then depth first */
    NKC_VEC(struct nkc_subtree) subtrees; /* depth first */
    NKC_VEC(struct nkc_security_leaf) security_leaves; /* same traversal */
    struct nkc_bounds bounds;                          /* over all leaves */
    bool error;
};

/* Everything a session has loaded. */
struct nkc_model {
    struct nkc_session *session;
    struct nkc_map packages;   /* full name -> struct nkc_package */
    struct nkc_map components; /* full name -> struct nkc_component (CDL) */
    struct nkc_map classes;    /* full name -> struct nkc_component (EDL) */
};

#endif
