/* What the header templates see: C spellings and flat lists, computed from the model.
 *
 * Names of members are those of templates/ (c_view.c ties both together). Texts are C source.
 * P is the C name of an interface (port_demo_ITank), S its name without directory (ITank) or NULL
 * when both are the same, so that no alias is printed. Owned by the session's arena.
 * Rules: generated-code 1 to 8, observed 2. */
#ifndef NKC_BACK_C_VIEW_H
#define NKC_BACK_C_VIEW_H

#include "model/model.h"
#include "model/view.h"

struct c_rawtype {
    const char *idl;  /* UInt32 */
    const char *type; /* nk_uint32_t */
    uint8_t width;
};

/* A struct field, union member or parameter: `<type> <name><dims>`. */
struct c_field {
    const char *name;
    const char *type; /* nk_uint8_t, struct port_demo_ITank_Level, nk_ptr_t ... */
    const char *dims; /* "", "[6]", "[2][3]" */
    uint32_t align, offset;
};

/* A constant, typedef, struct or union of a package. */
struct c_definition {
    bool is_const, is_typedef, is_struct, is_union;
    const char *guard; /* __port_demo_ITank__Level__ */
    const char *full, *short_name;
    const char *value;       /* const */
    const char *type, *dims; /* typedef */
    NKC_VEC(struct c_field) fields;
    uint32_t size, data_offset, data_align;
};

struct c_bound {
    const char *name; /* Open_req_name_size */
    uint64_t value;
};

/* Enumerators are ints: larger values become macros. */
struct c_bounds {
    NKC_VEC(struct c_bound) small, big;
};

struct c_message {
    NKC_VEC(struct c_field) params;
    uint32_t size;
};

struct c_method {
    const char *name;
    struct c_message req, res, err;
    bool simple_status;              /* error parameter travels in the return code */
    bool extended;                   /* error parameters are the implementation's business */
    bool trace_client, trace_server; /* printed */
    bool rc_needed;                  /* the proxy looks at the result */
};

/* Verifiers of an interface (back/verifier.h): functions nk_check_P_M_req and so on. */
struct c_validator {
    const char *text;
    bool acsl;                    /* with contracts */
    NKC_VEC(const char *) fields; /* row k at k - 1 */
};

struct c_interface {
    const char *P, *S;
    const char *guard;  /* __port_demo__ITank__ */
    const char *dotted; /* port_demo.ITank */
    bool clash;         /* a member is called S: no macro of that name */
    NKC_VEC(struct c_method) methods;
    struct c_bounds bounds;
    struct c_validator validator;
    const char *makers; /* of random messages */
};

struct c_leaf {
    const char *c_path;    /* left_tank */
    const char *access;    /* left->tank */
    const char *interface; /* P of its interface */
    uint32_t iid;
};

struct c_subtree {
    const char *c_path;
    uint32_t iid_offset;
};

struct c_security {
    const char *prefix; /* "" or "left_" */
    uint32_t iid;
};

/* Pointer member of a component struct: own endpoint or nested instance. */
struct c_member {
    const char *type; /* without `struct` and `*` */
    const char *name;
};

/* Tables of --component-refl: arrays of endpoints or of nodes, inner ones first. */
struct c_refl_endpoint {
    uint32_t id; /* relative to its component */
    const char *name, *local, *interface;
};

struct c_refl_node {
    const char *name, *local, *component;
    const char *endpoints, *children; /* symbols or NK_NULL */
    size_t endpoint_count, child_count;
    uint32_t offset;
};

struct c_refl_array {
    const char *symbol;
    bool is_nodes, is_root;
    NKC_VEC(struct c_refl_endpoint) endpoints;
    NKC_VEC(struct c_refl_node) nodes;
};

struct c_component {
    const char *C, *S;
    const char *guard;
    NKC_VEC(struct c_leaf) leaves;
    NKC_VEC(struct c_subtree) subtrees;
    NKC_VEC(struct c_security) security;
    NKC_VEC(struct c_member) members;
    size_t iid_max, security_max;
    struct c_bounds bounds;
    NKC_VEC(struct c_refl_array) refl;
};

/* A whole header: each list is empty when its section is not wanted. */
struct c_header {
    const char *source; /* port_demo/ITank.idl */
    bool traced, validators, tests;
    bool dump_client, dump_server; /* traces with contents */
    NKC_VEC(struct c_rawtype) rawtypes;
    NKC_VEC(struct c_definition) definitions;
    NKC_VEC(struct c_interface *) interfaces, vtables, clients, servers, validated, tested;
    NKC_VEC(struct c_component *) components, classes, component_servers, entity_servers, reflected;
};

extern const struct nkc_view_type c_header_view;

#endif
